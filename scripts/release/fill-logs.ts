import { operations } from "#app/features/registry.ts";
import { newId } from "#app/lib/id.ts";
import type { Actor } from "#app/operation/actor.ts";
import { execute } from "#app/operation/execute.ts";
import { now } from "#app/platform/clock.ts";
import type { Database } from "#app/platform/database.ts";
import { sql } from "#app/platform/sql.ts";

/** The owner has handed in one log, and begun with another. */
export async function addLogs(database: Database, owner: Actor): Promise<void> {
  const { take, end } = operations.logs;
  const begin = async () =>
    (await execute(operations.logs.begin, owner, { name: "Game.log", bytes: 4096, isOwn: true })).id;
  const importId = await begin();
  await execute(take, owner, { ...take.example, importId });
  await execute(end, owner, { ...end.example, importId });
  await execute(take, owner, { ...take.example, importId: await begin() });
  // One that is watched no more: there is no node to ask.
  const at = now();
  await database.execute(sql`
    insert into log_watches (id, "nodeId", path, state, reason, "userId", "createdBy", "createdAt", "updatedAt", "stoppedAt")
    values (${newId("lgw")}, ${newId("nod")}, '/srv/logs/Game.log', 'stopped', 'stopped', ${owner.userId}, ${owner.label}, ${at}, ${at}, ${at})`);
}
