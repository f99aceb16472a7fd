import { operations } from "#app/features/registry.ts";
import { giveBypasses, runRenewals } from "#app/features/renewals/server/index.ts";
import { newId } from "#app/lib/id.ts";
import type { Actor } from "#app/operation/actor.ts";
import { execute } from "#app/operation/execute.ts";
import type { Runtime } from "#app/operation/runtime.ts";
import { now } from "#app/platform/clock.ts";
import { sql } from "#app/platform/sql.ts";

/** Servers with an end, one that was given more time, one that has none, and a renewal that costs nothing. Afterwards servers expire no more. */
export async function addRenewals(runtime: Runtime, owner: Actor): Promise<void> {
  const { renewals, servers, settings } = operations;
  await execute(settings.set, owner, { key: "renewals", value: true });
  await runRenewals(runtime);
  const { items } = await execute(servers.list, owner, { sort: "created" });
  const [first, second] = items.map(({ id }) => id);
  await execute(renewals.grant, owner, { serverId: first!, days: 7, reason: "The node was away" });
  if (second) await execute(renewals.exempt, owner, { serverId: second, reason: "The community's own" });
  await giveBypasses({ db: runtime.database, now: now() }, owner.userId!, 2);
  // A request for a server that somebody gave up again.
  await runtime.database.execute(sql`
    insert into queued_servers (id, "ownerId", name, "blueprintId", "memoryMiB", ports, sealed, state, "createdAt", "endedAt")
    values (${newId("que")}, ${owner.userId}, 'Too large', 'hollow', 1048576, 1, '', 'cancelled', ${now()}, ${now()})`);
  await execute(renewals.exemptMember, owner, { userId: owner.userId! });
  await execute(settings.set, owner, { key: "renewals", value: false });
  await runRenewals(runtime);
}
