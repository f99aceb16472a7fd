import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { bootstrap } from "#app/features/identity/server/index.ts";
import { operations } from "#app/features/registry.ts";
import { MINUTE } from "#app/lib/duration.ts";
import { ANONYMOUS, SYSTEM } from "#app/operation/actor.ts";
import { actorOfUser } from "#app/operation/actor-of-user.ts";
import { execute } from "#app/operation/execute.ts";
import { advanceClock, now } from "#app/platform/clock.ts";
import { setEnvironment } from "#app/platform/env.ts";
import { sql } from "#app/platform/sql.ts";
import { type DiscordServer, startDiscordServer } from "#app/testing/discord-server.ts";
import { createBlueprint, createNode, createServer } from "#app/testing/hosting.ts";
import { type SignedIn, signedInPerson } from "#app/testing/people.ts";
import { createTestRuntime, type TestRuntime } from "#app/testing/runtime.ts";

const { communities } = operations;
const MANAGE_GUILD = String(1n << 5n);
const NELLY_THERE = "80351110224678912";

let runtime: TestRuntime;
let owner: SignedIn;
let ada: SignedIn;
let ben: SignedIn;

beforeAll(async () => {
  runtime = await createTestRuntime();
  await bootstrap(runtime.database);
  owner = await signedInPerson(runtime, "owner");
  ada = await signedInPerson(runtime, "member", "Ada");
  ben = await signedInPerson(runtime, "member", "Ben");
});
afterEach(() => runtime.database.pool.query("delete from communities"));
afterAll(() => runtime.close());

/** As somebody is now: what they hold is read anew. */
async function as({ userId }: SignedIn) {
  const actor = await actorOfUser(runtime.database, userId);
  return { ...ada.actor, ...actor! };
}
async function made(name = "The Tavern") {
  return (await execute(communities.create, owner.actor, { name })).id;
}
async function put(person: SignedIn, communityId: string, role: "admin" | "moderator" | "member") {
  await runtime.database.execute(sql`
    insert into community_members ("communityId", "userId", "givenRole", "joinedAt") values (${communityId}, ${person.userId}, ${role}, ${now()})
    on conflict ("communityId", "userId") do update set "givenRole" = excluded."givenRole"`);
}

describe("a community", () => {
  it("is added by hand, renamed, found by its members, and unknown to others", async () => {
    const id = await made("Über den Wolken");
    expect(await execute(communities.get, owner.actor, { communityId: id })).toMatchObject({
      slug: "uber-den-wolken",
      role: "admin",
      privacyLevel: "FRIENDS_ONLY",
    });
    const other = await execute(communities.create, owner.actor, { name: "Uber den Wolken" });
    expect(other.slug).toBe("uber-den-wolken-2");
    await expect(
      execute(communities.update, owner.actor, { communityId: other.id, slug: "uber-den-wolken" }),
    ).rejects.toMatchObject({ reason: "communities.slug_taken" });
    await expect(execute(communities.get, ada.actor, { communityId: id })).rejects.toMatchObject({ code: "not_found" });
    expect((await execute(communities.list, ada.actor, {})).items).toEqual([]);
    await put(ada, id, "member");
    expect((await execute(communities.list, await as(ada), { mine: true })).items).toMatchObject([
      { id, role: "member" },
    ]);
    await expect(execute(communities.create, ada.actor, { name: "Mine" })).rejects.toMatchObject({ code: "forbidden" });
  });

  it("is shown to everybody where it wishes so, with nothing of its settings", async () => {
    const id = await made();
    await execute(communities.updateSettings, owner.actor, { communityId: id, privacyLevel: "PUBLIC" });
    expect(await execute(communities.get, ada.actor, { communityId: id })).toMatchObject({ role: null });
    for (const hidden of [communities.settings, communities.members, communities.servers, communities.places])
      await expect(execute(hidden, ada.actor, { communityId: id })).rejects.toMatchObject({ code: "not_found" });
  });

  it("is removed by who may add them, and leaves servers and kills", async () => {
    const id = await made();
    await put(ada, id, "admin");
    await expect(execute(communities.remove, await as(ada), { communityId: id })).rejects.toMatchObject({
      code: "not_found",
    });
    await execute(communities.remove, owner.actor, { communityId: id });
    await expect(execute(communities.get, owner.actor, { communityId: id })).rejects.toMatchObject({
      code: "not_found",
    });
  });
});

