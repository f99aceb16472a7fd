import { operations } from "#app/features/registry.ts";
import { DAY } from "#app/lib/duration.ts";
import { newId } from "#app/lib/id.ts";
import type { Actor } from "#app/operation/actor.ts";
import { execute } from "#app/operation/execute.ts";
import type { Runtime } from "#app/operation/runtime.ts";
import { now } from "#app/platform/clock.ts";
import { sql } from "#app/platform/sql.ts";

/** Something said and something to be said, a server's planned end, and a closed panel that was opened again. */
export async function addUpkeep({ database }: Runtime, owner: Actor): Promise<void> {
  await execute(operations.broadcasts.create, owner, { text: "Welcome" });
  await execute(operations.broadcasts.create, owner, {
    text: "Later",
    at: new Date(now().getTime() + 30 * DAY).toISOString(),
  });
  // No game runs here that could be told of its end.
  await database.execute(sql`
    insert into shutdowns (id, "serverId", "activeServerId", reason, "dueAt", "nextAt", "createdByLabel", "createdAt")
    select ${newId("sht")}, id, id, 'A larger machine', ${new Date(now().getTime() + DAY)}, ${new Date(now().getTime() + DAY)}, 'Olga', ${now()}
    from servers where desired <> 'deleted' order by id limit 1`);
  await execute(operations.maintenance.set, owner, { isOn: true, message: "A larger machine" });
  await execute(operations.maintenance.set, owner, { isOn: false });
}
