import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { WebSocket } from "ws";
import * as z from "zod";
import { mayGiveKey } from "#app/features/api-keys/scope-choice.ts";
import { syncCatalog } from "#app/features/catalog/server/index.ts";
import { operations } from "#app/features/registry.ts";
import type { Permission } from "#app/lib/permissions.ts";
import { execute } from "#app/operation/execute.ts";
import { sql } from "#app/platform/sql.ts";
import { type DocumentedPanel, startDocumentedPanel } from "#app/testing/documented-panel.ts";
import { type SignedIn, signedInPerson, signInAs } from "#app/testing/people.ts";
import { until } from "#app/testing/sidecars.ts";
import { type GeneratedTruth, generateLog } from "#app/testing/star-citizen-log.ts";
import { killTracker } from "./kill-tracker/kill-tracker.ts";

// What the kill tracker's document promises, asked of a real panel as its clients would ask. Each documented endpoint has a test of its own name.

const run = promisify(execFile);
const BASE = `/compat/${killTracker.name}`;
const DOCUMENT = path.resolve("../shared/seeds/000-kill-tracker.md");

let panel: DocumentedPanel;
let folder: string;
let logFile: string;
const truth: GeneratedTruth = { handle: "YourPlayerName", kills: [], npcOnly: 0 };
/** A member who is called so in the game, and their key with all that the document has. */
let member: SignedIn;
let key: string;
let owner: SignedIn;
let community: { id: string; documented: string };

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "gamekeeper-tracker-"));
  logFile = path.join(folder, "Game.log");
  writeFileSync(logFile, [...generateLog({ seed: 7, kills: 40, noise: 3 }, truth)].join("\n"));
  process.env.GAMEKEEPER_LOG_ROOTS = folder;
  panel = await startDocumentedPanel();
  await syncCatalog(panel.runtime.database, path.resolve("catalog"));
  owner = await signInAs(panel.runtime, panel.owner.email);
  member = await signedInPerson(panel.runtime, "member", "Misha");
  const made = await execute(operations.communities.create, owner.actor, { name: "Star Citizen Guild" });
  community = { id: made.id, documented: made.id.replace("com_", "server_") };
  await execute(operations.communities.updateSettings, owner.actor, { communityId: made.id, privacyLevel: "PUBLIC" });
  await panel.runtime.database.execute(sql`
    insert into community_members ("communityId", "userId", "givenRole", "joinedAt") values (${made.id}, ${member.userId}, 'member', now())`);
  // What a member holds in a community they may give to their keys from then on.
  member = await signInAs(panel.runtime, member.email);
  key = await keyOf(member);
}, 120_000);
afterAll(async () => {
  delete process.env.GAMEKEEPER_LOG_ROOTS;
  await panel?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** A key of somebody's with everything that they may give. */
async function keyOf(person: SignedIn, more: object = {}): Promise<string> {
  const scopes: Permission[] = [
    ...(["kills:read", "kills:write", "profile:read", "profile:write", "api-keys:read", "api-keys:write"] as const),
    ...(["webhooks:read", "webhooks:write", "analytics:read", "communities:read", "communities:write"] as const),
  ];
  const wanted = {
    name: "of a test",
    permissions: scopes.filter((scope) => mayGiveKey(person.actor, scope)),
    playerName: "YourPlayerName",
    ...more,
  };
  return (await execute(operations.apiKeys.create, person.actor, wanted)).key;
}

interface Got {
  status: number;
  headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: an answer from outside, looked at by the row that got it.
  body: any;
}

async function ask(
  method: string,
  at: string,
  { body, by = key, headers = {} }: { body?: unknown; by?: string | null; headers?: Record<string, string> } = {},
): Promise<Got> {
  const response = await fetch(`${panel.url}${BASE}${at}`, {
    method,
    headers: {
      ...(by === null ? {} : { authorization: `Bearer ${by}` }),
      ...(body === undefined ? {} : { "content-type": "application/json" }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  const isJson = response.headers.get("content-type")?.startsWith("application/json");
  return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text };
}

const ISO = z.iso.datetime();

/** The envelope of an answer, and its `data`. */
function dataOf({ status, body }: Got, expected = 200) {
  expect([status, body.success], JSON.stringify(body)).toEqual([expected, true]);
  expect(typeof body.message).toBe("string");
  expect(ISO.safeParse(body.timestamp).success).toBe(true);
  return body.data;
}

/** The envelope of an error. */
function errorOf({ status, body }: Got, expected: number, code: string) {
  expect([status, body.success, body.error?.code], JSON.stringify(body)).toEqual([expected, false, code]);
  expect(body.error.message.length).toBeGreaterThan(3);
  expect(ISO.safeParse(body.timestamp).success).toBe(true);
  return body.error;
}

const me = () => member.userId.replace("usr_", "user_");
let count = 0;
/** A kill that is like no other. */
const kill = (more: object = {}) => ({
  victimId: `Enemy-${count++}`,
  weapon: "Laser Cannon",
  location: "Stanton System",
  isPvP: true,
  ...more,
});

const repeatWithin = (value: number) =>
  execute(operations.settings.set, owner.actor, { key: "kill-repeat-seconds", value });

describe("kill tracking", () => {
  test("POST /api/kills", async () => {
    const asked = {
      ...kill({ victimId: "EnemyPlayer", serverId: community.documented }),
      rawData: { additional: "metadata" },
    };
    const made = dataOf(await ask("POST", "/api/kills", { body: asked }), 201);
    expect(made).toMatchObject({
      killerId: me(),
      killerName: "YourPlayerName",
      victimId: "EnemyPlayer",
      serverId: community.documented,
      weapon: "Laser Cannon",
      location: "Stanton System",
      isPvP: true,
      isSuicide: false,
      isEnvironmental: false,
      duplicate: false,
      rawData: { additional: "metadata" },
    });
    expect(made.id).toMatch(/^kill_[0-9a-f]{32}$/);
    // What is told a moment later is the same kill; how long a moment is on a busy machine is not what is looked at.
    await repeatWithin(60);
    const again = await ask("POST", "/api/kills", { body: asked });
    await repeatWithin(2);
    expect(dataOf(again)).toMatchObject({ id: made.id, duplicate: true });
    expect(again.body.duplicate).toBe(true);
  });

  test("POST /api/kills with the same Idempotency-Key is answered as before", async () => {
    const headers = { "idempotency-key": "kill-of-a-test" };
    const body = kill();
    const [first, second] = [
      await ask("POST", "/api/kills", { body, headers }),
      await ask("POST", "/api/kills", { body, headers }),
    ];
    expect([first.status, second.status]).toEqual([201, 201]);
    expect(second.body.data.id).toBe(first.body.data.id);
    expect(second.headers.get("idempotent-replayed")).toBe("true");
  });

  test("POST /api/kills of one who is named by id, of suicides, accidents and of what the game moves", async () => {
    const other = await signedInPerson(panel.runtime, "member", "Nina");
    const id = other.userId.replace("usr_", "user_");
    expect(dataOf(await ask("POST", "/api/kills", { body: kill({ victimId: id }) }), 201)).toMatchObject({
      victimId: id,
      victimName: "Nina",
      isPvP: true,
    });
    expect(dataOf(await ask("POST", "/api/kills", { body: kill({ isPvP: false }) }), 201)).toMatchObject({
      kind: "pve_kill",
      isPvP: false,
    });
    expect(dataOf(await ask("POST", "/api/kills", { body: kill({ isSuicide: true }) }), 201)).toMatchObject({
      isSuicide: true,
      isPvP: false,
    });
    expect(dataOf(await ask("POST", "/api/kills", { body: kill({ isEnvironmental: true }) }), 201)).toMatchObject({
      killerId: null,
      isEnvironmental: true,
    });
  });

  test("POST /api/kills says what is wrong as the document does", async () => {
    const { weapon: _, ...without } = kill();
    expect(errorOf(await ask("POST", "/api/kills", { body: without }), 422, "VALIDATION_ERROR")).toEqual({
      code: "VALIDATION_ERROR",
      message: "Invalid request data",
      details: { field: "weapon", reason: "Weapon name is required" },
    });
    const both = errorOf(await ask("POST", "/api/kills", { body: {} }), 422, "VALIDATION_ERROR");
    expect(both.details.errors.map(({ field }: { field: string }) => field)).toEqual(["victimId", "weapon"]);
    const flag = await ask("POST", "/api/kills", { body: kill({ isPvP: "yes" }) });
    expect(errorOf(flag, 422, "VALIDATION_ERROR").details.field).toBe("isPvP");
    const future = kill({ timestamp: new Date(Date.now() + 86_400_000).toISOString() });
    errorOf(await ask("POST", "/api/kills", { body: future }), 422, "INVALID_KILL_DATA");
    const nobody = kill({ victimId: `user_${"0".repeat(32)}` });
    errorOf(await ask("POST", "/api/kills", { body: nobody }), 404, "USER_NOT_FOUND");
    const short = errorOf(await ask("POST", "/api/kills", { body: kill({ victimId: "ab" }) }), 422, "VALIDATION_ERROR");
    expect(short.details.reason).toBe("victimId must be at least 3 characters long");
    errorOf(await ask("POST", "/api/kills", { body: "{" }), 400, "INVALID_JSON");
    errorOf(
      await ask("POST", "/api/kills", { body: kill({ rawData: { x: "x".repeat(2 ** 20) } }) }),
      413,
      "PAYLOAD_TOO_LARGE",
    );
    errorOf(await ask("POST", "/api/kills", { body: kill({ serverId: "nowhere" }) }), 404, "RESOURCE_NOT_FOUND");
  });

  test("GET /api/kills/user/:userId", async () => {
    const all = dataOf(await ask("GET", `/api/kills/user/${me()}?limit=10`)).kills;
    expect(all.length).toBeGreaterThan(2);
    expect(all.every((one: { killerId: string }) => one.killerId === me())).toBe(true);
    const times = all.map((one: { timestamp: string }) => one.timestamp);
    expect(times).toEqual([...times].sort().reverse());
    for (const name of ["me", member.userId, "YourPlayerName", "yourplayername"])
      expect([name, dataOf(await ask("GET", `/api/kills/user/${name}?limit=10`)).kills]).toEqual([name, all]);
    const second = dataOf(await ask("GET", `/api/kills/user/me?limit=1&offset=1`));
    expect([second.kills, second.limit, second.offset, second.hasMore]).toEqual([[all[1]], 1, 1, true]);
    const none = `/api/kills/user/me?start_date=2001-01-01&end_date=2002-01-01`;
    expect(dataOf(await ask("GET", none)).kills).toEqual([]);
    errorOf(await ask("GET", "/api/kills/user/me?limit=101"), 400, "INVALID_FIELD_VALUE");
    errorOf(await ask("GET", "/api/kills/user/Nobody-Of-This-Name"), 404, "USER_NOT_FOUND");
  });

  test("GET /api/kills/server/:serverId", async () => {
    const { kills, limit } = dataOf(await ask("GET", `/api/kills/server/${community.documented}`));
    expect([kills.length, kills[0].victimId, limit]).toEqual([1, "EnemyPlayer", 100]);
    expect(dataOf(await ask("GET", `/api/kills/server/${community.id}`)).kills).toEqual(kills);
    errorOf(await ask("GET", "/api/kills/server/nowhere"), 404, "RESOURCE_NOT_FOUND");
  });

  test("GET /api/stats/user/:userId", async () => {
    const stats = dataOf(await ask("GET", `/api/stats/user/${me()}`));
    expect(stats).toMatchObject({
      userId: me(),
      totalDeaths: 0,
      favoriteWeapon: "Laser Cannon",
      totalPlayTime: expect.stringMatching(/^\d+h \d+m$/),
      rank: 1,
    });
    expect(stats.totalKills).toBeGreaterThan(2);
    expect(stats.killDeathRatio).toBe(stats.totalKills);
    expect(stats.recentKills[0]).toMatchObject({ victim: expect.any(String), weapon: "Laser Cannon" });
    expect(dataOf(await ask("GET", "/api/stats/user/EnemyPlayer"))).toMatchObject({ totalKills: 0, totalDeaths: 1 });
    errorOf(await ask("GET", "/api/stats/user/Nobody-Of-This-Name"), 404, "USER_NOT_FOUND");
  });

  test("GET /api/leaderboard/:type", async () => {
    for (const type of ["kills", "pvp_kills"]) {
      const board = dataOf(await ask("GET", `/api/leaderboard/${type}?limit=10`));
      expect(board).toMatchObject({ type, entries: [{ rank: 1, user: { id: me(), username: "YourPlayerName" } }] });
      expect(board.userRank).toMatchObject({ rank: 1, value: board.entries[0].value, change: "0" });
    }
    for (const type of ["deaths", "kdr", "pve_kills"])
      expect(dataOf(await ask("GET", `/api/leaderboard/${type}?period=weekly`)).type).toBe(type);
    const there = dataOf(await ask("GET", `/api/leaderboard/kills?serverId=${community.documented}`));
    expect(there.entries.map(({ value }: { value: number }) => value)).toEqual([1]);
    expect((await ask("GET", "/api/leaderboard/bravery")).body.success).toBe(false);
  });
});

describe("users and servers", () => {
  test("GET /api/users/:userId", async () => {
    const user = dataOf(await ask("GET", `/api/users/${me()}`));
    expect(user).toMatchObject({ id: me(), username: "Misha", rsiHandle: "YourPlayerName", privacyLevel: "PUBLIC" });
    expect(user.kills[0]).toMatchObject({ victim: { username: expect.any(String) }, weapon: "Laser Cannon" });
    const enemy = dataOf(await ask("GET", "/api/users/EnemyPlayer"));
    expect(enemy).toMatchObject({ id: "EnemyPlayer", username: "EnemyPlayer", kills: [], discordId: null });
    expect(enemy.deaths[0].killer).toMatchObject({ id: me(), username: "YourPlayerName" });
    errorOf(await ask("GET", "/api/users/Nobody-Of-This-Name"), 404, "USER_NOT_FOUND");
  });

  test("PUT /api/users/:userId", async () => {
    const shy = await signedInPerson(panel.runtime, "member", "Shy");
    const own = await keyOf(shy, { playerName: "Shy-Pilot" });
    const id = shy.userId.replace("usr_", "user_");
    dataOf(await ask("POST", "/api/kills", { body: kill(), by: own }), 201);
    const change = { username: "Shy Person", privacyLevel: "PRIVATE" };
    expect(dataOf(await ask("PUT", `/api/users/${id}`, { by: own, body: change }))).toMatchObject({ id, ...change });
    // Who shows their kills to few is no more to be found, by whatever they are called by.
    expect(dataOf(await ask("GET", `/api/users/${id}`))).toMatchObject({
      kills: [],
      rsiHandle: null,
      username: "Shy Person",
    });
    for (const name of [id, "Shy-Pilot"]) {
      expect(dataOf(await ask("GET", `/api/kills/user/${name}`)).kills).toEqual([]);
      errorOf(await ask("GET", `/api/stats/user/${name}`), 404, "USER_NOT_FOUND");
    }
    expect(JSON.stringify(dataOf(await ask("GET", "/api/leaderboard/kills")))).not.toContain("Shy-Pilot");
    expect(dataOf(await ask("GET", `/api/kills/user/me`, { by: own })).kills).toHaveLength(1);
    errorOf(await ask("PUT", `/api/users/${me()}`, { by: own, body: change }), 403, "INSUFFICIENT_PERMISSIONS");
    const short = await ask("PUT", `/api/users/${id}`, { by: own, body: { username: "ab" } });
    expect(errorOf(short, 422, "VALIDATION_ERROR").details).toMatchObject({ field: "username" });
  });

  test("GET /auth/me", async () => {
    const self = dataOf(await ask("GET", "/auth/me"));
    expect(self).toMatchObject({
      id: me(),
      username: "Misha",
      role: "member",
      isAdmin: false,
      isServerOwner: false,
      servers: [{ id: community.documented, name: "Star Citizen Guild", role: "member" }],
    });
    expect(self.permissions).toContain("kills:write");
    const admin = dataOf(await ask("GET", "/auth/me", { by: await keyOf(owner) }));
    expect(admin).toMatchObject({ isAdmin: true, isServerOwner: true, role: "owner" });
  });

  test("GET /api/servers/:serverId", async () => {
    const server = dataOf(await ask("GET", `/api/servers/${community.documented}`));
    expect(server).toMatchObject({
      id: community.documented,
      name: "Star Citizen Guild",
      isActive: true,
      memberCount: 2,
    });
    expect(server.members.map(({ isOwner }: { isOwner: boolean }) => isOwner)).toEqual([true, false]);
    errorOf(await ask("GET", "/api/servers/123456789012345678"), 404, "RESOURCE_NOT_FOUND");
  });

  test("GET /api/servers/:serverId/settings", async () => {
    const settings = dataOf(await ask("GET", `/api/servers/${community.documented}/settings`));
    expect(settings).toMatchObject({
      prefix: "!",
      language: "en",
      features: { killTracker: true, leaderboard: true, notifications: true },
      privacyLevel: "public",
      killNotifications: true,
    });
  });

  test("PUT /api/servers/:serverId/settings", async () => {
    const at = `/api/servers/${community.documented}/settings`;
    const change = { prefix: "?", timezone: "Europe/Berlin", features: { notifications: false } };
    errorOf(await ask("PUT", at, { body: change }), 403, "INSUFFICIENT_PERMISSIONS");
    const by = await keyOf(owner);
    const got = await ask("PUT", at, { by, body: change });
    expect(dataOf(got)).toMatchObject({ ...change, features: { killTracker: true, notifications: false } });
    expect(got.headers.get("x-ratelimit-limit")).toBe("10");
    expect(dataOf(await ask("GET", at, { by }))).toMatchObject({ prefix: "?" });
    const foreign = await ask("PUT", at, { by, body: { leaderboardChannel: "general" } });
    expect(errorOf(foreign, 422, "VALIDATION_ERROR").details.field).toBe("leaderboardChannel");
  });
});

describe("API keys", () => {
  const ofMember = () => ({ userId: me(), playerName: "YourPlayerName" });

  test("POST /api/api-keys", async () => {
    const expiresAt = new Date(Date.now() + 86_400_000).toISOString();
    const asked = { ...ofMember(), name: "My Application", expiresAt };
    const made = dataOf(await ask("POST", "/api/api-keys", { body: asked }), 201);
    expect(made).toMatchObject({ name: "My Application", playerName: "YourPlayerName", expiresAt, isActive: true });
    expect(dataOf(await ask("GET", "/auth/me", { by: made.key })).id).toBe(me());
    const few = { ...asked, permissions: ["read:kills"] };
    const reader = dataOf(await ask("POST", "/api/api-keys", { body: few }), 201).key;
    dataOf(await ask("GET", "/api/kills/user/me", { by: reader }));
    const refused = await ask("POST", "/api/kills", { by: reader, body: kill() });
    expect(errorOf(refused, 403, "INSUFFICIENT_PERMISSIONS").details.required).toEqual(["kills:write"]);
    const others = { ...asked, userId: panel.owner.id };
    errorOf(await ask("POST", "/api/api-keys", { body: others }), 403, "INSUFFICIENT_PERMISSIONS");
  });

  test("GET /api/api-keys", async () => {
    const by = await keyOf(member);
    const keys = dataOf(await ask("GET", `/api/api-keys?userId=${me()}`, { by }));
    expect(keys.map(({ name }: { name: string }) => name)).toContain("My Application");
    expect(JSON.stringify(keys)).not.toContain(by);
    expect(keys[0]).not.toHaveProperty("key");
    errorOf(await ask("GET", `/api/api-keys?userId=${panel.owner.id}`, { by }), 403, "INSUFFICIENT_PERMISSIONS");
  });

  test("POST /api/api-keys/primary", async () => {
    const by = await keyOf(member, { expiresInDays: null });
    const asks = await Promise.all([1, 2, 3].map(() => ask("POST", "/api/api-keys/primary", { by, body: ofMember() })));
    // Of several that ask at once one makes it.
    expect(asks.map(({ status }) => status).sort()).toEqual([200, 200, 201]);
    const made = asks.find(({ status }) => status === 201)!.body.data;
    expect(new Set(asks.map(({ body }) => body.data.id)).size).toBe(1);
    expect(made).toMatchObject({ type: "primary", playerName: "YourPlayerName", expiresAt: null });
    for (const { status, body } of asks) expect("key" in body.data).toBe(status === 201);
    expect(dataOf(await ask("GET", "/auth/me", { by: made.key })).id).toBe(me());
    dataOf(await ask("POST", "/api/api-keys/primary", { by: made.key, body: {} }));
  });

  test("POST /api/api-keys/bot", async () => {
    const by = await keyOf(member);
    const made = dataOf(
      await ask("POST", "/api/api-keys/bot", { by, body: { ...ofMember(), botName: "My Bot" } }),
      201,
    );
    expect(made).toMatchObject({ type: "bot", botName: "My Bot" });
    dataOf(await ask("POST", "/api/kills", { by: made.key, body: kill() }), 201);
    const nameless = await ask("POST", "/api/api-keys/bot", { by, body: ofMember() });
    expect(errorOf(nameless, 422, "VALIDATION_ERROR").details.field).toBe("botName");
  });

  test("DELETE /api/api-keys/:id", async () => {
    const by = await keyOf(member);
    const made = dataOf(await ask("POST", "/api/api-keys", { by, body: { ...ofMember(), name: "Short-lived" } }), 201);
    dataOf(await ask("GET", "/auth/me", { by: made.key }));
    dataOf(await ask("DELETE", `/api/api-keys/${made.id}`, { by, body: { userId: me() } }));
    await until(async () => (await ask("GET", "/auth/me", { by: made.key })).status === 401);
    errorOf(await ask("GET", "/auth/me", { by: made.key }), 401, "API_KEY_REVOKED");
    errorOf(await ask("DELETE", "/api/api-keys/nonsense", { by }), 404, "RESOURCE_NOT_FOUND");
  });

  test("are asked for, and each reason for which one is refused has its code", async () => {
    errorOf(await ask("GET", "/auth/me", { by: null }), 401, "MISSING_AUTHORIZATION");
    errorOf(await ask("GET", "/auth/me", { by: "sk-1234567890abcdef" }), 401, "INVALID_API_KEY");
    const late = await keyOf(member);
    await panel.runtime.database.execute(
      sql`update api_keys set "expiresAt" = now() - interval '1 hour' where num = (select max(num) from api_keys)`,
    );
    errorOf(await ask("GET", "/auth/me", { by: late }), 401, "API_KEY_EXPIRED");
    const gone = await signedInPerson(panel.runtime, "member", "Gone");
    const theirs = await keyOf(gone);
    await panel.runtime.database.execute(sql`update users set "suspendedAt" = now() where id = ${gone.userId}`);
    errorOf(await ask("GET", "/auth/me", { by: theirs }), 403, "ACCOUNT_SUSPENDED");
  });
});

describe("analytics", () => {
  const game = "game=star_citizen";

  test("GET /api/analytics/dashboard", async () => {
    const board = dataOf(await ask("GET", `/api/analytics/dashboard?${game}`));
    expect(board.overview).toMatchObject({ totalDeaths: 0, activeUsers: 1 });
    expect(board.overview.totalKills).toBeGreaterThan(2);
    expect(board.trends).toEqual({ killsTrend: expect.any(String), performanceTrend: expect.any(String) });
    expect(board.insights).toEqual([]);
    const there = dataOf(await ask("GET", `/api/analytics/dashboard?serverId=${community.documented}`));
    expect(there.overview).toMatchObject({ totalKills: 1, totalDeaths: 1, activeUsers: 2 });
    errorOf(await ask("GET", "/api/analytics/dashboard?serverId=nowhere"), 404, "RESOURCE_NOT_FOUND");
  });

  test("GET /api/analytics/metrics", async () => {
    const metrics = dataOf(await ask("GET", `/api/analytics/metrics?${game}&period=30d`));
    expect(metrics).toMatchObject({ period: "30d", game: "star_citizen", totalDeaths: 0 });
    expect(metrics.pvpRatio).toBe(Math.round((metrics.pvpKills / metrics.totalKills) * 1000) / 10);
    errorOf(await ask("GET", `/api/analytics/metrics?period=never`), 400, "INVALID_FIELD_VALUE");
  });

  test("GET /api/analytics/trends", async () => {
    const trend = dataOf(await ask("GET", `/api/analytics/trends?${game}&metric=kills&period=7d`));
    expect(trend).toMatchObject({ metric: "kills", period: "7d", trend: { direction: "not_enough" } });
    expect(trend.data.at(-1).value).toBeGreaterThan(2);
    errorOf(await ask("GET", "/api/analytics/trends"), 400, "MISSING_REQUIRED_FIELD");
  });

  test("GET /api/analytics/insights", async () => {
    const got = dataOf(await ask("GET", `/api/analytics/insights?${game}&limit=5`));
    expect(got).toMatchObject({ insights: [], total: 0, limit: 5, offset: 0 });
  });

  test("GET /api/analytics/recommendations", async () => {
    const got = dataOf(await ask("GET", `/api/analytics/recommendations?${game}`));
    expect(got).toMatchObject({ recommendations: expect.any(Array), limit: 50, offset: 0 });
  });

  test("GET /api/analytics/export", async () => {
    const json = dataOf(await ask("GET", `/api/analytics/export?${game}`));
    expect(json.count).toBe(json.kills.length);
    expect(json.count).toBeGreaterThan(2);
    const csv = await ask("GET", `/api/analytics/export?${game}&format=csv`);
    expect([csv.status, csv.headers.get("content-type")]).toEqual([200, "text/csv; charset=utf-8"]);
    expect(csv.headers.get("content-disposition")).toMatch(/^attachment; filename="kills-.*\.csv"$/);
    expect(csv.body.trim().split(/\r?\n/)).toHaveLength(json.count + 1);
  });
});

describe("webhooks", () => {
  const wanted = {
    name: "My Webhook",
    url: "https://myapp.example.com/webhook",
    events: ["kill.recorded", "user.stats_updated"],
    headers: { "X-Custom-Header": "value", Authorization: "Bearer of somebody" },
  };
  let id: string;

  test("POST /api/webhooks", async () => {
    const made = dataOf(await ask("POST", "/api/webhooks", { body: { ...wanted, secret: "my-own-secret" } }), 201);
    expect(made).toMatchObject({
      ...wanted,
      headers: { "X-Custom-Header": "value", Authorization: "***" },
      secret: "my-own-secret",
      isActive: true,
      maxRetries: 3,
      retryDelay: 1000,
      backoffMultiplier: 2,
    });
    id = made.id;
    expect(id).toMatch(/^webhook_/);
    const unknown = { ...wanted, events: ["bot.status_changed"] };
    expect(
      errorOf(await ask("POST", "/api/webhooks", { body: unknown }), 422, "VALIDATION_ERROR").details.field,
    ).toMatch(/^events/);
    const inside = { ...wanted, url: "http://169.254.169.254/latest" };
    expect(errorOf(await ask("POST", "/api/webhooks", { body: inside }), 422, "VALIDATION_ERROR").details.field).toBe(
      "url",
    );
  });

  test("GET /api/webhooks", async () => {
    const [listed] = dataOf(await ask("GET", "/api/webhooks"));
    expect(listed).toMatchObject({ id, name: "My Webhook", url: wanted.url, events: wanted.events });
    expect(listed).not.toHaveProperty("secret");
  });

  test("PUT /api/webhooks/:id", async () => {
    const [listed] = dataOf(await ask("GET", "/api/webhooks"));
    // As it was read, with one thing changed.
    const changed = dataOf(await ask("PUT", `/api/webhooks/${id}`, { body: { ...listed, isActive: false } }));
    expect(changed).toEqual({ ...listed, isActive: false, updatedAt: expect.any(String) });
    expect(dataOf(await ask("PUT", `/api/webhooks/${id}`, { body: { isActive: true, maxRetries: 5 } }))).toMatchObject({
      isActive: true,
      maxRetries: 5,
    });
    // What is left out stays.
    await ask("PUT", `/api/webhooks/${id}`, { body: { retryDelay: 7_000 } });
    const { retryDelay } = dataOf(await ask("PUT", `/api/webhooks/${id}`, { body: { maxRetries: 4 } }));
    expect(retryDelay).toBe(7_000);
    const others = await keyOf(owner);
    errorOf(await ask("PUT", `/api/webhooks/${id}`, { by: others, body: { name: "x" } }), 404, "RESOURCE_NOT_FOUND");
  });

  test("POST /api/webhooks/:id/test", async () => {
    const sent = await ask("POST", `/api/webhooks/${id}/test`);
    expect(dataOf(sent)).toMatchObject({ deliveryId: expect.any(String) });
    expect(sent.body.message).toBe("Test webhook triggered successfully");
  });

  test("GET /api/webhooks/events", async () => {
    const events = dataOf(await ask("GET", "/api/webhooks/events"));
    expect(events.map(({ name }: { name: string }) => name)).toEqual([
      ...["kill.recorded", "user.stats_updated", "leaderboard.updated", "server.event", "analytics.insight"],
    ]);
    expect(events[0].payload).toMatchObject({ killId: "string", isPvP: "boolean" });
  });

  test("DELETE /api/webhooks/:id", async () => {
    expect(dataOf(await ask("DELETE", `/api/webhooks/${id}`))).toEqual({ id });
    errorOf(await ask("DELETE", `/api/webhooks/${id}`), 404, "RESOURCE_NOT_FOUND");
  });
});

describe("Star Citizen", () => {
  test("GET /api/sc/ships", async () => {
    const got = await ask("GET", "/api/sc/ships");
    const ships = dataOf(got);
    expect(ships.length).toBeGreaterThanOrEqual(200);
    expect(got.body.count).toBe(ships.length);
    expect(ships[0]).toHaveProperty("manufacturer");
  });

  test("GET /api/sc/ships/:name", async () => {
    const ship = dataOf(await ask("GET", "/api/sc/ships/Aurora%20MR"));
    expect(ship).toMatchObject({ name: "RSI Aurora MR", manufacturer: "Roberts Space Industries" });
    expect(dataOf(await ask("GET", `/api/sc/ships/${ship.className}`))).toEqual(ship);
    errorOf(await ask("GET", "/api/sc/ships/Flying%20Carpet"), 404, "RESOURCE_NOT_FOUND");
  });

  test("GET /api/sc/players/:handle", async () => {
    const got = await ask("GET", "/api/sc/players/EnemyPlayer");
    expect(dataOf(got)).toMatchObject({ handle: "EnemyPlayer", tracker: { totalKills: 0, totalDeaths: 1 } });
    expect((await ask("GET", "/api/sc/players/Nobody-Of-This-Name")).body.success).toBe(false);
  });

  test("GET /api/sc/locations/:name", async () => {
    expect(dataOf(await ask("GET", "/api/sc/locations/Daymar"))).toMatchObject({ name: "Daymar", system: "Stanton" });
    errorOf(await ask("GET", "/api/sc/locations/Atlantis"), 404, "RESOURCE_NOT_FOUND");
  });

  test("GET /api/sc/systems/:name", async () => {
    expect(dataOf(await ask("GET", "/api/sc/systems/Stanton"))).toMatchObject({ name: "Stanton" });
    errorOf(await ask("GET", "/api/sc/systems/Atlantis"), 404, "RESOURCE_NOT_FOUND");
  });
});

describe("log parser", () => {
  let by: string;
  beforeAll(async () => {
    by = await keyOf(owner, { permissions: ["FULL_ACCESS"] });
  });

  test("GET /api/logs/directories", async () => {
    const [directory] = dataOf(await ask("GET", "/api/logs/directories", { by }));
    expect(directory).toMatchObject({ path: folder, fileCount: 1 });
    const none = await ask("GET", "/api/logs/directories");
    expect(dataOf(none)).toEqual([]);
    expect(none.body.message).not.toBe("Log directories retrieved successfully");
  });

  test("GET /api/logs/files", async () => {
    expect(dataOf(await ask("GET", "/api/logs/files", { by }))).toMatchObject([
      { filePath: logFile, name: "Game.log" },
    ]);
    const none = await ask("GET", "/api/logs/files");
    expect(dataOf(none)).toEqual([]);
    expect(none.body.message).not.toBe("Log files retrieved successfully");
  });

  test("POST /api/logs/validate", async () => {
    const got = dataOf(await ask("POST", "/api/logs/validate", { by, body: { filePath: logFile } }));
    expect(got).toMatchObject({ valid: true, handle: "YourPlayerName", kills: truth.kills.length });
    const outside = await ask("POST", "/api/logs/validate", { by, body: { filePath: "/etc/passwd" } });
    expect(outside.body.success).toBe(false);
  });

  test("POST /api/logs/parse", async () => {
    const body = { filePath: logFile, parseOptions: { includePvE: true, includePvP: true } };
    const parsed = dataOf(await ask("POST", "/api/logs/parse", { by, body }));
    expect(parsed.found).toBe(truth.kills.length);
    expect(parsed.kills.map(({ victim }: { victim: string }) => victim).sort()).toEqual(
      truth.kills.map(({ victim }) => victim).sort(),
    );
    const few = { ...body, parseOptions: { includePvE: false } };
    const fights = dataOf(await ask("POST", "/api/logs/parse", { by, body: few }));
    expect(fights.found).toBe(truth.kills.filter(({ kind }) => kind === "pvp").length);
    errorOf(await ask("POST", "/api/logs/parse", { by, body: {} }), 422, "VALIDATION_ERROR");
  });
});

describe("WebSocket /ws", () => {
  // biome-ignore lint/suspicious/noExplicitAny: what comes from outside.
  type Message = { type: string; data: any; timestamp: string };

  async function open(): Promise<{ ws: WebSocket; heard: Message[]; closed: Promise<number> }> {
    const ws = new WebSocket(`${panel.url.replace("http", "ws")}${BASE}/ws`);
    const heard: Message[] = [];
    ws.on("message", (text) => heard.push(JSON.parse(String(text))));
    const closed = new Promise<number>((resolve) => ws.once("close", resolve));
    await new Promise((resolve, reject) => ws.once("open", resolve).once("error", reject));
    return { ws, heard, closed };
  }

  test("tells who says by a key who they are of kills, as far as they may know of them", async () => {
    const { ws, heard } = await open();
    ws.send(JSON.stringify({ type: "auth", token: key }));
    await until(() => heard.length > 0);
    expect(heard[0]).toMatchObject({ type: "auth.ok", data: { userId: me() }, timestamp: expect.any(String) });
    const made = dataOf(await ask("POST", "/api/kills", { body: kill() }), 201);
    await until(() => heard.some(({ type }) => type === "kill.recorded"));
    const told = heard.find(({ type }) => type === "kill.recorded")!;
    expect(told.data).toMatchObject({ killId: made.id, killerId: me(), victimId: made.victimId, isPvP: true });
    expect(ISO.safeParse(told.timestamp).success).toBe(true);
    await until(() => heard.some(({ type }) => type === "user.stats_updated"));
    expect(heard.find(({ type }) => type === "user.stats_updated")!.data).toMatchObject({
      userId: me(),
      stats: { totalKills: expect.any(Number), kdr: expect.any(Number) },
    });
    ws.terminate();
  });

  test("takes a token of five minutes, more than once", async () => {
    const made = await fetch(`${panel.url}/api/v1/events/ticket`, {
      method: "POST",
      headers: { authorization: `Bearer ${key}` },
    });
    expect(made.status).toBe(201);
    const { token } = ((await made.json()) as { data: { token: string } }).data;
    for (let i = 0; i < 2; i++) {
      const { ws, heard } = await open();
      ws.send(JSON.stringify({ type: "auth", token }));
      await until(() => heard.length > 0);
      expect(heard[0]).toMatchObject({ type: "auth.ok", data: { expiresAt: expect.any(String) } });
      ws.terminate();
    }
  });

  test("says why it takes no other, and ends with the key that opened it", async () => {
    for (const [token, code] of [
      ["YOUR_JWT_TOKEN", "INVALID_API_KEY"],
      ["gk_socket_nonsense", "INVALID_API_KEY"],
    ] as const) {
      const { ws, heard, closed } = await open();
      ws.send(JSON.stringify({ type: "auth", token }));
      expect(await closed).toBe(4004);
      expect(heard).toMatchObject([{ type: "auth.error", data: { code } }]);
    }
    const { ws, heard, closed } = await open();
    const short = await keyOf(member);
    ws.send(JSON.stringify({ type: "auth", token: short }));
    await until(() => heard.length > 0);
    await panel.runtime.database.execute(
      sql`update api_keys set "revokedAt" = now() where num = (select max(num) from api_keys)`,
    );
    expect(await closed).toBe(4401);
  });
});

describe("limits and addresses", () => {
  test.each([
    ["GET", "/auth/me", "1000"],
    ["GET", "/api/kills/user/me", "500"],
    ["GET", "/api/api-keys", "5"],
  ])("%s %s is limited to %s", async (method, at, limit) => {
    const by = await keyOf(member);
    const { headers } = await ask(method, at, { by });
    expect([headers.get("x-ratelimit-limit"), headers.get("x-ratelimit-remaining")]).toEqual([
      limit,
      String(Number(limit) - 1),
    ]);
    expect(Number(headers.get("x-ratelimit-reset"))).toBeGreaterThan(Date.now() / 1000 - 1);
  });

  test("what is beyond them is refused in the envelope", async () => {
    const by = await keyOf(member);
    for (let i = 0; i < 5; i++) expect((await ask("GET", "/api/api-keys", { by })).status).toBe(200);
    const late = await ask("GET", "/api/api-keys", { by });
    expect(errorOf(late, 429, "RATE_LIMIT_EXCEEDED").details.retryAfter).toBeGreaterThan(0);
    expect(Number(late.headers.get("retry-after"))).toBeGreaterThan(0);
    // The limit of keys is no limit of anything else.
    expect((await ask("GET", "/auth/me", { by })).status).toBe(200);
  });

  test("an address that is none, a method that is none there, and a path with a version", async () => {
    errorOf(await ask("GET", "/api/nothing"), 404, "INVALID_ENDPOINT");
    const got = await ask("PATCH", "/api/kills");
    errorOf(got, 405, "METHOD_NOT_ALLOWED");
    expect(got.headers.get("allow")).toContain("POST");
    expect(dataOf(await ask("GET", "/api/v1/kills/user/me")).kills.length).toBeGreaterThan(2);
  });

  test("/tester leads to its interactive document, and its calls are a Postman collection", async () => {
    const tester = await fetch(`${panel.url}${BASE}/tester`, { redirect: "manual" });
    expect([tester.status, tester.headers.get("location")]).toEqual([307, "/docs/api?of=kill-tracker"]);
    const { body } = await ask("GET", "/postman-collection.json", { by: null });
    expect(body.info.schema).toContain("v2.1.0");
    const calls = body.item.flatMap(
      ({ item }: { item: { request: { method: string; url: { raw: string } } }[] }) => item,
    );
    expect(calls).toHaveLength(killTracker.routes.length);
    expect(JSON.stringify(calls)).toContain("{{baseUrl}}/api/kills/user/:userId");
  });
});

/** The document's examples in a language, as they stand there but for the base address and the key. */
function examples(language: string): string[] {
  const found = readFileSync(DOCUMENT, "utf8").matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, "gms"));
  return [...found].map(([, text]) =>
    text!
      .replaceAll("https://api.millsy.dev", `${panel.url}${BASE}`)
      .replaceAll(/YOUR_API_KEY|your_api_key_here/g, key),
  );
}

describe.skipIf(!existsSync(DOCUMENT))("the document's own examples run unchanged", () => {
  const work = (name: string, text: string): string => {
    const file = path.join(folder, name);
    writeFileSync(file, text);
    return file;
  };

  test("in JavaScript", async () => {
    const text = examples("javascript").find((code) => code.includes("async function recordKill"))!;
    const use = `console.log(JSON.stringify([await recordKill("Js-Victim", "Laser Cannon", "Stanton System"), await getUserStats("me")]));`;
    const { stdout } = await run(process.execPath, [work("example.mjs", `${text}\n${use}`)]);
    const [made, stats] = JSON.parse(stdout);
    expect(made).toMatchObject({ success: true, data: { victimId: "Js-Victim", isPvP: true } });
    expect(stats.data.totalKills).toBeGreaterThan(0);
  });

  test("in Python", async () => {
    const text = examples("python").find((code) => code.includes("def record_kill"))!;
    const use = `print(json.dumps([record_kill("Py-Victim", "Laser Cannon", "Stanton System"), get_user_stats("me")]))`;
    const { stdout } = await run("python3", [work("example.py", `${text}\n${use}`)]);
    const [made, stats] = JSON.parse(stdout);
    expect(made).toMatchObject({ success: true, data: { victimId: "Py-Victim" } });
    expect(stats.data.totalKills).toBeGreaterThan(0);
  });

  test("by cURL", async () => {
    const all = examples("bash").filter((code) => /^curl/m.test(code));
    expect(all.length).toBeGreaterThanOrEqual(4);
    for (const code of all) {
      const text = code.replace("$API_KEY", key).replaceAll(/YOUR_USER_ID|USER_ID/g, "me");
      const { stdout } = await run("bash", ["-c", text.replace(/^curl/m, "curl -s")]);
      expect(JSON.parse(stdout), code).toMatchObject({ success: true });
    }
  });

  test("and its socket's", async () => {
    const text = examples("javascript").find((code) => code.includes("new WebSocket"))!;
    const address = `${panel.url.replace("http", "ws")}${BASE}`;
    const own = text.replace("wss://api.millsy.dev", address).replace("YOUR_JWT_TOKEN", key);
    const use = "ws.onmessage = ({ data }) => { console.log(data); ws.close(); };";
    const { stdout } = await run(process.execPath, [work("socket.mjs", `${own}\n${use}`)]);
    expect(JSON.parse(stdout)).toMatchObject({ type: "auth.ok" });
  });
});
