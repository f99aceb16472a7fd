import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as z from "zod";
import { AppError } from "#app/lib/errors.ts";
import { defineEvent } from "#app/lib/event.ts";
import { newId } from "#app/lib/id.ts";
import { sql } from "#app/platform/sql.ts";
import { createTestRuntime, createUser, keyOf, type TestRuntime } from "#app/testing/runtime.ts";
import { ANONYMOUS } from "./actor.ts";
import { BulkInput, defineBulk } from "./bulk.ts";
import { defineCommand, defineDelivery, defineQuery } from "./define.ts";
import { execute } from "./execute.ts";
import type { RateOutcome } from "./limiter.ts";
import { secret } from "./secret.ts";

let runtime: TestRuntime;
beforeAll(async () => {
  runtime = await createTestRuntime();
});
afterAll(() => runtime.close());

const noted = defineEvent({
  type: "test.noted",
  summary: "For tests.",
  permission: "settings:read",
  payload: z.object({ text: z.string() }),
  example: { text: "noted" },
  subject: () => ({}),
});

let runs = 0;
const note = defineCommand({
  id: "test.note",
  summary: "Writes a setting",
  access: { kind: "permission", permission: "settings:write" },
  input: z.object({
    text: z.string().max(20),
    password: secret(z.string()).optional(),
    fail: z.enum(["kindly", "badly"]).optional(),
  }),
  output: z.object({ text: z.string() }),
  example: { text: "a" },
  errors: ["conflict"],
  async run({ db, emit, changed }, { text, fail }) {
    runs++;
    await db.execute(sql`insert into settings (key, value) values (${text}, '1') on conflict do nothing`);
    emit(noted, { text });
    changed(null, { text });
    if (fail === "kindly") throw new AppError("conflict");
    if (fail === "badly") throw new Error("a secret inner fact");
    return { text, inner: "not for you" };
  },
});

const counts = async () => {
  const [found] = await runtime.database.query(sql`
    select (select count(*)::int from outbox_events) as events, (select count(*)::int from audit_entries) as audits,
      (select count(*)::int from settings) as settings`);
  return found as { events: number; audits: number; settings: number };
};
const lastAudit = async () =>
  (await runtime.database.query(sql`select * from audit_entries order by id desc limit 1`))[0]!;

/** Both have their first row before either asks for the other's. */
let meeting: { wait: Promise<void>; come(): void } | null = null;
function meetingOfTwo() {
  const { promise, resolve } = Promise.withResolvers<void>();
  let come = 0;
  return { wait: promise, come: () => ++come === 2 && resolve() };
}
const cross = defineCommand({
  id: "test.cross",
  summary: "Locks two things in the order that it is told",
  access: { kind: "permission", permission: "settings:write" },
  input: z.object({ first: z.int(), second: z.int() }),
  output: z.object({ first: z.int() }),
  example: { first: 1, second: 2 },
  async run({ db, emit }, { first, second }) {
    emit(noted, { text: `crossed ${first}` });
    await db.query(sql`select pg_advisory_xact_lock(${first}) is null`);
    meeting!.come();
    await meeting!.wait;
    await db.query(sql`select pg_advisory_xact_lock(${second}) is null`);
    return { first };
  },
});

it("of two that wait for each other both are done, and each is told once", async () => {
  const admin = await createUser(runtime.database, "admin");
  const before = await counts();
  meeting = meetingOfTwo();
  const crossed = [
    execute(cross, admin, { first: 101, second: 102 }),
    execute(cross, admin, { first: 102, second: 101 }),
  ];
  expect(await Promise.all(crossed)).toEqual([{ first: 101 }, { first: 102 }]);
  const after = await counts();
  expect(after).toMatchObject({ events: before.events + 2, audits: before.audits + 2 });
});

const crossMany = defineBulk({
  id: "test.crossMany",
  summary: "Locks things in the order that it is told, each as a part",
  access: { kind: "permission", permission: "settings:write" },
  input: BulkInput.extend({ first: z.int(), second: z.int() }),
  item: z.object({ first: z.int() }),
  example: { first: 1, second: 2 },
  bulk: { command: () => cross, inputs: ({ first, second }) => [{ first, second }] },
});

