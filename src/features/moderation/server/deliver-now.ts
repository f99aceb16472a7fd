import { setTimeout as sleep } from "node:timers/promises";
import * as z from "zod";
import type { Runtime } from "#app/operation/runtime.ts";
import { now } from "#app/platform/clock.ts";
import { rows, sql } from "#app/platform/sql.ts";
import { deliver } from "./deliver.ts";

/** As many games at once as one call tells itself; the worker sees to the others. */
const AT_ONCE = 10;
/** How long a call waits for games to say something. */
const PATIENCE_MS = 6_000;

const Waiting = z.object({ id: z.number() });

/** Tells the running games of these punishments now, as long as somebody waits for it; whatever is not done by then the worker does. */
export async function deliverNow(runtime: Runtime, punishmentIds: readonly string[]): Promise<void> {
  const { database } = runtime;
  const waiting = await rows(
    database,
    Waiting,
    sql`select d.id from punishment_deliveries d join servers s on s.id = d."serverId"
        where d."punishmentId" = any(${[...punishmentIds]}::text[]) and d."nextAttemptAt" is not null
        order by s.observed = 'running' desc, d.kick desc, d.id limit ${AT_ONCE}`,
  );
  const own = waiting.map(({ id }) => id);
  await database.execute(sql`
    update punishment_deliveries set "nextAttemptAt" = ${now()}
    where "punishmentId" = any(${[...punishmentIds]}::text[]) and "nextAttemptAt" is not null and id <> all(${own}::bigint[])`);
  const done = Promise.allSettled(own.map((id) => deliver(runtime, id, false)));
  await Promise.race([done, sleep(PATIENCE_MS, undefined, { ref: false })]);
  if (waiting.length === AT_ONCE) runtime.ringDoorbell();
}
