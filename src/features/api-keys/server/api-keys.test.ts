import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { bootstrap } from "#app/features/identity/server/index.ts";
import { DAY } from "#app/lib/duration.ts";
import { ALL_PERMISSIONS, type Permission } from "#app/lib/permissions.ts";
import { type Actor, operatorActor } from "#app/operation/actor.ts";
import { execute } from "#app/operation/execute.ts";
import { advanceClock, now } from "#app/platform/clock.ts";
import { sql } from "#app/platform/sql.ts";
import { inASecond } from "#app/testing/in-a-second.ts";
import { signedInPerson } from "#app/testing/people.ts";
import { createTestRuntime, createUser, keyOf, type TestRuntime } from "#app/testing/runtime.ts";
import * as apiKeys from "./api-keys.ts";
import { stats } from "./dashboard.ts";
import { listAll } from "./everyones-keys.ts";
import { isWellFormed, newKey } from "./key-format.ts";
import { flushUses } from "./last-used.ts";
import { actorOfKey, forgetKeys } from "./verify.ts";

let runtime: TestRuntime;
beforeAll(async () => {
  runtime = await createTestRuntime();
});
beforeEach(() => forgetKeys());
afterAll(() => runtime.close());

const FROM = "192.0.2.10";
const grant = async (userId: string, permissions: readonly Permission[]) =>
  runtime.database.prisma.grant.create({
    data: { id: `grt_${userId}`, userId, on: "instance", permissions: [...permissions] },
  });
const wanted = { name: "bot", permissions: ["servers:read"] };

describe("a key's form", () => {
  it("is unique, checked by its own checksum, and even over its alphabet (K1)", () => {
    const chiSquares: number[] = [];
    // By chance alone one draw in a thousand looks uneven, and three in a row one in a billion.
    while (chiSquares.length < 3 && !(chiSquares.at(-1)! < 100.9)) {
      const keys = new Set<string>();
      const counts = new Uint32Array(128);
      let malformed = 0;
      for (let n = 0; n < 100_000; n++) {
        const key = newKey();
        keys.add(key);
        if (!/^gk_live_[0-9A-Za-z]{38}$/.test(key) || !isWellFormed(key)) malformed += 1;
        for (let i = 8; i < 40; i++) counts[key.charCodeAt(i)]! += 1;
      }
      expect([keys.size, malformed]).toEqual([100_000, 0]);
      const used = [...counts].filter((count) => count > 0);
      expect(used).toHaveLength(62);
      const expected = (keys.size * 32) / 62;
      chiSquares.push(used.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0));
    }
    expect(Math.min(...chiSquares), "61 degrees of freedom, p > 0.001").toBeLessThan(100.9);
  });

  it("notices any one changed character", () => {
    const key = newKey();
    for (let i = 0; i < key.length; i++) {
      const other = key[i] === "x" ? "y" : "x";
      expect(isWellFormed(key.slice(0, i) + other + key.slice(i + 1))).toBe(false);
    }
  });
});