it("a bulk is done again as a whole, and none of its parts is at fault", async () => {
  const admin = await createUser(runtime.database, "admin");
  const before = await counts();
  meeting = meetingOfTwo();
  const both = [
    execute(crossMany, admin, { first: 201, second: 202 }),
    execute(crossMany, admin, { first: 202, second: 201 }),
  ];
  expect(await Promise.all(both)).toMatchObject([
    { done: 1, failed: 0 },
    { done: 1, failed: 0 },
  ]);
  const after = await counts();
  expect(after).toMatchObject({ events: before.events + 2, audits: before.audits + 2 });
});
describe("execute", () => {
  it("writes what was done, its event and its audit row together", async () => {
    const admin = await createUser(runtime.database, "admin");
    const before = await counts();
    expect(
      await execute(note, admin, { text: "together", password: "hunter2hunter2" }, { address: "192.0.2.1" }),
    ).toEqual({ text: "together" });
    const after = await counts();
    expect(after).toEqual({ events: before.events + 1, audits: before.audits + 1, settings: before.settings + 1 });
    const entry = await lastAudit();
    expect(entry).toMatchObject({
      operation: "test.note",
      outcome: "done",
      actorId: admin.userId,
      address: "192.0.2.1",
      after: { text: "together" },
    });
    expect(entry.input).toEqual({ text: "together", password: "[hidden]" });
  });

  it("names as the actor who the caller turned out to be, if the act was done", async () => {
    const enter = defineCommand({
      id: "test.enter",
      summary: "For tests",
      access: { kind: "public" },
      errors: ["conflict"],
      input: z.object({ fail: z.boolean() }),
      output: z.object({}),
      example: { fail: false },
      async run({ identified }, { fail }) {
        identified({ kind: "user", id: "usr_1", label: "Ada" });
        if (fail) throw new AppError("conflict");
        return {};
      },
    });
    await execute(enter, ANONYMOUS, { fail: false });
    expect(await lastAudit()).toMatchObject({
      actorKind: "user",
      actorId: "usr_1",
      actorLabel: "Ada",
      outcome: "done",
    });
    await execute(enter, ANONYMOUS, { fail: true }).catch(() => {});
    expect(await lastAudit()).toMatchObject({ actorKind: "anonymous", actorId: null, outcome: "refused" });
  });

  it("leaves nothing of a run that failed but the refusal", async () => {
    const admin = await createUser(runtime.database, "admin");
    const before = await counts();
    await expect(execute(note, admin, { text: "gone", fail: "kindly" })).rejects.toMatchObject({ code: "conflict" });
    const after = await counts();
    expect(after).toEqual({ ...before, audits: before.audits + 1 });
    expect(await lastAudit()).toMatchObject({ outcome: "refused", reason: "conflict" });
  });

  it("shows nothing of a fault of ours", async () => {
    const admin = await createUser(runtime.database, "admin");
    const error = await execute(note, admin, { text: "x", fail: "badly" }).catch((e) => e);
    expect(error).toBeInstanceOf(AppError);
    expect([error.code, error.message]).toEqual([
      "internal",
      "Something went wrong on our side. It was logged under the request id.",
    ]);
    expect(await lastAudit()).toMatchObject({ outcome: "failed" });
  });

  it("notices an error that the operation does not declare", async () => {
    const secretive = defineQuery({
      id: "test.secretive",
      summary: "For tests",
      access: { kind: "public" },
      input: z.object({}),
      output: z.object({}),
      example: {},
      async run() {
        throw new AppError("insufficient_coins");
      },
    });
    await expect(execute(secretive, ANONYMOUS, {})).rejects.toThrow(
      "test.secretive gives insufficient_coins, which it does not declare",
    );
  });

  it("makes many equal refusals one row with a count", async () => {
    const member = await createUser(runtime.database, "member");
    const before = await counts();
    for (let i = 0; i < 5; i++)
      await expect(execute(note, member, { text: "no" })).rejects.toMatchObject({ code: "forbidden" });
    expect((await counts()).audits).toBe(before.audits + 1);
    expect(await lastAudit()).toMatchObject({ outcome: "refused", count: 5 });
  });

  it("lets only what the output names out, at any door", async () => {
    const admin = await createUser(runtime.database, "admin");
    expect(await execute(note, admin, { text: "allow" })).not.toHaveProperty("inner");
  });

  it("refuses unknown fields by name and before anything runs", async () => {
    const admin = await createUser(runtime.database, "admin");
    const had = runs;
    await expect(execute(note, admin, { text: "a", role: "owner" })).rejects.toMatchObject({
      code: "invalid_input",
      details: [{ path: "role", code: "unknown_field" }],
    });
    expect(runs).toBe(had);
  });

  it("refuses the anonymous, and a key without the scope whatever its owner may", async () => {
    const admin = await createUser(runtime.database, "admin");
    await expect(execute(note, ANONYMOUS, { text: "a" })).rejects.toMatchObject({ code: "unauthenticated" });
    await expect(execute(note, keyOf(admin, ["servers:read"]), { text: "a" })).rejects.toMatchObject({
      code: "forbidden",
    });
    expect(await execute(note, keyOf(admin, ["settings:write"]), { text: "key" })).toEqual({ text: "key" });
  });

  it("asks the limiter before anything else and tells when to come back", async () => {
    const admin = await createUser(runtime.database, "admin");
    const key = { ...keyOf(admin), limits: [{ limit: 2, windowSec: 60 }] };
    const seen: number[] = [];
    const call = { onRate: ({ tightest }: RateOutcome) => void seen.push(tightest.remaining) };
    await execute(note, key, { text: "one" }, call);
    await execute(note, key, { text: "two" }, call);
    await expect(execute(note, key, { nonsense: true }, call)).rejects.toMatchObject({
      code: "rate_limited",
      retryAfterSec: expect.any(Number),
    });
    expect(seen).toEqual([1, 0, 0]);
  });
});

