import * as z from "zod";
import { AppError } from "#app/lib/errors.ts";
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