describe("apiKeys.create", () => {
  it("gives the key once and keeps only its hash", async () => {
    const member = await createUser(runtime.database, "member");
    const made = await execute(apiKeys.create, member, wanted);
    expect(isWellFormed(made.key)).toBe(true);
    expect(Date.parse(made.expiresAt!) - now().getTime()).toBeGreaterThan(89 * DAY);
    expect(await execute(apiKeys.get, member, { keyId: made.id })).not.toHaveProperty("key");
    const tables = ["api_keys", "audit_entries", "outbox_events", "idempotent_answers"];
    for (const table of tables) {
      const { rows } = await runtime.database.pool.query(
        `select coalesce(string_agg(t::text, ''), '') as dump from ${table} t`,
      );
      expect(rows[0].dump, table).not.toContain(made.key.slice(12, 40));
    }
  });

  it("answers a repeat with the same Idempotency-Key by the same key, which is nowhere in clear", async () => {
    const member = await createUser(runtime.database, "member");
    const first = await execute(apiKeys.create, member, wanted, { idempotencyKey: "again" });
    const second = await execute(apiKeys.create, member, wanted, { idempotencyKey: "again" });
    expect(second.key).toBe(first.key);
    const { rows } = await runtime.database.pool.query(
      "select string_agg(t::text, '') as dump from idempotent_answers t",
    );
    expect(rows[0].dump).not.toContain(first.key.slice(12, 40));
  });

  it("gives no more than the maker has, and no more than the key that makes it", async () => {
    const member = await createUser(runtime.database, "member");
    await expect(execute(apiKeys.create, member, { name: "a", permissions: ["settings:write"] })).rejects.toMatchObject(
      {
        code: "forbidden",
        reason: "api_keys.too_wide",
      },
    );
    const narrow = keyOf(member, ["api-keys:write", "servers:read"]);
    await expect(execute(apiKeys.create, narrow, { name: "a", permissions: ["servers:power"] })).rejects.toMatchObject({
      reason: "api_keys.too_wide",
    });
    await expect(execute(apiKeys.create, keyOf(member, ["servers:read"]), wanted)).rejects.toMatchObject({
      code: "forbidden",
    });
  });

  it("by a key that is bound and expires gives a key that is bound by the same and expires no later", async () => {
    const member = await createUser(runtime.database, "member");
    await grant(member.userId, ["servers:read", "api-keys:write"]);
    const narrow = await execute(apiKeys.create, member, {
      name: "narrow",
      permissions: ["api-keys:write", "servers:read"],
      allowedAddresses: ["10.0.0.0/8"],
      expiresInDays: 2,
    });
    const maker = await actorOfKey(runtime, narrow.key, "10.1.1.1");
    const made = await execute(apiKeys.create, maker, { ...wanted, expiresInDays: null });
    expect([made.expiresAt, made.allowedAddresses]).toEqual([narrow.expiresAt, ["10.0.0.0/8"]]);
    const within = await execute(apiKeys.create, maker, {
      ...wanted,
      expiresInDays: 1,
      allowedAddresses: ["10.2.0.0/16"],
    });
    expect(Date.parse(within.expiresAt!)).toBeLessThan(Date.parse(narrow.expiresAt!));
    const outside = ["10.0.0.0/7", "192.0.2.1", "::/0", "::ffff:0:0/96"];
    await expect(execute(apiKeys.create, maker, { ...wanted, allowedAddresses: outside })).rejects.toMatchObject({
      reason: "api_keys.beyond_addresses",
      params: { addresses: outside.join(", ") },
    });
  });

  it("gives nobody but owners a way round the limits", async () => {
    const admin = await createUser(runtime.database, "admin");
    const owner = await createUser(runtime.database, "owner");
    await expect(execute(apiKeys.create, admin, { ...wanted, rateLimitPerMinute: 61 })).rejects.toMatchObject({
      code: "forbidden",
      reason: "api_keys.limit_too_high",
    });
    expect((await execute(apiKeys.create, admin, { ...wanted, rateLimitPerMinute: 60 })).rateLimitPerMinute).toBe(60);
    expect((await execute(apiKeys.create, owner, { ...wanted, rateLimitPerMinute: 9_000 })).rateLimitPerMinute).toBe(
      9_000,
    );
  });

  it("gives a key that is made by one of an owner's for more what everybody may have, where it asks for nothing", async () => {
    const owner = await createUser(runtime.database, "owner");
    await grant(owner.userId, ["api-keys:write", "servers:read"]);
    const made = await execute(apiKeys.create, owner, {
      name: "tracker",
      permissions: ["api-keys:write", "servers:read"],
      rateLimitPerMinute: 6_000,
    });
    const maker = await actorOfKey(runtime, made.key, FROM);
    expect((await execute(apiKeys.create, maker, wanted)).rateLimitPerMinute).toBe(60);
    await expect(execute(apiKeys.create, maker, { ...wanted, rateLimitPerMinute: 61 })).rejects.toMatchObject({
      reason: "api_keys.limit_too_high",
    });
  });

  it("gives a key a number of event streams of its own: more than the setting by owners alone, none by a key beyond its own", async () => {
    const admin = await createUser(runtime.database, "admin");
    const owner = await createUser(runtime.database, "owner");
    const few = await execute(apiKeys.create, admin, { ...wanted, eventStreams: 2 });
    expect(few.eventStreams).toBe(2);
    await expect(execute(apiKeys.create, admin, { ...wanted, eventStreams: 6 })).rejects.toMatchObject({
      reason: "api_keys.streams_too_many",
    });
    const many = await execute(apiKeys.create, owner, { ...wanted, eventStreams: 50 });
    expect((await execute(apiKeys.update, owner, { keyId: many.id, eventStreams: null })).eventStreams).toBeNull();
    const all = { ...wanted, permissions: ["full"], eventStreams: 2 };
    const maker = { ...keyOf(owner), id: (await execute(apiKeys.create, owner, all)).id };
    expect((await execute(apiKeys.create, maker, wanted)).eventStreams).toBe(2);
    await expect(execute(apiKeys.create, maker, { ...wanted, eventStreams: 3 })).rejects.toMatchObject({
      reason: "api_keys.beyond_key",
      params: { what: "eventStreams" },
    });
  });

  it("names what is no scope", async () => {
    const member = await createUser(runtime.database, "member");
    await expect(execute(apiKeys.create, member, { name: "a", permissions: ["servers:red"] })).rejects.toMatchObject({
      code: "invalid_input",
      params: { name: "servers:red" },
    });
  });
});

