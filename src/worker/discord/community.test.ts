import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from "vitest";
import { bootstrap } from "#app/features/identity/server/index.ts";
import { operations } from "#app/features/registry.ts";
import { DAY, HOUR, MINUTE } from "#app/lib/duration.ts";
import { actorOfUser } from "#app/operation/actor-of-user.ts";
import { execute } from "#app/operation/execute.ts";
import { advanceClock, now } from "#app/platform/clock.ts";
import { setEnvironment } from "#app/platform/env.ts";
import { sql } from "#app/platform/sql.ts";
import {
  type DiscordServer,
  type FakeInteraction,
  type FakeMember,
  startDiscordServer,
} from "#app/testing/discord-server.ts";
import { type SignedIn, signedInPerson } from "#app/testing/people.ts";
import { createTestRuntime, type TestRuntime } from "#app/testing/runtime.ts";
import { checkMembers } from "../communities/check-members.ts";
import { postBoards } from "../communities/post-boards.ts";
import { type DiscordKeeper, startDiscord } from "./keeper.ts";

const KEEPER = { id: "1100000000000000021", name: "Keeper", permissions: String(1n << 5n) };
const NELLY: FakeMember = { id: "80351110224678912", name: "nelly", roles: [KEEPER.id] };
const OTTO: FakeMember = { id: "80351110224678913", name: "otto" };
const HOSTILE = "@everyone <@&21> **x**";

const { communities, kills } = operations;
let runtime: TestRuntime;
let discord: DiscordServer;
let owner: SignedIn;
let nelly: SignedIn;
let otto: SignedIn;
let keeper: DiscordKeeper;
let communityId: string;

beforeAll(async () => {
  runtime = await createTestRuntime();
  await bootstrap(runtime.database);
  owner = await signedInPerson(runtime, "owner");
  nelly = await signedInPerson(runtime, "member", "Nelly");
  otto = await signedInPerson(runtime, "member", "Otto");
});
beforeEach(async () => {
  discord = await startDiscordServer();
  discord.roles = [KEEPER];
  discord.members = [NELLY, OTTO];
  setEnvironment({ DISCORD_URL: discord.url });
  for (const [member, person] of [
    [NELLY, nelly],
    [OTTO, otto],
  ] as const)
    await runtime.database.execute(sql`
      insert into discord_links ("discordId", "userId", name, "linkedAt") values (${member.id}, ${person.userId}, ${member.name}, ${now()})`);
  await execute(operations.discord.connect, owner.actor, { token: discord.token });
  keeper = startDiscord(runtime, { tickMs: 100 });
  communityId = await until(
    async () => (await execute(communities.get, owner.actor, { communityId: discord.guildId })).id,
  );
});
afterEach(async () => {
  await keeper.stop();
  for (const table of ["discord_bots", "discord_links", "communities"])
    await runtime.database.pool.query(`delete from ${table}`);
  await discord.close();
});
afterAll(() => runtime.close());

const until = <T>(what: () => T | Promise<T>) => vi.waitFor(what, { timeout: 15_000, interval: 20 });
const set = (input: object) => execute(communities.updateSettings, owner.actor, { communityId, ...input });
const as = async (person: SignedIn) => ({ ...person.actor, ...(await actorOfUser(runtime.database, person.userId))! });
const said = (channelId: string) =>
  discord.messages.filter((one) => one.channelId === channelId).map(({ body }) => body.content ?? "");
/** The bot has made its messages of all that has happened. */
const allHeard = () =>
  until(async () => {
    const [found] = await runtime.database.query(
      sql`select (select count(*)::int from outbox_events e where e.position is null or e.position > b.position) as left from discord_bots b`,
    );
    expect(found?.left).toBe(0);
  });
async function join(person: SignedIn) {
  await runtime.database.execute(sql`
    insert into community_members ("communityId", "userId", "givenRole", "joinedAt") values (${communityId}, ${person.userId}, 'member', ${now()})`);
}
const tell = async (person: SignedIn, victim: string, at = now()) =>
  execute(kills.record, await as(person), { victim, victimType: "npc", communityId, at: at.toISOString() });
async function answerOf(interaction: FakeInteraction) {
  await until(() => expect(interaction.answers.at(-1)?.kind).toBe("edit"));
  const [embed] = (interaction.answers.at(-1)!.data as { embeds: { title: string; description?: string }[] }).embeds;
  return `${embed!.title}\n${embed!.description ?? ""}`;
}