describe("its settings", () => {
  it("are all there, keep what is not given, and take no place of another server of Discord", async () => {
    const id = await made();
    const change = (input: object) => execute(communities.updateSettings, owner.actor, { communityId: id, ...input });
    expect(await change({ prefix: "?", features: { leaderboard: false } })).toEqual({
      prefix: "?",
      language: "en",
      timezone: "UTC",
      logChannel: null,
      adminRole: null,
      moderatorRole: null,
      autoDeleteMessages: false,
      privacyLevel: "FRIENDS_ONLY",
      killNotifications: true,
      killChannel: null,
      leaderboardChannel: null,
      features: { killTracker: true, leaderboard: false, notifications: true, customCommands: false },
    });
    expect(await change({ timezone: "Europe/Berlin" })).toMatchObject({
      prefix: "?",
      features: { leaderboard: false },
    });
    await expect(change({ timezone: "Mars/Olympus" })).rejects.toMatchObject({ code: "invalid_input" });
    await expect(change({ logChannel: "1100000000000000003" })).rejects.toMatchObject({
      reason: "communities.foreign_place",
      details: [{ path: "logChannel", code: "unknown_channel" }],
    });
  });

  it("are changed by its own admins alone", async () => {
    const [mine, other] = [await made("Mine"), await made("Other")];
    await put(ada, mine, "admin");
    await put(ben, mine, "moderator");
    const change = async (person: SignedIn, communityId: string) =>
      execute(communities.updateSettings, await as(person), { communityId, prefix: "?" });
    await expect(change(ada, mine)).resolves.toMatchObject({ prefix: "?" });
    await expect(change(ada, other)).rejects.toMatchObject({ code: "not_found" });
    await expect(change(ben, mine)).rejects.toMatchObject({ code: "forbidden" });
    for (const [operation, input] of [
      [communities.setRole, { userId: ben.userId, role: "admin" }],
      [communities.removeMember, { userId: owner.userId }],
      [communities.invite, {}],
      [communities.members, {}],
      [communities.places, {}],
      [communities.setGuild, { guildId: null }],
      [communities.update, { name: "Taken" }],
    ] as const)
      await expect(execute(operation, await as(ada), { communityId: other, ...input })).rejects.toMatchObject({
        code: "not_found",
      });
  });
});

