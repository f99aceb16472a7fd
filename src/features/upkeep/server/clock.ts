import * as z from "zod";
import { SYSTEM } from "#app/operation/actor.ts";
import type { AnyOperation } from "#app/operation/define.ts";
import { execute } from "#app/operation/execute.ts";
import type { Runtime } from "#app/operation/runtime.ts";
import { now } from "#app/platform/clock.ts";
import { logOf } from "#app/platform/log.ts";
import { rows, sql } from "#app/platform/sql.ts";
import { isAbandoned } from "./broadcast-rows.ts";
import { send } from "./broadcasts.ts";
import { announce, carryOut } from "./shutdowns.ts";

/** Players are told of seconds, so the clock looks more often. */
const TICK_MS = 250;
/** While nothing is near and nobody rings it looks no more often than this. */
const REST_MS = 1_000;
const MOST_AT_ONCE = 100;
const log = logOf("upkeep");

const Due = z.object({ id: z.string(), what: z.enum(["broadcast", "announcement", "end", "soon"]) });
type Due = z.output<typeof Due>;

export interface UpkeepClock {
  stop(): Promise<void>;
}

/**
 * Says broadcasts when they are due, counts down to the ends of servers and ends them, as long as the process lives. Any number of processes may: each row is
 * taken under its lock, and is nothing to whoever comes second.
 */
export function startUpkeepClock(runtime: Runtime, { tickMs = TICK_MS }: { tickMs?: number } = {}): UpkeepClock {
  /** What is under way: a game may take seconds to answer, and the next tick must not wait for it. */
  const busy = new Map<string, Promise<void>>();
  let looking: Promise<void> | null = null;
  let lookedAtMs = Number.NEGATIVE_INFINITY;
  let isNear = false;
  let isRung = false;

  async function look(): Promise<void> {
    lookedAtMs = performance.now();
    isRung = false;
    const due = await dueNow(runtime);
    isNear = due.length > 0;
    for (const { id, what } of due) {
      if (what === "soon" || busy.has(id)) continue;
      const done = take(runtime, id, what)
        .catch((error) => log.warn({ err: error, id, what }, "what was due could not be done"))
        .finally(() => busy.delete(id));
      busy.set(id, done);
    }
  }

  const stopListening = runtime.doorbell.onRing(() => {
    isRung = true;
  });
  const timer = setInterval(() => {
    if (!isNear && !isRung && performance.now() - lookedAtMs < REST_MS) return;
    looking ??= look()
      .catch((error) => log.warn({ err: error }, "could not look for what is due"))
      .finally(() => {
        looking = null;
      });
  }, tickMs);
  return {
    async stop() {
      stopListening();
      clearInterval(timer);
      await looking;
      await Promise.allSettled(busy.values());
    },
  };
}

/** What is due, and what will be before long. */
async function dueNow({ database }: Runtime): Promise<Due[]> {
  const at = now();
  const soon = new Date(at.getTime() + REST_MS);
  return rows(
    database,
    Due,
    sql`(select b.id, case when b.state = 'scheduled' and b."dueAt" > ${at} then 'soon' else 'broadcast' end as what from broadcasts b
          where (b.state = 'scheduled' and b."dueAt" <= ${soon}) or (b.state = 'sending' and ${isAbandoned(at)}) order by b."dueAt" limit ${MOST_AT_ONCE})
        union all
        (select id, case when "dueAt" <= ${at} then 'end' when "nextAt" <= ${at} then 'announcement' else 'soon' end from shutdowns
          where state = 'scheduled' and "nextAt" <= ${soon} order by "nextAt" limit ${MOST_AT_ONCE})`,
  );
}

async function take(_runtime: Runtime, id: string, what: Exclude<Due["what"], "soon">): Promise<void> {
  if (what === "broadcast") await execute(send, SYSTEM, { broadcastId: id });
  else await execute((what === "end" ? carryOut : announce) as AnyOperation, SYSTEM, { shutdownId: id });
}
