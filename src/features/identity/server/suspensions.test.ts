import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { actorOfKey, forgetKeys } from "#app/features/api-keys/server/index.ts";
import { operations } from "#app/features/registry.ts";
import { DAY, MINUTE } from "#app/lib/duration.ts";
import type { AppError } from "#app/lib/errors.ts";
import { SYSTEM } from "#app/operation/actor.ts";
import { execute } from "#app/operation/execute.ts";
import { advanceClock, now } from "#app/platform/clock.ts";
import { sql } from "#app/platform/sql.ts";
import { inASecond } from "#app/testing/in-a-second.ts";
import { type SignedIn, signedInPerson, signInAs } from "#app/testing/people.ts";
import { createTestRuntime, type TestRuntime } from "#app/testing/runtime.ts";
import { bootstrap } from "./bootstrap.ts";
import { actorOfSession } from "./session-store.ts";
import * as users from "./users.ts";

let runtime: TestRuntime;
let admin: SignedIn;
let moved = 0;

beforeAll(async () => {
  runtime = await createTestRuntime();
  await bootstrap(runtime.database);
  await signedInPerson(runtime, "owner");
  admin = await signedInPerson(runtime, "admin");
});
afterEach(() => {
  advanceClock(-moved);
  moved = 0;
});
afterAll(() => runtime.close());

function move(ms: number): void {
  moved += ms;
  advanceClock(ms);
}

const failure = (promise: Promise<unknown>): Promise<AppError | null> =>
  promise.then(
    () => null,
    (error: AppError) => error,
  );
const until = (ms: number) => new Date(now().getTime() + ms).toISOString();
const toldOf = async (userId: string, state: string) =>
  (
    await runtime.database.query(
      sql`select 1 as one from outbox_events where type = 'user.state_changed' and payload->>'userId' = ${userId} and payload->>'state' = ${state}`,
    )
  ).length;
const noticesOf = (userId: string) =>
  runtime.database.prisma.notification.findMany({ where: { userId }, orderBy: { id: "asc" } });

