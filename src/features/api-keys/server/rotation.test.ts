import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { bootstrap } from "#app/features/identity/server/index.ts";
import { DAY, HOUR, SECOND } from "#app/lib/duration.ts";
import type { Actor } from "#app/operation/actor.ts";
import { execute } from "#app/operation/execute.ts";
import { advanceClock, now } from "#app/platform/clock.ts";
import { sql } from "#app/platform/sql.ts";
import { newAddress, signedInPerson } from "#app/testing/people.ts";
import { createTestRuntime, type TestRuntime } from "#app/testing/runtime.ts";
import * as apiKeys from "./api-keys.ts";
import { rotate } from "./rotation.ts";
import { actorOfKey, forgetKeys } from "./verify.ts";

let runtime: TestRuntime;
let owner: Actor;
let admin: Actor;
beforeAll(async () => {
  runtime = await createTestRuntime();
  await bootstrap(runtime.database);
  owner = (await signedInPerson(runtime, "owner")).actor;
  admin = (await signedInPerson(runtime, "admin")).actor;
});
beforeEach(() => forgetKeys());
afterAll(() => runtime.close());

const make = (actor: Actor, more: object = {}) =>
  execute(apiKeys.create, actor, { name: "bot", permissions: ["servers:read"], ...more });
const use = (key: string) => actorOfKey(runtime, key, newAddress());
const refusal = (key: string) =>
  use(key).then(
    () => "none",
    ({ code, reason }) => `${code} ${reason}`,
  );

async function later(ms: number, check: () => Promise<void>): Promise<void> {
  advanceClock(ms);
  forgetKeys();
  try {
    await check();
  } finally {
    advanceClock(-ms);
    forgetKeys();
  }
}

it("a rotated key works beside the new one for its grace, and is refused as rotated from then on", async () => {
  for (const [grace, ms] of [
    ["1h", HOUR],
    ["24h", DAY],
    ["7d", 7 * DAY],
  ] as const) {
    const old = await make(admin);
    const fresh = await execute(rotate, admin, { keyId: old.id, grace });
    expect([await refusal(old.key), await refusal(fresh.key)]).toEqual(["none", "none"]);
    await later(ms - SECOND, async () => expect(await refusal(old.key)).toBe("none"));
    await later(ms + SECOND, async () => {
      expect(await refusal(old.key)).toBe("unauthenticated api_keys.rotated");
      expect(await refusal(fresh.key)).toBe("none");
    });
  }
});

it("a key rotated without grace is refused at once", async () => {
  const old = await make(admin);
  const fresh = await execute(rotate, admin, { keyId: old.id, grace: "0" });
  forgetKeys();
  expect(await refusal(old.key)).toBe("unauthenticated api_keys.rotated");
  expect(await refusal(fresh.key)).toBe("none");
  expect(await execute(apiKeys.get, admin, { keyId: old.id })).toMatchObject({
    status: "rotated",
    replacedById: fresh.id,
  });
});

it("a rotation keeps name, scopes, limits and addresses, and the length of its life", async () => {
  const old = await make(owner, {
    permissions: ["monitoring"],
    limits: [
      { limit: 100, windowSec: 60 },
      { limit: 1000, windowSec: 3600 },
    ],
    allowedAddresses: ["198.18.0.0/15"],
    expiresInDays: 30,
  });
  const fresh = await execute(rotate, owner, { keyId: old.id });
  const { name, scopes, permissions, limits, allowedAddresses, rateLimitPerMinute } = old;
  expect(fresh).toMatchObject({ name, scopes, permissions, limits, allowedAddresses, rateLimitPerMinute });
  expect(Date.parse(fresh.expiresAt!) - now().getTime()).toBeGreaterThan(30 * DAY - HOUR);
  expect(fresh.key).not.toBe(old.key);
});

it("only a key that works is rotated, and only once, whoever asks at the same moment", async () => {
  const old = await make(admin);
  const both = await Promise.allSettled([1, 2].map(() => execute(rotate, admin, { keyId: old.id })));
  expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  await expect(execute(rotate, admin, { keyId: old.id })).rejects.toMatchObject({ reason: "api_keys.rotated_already" });
  const over = await make(admin);
  await execute(apiKeys.revoke, admin, { keyId: over.id });
  await expect(execute(rotate, admin, { keyId: over.id })).rejects.toMatchObject({ reason: "api_keys.not_active" });
});

it("a key that rotates itself does not outlive itself by that", async () => {
  const old = await make(admin, { permissions: ["api-keys:write"], expiresInDays: 5 });
  await later(3 * DAY, async () => {
    const fresh = await execute(rotate, await use(old.key), { keyId: old.id });
    expect(fresh.expiresAt).toBe(old.expiresAt);
  });
});

it("a disabled key is refused as such, and works again when it is enabled", async () => {
  const made = await make(admin);
  expect(await execute(apiKeys.disable, admin, { keyId: made.id })).toMatchObject({ status: "disabled" });
  forgetKeys();
  expect(await refusal(made.key)).toBe("unauthenticated api_keys.disabled");
  expect(await execute(apiKeys.enable, admin, { keyId: made.id })).toMatchObject({ status: "active" });
  forgetKeys();
  expect(await refusal(made.key)).toBe("none");
});