it("kills are told in the community's channel; what stands in names mentions nobody and is no markup", async () => {
  await join(nelly);
  // Of a language that it does not speak it says what it has to say in English.
  await set({ killChannel: discord.channels.general, language: "fr-CA" });
  await tell(nelly, HOSTILE);
  await until(() => expect(said(discord.channels.general)).toHaveLength(1));
  expect(said(discord.channels.general)[0]).toMatch(/^\*\*Nelly\*\* killed /);
  expect(said(discord.channels.general)[0]).toContain("\\@everyone \\<\\@&21\\> \\*\\*x\\*\\*");
  for (const { body } of discord.messages) expect(body.allowed_mentions).toEqual({ parse: [] });
  await set({ killNotifications: false });
  await tell(nelly, "Quiet");
  await allHeard();
  await set({ killNotifications: true, logChannel: discord.channels.chat });
  await tell(nelly, "Loud");
  await until(() => expect(said(discord.channels.general).join("\n")).toContain("Loud"));
  expect(said(discord.channels.general).join("\n")).not.toContain("Quiet");
  await set({ timezone: "Europe/Berlin" });
  await until(() => expect(JSON.stringify(discord.messages)).toContain("community changed: The Tavern"));
});

it("nobody is named who shows their kills to few", async () => {
  await join(nelly);
  await execute(kills.updateOwnSettings, nelly.actor, { privacyLevel: "PRIVATE" });
  await set({ killChannel: discord.channels.general });
  await tell(nelly, "Kopion");
  await until(() => expect(said(discord.channels.general)).toHaveLength(1));
  expect(said(discord.channels.general)[0]).toMatch(/^somebody killed \*\*Kopion\*\*/);
  await execute(kills.updateOwnSettings, nelly.actor, { privacyLevel: "PUBLIC" });
});

it("no channel of another server of Discord is spoken in, though a row names it", async () => {
  await join(nelly);
  await runtime.database.execute(sql`
    update communities set settings = '{"killChannel": "1100000000000000777"}'::jsonb where id = ${communityId}`);
  await tell(nelly, "Kopion");
  await set({ killChannel: discord.channels.chat });
  await tell(nelly, "Vanduul");
  await until(() => expect(said(discord.channels.chat)).toHaveLength(1));
  expect(discord.messages).toHaveLength(1);
});

it("the leaderboard of the week that is over is told once", async () => {
  await join(nelly);
  await tell(nelly, "Kopion", new Date(now().getTime() - MINUTE));
  await set({ leaderboardChannel: discord.channels.general });
  advanceClock(7 * DAY);
  await postBoards(runtime);
  await postBoards(runtime);
  await until(() => expect(said(discord.channels.general)).toHaveLength(1));
  expect(said(discord.channels.general)[0]).toMatch(/The Tavern: the week .*\n1\\\. \*\*Nelly\*\* · 1 kill · 0 deaths/);
});

it("whoever uses a command is a member by Discord's word, and no more than it says", async () => {
  const stranger = await answerOf(discord.command(OTTO, "board"));
  expect(stranger).toContain("Nobody is on it yet.");
  const roleOf = async (person: SignedIn) => (await execute(communities.get, await as(person), { communityId })).role;
  expect(await roleOf(otto)).toBe("member");
  await answerOf(discord.command(NELLY, "kills"));
  expect(await roleOf(nelly)).toBe("admin");
  await tell(otto, "Kopion");
  expect(await answerOf(discord.command(NELLY, "kills"))).toContain("**Otto** killed **Kopion**");
  expect(await answerOf(discord.command(OTTO, "board", { board: "pve_kills", period: "all_time" }))).toContain("(you)");
  expect(await answerOf(discord.command(OTTO, "stats"))).toContain("**Kills** 1");
});

it("commands show what their user may see: of a private community its members nothing", async () => {
  await answerOf(discord.command(OTTO, "kills"));
  await set({ privacyLevel: "PRIVATE" });
  expect(await answerOf(discord.command(OTTO, "kills"))).toContain("That did not work");
  expect(await answerOf(discord.command(NELLY, "kills"))).toContain("No kills in The Tavern yet");
  expect(await answerOf(discord.command({ id: "80351110224678999", name: "nobody" }, "kills"))).toContain("/link");
});

it("Discord is asked again for members, and whoever left is none any more", async () => {
  await answerOf(discord.command(NELLY, "kills"));
  advanceClock(2 * HOUR);
  discord.members = [OTTO];
  await checkMembers(runtime);
  expect((await as(nelly)).holdings.communities.has(communityId)).toBe(false);
});