describe("a suspension", () => {
  it("says why and until when at the door, and no other", async () => {
    const person = await signedInPerson(runtime, "member");
    await execute(users.suspend, admin.actor, {
      userId: person.userId,
      reason: "Sold coins {for} <b>money</b>",
      note: "seen by Linus",
      until: "2099-12-24T18:00:00.000Z",
    });
    const refusal = await failure(signInAs(runtime, person.email));
    expect(refusal).toMatchObject({ code: "forbidden", reason: "identity.suspended" });
    expect(refusal!.message).toBe(
      "This account is suspended until 2099-12-24 18:00 UTC: Sold coins {for} <b>money</b>",
    );
    expect(JSON.stringify(refusal!.params)).not.toContain("Linus");
    const wrong = await failure(signInAs(runtime, person.email, "four yellow windows"));
    expect(wrong!.reason).toBe("identity.wrong_credentials");
  });

  it("ends by the clock at the next sign-in, before any job has run", async () => {
    const person = await signedInPerson(runtime, "member");
    await execute(users.suspend, admin.actor, { userId: person.userId, until: until(3 * DAY) });
    move(3 * DAY - MINUTE);
    expect((await failure(signInAs(runtime, person.email)))!.reason).toBe("identity.suspended");
    move(2 * MINUTE);
    expect((await signInAs(runtime, person.email)).userId).toBe(person.userId);
    expect(await toldOf(person.userId, "active")).toBe(1);
    await execute(users.endDue, SYSTEM, {});
    expect(await toldOf(person.userId, "active")).toBe(1);
  });

  it("stops keys within a second, and they go on when its time is over", async () => {
    const person = await signedInPerson(runtime, "member");
    const { key } = await execute(operations.apiKeys.create, person.actor, {
      name: "bot",
      permissions: ["profile:read"],
    });
    const asked = () => actorOfKey(runtime, key, "198.51.100.7");
    expect((await asked()).userId).toBe(person.userId);
    await execute(users.suspend, admin.actor, { userId: person.userId, until: until(DAY) });
    expect(await inASecond(() => actorOfSession(runtime, person.token))).toBeNull();
    forgetKeys();
    expect((await failure(asked()))!.reason).toBe("api_keys.owner_gone");
    move(2 * DAY);
    forgetKeys();
    expect((await asked()).userId).toBe(person.userId);
  });

  it("after months of standstill is ended once, by however many look at once", async () => {
    const people = await Promise.all(["a", "b", "c"].map((name) => signedInPerson(runtime, "member", name)));
    for (const { userId } of people)
      await execute(users.suspend, admin.actor, { userId, until: until(DAY), reason: "rest" });
    move(120 * DAY);
    await Promise.all(Array.from({ length: 6 }, () => execute(users.endDue, SYSTEM, {})));
    for (const { userId } of people) {
      expect(await toldOf(userId, "active")).toBe(1);
      const { items } = await execute(users.suspensions, admin.actor, { userId });
      expect(items).toMatchObject([{ endedHow: "expired", endedBy: null, reason: "rest", by: { name: "admin" } }]);
      expect((await noticesOf(userId)).map(({ type }) => type)).toEqual(["user.suspended", "user.unsuspended"]);
    }
    const found = await execute(users.get, admin.actor, { userId: people[0]!.userId });
    expect(found).toMatchObject({ state: "active", suspendedUntil: null });
  });

  it("given again replaces reason and end; lifted twice is lifted once", async () => {
    const { userId } = await signedInPerson(runtime, "member");
    await execute(users.suspend, admin.actor, { userId, reason: "first", until: until(DAY) });
    const second = await execute(users.suspend, admin.actor, { userId, reason: "second" });
    expect(second).toMatchObject({ state: "suspended", suspendedUntil: null });
    move(2 * DAY);
    await execute(users.endDue, SYSTEM, {});
    expect((await execute(users.get, admin.actor, { userId })).state).toBe("suspended");
    await Promise.all(Array.from({ length: 4 }, () => execute(users.unsuspend, admin.actor, { userId })));
    expect(await toldOf(userId, "active")).toBe(1);
    const { items } = await execute(users.suspensions, admin.actor, { userId });
    expect(items.map(({ reason, endedHow }) => [reason, endedHow])).toEqual([
      ["second", "lifted"],
      ["first", "replaced"],
    ]);
  });

  it("has an end that is still to come, is not one's own to give, end or read, and spares who stands above", async () => {
    const { userId, actor } = await signedInPerson(runtime, "member");
    const above = await signedInPerson(runtime, "owner");
    const reasonOf = async (promise: Promise<unknown>) => (await failure(promise))?.reason;
    expect(await reasonOf(execute(users.suspend, admin.actor, { userId, until: until(-1) }))).toBe(
      "identity.end_is_past",
    );
    expect(await reasonOf(execute(users.suspend, admin.actor, { userId: above.userId }))).toBe("identity.role_above");
    expect(await reasonOf(execute(users.suspend, admin.actor, { userId: admin.userId }))).toBe("identity.own_account");
    expect(await reasonOf(execute(users.unsuspend, actor, { userId }))).toBe("not_found");
    expect(await reasonOf(execute(users.suspensions, actor, { userId }))).toBe("not_found");
  });

  it("ends with the account, and a reason of any size or kind is held to its limit", async () => {
    const { userId } = await signedInPerson(runtime, "member");
    const tooLong = execute(users.suspend, admin.actor, { userId, reason: "x".repeat(501) });
    expect((await failure(tooLong))!.code).toBe("invalid_input");
    await execute(users.suspend, admin.actor, { userId, reason: "x".repeat(500) });
    await execute(users.remove, admin.actor, { userId });
    const { items } = await execute(users.suspensions, admin.actor, { userId });
    expect(items).toMatchObject([{ endedHow: "removed" }]);
    expect(await toldOf(userId, "active")).toBe(0);
  });
});