it("each end of a key has a reason of its own", async () => {
  const revoked = await make(admin);
  await execute(apiKeys.revoke, admin, { keyId: revoked.id });
  const expired = await make(admin, { expiresInDays: 1 });
  const bound = await make(admin, { allowedAddresses: ["192.0.2.0/24"] });
  expect(await refusal(revoked.key)).toBe("unauthenticated api_keys.revoked");
  expect(await refusal(bound.key)).toBe("forbidden api_keys.address");
  await later(DAY + SECOND, async () => expect(await refusal(expired.key)).toBe("unauthenticated api_keys.expired"));
});

it("a change is in effect for the same key, and written down with what was before", async () => {
  const made = await make(admin, { expiresInDays: 30 });
  const changed = await execute(apiKeys.update, admin, {
    keyId: made.id,
    name: "other bot",
    permissions: ["monitoring"],
    limits: [{ limit: 30, windowSec: 60 }],
    allowedAddresses: ["198.18.0.0/15"],
    expiresInDays: null,
  });
  expect(changed).toMatchObject({
    name: "other bot",
    scopes: ["servers:read", "nodes:read", "events:read"],
    rateLimitPerMinute: 30,
    expiresAt: null,
  });
  expect([...(await use(made.key)).scopes!].sort()).toEqual(["events:read", "nodes:read", "servers:read"]);
  const untouched = await execute(apiKeys.update, admin, { keyId: made.id, name: "third" });
  expect(untouched).toMatchObject({ ...changed, name: "third" });
  const [entry] = await runtime.database.query(
    sql`select before, after from audit_entries where operation = 'apiKeys.update' order by id limit 1`,
  );
  expect(entry).toMatchObject({
    before: { name: "bot", scopes: ["servers:read"] },
    after: { name: "other bot", allowedAddresses: ["198.18.0.0/15"] },
  });
});

it("what is over is not changed any more", async () => {
  const made = await make(admin);
  await execute(apiKeys.revoke, admin, { keyId: made.id });
  const acts = [
    () => execute(apiKeys.update, admin, { keyId: made.id, name: "x" }),
    () => execute(apiKeys.enable, admin, { keyId: made.id }),
  ];
  for (const act of acts) await expect(act()).rejects.toMatchObject({ code: "conflict", reason: "api_keys.ended" });
});

it("limits are given in one form, and more than anybody has by owners alone", async () => {
  const two = { limits: [{ limit: 5, windowSec: 60 }], rateLimitPerMinute: 5 };
  await expect(make(admin, two)).rejects.toMatchObject({ reason: "api_keys.two_limits" });
  const made = await make(admin);
  for (const limits of [
    [{ limit: 61, windowSec: 60 }],
    [{ limit: 10, windowSec: 1 }],
    [
      { limit: 600, windowSec: 600 },
      { limit: 61, windowSec: 60 },
    ],
  ])
    await expect(execute(apiKeys.update, admin, { keyId: made.id, limits })).rejects.toMatchObject({
      reason: "api_keys.limit_too_high",
    });
  const high = await make(owner, { limits: [{ limit: 9000, windowSec: 60 }] });
  expect(high.rateLimitPerMinute).toBe(9000);
  await expect(make(owner, { limits: Array(2).fill({ limit: 9, windowSec: 60 }) })).rejects.toMatchObject({
    code: "invalid_input",
  });
});

it("a key makes, changes and enables none that may do more than itself", async () => {
  const narrow = await make(owner, {
    permissions: ["api-keys:write", "servers:read"],
    limits: [{ limit: 50, windowSec: 60 }],
    expiresInDays: 2,
  });
  const maker = await use(narrow.key);
  const made = await make(maker, { expiresInDays: null });
  expect([made.limits, made.expiresAt]).toEqual([narrow.limits, narrow.expiresAt]);
  for (const [change, reason] of [
    [{ permissions: ["servers:power"] }, "api_keys.too_wide"],
    [{ limits: null }, "api_keys.beyond_key"],
    [{ limits: [{ limit: 51, windowSec: 60 }] }, "api_keys.beyond_key"],
    [{ expiresInDays: 3 }, "api_keys.beyond_key"],
    [{ expiresInDays: null }, "api_keys.beyond_key"],
  ] as const)
    for (const keyId of [made.id, narrow.id])
      await expect(execute(apiKeys.update, maker, { keyId, ...change }), JSON.stringify(change)).rejects.toMatchObject({
        code: "forbidden",
        reason,
      });
  const wide = await make(owner, { permissions: ["full"] });
  await execute(apiKeys.disable, owner, { keyId: wide.id });
  await expect(execute(apiKeys.enable, maker, { keyId: wide.id })).rejects.toMatchObject({
    reason: "api_keys.too_wide",
  });
  await execute(apiKeys.enable, owner, { keyId: wide.id });
  await expect(execute(rotate, maker, { keyId: wide.id })).rejects.toMatchObject({ reason: "api_keys.too_wide" });
});

it("who lost a permission since may still change the rest of a key that has it", async () => {
  const person = (await signedInPerson(runtime, "admin")).actor;
  const made = await make(person, { permissions: ["nodes:write", "servers:read"] });
  const demoted = { ...person, holdings: { ...person.holdings, instance: new Set(["api-keys:write"] as const) } };
  expect(await execute(apiKeys.update, demoted, { keyId: made.id, name: "still mine" })).toMatchObject({
    name: "still mine",
  });
  await expect(
    execute(apiKeys.update, demoted, { keyId: made.id, permissions: ["nodes:write", "settings:read"] }),
  ).rejects.toMatchObject({ reason: "api_keys.too_wide" });
});