describe("its members", () => {
  it("join by a code, are made something, and leave; somebody stays its admin", async () => {
    const id = await made();
    const { code } = await execute(communities.invite, owner.actor, { communityId: id });
    expect(await execute(communities.join, ada.actor, { code })).toMatchObject({ id, role: "member" });
    await expect(execute(communities.join, ben.actor, { code: "guessed" })).rejects.toMatchObject({
      reason: "communities.unknown_code",
    });
    const { code: newer } = await execute(communities.invite, owner.actor, { communityId: id });
    await expect(execute(communities.join, ben.actor, { code })).rejects.toMatchObject({ code: "not_found" });
    await execute(communities.join, ben.actor, { code: newer });
    const set = async (by: SignedIn, of: SignedIn, role: "admin" | "member") =>
      execute(communities.setRole, await as(by), { communityId: id, userId: of.userId, role });
    await expect(set(ada, ada, "admin")).rejects.toMatchObject({ code: "forbidden" });
    await set(owner, ada, "admin");
    await set(ada, owner, "member");
    await expect(set(ada, ada, "member")).rejects.toMatchObject({ reason: "communities.last_admin" });
    await expect(execute(communities.leave, await as(ada), { communityId: id })).rejects.toMatchObject({
      reason: "communities.last_admin",
    });
    await execute(communities.leave, await as(ben), { communityId: id });
    const { items } = await execute(communities.members, await as(ada), { communityId: id });
    expect(items.map(({ name, role }) => [name, role])).toEqual([
      ["Ada", "admin"],
      ["owner", "member"],
    ]);
  });

  it("may from the moment on that they joined, whatever was read of them just before", async () => {
    const id = await made();
    const { code } = await execute(communities.invite, owner.actor, { communityId: id });
    const justBefore = await as(ada);
    await execute(communities.join, justBefore, { code });
    expect((await execute(communities.members, justBefore, { communityId: id })).total).toBe(2);
    const told = await execute(operations.kills.record, justBefore, { victim: "Outlaw-Jo", communityId: id });
    expect(told.kill.communityIds).toEqual([id]);
    expect((await execute(operations.kills.list, justBefore, { communityId: id })).items).toHaveLength(1);
    const scoped = { ...justBefore, scopes: new Set(["kills:read" as const]) };
    await expect(execute(communities.members, scoped, { communityId: id })).rejects.toMatchObject({
      code: "forbidden",
    });
    await expect(execute(operations.kills.list, await as(ben), { communityId: id })).rejects.toMatchObject({
      code: "not_found",
    });
  });

  it("are never without an admin, though two demote each other at once", async () => {
    const id = await made();
    await put(ada, id, "admin");
    await put(ben, id, "admin");
    await put(owner, id, "member");
    const demote = async (by: SignedIn, of: SignedIn) =>
      execute(communities.setRole, await as(by), { communityId: id, userId: of.userId, role: "member" });
    const outcomes = await Promise.allSettled([demote(ada, ben), demote(ben, ada)]);
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });

  it("who is suspended or removed is none of its admins, and one without is for the panel's owners", async () => {
    const id = await made();
    const [eve, finn] = [
      await signedInPerson(runtime, "member", "Eve"),
      await signedInPerson(runtime, "member", "Finn"),
    ];
    await put(eve, id, "admin");
    await put(finn, id, "member");
    const leaves = (person: SignedIn) =>
      as(person).then((actor) => execute(communities.leave, actor, { communityId: id }));
    await execute(operations.users.suspend, owner.actor, { userId: eve.userId });
    await expect(leaves(owner)).rejects.toMatchObject({ reason: "communities.last_admin" });
    await execute(operations.users.unsuspend, owner.actor, { userId: eve.userId });
    await leaves(owner);
    await execute(operations.users.remove, owner.actor, { userId: eve.userId });
    expect(await execute(communities.get, owner.actor, { communityId: id })).toMatchObject({ members: 1 });
    expect(
      await runtime.database.query(sql`select 1 from community_members where "userId" = ${eve.userId}`),
      "of who is removed nothing is left",
    ).toEqual([]);
    await execute(communities.setRole, owner.actor, { communityId: id, userId: finn.userId, role: "admin" });
    await expect(leaves(finn)).rejects.toMatchObject({ reason: "communities.last_admin" });
  });

  it("who was removed does not come back by the code that they know", async () => {
    const id = await made();
    const { code } = await execute(communities.invite, owner.actor, { communityId: id });
    await execute(communities.join, ada.actor, { code });
    await execute(communities.join, ben.actor, { code });
    await execute(communities.leave, await as(ben), { communityId: id });
    await execute(communities.join, ben.actor, { code });
    await execute(communities.removeMember, owner.actor, { communityId: id, userId: ada.userId });
    await expect(execute(communities.join, ada.actor, { code })).rejects.toMatchObject({
      reason: "communities.unknown_code",
    });
    expect((await execute(communities.members, owner.actor, { communityId: id })).total).toBe(2);
  });

  it("may on its servers what their role says, and servers come in by who may change them", async () => {
    const id = await made();
    await put(ada, id, "admin");
    await createBlueprint(runtime.database);
    const serverId = await createServer(runtime.database, ben.actor, await createNode(runtime.database), {
      name: "Hollow",
    });
    const add = async (by: SignedIn) => execute(communities.addServer, await as(by), { communityId: id, serverId });
    await expect(add(ada)).rejects.toMatchObject({ code: "not_found" });
    await expect(add(ben)).rejects.toMatchObject({ code: "not_found" });
    await put(ben, id, "admin");
    await add(ben);
    expect((await as(ada)).holdings.communities.get(id)?.has("players:ban")).toBe(true);
    const { items } = await execute(communities.servers, await as(ada), { communityId: id });
    expect(items).toEqual([{ id: serverId, name: "Hollow" }]);
    await execute(communities.removeServer, await as(ada), { communityId: id, serverId });
    await expect(execute(communities.ofServer, await as(ada), { serverId })).rejects.toMatchObject({
      code: "not_found",
    });
  });
});

