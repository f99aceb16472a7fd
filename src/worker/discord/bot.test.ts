import { setTimeout as pause } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { serverUpdated } from "#app/features/hosting/events.ts";
import { bootstrap } from "#app/features/identity/server/index.ts";
import { operations } from "#app/features/registry.ts";
import { HOUR } from "#app/lib/duration.ts";
import { SYSTEM } from "#app/operation/actor.ts";
import { execute } from "#app/operation/execute.ts";
import { pendingEvent, writeEvents } from "#app/operation/outbox.ts";
import { now } from "#app/platform/clock.ts";
import { setEnvironment } from "#app/platform/env.ts";
import { sql } from "#app/platform/sql.ts";
import {
  type DiscordServer,
  type FakeInteraction,
  type FakeMember,
  startDiscordServer,
} from "#app/testing/discord-server.ts";
import { createBlueprint, createNode, createServer } from "#app/testing/hosting.ts";
import { type SignedIn, signedInPerson } from "#app/testing/people.ts";
import { createTestRuntime, createUser, type TestRuntime } from "#app/testing/runtime.ts";
import { type DiscordKeeper, startDiscord } from "./keeper.ts";

const NELLY: FakeMember = { id: "80351110224678912", name: "nelly", nick: "Nelly" };
const STRANGER: FakeMember = { id: "80351110224678913", name: "stranger" };
const TICK_MS = 100;

let runtime: TestRuntime;
let discord: DiscordServer;
let owner: SignedIn;
let member: SignedIn;
let serverId: string;
const keepers: DiscordKeeper[] = [];

beforeAll(async () => {
  runtime = await createTestRuntime();
  await bootstrap(runtime.database);
  owner = await signedInPerson(runtime, "owner");
  member = await signedInPerson(runtime, "member");
  await createBlueprint(runtime.database);
  const node = await createNode(runtime.database);
  serverId = await createServer(runtime.database, owner.actor, node, { name: "Nightfall" });
});
beforeEach(async () => {
  discord = await startDiscordServer();
  setEnvironment({ DISCORD_URL: discord.url });
});
afterEach(async () => {
  for (const keeper of keepers.splice(0)) await keeper.stop();
  for (const table of ["discord_bots", "discord_posts", "discord_relays", "discord_links", "discord_link_codes"])
    await runtime.database.pool.query(`delete from ${table}`);
  await discord.close();
});
afterAll(() => runtime.close());

const until = <T>(what: () => T | Promise<T>, timeout = 15_000) => vi.waitFor(what, { timeout, interval: 20 });
/** How far the keepers' clock is ahead. */
let aheadMs = 0;
const keep = () => {
  const keeper = startDiscord(runtime, { tickMs: TICK_MS, nowMs: () => performance.now() + aheadMs });
  keepers.push(keeper);
  return keeper;
};
const connect = (token = discord.token) => execute(operations.discord.connect, owner.actor, { token });
const bot = async () => (await execute(operations.discord.get, owner.actor, {})).bot!;
const isConnected = () => until(async () => expect(await bot()).toMatchObject({ state: "connected" }));
async function connected() {
  await connect();
  const keeper = keep();
  await isConnected();
  return keeper;
}
const post = (input: object = {}) =>
  execute(operations.discord.addPost, owner.actor, {
    channelId: discord.channels.general,
    types: ["server.updated"],
    ...input,
  });
async function happen(names: string[], at = now()) {
  const events = names.map((name) => pendingEvent(serverUpdated, { serverId, name }, at));
  await writeEvents(runtime.database, events);
  runtime.ringDoorbell();
}
const embedsSaid = () => discord.messages.flatMap(({ body }) => body.embeds ?? []);
async function answerOf(interaction: FakeInteraction) {
  await until(() => expect(interaction.answers.at(-1)?.kind).toBe("edit"));
  return interaction.answers.at(-1)!.data as {
    embeds: { title: string; description?: string }[];
    components: { components: { custom_id: string; label: string }[] }[];
  };
}

