import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bootstrap } from "#app/features/identity/server/index.ts";
import { execute } from "#app/operation/execute.ts";
import { advanceClock } from "#app/platform/clock.ts";
import { sql } from "#app/platform/sql.ts";
import { createTestRuntime, createUser, type TestRuntime } from "#app/testing/runtime.ts";
import { MAX_ENDPOINTS } from "../rules.ts";
import * as deliveries from "./deliveries.ts";
import * as webhooks from "./webhooks.ts";

let runtime: TestRuntime;
let owner: Awaited<ReturnType<typeof createUser>>;
let member: Awaited<ReturnType<typeof createUser>>;
beforeAll(async () => {
  runtime = await createTestRuntime();
  await bootstrap(runtime.database);
  owner = await createUser(runtime.database, "owner");
  member = await createUser(runtime.database, "member");
});
afterAll(() => runtime.close());

const wanted = { name: "Ops", url: "https://hooks.example.org/in?key=s3cret", types: ["server.*"] };

describe("webhooks.create", () => {
  it("gives the secret once and keeps neither it nor the address in clear", async () => {
    const made = await execute(webhooks.create, member, wanted);
    expect(made.secret).toMatch(/^whsec_/);
    expect(made).toMatchObject({ kind: "signed", state: "active", url: "https://hooks.example.org/…", queued: 0 });
    expect(await execute(webhooks.get, member, { webhookId: made.id })).not.toHaveProperty("secret");
    for (const table of ["webhooks", "audit_entries", "outbox_events"]) {
      const { rows } = await runtime.database.pool.query(
        `select coalesce(string_agg(t::text, ''), '') as dump from ${table} t`,
      );
      expect(rows[0].dump, table).not.toContain(made.secret!.slice(6, 40));
      expect(rows[0].dump, table).not.toContain("s3cret");
    }
  });

  it.each([
    "http://hooks.example.org/",
    "https://127.0.0.1/",
    "https://2130706433/",
    "https://[::ffff:10.0.0.1]/",
    "https://localhost/",
    "https://user:word@hooks.example.org/",
    "https://hooks.example.org:22/",
    "ftp://hooks.example.org/",
    "nonsense",
  ])("refuses %s at its field", async (url) => {
    await expect(execute(webhooks.create, member, { ...wanted, url })).rejects.toMatchObject({
      code: "invalid_input",
      reason: "webhooks.url",
      details: [{ path: "url" }],
    });
  });

  it("refuses events that there are not", async () => {
    await expect(
      execute(webhooks.create, member, { ...wanted, types: ["server.*", "cake.eaten"] }),
    ).rejects.toMatchObject({ reason: "webhooks.unknown_type", details: [{ path: "types" }] });
  });

  it("refuses events that are told live alone, as it would never send one, and says where they are told", async () => {
    const refused = { reason: "events.live_type", message: expect.stringMatching(/^game\.tick, .*GET \/events/) };
    const types = ["game.*", "game.tick", "game.room_enter"];
    await expect(execute(webhooks.create, member, { ...wanted, types })).rejects.toMatchObject(refused);
    const { id } = await execute(webhooks.create, member, { ...wanted, types: ["game.*"] });
    await expect(execute(webhooks.update, member, { webhookId: id, types })).rejects.toMatchObject(refused);
    await execute(webhooks.remove, member, { webhookId: id });
    const { items } = await execute(webhooks.eventTypes, member, {});
    expect(items.map(({ type }) => type)).not.toContain("game.tick");
  });

  it("makes one of the installation for owners alone", async () => {
    await expect(execute(webhooks.create, member, { ...wanted, instanceOwned: true })).rejects.toMatchObject({
      code: "forbidden",
      params: { permission: "instance:manage" },
    });
    const { id } = await execute(webhooks.create, owner, { ...wanted, name: "Installation's", instanceOwned: true });
    const other = await createUser(runtime.database, "owner");
    expect((await execute(webhooks.list, other, {})).items.map((each) => each.id)).toEqual([id]);
    const admin = await createUser(runtime.database, "admin");
    expect((await execute(webhooks.list, admin, {})).items).toEqual([]);
  });

  it("has a bound for each person", async () => {
    const busy = await createUser(runtime.database, "member");
    for (let i = 0; i < MAX_ENDPOINTS; i++) {
      await execute(webhooks.create, busy, wanted);
      if (i % 4 === 3) advanceClock(61_000);
    }
    await expect(execute(webhooks.create, { ...busy, unbounded: true }, wanted)).rejects.toMatchObject({
      reason: "webhooks.too_many",
    });
  });

  it("of many at once makes as many as there may be", async () => {
    const busy = { ...(await createUser(runtime.database, "member")), unbounded: true };
    const made = await Promise.allSettled(
      Array.from({ length: MAX_ENDPOINTS + 10 }, () => execute(webhooks.create, busy, wanted)),
    );
    expect(made.filter(({ status }) => status === "fulfilled")).toHaveLength(MAX_ENDPOINTS);
  });
});