describe("apiKeys.generate", () => {
  it("is the operator's alone, and makes a key that acts as the service account", async () => {
    await runtime.database.prisma.user.create({ data: { id: "usr_operator", kind: "service", name: "Operator" } });
    await grant("usr_operator", ALL_PERMISSIONS);
    const made = await execute(apiKeys.generate, operatorActor("usr_operator", "root@here"), {
      name: "My Integration",
      permissions: ["READ_PUBLIC", "READ_PLAYERS"],
    });
    expect(made).toMatchObject({ permissions: ["READ_PUBLIC", "READ_PLAYERS"], instanceOwned: true, expiresAt: null });
    const actor = await actorOfKey(runtime, made.key, FROM);
    expect(actor).toMatchObject({ kind: "key", userId: "usr_operator" });
    const owner = await createUser(runtime.database, "owner");
    await expect(execute(apiKeys.generate, owner, wanted)).rejects.toMatchObject({ code: "forbidden" });
    expect((await execute(apiKeys.list, owner, {})).items.map(({ id }) => id)).toContain(made.id);
  });

  it("makes MAID's keys with 60 a minute unless other is asked for, whatever their maker has", async () => {
    const operator = operatorActor("usr_operator", "root@here");
    const limitsOfMade = async (limits: { limit: number; windowSec: number }[], asked: object = {}) => {
      const maker = await execute(apiKeys.generate, operator, { name: "m", permissions: ["FULL_ACCESS"], limits });
      const actor = await actorOfKey(runtime, maker.key, FROM);
      return (await execute(apiKeys.create, actor, { ...wanted, ...asked })).limits;
    };
    const minute = (limit: number) => ({ limit, windowSec: 60 });
    const hour = { limit: 5_000, windowSec: 3_600 };
    expect(await limitsOfMade([minute(600), hour], { format: "maid" })).toEqual([minute(60), hour]);
    expect(await limitsOfMade([minute(30)], { format: "maid" })).toEqual([minute(30)]);
    expect(await limitsOfMade([minute(600)], { format: "maid", rateLimitPerMinute: 120 })).toEqual([minute(120)]);
    expect(await limitsOfMade([minute(600)])).toEqual([minute(600)]);
  });

  it("makes a key whose own keys the owners see too", async () => {
    const maker = await execute(apiKeys.generate, operatorActor("usr_operator", "root@here"), {
      name: "maker",
      permissions: ["FULL_ACCESS"],
    });
    const made = await execute(apiKeys.create, await actorOfKey(runtime, maker.key, FROM), wanted);
    const owner = await createUser(runtime.database, "owner");
    expect((await execute(apiKeys.list, owner, {})).items.map(({ id }) => id)).toContain(made.id);
  });
});

describe("apiKeys.list", () => {
  it("shows nobody another's keys", async () => {
    const member = await createUser(runtime.database, "member");
    const other = await createUser(runtime.database, "member");
    const made = await execute(apiKeys.create, member, wanted);
    expect((await execute(apiKeys.list, other, {})).items).toEqual([]);
    await expect(execute(apiKeys.get, other, { keyId: made.id })).rejects.toMatchObject({ code: "not_found" });
    await expect(execute(apiKeys.revoke, other, { keyId: made.id })).rejects.toMatchObject({ code: "not_found" });
    await expect(execute(listAll, other, {})).rejects.toMatchObject({ code: "forbidden" });
  });
});

