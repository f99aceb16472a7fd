import * as z from "zod";
import { SYSTEM } from "#app/operation/actor.ts";
import { execute } from "#app/operation/execute.ts";
import type { Runtime } from "#app/operation/runtime.ts";
import { now } from "#app/platform/clock.ts";
import { logOf } from "#app/platform/log.ts";
import { rows, sql } from "#app/platform/sql.ts";
import { renewByItself, settle, takeDue, waitsForAuto } from "./due.ts";

export { RUN_JOB } from "../run-job.ts";

const BATCH = 1_000;
const log = logOf("renewals");

/**
 * What the clock does about servers' ends. Any number of processes may, at any time and however late: each server is taken under its row's lock, and what was done
 * about an end is part of its row. What is late is done once: of several reminders the last, and a server that expired while the panel was away has its days of grace from
 * when its owner was told.
 */
export async function runRenewals({ database }: Runtime): Promise<void> {
  const { isOn } = await execute(settle, SYSTEM, {});
  if (!isOn) return;
  const failed: string[] = [];
  for (;;) {
    const due = await rows(
      database,
      z.object({ serverId: z.string() }),
      sql`select r."serverId" from server_renewals r join servers s on s.id = r."serverId"
          where r."nextAt" <= ${now()} and ${waitsForAuto(now())} and r."serverId" <> all(${failed}::text[]) order by r."nextAt" limit ${BATCH}`,
    );
    if (due.length === 0) break;
    for (const { serverId } of due) {
      const { state } = await execute(renewByItself, SYSTEM, { serverId }).catch((error) => {
        log.warn({ err: error, serverId }, "a server could not be renewed by itself");
        return { state: "not_due" };
      });
      // Another process had it first, or it is a fault: in both cases not again in this run.
      if (state === "not_due") failed.push(serverId);
    }
  }
  while ((await execute(takeDue, SYSTEM, {})).taken > 0);
}
