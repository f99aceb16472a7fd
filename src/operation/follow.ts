import * as z from "zod";
import type { Database } from "#app/platform/database.ts";
import type { Doorbell } from "#app/platform/doorbell.ts";
import { logOf } from "#app/platform/log.ts";
import { row, rows, type Sql, sql } from "#app/platform/sql.ts";
import { lastPosition, sequence } from "./sequencer.ts";

/** Whoever commits rings; a look without a ring is for those that died before they did, and for rings that nobody heard. */
const POLL_MS = 2_000;
const BATCH = 500;
const log = logOf("events");

/** A stored event that has its place in the order of all events. */
export const SequencedEvent = z.object({
  position: z.number().int(),
  id: z.string(),
  type: z.string(),
  version: z.number().int(),
  at: z.date(),
  serverId: z.string().nullable(),
  communityId: z.string().nullable(),
  userId: z.string().nullable(),
  permission: z.string(),
  payload: z.unknown(),
});
export type SequencedEvent = z.output<typeof SequencedEvent>;

/** Events after a position, oldest first, at most `limit`. */
export async function eventsAfter(db: Sql, position: number, limit = BATCH): Promise<SequencedEvent[]> {
  return rows(
    db,
    SequencedEvent,
    sql`select position, id, type, version, at, "serverId", "communityId", "userId", permission, payload
        from outbox_events where position > ${position} order by position limit ${limit}`,
  );
}

/** The oldest position that is still kept, or null where there is none. */
export async function firstPosition(db: Sql): Promise<number | null> {
  const found = await row(
    db,
    z.object({ first: z.number().nullable() }),
    sql`select min(position) as first from outbox_events`,
  );
  return found?.first ?? null;
}

export interface Follower {
  /** The position up to which events were handed over. */
  readonly position: number;
  stop(): Promise<void>;
}

/**
 * Hands every event after `from` (default: now) to `take`, in order, each once, in batches, as long as the process lives; `take` is awaited. Sequences
 * what waits on the way, so any process that follows also drives the order forward. A failing `take` is tried again with the same batch.
 * `pollMs` is for tests, which would not see a ring that was missed.
 */
export async function follow(
  database: Database,
  doorbell: Pick<Doorbell, "onRing">,
  take: (events: readonly SequencedEvent[]) => void | Promise<void>,
  from?: number,
  pollMs = POLL_MS,
): Promise<Follower> {
  let position = from ?? (await lastPosition(database));
  let stopped = false;
  let running: Promise<void> | null = null;
  /** Somebody rang since the last look began. */
  let again = false;

  async function advance(): Promise<void> {
    do {
      again = false;
      if ((await sequence(database, BATCH)) === BATCH) again = true;
      for (let isMore = true; isMore && !stopped; ) {
        const events = await eventsAfter(database, position, BATCH);
        if (events.length === 0 || stopped) break;
        await take(events);
        position = events.at(-1)!.position;
        isMore = events.length === BATCH;
      }
    } while (again && !stopped);
  }

  function wake(): void {
    if (stopped) return;
    if (running) {
      again = true;
      return;
    }
    running = advance().then(
      () => {
        running = null;
        // Between its last look and now.
        if (again) wake();
      },
      (error) => {
        running = null;
        log.warn({ err: error, position }, "following events failed; trying again");
      },
    );
  }

  const stopListening = doorbell.onRing(wake);
  const poll = setInterval(wake, pollMs);
  wake();
  return {
    get position() {
      return position;
    },
    async stop() {
      stopped = true;
      stopListening();
      clearInterval(poll);
      await running;
    },
  };
}
