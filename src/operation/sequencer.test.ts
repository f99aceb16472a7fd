import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import * as z from "zod";
import { defineEvent } from "#app/lib/event.ts";
import { sql } from "#app/platform/sql.ts";
import { createTestRuntime, type TestRuntime } from "#app/testing/runtime.ts";
import { eventsAfter, follow } from "./follow.ts";
import { pendingEvent, writeEvents } from "./outbox.ts";
import { lastPosition, SEQUENCER_LOCK, sequence } from "./sequencer.ts";

const happened = defineEvent({
  type: "test.happened",
  summary: "For tests.",
  permission: "settings:read",
  payload: z.object({ n: z.number() }),
  example: { n: 1 },
  subject: () => ({}),
});

let runtime: TestRuntime;
beforeAll(async () => {
  runtime = await createTestRuntime();
});
afterAll(() => runtime.close());

const write = (n: number) => writeEvents(runtime.database, [pendingEvent(happened, { n }, new Date())]);
const numbersAfter = async (position: number) =>
  (await eventsAfter(runtime.database, position)).map(({ payload }) => (payload as { n: number }).n);

describe("sequence", () => {
  it("gives committed events dense positions in the order of writing", async () => {
    const start = await lastPosition(runtime.database);
    await write(1);
    await write(2);
    await write(3);
    while ((await sequence(runtime.database, 2)) > 0);
    const events = await eventsAfter(runtime.database, start);
    expect(events.map(({ position }) => position - start)).toEqual([1, 2, 3]);
    expect(await numbersAfter(start)).toEqual([1, 2, 3]);
  });

  it("loses nothing when a transaction with an earlier number commits after a later one was read", async () => {
    const start = await lastPosition(runtime.database);
    const slow = await runtime.database.pool.connect();
    try {
      await slow.query("begin");
      const early = pendingEvent(happened, { n: 100 }, new Date());
      await slow.query(
        "insert into outbox_events (id, type, version, at, permission, payload) values ($1, $2, 1, now(), $3, $4)",
        [early.id, early.type, early.permission, JSON.stringify(early.payload)],
      );
      await write(200);
      await sequence(runtime.database);
      const cursor = start + 1;
      expect(await numbersAfter(start)).toEqual([200]);
      const byNumber = await runtime.database.query(
        sql`select payload->>'n' as n from outbox_events where payload->>'n' in ('100', '200') order by num`,
      );
      expect(byNumber, "the slow one is not committed, and its number lies below what was read").toEqual([
        { n: "200" },
      ]);
      await slow.query("commit");
      await sequence(runtime.database);
      expect(await numbersAfter(cursor), "a reader that stands after 200 still gets 100").toEqual([100]);
      const numbers = await runtime.database.query(
        sql`select payload->>'n' as n from outbox_events where payload->>'n' in ('100', '200') order by num`,
      );
      expect(numbers, "a cursor over the serial would have passed it").toEqual([{ n: "100" }, { n: "200" }]);
    } finally {
      slow.release();
    }
  });

  it("gives each position once when many processes sequence at the same time", async () => {
    const start = await lastPosition(runtime.database);
    await Promise.all(Array.from({ length: 200 }, (_, n) => write(n)));
    for (let moved = 1; moved > 0; )
      moved = Math.max(...(await Promise.all(Array.from({ length: 6 }, () => sequence(runtime.database, 25)))));
    const events = await eventsAfter(runtime.database, start);
    expect(events.map(({ position }) => position - start)).toEqual(Array.from({ length: 200 }, (_, i) => i + 1));
  });

  it("waits for who is giving positions, so that nobody reads too early and sleeps until the next poll", async () => {
    const start = await lastPosition(runtime.database);
    const first = await runtime.database.pool.connect();
    try {
      await first.query("begin");
      await first.query("select pg_advisory_xact_lock($1)", [SEQUENCER_LOCK]);
      await write(300);
      const second = sequence(runtime.database);
      await vi.waitFor(async () => {
        const waiting = sql`select 1 from pg_locks where locktype = 'advisory' and objid = ${SEQUENCER_LOCK} and not granted`;
        expect(await runtime.database.query(waiting)).toHaveLength(1);
      }, 10_000);
      await first.query("rollback");
      expect(await second).toBe(1);
      expect(await numbersAfter(start)).toEqual([300]);
    } finally {
      first.release();
    }
  });
});

describe("follow", () => {
  it("hands over every event once and in order while ten writers write", async () => {
    const seen: number[] = [];
    const follower = await follow(runtime.database, runtime.doorbell, (events) => {
      for (const { payload } of events) seen.push((payload as { n: number }).n);
    });
    await Promise.all(
      Array.from({ length: 10 }, async (_, writer) => {
        for (let i = 0; i < 30; i++) await write(writer * 1000 + i);
      }),
    );
    runtime.ringDoorbell();
    await vi.waitFor(() => expect(seen).toHaveLength(300), 10_000);
    expect(new Set(seen).size).toBe(300);
    for (let writer = 0; writer < 10; writer++) {
      const own = seen.filter((n) => Math.floor(n / 1000) === writer);
      expect(own).toEqual([...own].sort((a, b) => a - b));
    }
    await follower.stop();
  });

  it("repeats a batch that was not taken", async () => {
    const seen: number[] = [];
    let failures = 2;
    const follower = await follow(runtime.database, runtime.doorbell, (events) => {
      if (failures-- > 0) throw new Error("not now");
      for (const { payload } of events) seen.push((payload as { n: number }).n);
    });
    await write(7);
    await vi.waitFor(() => expect(seen).toEqual([7]), 10_000);
    await follower.stop();
  });

  it("sees every ring, also one in the moment in which its look ends", async () => {
    let ring = () => {};
    const doorbell = {
      onRing: (callback: () => void) => {
        ring = callback;
        return () => {};
      },
    };
    const seen: number[] = [];
    const turns = 25;
    const take = async (events: readonly { payload: unknown }[]) => {
      for (const { payload } of events) {
        const { n } = payload as { n: number };
        seen.push(n);
        if (n === 1_000 + turns) return;
        await write(n + 1);
        // So many turns of the microtasks after what is committed here can no longer be part of this look.
        let later = Promise.resolve();
        for (let turn = 0; turn < n - 1_000; turn++) later = later.then(() => {});
        void later.then(ring);
      }
    };
    const follower = await follow(runtime.database, doorbell, take, undefined, 3_600_000);
    await write(1_000);
    ring();
    await vi.waitFor(() => expect(seen).toHaveLength(turns + 1), 10_000);
    await follower.stop();
  });

  it("writes nothing where nothing has happened", async () => {
    while ((await sequence(runtime.database)) > 0);
    const state = sql`select xmin::text from sequencer_state`;
    const before = await runtime.database.query(state);
    for (let n = 0; n < 3; n++) expect(await sequence(runtime.database)).toBe(0);
    expect(await runtime.database.query(state)).toEqual(before);
  });
});