it("another's webhook reads as not there, whoever asks", async () => {
  const { id } = await execute(webhooks.create, { ...member, unbounded: true }, wanted);
  const webhookId = id;
  const deliveryId = "whd_01930000000070008000000000000001";
  for (const stranger of [owner, await createUser(runtime.database, "admin")])
    for (const call of [
      () => execute(webhooks.get, stranger, { webhookId }),
      () => execute(webhooks.update, stranger, { webhookId, name: "Mine now" }),
      () => execute(webhooks.rotate, { ...stranger, kind: "system", unbounded: false }, { webhookId }),
      () => execute(webhooks.test, stranger, { webhookId }),
      () => execute(webhooks.remove, stranger, { webhookId }),
      () => execute(deliveries.deliveries, stranger, { webhookId }),
      () => execute(deliveries.redeliver, stranger, { webhookId, deliveryId }),
    ])
      await expect(call()).rejects.toMatchObject({ code: "not_found" });
});

describe("webhooks.update", () => {
  it("changes what is given, and the address only to one of the same kind", async () => {
    const { id: webhookId } = await execute(webhooks.create, { ...member, unbounded: true }, wanted);
    const changed = await execute(webhooks.update, member, { webhookId, name: "Other", types: ["*"] });
    expect(changed).toMatchObject({ name: "Other", types: ["*"], url: "https://hooks.example.org/…", state: "active" });
    const discord = `https://discord.com/api/webhooks/1234567890/${"x".repeat(68)}`;
    await expect(execute(webhooks.update, member, { webhookId, url: discord })).rejects.toMatchObject({
      reason: "webhooks.other_kind",
    });
    await execute(webhooks.update, member, { webhookId, url: "https://other.example.org/in" });
    expect((await execute(webhooks.get, member, { webhookId })).url).toBe("https://other.example.org/…");
  });

  it("pauses and goes on", async () => {
    const { id: webhookId } = await execute(webhooks.create, { ...member, unbounded: true }, wanted);
    expect((await execute(webhooks.update, member, { webhookId, enabled: false })).state).toBe("paused");
    await expect(execute(webhooks.test, member, { webhookId })).rejects.toMatchObject({ reason: "webhooks.resting" });
    expect((await execute(webhooks.update, member, { webhookId, enabled: true })).state).toBe("active");
    const told = await runtime.database.query(
      sql`select payload->>'change' as change from outbox_events where type = 'webhook.changed' and payload->>'webhookId' = ${webhookId} order by num`,
    );
    expect(told.map(({ change }) => change)).toEqual(["created", "paused", "resumed"]);
  });
});

it("a log is read page by page, and by what became of its deliveries", async () => {
  const { id: webhookId } = await execute(webhooks.create, { ...member, unbounded: true }, wanted);
  for (let i = 0; i < 5; i++) await execute(webhooks.test, member, { webhookId });
  const first = await execute(deliveries.deliveries, member, { webhookId, limit: 3 });
  const rest = await execute(deliveries.deliveries, member, { webhookId, limit: 3, cursor: first.nextCursor! });
  expect([first.items.length, rest.items.length, rest.nextCursor]).toEqual([3, 2, null]);
  expect(new Set([...first.items, ...rest.items].map(({ id }) => id)).size).toBe(5);
  expect((await execute(deliveries.deliveries, member, { webhookId, status: "failed" })).items).toEqual([]);
  expect((await execute(deliveries.deliveries, member, { webhookId, type: "webhook.ping" })).items).toHaveLength(5);
  expect((await execute(webhooks.get, member, { webhookId })).queued).toBe(5);
});