describe("a server of Discord", () => {
  let discord: DiscordServer;
  beforeEach(async () => {
    discord = await startDiscordServer();
    setEnvironment({ DISCORD_URL: discord.url });
    await execute(operations.discord.connect, owner.actor, { token: discord.token });
    await runtime.database.execute(sql`
      insert into discord_links ("discordId", "userId", name, "linkedAt") values (${NELLY_THERE}, ${ada.userId}, 'Nelly', ${now()})`);
    discord.roles = [
      { id: "1100000000000000021", name: "Keeper", permissions: MANAGE_GUILD },
      { id: "1100000000000000022", name: "Bouncer", permissions: "0" },
    ];
  });
  afterEach(async () => {
    for (const table of ["discord_bots", "discord_links"]) await runtime.database.pool.query(`delete from ${table}`);
    await discord.close();
  });
  const met = async () => {
    await execute(communities.meetGuilds, SYSTEM, { guilds: [{ id: discord.guildId, name: "The\u202e Tavern" }] });
    return (await execute(communities.get, owner.actor, { communityId: discord.guildId })).id;
  };
  const isThere = (roles: string[]) => {
    discord.members = [{ id: NELLY_THERE, name: "nelly", roles }];
  };

  it("that the bot joins is a community once, and who manages it there is its admin", async () => {
    const id = await met();
    expect(await met()).toBe(id);
    expect(await execute(communities.get, owner.actor, { communityId: id })).toMatchObject({
      name: "The Tavern",
      hasBot: true,
      guildId: discord.guildId,
    });
    isThere(["1100000000000000021"]);
    expect((await execute(communities.discover, ada.actor, {})).items).toMatchObject([{ id, role: "admin" }]);
    await execute(communities.updateSettings, await as(ada), { communityId: discord.guildId, prefix: "?" });
    await execute(communities.meetGuilds, SYSTEM, { guilds: [] });
    expect(await execute(communities.get, owner.actor, { communityId: id })).toMatchObject({ hasBot: false });
  });

  it("has channels and roles that settings name by id or by name", async () => {
    const id = await met();
    const guild = {
      id: discord.guildId,
      name: "The Tavern",
      channels: [{ id: "1100000000000000031", name: "general", maySend: true }],
      roles: [{ id: "1100000000000000022", name: "Bouncer" }],
    };
    await runtime.database.execute(sql`update discord_bots set guilds = ${JSON.stringify([guild])}::jsonb`);
    const change = (input: object) => execute(communities.updateSettings, owner.actor, { communityId: id, ...input });
    expect(await change({ leaderboardChannel: "#General", moderatorRole: "bouncer" })).toMatchObject({
      leaderboardChannel: "1100000000000000031",
      moderatorRole: "1100000000000000022",
    });
    expect(await change({ killChannel: "1100000000000000031", leaderboardChannel: null })).toMatchObject({
      killChannel: "1100000000000000031",
      leaderboardChannel: null,
    });
    await expect(change({ logChannel: "nowhere" })).rejects.toMatchObject({ details: [{ path: "logChannel" }] });
  });

  it("makes nobody an admin who does not manage it", async () => {
    const id = await met();
    isThere(["1100000000000000022"]);
    expect((await execute(communities.discover, ada.actor, {})).items).toMatchObject([{ id, role: "member" }]);
    await expect(
      execute(communities.updateSettings, await as(ada), { communityId: id, adminRole: "1100000000000000022" }),
    ).rejects.toMatchObject({ code: "forbidden" });
    discord.members = [];
    expect((await execute(communities.discover, ada.actor, {})).items).toEqual([]);
    expect((await as(ada)).holdings.communities.has(id)).toBe(false);
    await expect(execute(communities.discover, ben.actor, {})).rejects.toMatchObject({ reason: "discord.not_linked" });
  });

  it("is asked again before a change, so that who manages it no more changes nothing", async () => {
    const id = await met();
    isThere(["1100000000000000021"]);
    await execute(communities.discover, ada.actor, {});
    const nelly = await as(ada);
    isThere([]);
    advanceClock(MINUTE);
    await expect(
      execute(communities.updateSettings, nelly, { communityId: id, privacyLevel: "PUBLIC" }),
    ).rejects.toMatchObject({ reason: "communities.no_admin_any_more" });
    for (const [change, input] of [
      [communities.update, { name: "Taken", slug: "taken" }],
      [communities.invite, {}],
      [communities.setRole, { userId: ben.userId, role: "admin" }],
      [communities.removeMember, { userId: ben.userId }],
      [communities.addServer, { serverId: `srv_${"0".repeat(32)}` }],
      [communities.removeServer, { serverId: `srv_${"0".repeat(32)}` }],
      [communities.setGuild, { guildId: null }],
    ] as const) {
      isThere(["1100000000000000021"]);
      await execute(communities.discover, nelly, {});
      isThere([]);
      advanceClock(MINUTE);
      await expect(execute(change, nelly, { communityId: id, ...input })).rejects.toMatchObject({
        reason: "communities.no_admin_any_more",
      });
    }
    expect((await execute(communities.settings, owner.actor, { communityId: id })).privacyLevel).toBe("FRIENDS_ONLY");
    expect((await as(ada)).holdings.communities.get(id)?.has("communities:write")).toBe(false);
  });

  it("what it said of somebody holds for a day", async () => {
    const id = await met();
    isThere(["1100000000000000021"]);
    await execute(communities.discover, ada.actor, {});
    expect((await as(ada)).holdings.communities.has(id)).toBe(true);
    advanceClock(25 * 60 * MINUTE);
    expect((await as(ada)).holdings.communities.has(id)).toBe(false);
  });

  it("is joined with a community by who manages both, and taken from none that is in use", async () => {
    const theirs = await met();
    const mine = await made("Mine");
    await put(ada, mine, "admin");
    const join = async () =>
      execute(communities.setGuild, await as(ada), { communityId: mine, guildId: discord.guildId });
    await expect(join()).rejects.toMatchObject({ reason: "communities.no_guild" });
    isThere(["1100000000000000022"]);
    await expect(join()).rejects.toMatchObject({ reason: "communities.no_guild" });
    isThere(["1100000000000000021"]);
    await put(ben, theirs, "member");
    await expect(join()).rejects.toMatchObject({ reason: "communities.guild_taken" });
    await runtime.database.execute(sql`delete from community_members where "communityId" = ${theirs}`);
    expect(await join()).toMatchObject({ id: mine, guildId: discord.guildId });
    expect((await execute(communities.get, owner.actor, { communityId: discord.guildId })).id).toBe(mine);
  });
});