describe("apiKeys.listAll", () => {
  const ids = async (actor: Actor, input: object) =>
    (await execute(listAll, actor, { limit: 100, ...input })).items.map(({ id }) => id);

  it("has everybody's keys, those that are over included, by what is asked, and no key in clear", async () => {
    const admin = await createUser(runtime.database, "admin");
    const ada = await createUser(runtime.database, "member", { label: "Ada 100%" });
    const bob = await createUser(runtime.database, "member", { label: "Bob" });
    const [one, two] = [
      await execute(apiKeys.create, ada, { ...wanted, name: "lamp_post" }),
      await execute(apiKeys.create, bob, wanted),
    ];
    await execute(apiKeys.revoke, bob, { keyId: two.id });
    expect(await ids(admin, {})).toEqual(expect.arrayContaining([one.id, two.id]));
    expect(await ids(admin, { q: "100%" })).toEqual([one.id]);
    expect(await ids(admin, { q: "lamp_p" })).toEqual([one.id]);
    expect(await ids(admin, { q: "lampxp" }), "no sign is a wild card").toEqual([]);
    expect(await ids(admin, { q: one.key.slice(-4) })).toContain(one.id);
    expect(await ids(admin, { ownerId: bob.userId, status: "active" })).toEqual([]);
    expect(await ids(admin, { ownerId: bob.userId, status: "active,revoked" })).toEqual([two.id]);
    const { items } = await execute(listAll, admin, { ownerId: ada.userId });
    expect(items[0]).toMatchObject({ ownerId: ada.userId, ownerName: "Ada 100%", serverId: null });
    expect(JSON.stringify(items)).not.toContain(one.key.slice(12, 40));
    expect(await execute(apiKeys.get, admin, { keyId: one.id })).toMatchObject({ id: one.id, name: "lamp_post" });
  });

  it("lets who may suspend people end their keys, but none of who stands above, and change none", async () => {
    const admin = await createUser(runtime.database, "admin");
    await bootstrap(runtime.database);
    const { actor: owner } = await signedInPerson(runtime, "owner");
    const member = await createUser(runtime.database, "member");
    const [theirs, above] = [
      await execute(apiKeys.create, member, wanted),
      await execute(apiKeys.create, owner, wanted),
    ];
    await expect(execute(apiKeys.revoke, admin, { keyId: above.id })).rejects.toMatchObject({
      code: "forbidden",
      reason: "api_keys.owner_above",
    });
    await expect(execute(apiKeys.update, admin, { keyId: theirs.id, name: "x" })).rejects.toMatchObject({
      code: "not_found",
    });
    const looksOnly = keyOf(admin, ["usage:read", "api-keys:read", "api-keys:write"]);
    await expect(execute(apiKeys.revoke, looksOnly, { keyId: theirs.id })).rejects.toMatchObject({
      code: "forbidden",
      params: { permission: "users:write" },
    });
    await execute(apiKeys.revoke, admin, { keyId: theirs.id });
    expect((await execute(apiKeys.get, member, { keyId: theirs.id })).status).toBe("revoked");
    const installation = await execute(apiKeys.generate, operatorActor(null, "root@here"), wanted);
    await expect(execute(apiKeys.revoke, admin, { keyId: installation.id })).rejects.toMatchObject({
      code: "forbidden",
      params: { permission: "instance:manage" },
    });
    await execute(apiKeys.revoke, owner, { keyId: installation.id });
  });
});