describe("its connection", () => {
  it("is made with a token that Discord knows; the token is sealed and never shown", async () => {
    const shown = await connect();
    expect(shown).toMatchObject({ name: "Gatekeeper", applicationId: discord.applicationId, readsMessages: true });
    expect(shown.inviteUrl).toContain(`client_id=${discord.applicationId}`);
    expect(JSON.stringify(shown)).not.toContain(discord.token);
    const rows = await runtime.database.query(sql`select token from discord_bots`);
    expect(JSON.stringify(rows)).not.toContain(discord.token);
    const audited = await runtime.database.query(
      sql`select input from audit_entries where operation = 'discord.connect'`,
    );
    expect(JSON.stringify(audited)).not.toContain(discord.token);
  });

  it("is refused at once for another token, and where Discord is away", async () => {
    await expect(connect(`${discord.token}x`)).rejects.toMatchObject({ reason: "discord.bad_token" });
    discord.answerNext({ status: 500 });
    await expect(connect()).rejects.toMatchObject({ code: "unavailable", reason: "discord.unreachable" });
    expect((await execute(operations.discord.get, owner.actor, {})).bot).toBeNull();
  });

  it("is for owners to make, and for nobody else to see", async () => {
    await expect(execute(operations.discord.connect, member.actor, { token: discord.token })).rejects.toMatchObject({
      code: "forbidden",
    });
    await expect(execute(operations.discord.get, member.actor, {})).rejects.toMatchObject({ code: "forbidden" });
  });

  it("shows the channels, says what it can do, and asks for no more than it needs", async () => {
    await connected();
    expect((await bot()).guilds).toEqual([
      {
        id: discord.guildId,
        name: "The Tavern",
        channels: [
          { id: discord.channels.general, name: "general", maySend: true },
          { id: discord.channels.chat, name: "game-chat", maySend: true },
          { id: discord.channels.readOnly, name: "rules", maySend: false },
        ],
        roles: [],
      },
    ]);
    await until(() =>
      expect(discord.commands.map(({ name }) => name)).toEqual([
        "status",
        "players",
        "link",
        "ban",
        "report",
        "kills",
        "board",
        "stats",
      ]),
    );
    expect(discord.gateway.filter((said) => said !== "heartbeat")).toEqual(["identify"]);
  });

  it("is held by one of several workers, and taken over from one that ends", async () => {
    await connect();
    const first = keep();
    await isConnected();
    keep();
    await pause(5 * TICK_MS);
    expect(discord.connected).toBe(1);
    await first.stop();
    await until(() => expect(discord.gateway.filter((word) => word === "identify")).toHaveLength(2));
    await isConnected();
    expect(discord.connected).toBe(1);
  });

  it("is left where the database says nothing for as long as the lease is good, and comes back with it", async () => {
    await connected();
    const held = await runtime.database.pool.connect();
    try {
      await held.query("begin");
      await held.query("select 1 from discord_bots for update");
      aheadMs = HOUR;
      await until(() => expect(discord.connected).toBe(0));
    } finally {
      aheadMs = 0;
      await held.query("rollback");
      held.release();
    }
    await until(() => expect(discord.connected).toBe(1));
  });

  it("ends within seconds when it is switched off or removed, and begins again", async () => {
    await connected();
    await execute(operations.discord.update, owner.actor, { enabled: false });
    await until(() => expect(discord.connected).toBe(0), 5_000);
    expect(await bot()).toMatchObject({ enabled: false, state: "off" });
    await execute(operations.discord.update, owner.actor, { enabled: true });
    await isConnected();
    await execute(operations.discord.disconnect, owner.actor, {});
    await until(() => expect(discord.connected).toBe(0), 5_000);
  });

  it("ends where it was just being let in, and is not made again by itself", async () => {
    discord.letsIn = false;
    await connect();
    const keeper = keep();
    await until(() => expect(discord.gateway).toContain("identify"));
    const stopped = keeper.stop();
    await pause(TICK_MS);
    discord.letIn();
    await stopped;
    await until(() => expect(discord.connected).toBe(0));
    // The library connects again after half a second.
    await pause(800);
    expect(discord.gateway.filter((word) => word === "identify")).toHaveLength(1);
    expect(discord.connected).toBe(0);
  });

  it("keeps nobody from ending where Discord does not let it in, and ends when it does", async () => {
    discord.letsIn = false;
    await connect();
    const keeper = keep();
    await until(() => expect(discord.gateway).toContain("identify"));
    await keeper.stop();
    expect(discord.connected).toBe(1);
    discord.letIn();
    await until(() => expect(discord.connected).toBe(0));
    expect(await bot()).not.toMatchObject({ state: "connected" });
  });

  it("is made anew with a new token", async () => {
    await connected();
    discord.token = `${discord.token.slice(0, -5)}other`;
    await connect();
    await until(() => expect(discord.gateway.filter((word) => word === "identify")).toHaveLength(2));
    await isConnected();
    expect(discord.connected).toBe(1);
  });

  it("is resumed after a break, and what happened meanwhile is not lost", async () => {
    await connected();
    await post();
    discord.drop(1001);
    await happen(["Meanwhile"]);
    await until(() => expect(discord.gateway).toContain("resume"));
    await isConnected();
    await until(() => expect(embedsSaid()).toHaveLength(1));
  });

  it("is made anew where its session is gone", async () => {
    await connected();
    discord.mayResume = false;
    discord.drop(4000);
    await until(() => expect(discord.gateway).toContain("invalid session"), 20_000);
    await until(() => expect(discord.gateway.filter((word) => word === "identify")).toHaveLength(2), 20_000);
    await isConnected();
  }, 120_000);

  it("says that the token is not valid any more, and does not try it again and again", async () => {
    await connected();
    discord.token = "another-token-of-the-same-bot";
    discord.drop(4004);
    await until(async () => expect(await bot()).toMatchObject({ state: "refused", problem: "token" }));
    const spoken = discord.gateway.length;
    await pause(500);
    expect(discord.gateway).toHaveLength(spoken);
  });

  it("goes on without what people write where Discord does not allow it, and says so", async () => {
    discord.mayReadMessages = false;
    expect(await connect()).toMatchObject({ readsMessages: false });
    await runtime.database.execute(sql`
      insert into discord_relays (id, "serverId", "guildId", "channelId", "toDiscord", "toGame", "createdAt", "updatedAt")
      values ('dre_1', ${serverId}, ${discord.guildId}, ${discord.channels.chat}, true, true, now(), now())`);
    keep();
    await until(async () => expect(await bot()).toMatchObject({ state: "connected", problem: "intents" }));
    expect(discord.gateway).toEqual(["refused 4014", "identify"]);
    discord.mayReadMessages = true;
    await execute(operations.discord.reconnect, owner.actor, {});
    await until(async () => expect(await bot()).toMatchObject({ state: "connected", problem: null }));
  });

  it("says that it has connected too often today, and waits", async () => {
    discord.sessionsLeft = 0;
    await connect();
    keep();
    await until(async () => expect(await bot()).toMatchObject({ state: "reconnecting", problem: "limited" }));
    expect(discord.gateway).toEqual([]);
    discord.sessionsLeft = 1;
    await execute(operations.discord.reconnect, owner.actor, {});
    await until(async () => expect(await bot()).toMatchObject({ state: "connected", problem: null }));
  });

  it("sends the heartbeats that it is asked for", async () => {
    discord.heartbeatMs = 150;
    await connected();
    await until(() => expect(discord.gateway.filter((word) => word === "heartbeat").length).toBeGreaterThan(2));
    expect(await bot()).toMatchObject({ state: "connected" });
  });
});

