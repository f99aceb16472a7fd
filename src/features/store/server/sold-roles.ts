import * as z from "zod";
import { userRolesChanged } from "#app/features/identity/events.ts";
import { AppError } from "#app/lib/errors.ts";
import type { Context } from "#app/operation/context.ts";
import { row, type Sql, sql } from "#app/platform/sql.ts";
import { obstaclesToSell } from "../sellable-role.ts";

const SoldRole = z.object({
  id: z.string(),
  key: z.string(),
  name: z.string(),
  rank: z.number(),
  permissions: z.array(z.string()),
});
export type SoldRole = z.output<typeof SoldRole>;

/** A role with all that it grants anywhere. */
export function soldRole(db: Sql, roleId: string): Promise<SoldRole | null> {
  return row(
    db,
    SoldRole,
    sql`select r.id, r.key, r.name, r.rank,
          array(select distinct p from grants g, unnest(g.permissions) as p where g."roleId" = r.id order by p) as permissions
        from roles r where r.id = ${roleId}`,
  );
}

/** Refuses a role that money or coins must not buy. */
export function requireSellable(role: SoldRole): void {
  const { ranksHigh, ofStaff } = obstaclesToSell(role);
  if (ranksHigh) throw new AppError("conflict", "store.role_ranks_high", { role: role.name });
  if (ofStaff.length > 0)
    throw new AppError("conflict", "store.role_of_staff", { role: role.name, permissions: ofStaff.join(", ") });
}

/** Gives a role that was bought. False: they had it already. */
export async function giveRole({ db, now, emit }: Context, userId: string, roleId: string): Promise<boolean> {
  const given = await db.execute(sql`
    insert into role_members ("userId", "roleId", "createdAt") values (${userId}, ${roleId}, ${now}) on conflict do nothing`);
  if (given > 0) emit(userRolesChanged, await rolesOf(db, userId));
  return given > 0;
}

export async function dropRole({ db, emit }: Context, userId: string, roleId: string): Promise<void> {
  const gone = await db.execute(sql`delete from role_members where "userId" = ${userId} and "roleId" = ${roleId}`);
  if (gone > 0) emit(userRolesChanged, await rolesOf(db, userId));
}

async function rolesOf(db: Sql, userId: string) {
  const found = await row(
    db,
    z.object({ userId: z.string(), name: z.string(), roles: z.array(z.string()) }),
    sql`select u.id as "userId", u.name, array(select r.key from role_members m join roles r on r.id = m."roleId" where m."userId" = u.id order by r.key) as roles
        from users u where u.id = ${userId}`,
  );
  if (!found) throw new AppError("not_found");
  return found;
}
