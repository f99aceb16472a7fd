import * as z from "zod";
import { AppError } from "#app/lib/errors.ts";
import type { Permission } from "#app/lib/permissions.ts";
import { rows, type Sql, type SqlText, sql } from "#app/platform/sql.ts";

const holders = (permission: Permission): SqlText => sql`
  select coalesce(g."userId", m."userId") from grants g left join role_members m on m."roleId" = g."roleId"
  where g."on" = 'instance' and ${permission} = any(g.permissions)`;

/**
 * Who answers tickets, as a condition on the user `u`: by roles or grants of their own on the instance; who may answer and sees none is told of none. The few of
 * them are looked up first, however many users there are.
 */
export const ANSWERS: SqlText = sql`u.kind = 'person' and u."removedAt" is null and u."suspendedAt" is null
  and u.id = any(array(${holders("tickets:answer")} intersect ${holders("tickets.all:read")}))`;

const StaffRow = z.object({ id: z.string(), name: z.string() });

/** Everybody who may answer tickets, by name. */
export function staffOf(db: Sql): Promise<z.output<typeof StaffRow>[]> {
  return rows(db, StaffRow, sql`select u.id, u.name from users u where ${ANSWERS} order by lower(u.name), u.id`);
}

/** Throws for whom no ticket can be given to: they could not answer it. */
export async function requireStaff(db: Sql, userId: string): Promise<void> {
  const found = await db.query(sql`select 1 as found from users u where u.id = ${userId} and ${ANSWERS}`);
  if (found.length === 0) throw new AppError("conflict", "tickets.not_staff");
}
