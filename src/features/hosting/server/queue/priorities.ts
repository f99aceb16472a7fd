import { allowances } from "#app/features/packages/server/index.ts";
import { now } from "#app/platform/clock.ts";
import { type Sql, sql } from "#app/platform/sql.ts";

/** Gives all who wait the priority of the package that holds for them now: it may have changed since they came. */
export async function refreshPriorities(db: Sql): Promise<void> {
  const owners = await allowances(
    db,
    sql`u.id in (select q."ownerId" from queued_servers q where q.state = 'waiting')`,
    now(),
  );
  const held = owners.map(({ userId, package: { queuePriority } }) => ({ userId, queuePriority }));
  await db.execute(sql`
    update queued_servers q set priority = h."queuePriority"
    from jsonb_to_recordset(${JSON.stringify(held)}::jsonb) as h("userId" text, "queuePriority" int)
    where q."ownerId" = h."userId" and q.state = 'waiting' and q.priority <> h."queuePriority"`);
}
