import { describe, expect, it } from "vitest";
import { operations } from "#app/features/registry.ts";
import { ANONYMOUS, nodeActor, personActor, SYSTEM } from "./actor.ts";
import { costOf, needsSharedCount, RATE_CLASSES, rateOf } from "./rate.ts";

const person = { label: "x", userId: "usr_1", holdings: ANONYMOUS.holdings, rank: 0 };
const key = personActor({ ...person, kind: "key", id: "key_1" });
const limitedKey = personActor({ ...person, kind: "key", id: "key_2", limits: [{ limit: 7, windowSec: 90 }] });
const user = personActor({ ...person, kind: "user", id: "usr_1" });
const door = { name: "dialect.key", windows: [{ name: "hour", limit: 1_000, windowSec: 3_600 }] };

describe("rateOf", () => {
  it("counts a key by class, each class by itself", () => {
    expect(rateOf(key, "admin", null)).toEqual({ key: "key:key_1:admin", windows: RATE_CLASSES.admin });
    expect(rateOf(key, "none", null)).toEqual({ key: "key:key_1:general", windows: RATE_CLASSES.general });
  });

  it("puts a key's own limits before those of a door, and a door's before the native ones", () => {
    const own = { key: "key:key_2", windows: [{ name: "90s", limit: 7, windowSec: 90 }] };
    expect(rateOf(limitedKey, "key-management", null)).toEqual(own);
    expect(rateOf(limitedKey, "general", null, { rate: door })).toEqual(own);
    expect(rateOf(key, "admin", null, { rate: door })).toEqual({ key: "key:key_1:dialect.key", windows: door.windows });
    expect(rateOf(user, "admin", null, { rate: door })).toEqual({
      key: "user:usr_1:dialect.key",
      windows: door.windows,
    });
  });

  it("gives the same windows for the same limits, by which what is kept for them is found", () => {
    expect(rateOf(limitedKey, "general", null)!.windows).toBe(rateOf(limitedKey, "admin", null)!.windows);
  });

  it("counts who has no key by address, a household of IPv6 as one", () => {
    const found = (address: string) => rateOf(ANONYMOUS, "general", address)!.key;
    expect(found("2001:db8:1:2::1")).toBe(found("2001:db8:1:2:ffff::9"));
    expect(found("2001:db8:1:3::1")).not.toBe(found("2001:db8:1:2::1"));
    expect(found("::ffff:192.0.2.1")).toBe(found("192.0.2.1"));
  });

  it("counts signing in over the API by 10 a minute, and on pages apart from that", () => {
    const api = rateOf(ANONYMOUS, "sign-in", "192.0.2.1", { byProgram: true })!;
    const page = rateOf(ANONYMOUS, "sign-in", "192.0.2.1")!;
    expect([api.windows[0]!.limit, page.windows[0]!.limit]).toEqual([10, 30]);
    expect(api.key).not.toBe(page.key);
  });

  it("counts apart what takes nothing from other calls, by the same windows", () => {
    const [head, get] = [rateOf(key, "general", null, { countsApart: true })!, rateOf(key, "general", null)!];
    expect(head.windows).toBe(get.windows);
    expect(head.key).not.toBe(get.key);
  });

  it("does not count the panel itself and its agents", () => {
    expect(rateOf(SYSTEM, "general", null)).toBeNull();
    expect(rateOf(nodeActor("nod_1", "node"), "general", "192.0.2.1")).toBeNull();
  });
});

describe("what a call costs", () => {
  const bulk = operations.apiKeys.revokeMany;

  it("is one, or as many as a bulk call has items, whatever came in", () => {
    expect(costOf(operations.apiKeys.create, { keys: ["a", "b"] })).toBe(1);
    expect(costOf(bulk, { keys: ["a", "b", "c"] })).toBe(3);
    expect(costOf(bulk, { keys: Array(5_000).fill("a") })).toBe(100);
    for (const nonsense of [null, undefined, "keys", 7, [], {}, { keys: "abc" }, { keys: [] }, () => ({})])
      expect(costOf(bulk, nonsense)).toBe(1);
  });
});

describe("what is refused while not all can count together", () => {
  it("is what signs in and what makes keys, and not what takes them away", () => {
    expect([operations.auth.signIn, operations.apiKeys.create].map(needsSharedCount)).toEqual([true, true]);
    expect([operations.apiKeys.revoke, operations.apiKeys.list].map(needsSharedCount)).toEqual([false, false]);
  });
});