describe("its kills and leaderboards", () => {
  const told = (actor: Awaited<ReturnType<typeof as>>, communityId: string, victim: string) =>
    execute(operations.kills.record, actor, { victim, communityId, at: now().toISOString() });
  const board = (actor: Awaited<ReturnType<typeof as>>, communityId: string) =>
    execute(operations.kills.board, actor, { communityId });
  const list = (actor: Awaited<ReturnType<typeof as>>, communityId: string) =>
    execute(operations.kills.list, actor, { communityId });

  it("take no kills of who is not in it, of one that there is not, or while it wishes none", async () => {
    const id = await made();
    await expect(told(await as(ada), id, "Outlaw-Joe")).rejects.toMatchObject({ code: "not_found" });
    await expect(told(owner.actor, "com_none", "Outlaw-Joe")).rejects.toMatchObject({ code: "not_found" });
    await put(ada, id, "member");
    expect((await told(await as(ada), id, "Outlaw-Joe")).kill.communityIds).toEqual([id]);
    await execute(communities.updateSettings, owner.actor, { communityId: id, features: { killTracker: false } });
    await expect(told(await as(ada), id, "Outlaw-Jim")).rejects.toMatchObject({ reason: "communities.tracker_off" });
  });

  it("are read as its privacy level says", async () => {
    const id = await made();
    await put(ada, id, "member");
    await told(await as(ada), id, "Outlaw-Jane");
    const level = (privacyLevel: "PUBLIC" | "PRIVATE" | "FRIENDS_ONLY") =>
      execute(communities.updateSettings, owner.actor, { communityId: id, privacyLevel });
    for (const read of [board, list]) {
      await level("FRIENDS_ONLY");
      await expect(read(await as(ben), id)).rejects.toMatchObject({ code: "not_found" });
      expect((await read(await as(ada), id)).items).toHaveLength(1);
      await level("PRIVATE");
      await expect(read(await as(ada), id)).rejects.toMatchObject({ code: "not_found" });
      expect((await read(owner.actor, id)).items).toHaveLength(1);
      await level("PUBLIC");
      expect((await read(await as(ben), id)).items).toHaveLength(1);
    }
  });
});