describe("its posts", () => {
  it("tell what happens, in order, several in one message, and mention nobody", async () => {
    await connected();
    await post();
    await happen(Array.from({ length: 25 }, (_, i) => `@everyone ${i}`));
    await until(() => expect(embedsSaid()).toHaveLength(25));
    const titles = embedsSaid().map(({ title }) => String(title));
    expect(titles).toEqual(Array.from({ length: 25 }, (_, i) => `server updated: \\@everyone ${i}`));
    for (const { body } of discord.messages) expect(body.allowed_mentions).toEqual({ parse: [] });
    expect(discord.messages.length).toBeLessThanOrEqual(4);
    const shown = await execute(operations.discord.posts, owner.actor, {});
    expect(shown.items[0]).toMatchObject({ channelName: "general", guildName: "The Tavern", lastError: null });
    expect(shown.items[0]!.lastSentAt).not.toBeNull();
  });

  it("are filtered by type and server, and filled into a template", async () => {
    await connected();
    await post({ template: "**{server}** is called {name} now" });
    await post({ types: ["node.*"] });
    await post({ serverIds: ["srv_01930000000070008000000000000001"] });
    await happen(["Day_break"]);
    await until(() => expect(discord.messages).toHaveLength(1));
    expect(discord.messages[0]!.body.content).toBe("**Nightfall** is called Day\\_break now");
    await pause(300);
    expect(discord.messages).toHaveLength(1);
  });

  it("are told as far as whoever changed them last may know", async () => {
    await connected();
    const { id: postId } = await post();
    const maker = () => runtime.database.prisma.discordPost.findUniqueOrThrow({ where: { id: postId } });
    expect(await maker()).toMatchObject({ makerId: owner.actor.userId, scopes: [] });
    const admin = await createUser(runtime.database, "admin");
    const key = { ...admin, scopes: new Set(["settings:write"] as const) };
    await execute(operations.discord.changePost, key, { postId, enabled: false });
    expect((await maker()).makerId).toBe(owner.actor.userId);
    await execute(operations.discord.changePost, key, { postId, types: ["*"] });
    expect(await maker()).toMatchObject({ makerId: admin.userId, scopes: ["settings:write"] });
  });

  it("wait as long as Discord asks, and are then said once, in order", async () => {
    await connected();
    await post();
    discord.answerNext({ status: 429, retryAfterSec: 1 });
    const begun = Date.now();
    await happen(["first"]);
    await happen(["second"]);
    await until(() => expect(embedsSaid()).toHaveLength(2));
    expect(discord.messages[0]!.at - begun).toBeGreaterThanOrEqual(950);
    expect(embedsSaid().map(({ title }) => title)).toEqual(["server updated: first", "server updated: second"]);
  });

  it("are tried again when Discord fails, and the next ones wait behind", async () => {
    await connected();
    const { id } = await post();
    discord.answerNext({ status: 502 }, { status: 502 }, { status: 502 }, { status: 502 });
    await happen(["first"]);
    await until(async () => {
      const { items } = await execute(operations.discord.posts, owner.actor, {});
      expect(items.find((item) => item.id === id)?.lastError).not.toBeNull();
    });
    await happen(["second"]);
    await until(() => expect(embedsSaid()).toHaveLength(2));
    expect(embedsSaid().map(({ title }) => title)).toEqual(["server updated: first", "server updated: second"]);
    await until(async () => {
      const { items } = await execute(operations.discord.posts, owner.actor, {});
      expect(items.find((item) => item.id === id)?.lastError).toBeNull();
    });
  });

  it("say what is wrong with a channel, and go on in the others", async () => {
    await connected();
    const { id } = await post();
    await post({ channelId: discord.channels.chat });
    await runtime.database.execute(sql`update discord_posts set "channelId" = '1100000000000000077' where id = ${id}`);
    await happen(["told"]);
    await until(() => expect(discord.messages).toMatchObject([{ channelId: discord.channels.chat }]));
    await until(async () => {
      const { items } = await execute(operations.discord.posts, owner.actor, {});
      expect(items.find((item) => item.id === id)).toMatchObject({
        lastError: "The channel is gone.",
        channelName: null,
      });
    });
    expect(await runtime.database.query(sql`select 1 from discord_messages`)).toEqual([]);
  });

  it("are refused for channels that the bot does not see or may not write in, and for fields and types that are none", async () => {
    await connected();
    const refusal = (input: object) => post(input).catch(({ reason }: { reason: string }) => reason);
    expect(await refusal({ channelId: "1100000000000000077" })).toBe("discord.unknown_channel");
    expect(await refusal({ channelId: discord.channels.readOnly })).toBe("discord.may_not_send");
    expect(await refusal({ template: "{nothing}" })).toBe("discord.unknown_field");
    expect(await refusal({ types: ["nothing.happens"] })).toBe("webhooks.unknown_type");
    expect(await refusal({ types: ["game.tick"] })).toBe("events.live_type");
  });

  it("tell no more than whoever made them may know", async () => {
    await connected();
    await post();
    await post({ channelId: discord.channels.chat });
    const [{ id }] = (await runtime.database.query(
      sql`select id from discord_posts where "channelId" = ${discord.channels.general}`,
    )) as [{ id: string }];
    await runtime.database.execute(sql`update discord_posts set "makerId" = ${member.userId} where id = ${id}`);
    await happen(["secret"]);
    await until(() => expect(discord.messages).toMatchObject([{ channelId: discord.channels.chat }]));
    await until(async () => expect(await runtime.database.query(sql`select 1 from discord_messages`)).toEqual([]));
  });

  it("can be tried out", async () => {
    await connected();
    const { id } = await post();
    await execute(operations.discord.testPost, owner.actor, { postId: id });
    await until(() => expect(embedsSaid()).toMatchObject([{ title: "discord test" }]));
  });
});

