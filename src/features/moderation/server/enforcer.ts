import * as z from "zod";
import { SYSTEM } from "#app/operation/actor.ts";
import { execute } from "#app/operation/execute.ts";
import type { Runtime } from "#app/operation/runtime.ts";
import { now } from "#app/platform/clock.ts";
import { logOf } from "#app/platform/log.ts";
import { rows, sql } from "#app/platform/sql.ts";
import { deliver } from "./deliver.ts";
import { endDue, HELD_WHERE_NOTHING_IS } from "./ends.ts";
import { compareServers } from "./servers-compared.ts";

const POLL_MS = 1_000;
/** Whatever happens rings, many times a second where much happens; from one look to the next that a ring brings about it is so long at least. */
const RING_REST_MS = 100;
/** Games that one process tells at a time; one after the other within each. */
const MOST_SERVERS = 8;
const ENDS_AT_ONCE = 100;
const log = logOf("moderation");

const Due = z.object({ id: z.number(), serverId: z.string() });
const DuePunishment = z.object({ id: z.string() });

export interface Enforcer {
  stop(): Promise<void>;
}

/**
 * Keeps games to what was decided, as long as the process lives: ends what is over, sees new runs and new servers, and tells each game what it has yet to be
 * told. Any number of processes may; a delivery is carried by one at a time.
 */
export function startEnforcer(runtime: Runtime, pollMs = POLL_MS): Enforcer {
  const busy = new Map<string, Promise<void>>();
  let looking: Promise<void> | null = null;
  let isAgain = false;
  let hasEnded = false;
  let lookedAtMs = Number.NEGATIVE_INFINITY;
  let rung: NodeJS.Timeout | null = null;

  async function look(): Promise<void> {
    await endAllDue(runtime);
    await compareServers(runtime.database);
    const at = now();
    const due = await rows(
      runtime.database,
      Due,
      sql`select d.id, s.id as "serverId" from servers s cross join lateral (
            select id, kick, "nextAttemptAt" from punishment_deliveries where "serverId" = s.id and "nextAttemptAt" <= ${at}
            order by kick desc, "nextAttemptAt", id desc limit 1) d
          where (select min("nextAttemptAt") from punishment_deliveries) <= ${at} and s.id <> all(${[...busy.keys()]}::text[])
          order by d.kick desc, d."nextAttemptAt", s.id limit ${Math.max(0, MOST_SERVERS - busy.size)}`,
    );
    for (const { id, serverId } of due) {
      const carried = deliver(runtime, id)
        .then(() => {})
        .catch((error) => log.warn({ err: error, serverId }, "a game could not be told of a punishment; trying again"))
        .finally(() => {
          busy.delete(serverId);
          wake();
        });
      busy.set(serverId, carried);
    }
  }

  function wake(): void {
    if (hasEnded) return;
    if (looking) {
      isAgain = true;
      return;
    }
    isAgain = false;
    lookedAtMs = performance.now();
    looking = look()
      .catch((error) => log.warn({ err: error }, "could not look for punishments to carry out; trying again"))
      .finally(() => {
        looking = null;
        if (isAgain) wake();
      });
  }

  function ring(): void {
    rung ??= setTimeout(
      () => {
        rung = null;
        wake();
      },
      Math.max(0, lookedAtMs + RING_REST_MS - performance.now()),
    );
  }

  const stopListening = runtime.doorbell.onRing(ring);
  const timer = setInterval(wake, pollMs);
  wake();
  return {
    async stop() {
      hasEnded = true;
      stopListening();
      clearInterval(timer);
      if (rung) clearTimeout(rung);
      await looking;
      await Promise.allSettled(busy.values());
    },
  };
}

/** Ends whatever has come to its time, also while no panel ran. */
async function endAllDue(runtime: Runtime): Promise<void> {
  const due = await rows(
    runtime.database,
    DuePunishment,
    sql`(select id from punishments where "endedAt" is null and "endsAt" <= ${now()} order by "endsAt" limit ${ENDS_AT_ONCE})
        union (select id from punishments where ${HELD_WHERE_NOTHING_IS} limit ${ENDS_AT_ONCE})`,
  );
  for (const { id } of due) await execute(endDue, SYSTEM, { punishmentId: id });
}