describe("a key at the door", () => {
  it("is refused when revoked, within a second of steady use", async () => {
    const member = await createUser(runtime.database, "member");
    const made = await execute(apiKeys.create, member, wanted);
    await actorOfKey(runtime, made.key, FROM);
    await execute(apiKeys.revoke, member, { keyId: made.id });
    await expect(inASecond(() => actorOfKey(runtime, made.key, FROM))).rejects.toMatchObject({
      reason: "api_keys.revoked",
    });
  });

  it("is refused when expired, also where it was just found good", async () => {
    const member = await createUser(runtime.database, "member");
    const made = await execute(apiKeys.create, member, { ...wanted, expiresInDays: 1 });
    await actorOfKey(runtime, made.key, FROM);
    advanceClock(DAY + 1000);
    try {
      await expect(actorOfKey(runtime, made.key, FROM)).rejects.toMatchObject({ reason: "api_keys.expired" });
    } finally {
      advanceClock(-DAY - 1000);
    }
  });

  it("may no more than its owner may now", async () => {
    const member = await createUser(runtime.database, "member");
    await grant(member.userId, ["servers:read", "users:read"]);
    const made = await execute(
      apiKeys.create,
      { ...member, holdings: { ...member.holdings, instance: new Set(["users:read", "api-keys:write"]) } },
      {
        name: "a",
        permissions: ["users:read"],
      },
    );
    expect((await actorOfKey(runtime, made.key, FROM)).holdings.instance.has("users:read")).toBe(true);
    await runtime.database.prisma.grant.deleteMany({ where: { userId: member.userId } });
    forgetKeys();
    expect((await actorOfKey(runtime, made.key, FROM)).holdings.instance.has("users:read")).toBe(false);
    await runtime.database.prisma.user.update({ where: { id: member.userId }, data: { suspendedAt: now() } });
    forgetKeys();
    await expect(actorOfKey(runtime, made.key, FROM)).rejects.toMatchObject({ reason: "api_keys.owner_gone" });
  });

  it("is bound to its addresses, IPv4 inside IPv6 included", async () => {
    const member = await createUser(runtime.database, "member");
    const made = await execute(apiKeys.create, member, {
      ...wanted,
      allowedAddresses: ["10.0.0.0/8", "2001:db8::/32"],
    });
    for (const address of ["10.1.2.3", "::ffff:10.0.0.1", "2001:db8::5"])
      expect((await actorOfKey(runtime, made.key, address)).kind).toBe("key");
    for (const address of ["11.0.0.1", "2001:db9::1", "nonsense", null])
      await expect(actorOfKey(runtime, made.key, address)).rejects.toMatchObject({ reason: "api_keys.address" });
  });

  it("costs no look-up when its checksum is wrong, and few when it is unknown", async () => {
    const spoiled = `${newKey().slice(0, -1)}_`;
    await expect(actorOfKey(runtime, spoiled, FROM)).rejects.toMatchObject({ reason: "api_keys.malformed" });
    const reasons = new Map<string, number>();
    for (let i = 0; i < 60; i++) {
      const error = await actorOfKey(runtime, newKey(), "198.51.100.1").catch((e) => e);
      reasons.set(error.reason, (reasons.get(error.reason) ?? 0) + 1);
    }
    expect(Object.fromEntries(reasons)).toEqual({ "api_keys.unknown": 30, rate_limited: 30 });
    await expect(actorOfKey(runtime, newKey(), "198.51.100.2")).rejects.toMatchObject({ reason: "api_keys.unknown" });
    const member = await createUser(runtime.database, "member");
    const good = await execute(apiKeys.create, member, wanted);
    await actorOfKey(runtime, good.key, "198.51.100.3");
    expect((await actorOfKey(runtime, good.key, "198.51.100.1")).kind, "a good key behind the same address").toBe(
      "key",
    );
  });

  it("writes its last use in one statement for many, and never back in time", async () => {
    const member = await createUser(runtime.database, "member");
    const made = await execute(apiKeys.create, member, wanted);
    for (let i = 0; i < 50; i++) await actorOfKey(runtime, made.key, FROM);
    await flushUses(runtime.database);
    const [first] = await runtime.database.query(
      sql`select "lastUsedAt" as at, "lastUsedAddress" as address from api_keys where id = ${made.id}`,
    );
    expect(first).toMatchObject({ address: FROM });
    advanceClock(-DAY);
    await actorOfKey(runtime, made.key, FROM).catch(() => {});
    advanceClock(DAY);
    await flushUses(runtime.database);
    const [second] = await runtime.database.query(sql`select "lastUsedAt" as at from api_keys where id = ${made.id}`);
    expect(second!.at).toEqual(first!.at);
  });
});

describe("dashboard.stats", () => {
  it("counts all keys that work, of which it names the newest", async () => {
    const owner = await createUser(runtime.database, "member");
    const names = Array.from({ length: 203 }, (_, at) => `bot ${at}`);
    const made: { id: string }[] = [];
    for (const name of names) made.push(await execute(apiKeys.create, owner, { name, permissions: ["api-keys:read"] }));
    await execute(apiKeys.update, owner, { keyId: made[0]!.id, disabled: true });
    const { keys } = await execute(stats, owner, {});
    expect([keys.active, keys.items.length, keys.items[0]!.name]).toEqual([202, 200, "bot 202"]);
  });
});