describe("its public page", () => {
  const open = async (slug: string) => execute(communities.page, ANONYMOUS, { slug });
  const told = async (person: SignedIn, communityId: string, victim: string) =>
    execute(operations.kills.record, await as(person), { victim, victimType: "npc", communityId });

  it("is there only while it wishes one, and in the list of pages", async () => {
    const { id: communityId, slug } = await execute(communities.create, owner.actor, { name: "Open House" });
    const level = (privacyLevel: "PUBLIC" | "PRIVATE" | "FRIENDS_ONLY") =>
      execute(communities.updateSettings, owner.actor, { communityId, privacyLevel });
    for (const hidden of ["FRIENDS_ONLY", "PRIVATE"] as const) {
      await level(hidden);
      await expect(open(slug)).rejects.toMatchObject({ code: "not_found" });
      expect((await execute(communities.pages, ANONYMOUS, {})).items).toEqual([]);
    }
    await level("PUBLIC");
    expect(await open(slug)).toMatchObject({ name: "Open House", kills: [], board: { items: [] } });
    expect((await execute(communities.pages, ANONYMOUS, {})).items).toMatchObject([{ slug }]);
  });

  it("names nobody who shows their kills to few, tells no kill before it is public, and no other community", async () => {
    const { id: communityId, slug } = await execute(communities.create, owner.actor, { name: "Masked" });
    await execute(communities.updateSettings, owner.actor, { communityId, privacyLevel: "PUBLIC" });
    const secret = await made("Secret");
    for (const person of [ada, ben]) await put(person, communityId, "member");
    await put(ben, secret, "member");
    await told(ada, communityId, "Kopion");
    await told(ben, communityId, "Vanduul");
    await runtime.database.execute(
      sql`update kills set "communityIds" = "communityIds" || ${[secret]}::text[] where "victimName" = 'Vanduul'`,
    );
    const shown = async () => JSON.stringify(await open(slug));
    expect(await shown()).toContain("Ada");
    for (const privacyLevel of ["PRIVATE", "FRIENDS_ONLY"] as const) {
      await execute(operations.kills.updateOwnSettings, ada.actor, { privacyLevel });
      const page = await open(slug);
      expect(JSON.stringify(page)).not.toContain("Ada");
      expect(page.kills.map(({ killer }) => killer?.name)).toEqual(["Ben", null]);
      expect(page.board!.items.map(({ name }) => name).toSorted()).toEqual(["Ben", null].toSorted());
      expect(JSON.stringify(page)).not.toContain(ada.userId);
      expect(JSON.stringify(page)).not.toContain(secret);
    }
    await execute(operations.kills.updateOwnSettings, ada.actor, { privacyLevel: "PUBLIC" });
    await execute(operations.settings.set, owner.actor, { key: "kill-delay-minutes", value: 30 });
    await told(ada, communityId, "Delayed");
    expect(await shown()).not.toContain("Delayed");
    advanceClock(31 * MINUTE);
    expect(await shown()).toContain("Delayed");
    await execute(operations.settings.set, owner.actor, { key: "kill-delay-minutes", value: 0 });
  });
});
