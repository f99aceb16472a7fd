import { obstaclesToGrant } from "#app/features/identity/policy.ts";
import { AppError } from "#app/lib/errors.ts";
import type { Context } from "#app/operation/context.ts";
import { sql } from "#app/platform/sql.ts";
import type { Gives } from "../schema.ts";
import { requireSellable, soldRole } from "./sold-roles.ts";

/** Refuses what is not there, and roles that are not the actor's to give or nobody's to buy. */
export async function requireGivable({ db, actor }: Context, gives: Gives): Promise<void> {
  if (gives.kind === "package") {
    const found = await db.query(sql`select 1 as found from packages where id = ${gives.packageId}`);
    if (found.length === 0) throw new AppError("invalid_input", "store.unknown_thing", { kind: "package" });
  }
  if (gives.kind !== "role") return;
  const role = await soldRole(db, gives.roleId);
  if (!role) throw new AppError("invalid_input", "store.unknown_thing", { kind: "role" });
  const { above, lacks } = obstaclesToGrant(actor, role);
  if (above) throw new AppError("forbidden", "identity.role_above");
  if (lacks.length > 0)
    throw new AppError("forbidden", "identity.lacks_permissions", { permissions: lacks.join(", ") });
  requireSellable(role);
}