describe("a subject", () => {
  const owned = defineQuery({
    id: "test.owned",
    summary: "For tests",
    access: { kind: "permission", permission: "servers:power" },
    subject: {
      kind: "server",
      load: async (_context, { ownerId }) => (ownerId === "none" ? null : { id: "srv_1", ownerId }),
      on: (server) => ({ serverId: server.id, ownerId: server.ownerId }),
      see: "servers:read",
      name: ({ id }) => ({ id, label: id }),
    },
    input: z.object({ ownerId: z.string() }),
    output: z.object({ ok: z.boolean() }),
    example: { ownerId: "a" },
    run: async () => ({ ok: true }),
  });

  it("reads as not found when it is another's, exactly as one that is not there", async () => {
    const member = await createUser(runtime.database, "member");
    const foreign = await execute(owned, member, { ownerId: "somebody" }).catch((e) => e);
    const absent = await execute(owned, member, { ownerId: "none" }).catch((e) => e);
    expect([foreign.code, foreign.message]).toEqual([absent.code, absent.message]);
    expect(foreign.code).toBe("not_found");
  });

  it("is its owner's, whose role alone would not do", async () => {
    const member = await createUser(runtime.database, "member");
    expect(await execute(owned, member, { ownerId: member.userId })).toEqual({ ok: true });
  });

  it("is forbidden by name to who may see but not act", async () => {
    const member = await createUser(runtime.database, "member");
    const viewer = {
      ...member,
      holdings: { ...member.holdings, servers: new Map([["srv_1", new Set(["servers:read"] as const)]]) },
    };
    await expect(execute(owned, viewer, { ownerId: "somebody" })).rejects.toMatchObject({
      code: "forbidden",
      params: { permission: "servers:power" },
    });
  });
});

