import * as z from "zod";
import { SYSTEM } from "#app/operation/actor.ts";
import { execute } from "#app/operation/execute.ts";
import type { Runtime } from "#app/operation/runtime.ts";
import { logOf } from "#app/platform/log.ts";
import { row, sql } from "#app/platform/sql.ts";
import { refreshPriorities } from "./priorities.ts";
import { nextWaiting, serve, stumble } from "./serve.ts";

const log = logOf("queue");

/** Makes the servers that wait, in their order, as far as there is room. Any number of processes may: each server is made once, under a lock that all share. */
export async function serveQueue({ database }: Runtime): Promise<void> {
  const waits = await row(
    database,
    z.object({ id: z.string() }),
    sql`select id from queued_servers where state = 'waiting' limit 1`,
  );
  if (!waits) return;
  await refreshPriorities(database);
  const passed: string[] = [];
  for (;;) {
    const queuedId = await nextWaiting(database, passed);
    if (queuedId === null) return;
    const { state } = await execute(serve, SYSTEM, { queuedId, passed }).catch(async (error) => {
      log.warn({ err: error, queuedId }, "a server that waits could not be made");
      await execute(stumble, SYSTEM, { queuedId });
      return { state: "no_room" };
    });
    if (state === "no_room") passed.push(queuedId);
  }
}