describe("its commands", () => {
  async function linkAs(who: SignedIn, from: FakeMember) {
    const { embeds } = await answerOf(discord.command(from, "link"));
    const code = /`([0-9A-Z]{4}-[0-9A-Z]{4})`/.exec(embeds[0]!.description!)![1]!;
    expect(await execute(operations.discord.lookUpCode, who.actor, { code: ` ${code.toLowerCase()} ` })).toMatchObject({
      discordId: from.id,
    });
    await execute(operations.discord.link, who.actor, { code });
    return code;
  }

  it("link a member by a code that is good once, and are then done by their own rights", async () => {
    await connected();
    const stranger = discord.command(NELLY, "status");
    expect((await answerOf(stranger)).embeds[0]!.title).toBe("The panel does not know you yet");
    expect(stranger.answers[0]).toMatchObject({ type: 5, data: { flags: 64 } });

    const code = await linkAs(member, NELLY);
    await expect(execute(operations.discord.link, owner.actor, { code })).rejects.toMatchObject({
      reason: "discord.unknown_code",
    });
    expect((await answerOf(discord.command(NELLY, "status"))).embeds[0]!.title).toBe("No servers");
    await linkAs(owner, STRANGER);
    const { embeds } = await answerOf(discord.command(STRANGER, "status"));
    expect(embeds[0]!.description).toContain("**Nightfall** · ");

    expect(await execute(operations.discord.linked, member.actor, {})).toMatchObject({
      link: { discordId: NELLY.id, name: "nelly", by: "code" },
      botName: "Gatekeeper",
    });
    await execute(operations.discord.unlink, member.actor, {});
    expect((await answerOf(discord.command(NELLY, "status"))).embeds[0]!.title).toBe("The panel does not know you yet");
  });

  it("know who has signed in by Discord, and nobody who is suspended", async () => {
    await connected();
    const person = await signedInPerson(runtime, "admin");
    await runtime.database.execute(sql`
      insert into accounts (provider, "providerAccountId", "userId", label) values ('discord', ${NELLY.id}, ${person.userId}, 'Nelly')`);
    expect((await answerOf(discord.command(NELLY, "status"))).embeds[0]!.description).toContain("Nightfall");
    await runtime.database.execute(sql`update users set "suspendedAt" = now() where id = ${person.userId}`);
    expect((await answerOf(discord.command(NELLY, "status"))).embeds[0]!.title).toBe("The panel does not know you yet");
    await runtime.database.execute(sql`delete from accounts where "userId" = ${person.userId}`);
  });

  it("complete servers by what is typed, of those that their user may see", async () => {
    await connected();
    await linkAs(owner, STRANGER);
    const typed = async (from: FakeMember) => {
      const interaction = discord.complete(from, "status", "server", { server: "night" });
      await until(() => expect(interaction.answers).toHaveLength(1));
      return (interaction.answers[0]!.data as { choices: unknown[] }).choices;
    };
    expect(await typed(STRANGER)).toEqual([{ name: "Nightfall", value: serverId }]);
    expect(await typed(NELLY)).toEqual([]);
  });

  it("find a server by its name, and say so where there is none", async () => {
    await connected();
    await linkAs(owner, STRANGER);
    const found = await answerOf(discord.command(STRANGER, "status", { server: "nightfall" }));
    expect(found.embeds[0]!.title).toBe("Nightfall");
    const none = await answerOf(discord.command(STRANGER, "status", { server: "*Nothing*" }));
    expect(none.embeds[0]).toMatchObject({
      title: "That did not work",
      description: expect.stringContaining("\\*Nothing\\*"),
    });
  });

  it("take no more guesses of a code than a few", async () => {
    const guesser = await signedInPerson(runtime, "member");
    const guess = (i: number) =>
      execute(operations.discord.lookUpCode, guesser.actor, { code: `WRONG${i}` }).catch(({ code }) => code);
    const said = [];
    for (let i = 0; i < 10; i++) said.push(await guess(i));
    expect(said.filter((code) => code === "rate_limited").length).toBeGreaterThanOrEqual(4);
  });

  it("are not offered by a code that has run out", async () => {
    const { code } = await execute(operations.discord.offerLink, SYSTEM, { discordId: NELLY.id, name: "nelly" });
    await runtime.database.execute(sql`update discord_link_codes set "expiresAt" = now() - interval '1 second'`);
    await expect(execute(operations.discord.link, owner.actor, { code })).rejects.toMatchObject({
      reason: "discord.unknown_code",
    });
  });
});