describe("an Idempotency-Key", () => {
  it("answers the repeat with the first answer and does the work once, also of many at the same time", async () => {
    const admin = await createUser(runtime.database, "admin");
    const key = newId("req");
    const had = runs;
    const first = await execute(note, admin, { text: "once" }, { idempotencyKey: key });
    let replays = 0;
    const again = await execute(note, admin, { text: "once" }, { idempotencyKey: key, onReplay: () => void replays++ });
    expect([again, replays, runs - had]).toEqual([first, 1, 1]);

    const other = newId("req");
    const results = await Promise.allSettled(
      Array.from({ length: 20 }, () => execute(note, admin, { text: "race" }, { idempotencyKey: other })),
    );
    expect(runs - had).toBe(2);
    for (const result of results)
      if (result.status === "rejected") expect(result.reason).toMatchObject({ reason: "request.idempotency_running" });
  });

  it("is refused for another input, and is each caller's own", async () => {
    const admin = await createUser(runtime.database, "admin");
    const other = await createUser(runtime.database, "admin");
    const key = newId("req");
    await execute(note, admin, { text: "mine" }, { idempotencyKey: key });
    await expect(execute(note, admin, { text: "else" }, { idempotencyKey: key })).rejects.toMatchObject({
      code: "invalid_input",
      reason: "request.idempotency_other_body",
    });
    expect(await execute(note, other, { text: "theirs" }, { idempotencyKey: key })).toEqual({ text: "theirs" });
  });

  it("lets nothing be delivered twice, also while the first delivery is still under way", async () => {
    const admin = await createUser(runtime.database, "admin");
    const call = { idempotencyKey: newId("req") };
    let deliveries = 0;
    let arrive!: () => void;
    const arrived = new Promise<void>((resolve) => {
      arrive = resolve;
    });
    let answer!: () => void;
    const answered = new Promise<void>((resolve) => {
      answer = resolve;
    });
    const deliver = defineDelivery({
      id: "test.deliver",
      summary: "For tests",
      access: { kind: "permission", permission: "settings:write" },
      input: z.object({ fail: z.boolean().default(false) }),
      output: z.object({ nth: z.number() }),
      example: {},
      errors: ["conflict", "node_offline"],
      run: async (_context, { fail }) => fail,
      async afterCommit(_context, fail) {
        const nth = ++deliveries;
        arrive();
        await answered;
        if (fail) throw new AppError("node_offline", "node_offline", { node: "n" });
        return { nth };
      },
    });
    const first = execute(deliver, admin, {}, call);
    await arrived;
    await expect(execute(deliver, admin, {}, call)).rejects.toMatchObject({ reason: "request.idempotency_running" });
    answer();
    expect(await first).toEqual({ nth: 1 });
    expect(await execute(deliver, admin, {}, call)).toEqual({ nth: 1 });
    expect(deliveries).toBe(1);

    const failing = { idempotencyKey: newId("req") };
    for (let nth = 2; nth <= 3; nth++) {
      await expect(execute(deliver, admin, { fail: true }, failing)).rejects.toMatchObject({ code: "node_offline" });
      expect(deliveries).toBe(nth);
    }
  });

  it("of somebody who is not signed in is not that of another address", async () => {
    const open = defineCommand({
      id: "test.open",
      summary: "For tests",
      access: { kind: "public" },
      input: z.object({ text: z.string() }),
      output: z.object({ address: z.string().nullable() }),
      example: { text: "a" },
      run: async ({ address }) => ({ address }),
    });
    const idempotencyKey = newId("req");
    for (const address of ["192.0.2.1", "192.0.2.2"])
      expect(await execute(open, ANONYMOUS, { text: "a" }, { idempotencyKey, address })).toEqual({ address });
  });

  it("does not keep a failed call: its repeat is tried again", async () => {
    const admin = await createUser(runtime.database, "admin");
    const key = newId("req");
    await expect(execute(note, admin, { text: "f", fail: "kindly" }, { idempotencyKey: key })).rejects.toThrow();
    expect(await execute(note, admin, { text: "fine" }, { idempotencyKey: key })).toEqual({ text: "fine" });
  });
});
