import * as z from "zod";
import { AppError } from "#app/lib/errors.ts";
import { iso } from "#app/lib/time.ts";
import type { Context } from "#app/operation/context.ts";
import { row, sql } from "#app/platform/sql.ts";
import { packageAssigned } from "../events.ts";
import { type CountedResources, combined, type Resources } from "../resources.ts";
import { allowanceOf } from "./allowances.ts";
import { addedTo, type Because, countedOf, putExtras } from "./extras.ts";
import { holdMember } from "./room.ts";
import { settleMember } from "./settle-member.ts";

type Acting = Pick<Context, "db" | "now" | "actor" | "emit">;

/**
 * Adds to what a member has beyond their package, in the caller's transaction. Negative amounts take back what was added, as a refund does: refused where that would be
 * less than none, or less than their servers use.
 */
export async function addExtra(
  context: Acting,
  userId: string,
  extra: Partial<Resources>,
  because: Because,
): Promise<void> {
  await holdMember(context.db, userId);
  const allowance = await allowanceOf(context.db, userId, context.now);
  const isChanged = await putExtras(context, allowance, addedTo(allowance, countedOf(extra)), because);
  if (isChanged) await settleMember(context, userId);
}

/** Sets what a member has beyond their package; what is not named stays. Where their servers use more they are told, and have the days of grace of their package. */
export async function setExtra(
  context: Acting,
  userId: string,
  extra: Partial<Resources>,
  because: Because,
): Promise<void> {
  await holdMember(context.db, userId);
  const allowance = await allowanceOf(context.db, userId, context.now);
  const next: CountedResources = { ...combined(allowance.extra, {}, (amount) => amount), ...countedOf(extra) };
  if (await putExtras(context, allowance, next, because)) await settleMember(context, userId);
}

/** Gives a member a package, for good or until a time, or with null takes theirs away: then a role on Discord decides, or everybody's holds. */
export async function assignPackage(
  context: Acting,
  userId: string,
  packageId: string | null,
  { until = null, reason }: Because & { until?: Date | null },
): Promise<void> {
  const { db, now, actor, emit } = context;
  await holdMember(db, userId);
  const { userName } = await allowanceOf(db, userId, now);
  if (packageId === null) {
    const gone = await db.execute(sql`delete from package_assignments where "userId" = ${userId}`);
    if (gone === 0) return;
    emit(packageAssigned, { userId, name: userName, package: null, until: null, reason });
  } else {
    if (until !== null && until <= now) throw new AppError("conflict", "packages.ends_before_now");
    const Named = z.object({ id: z.string(), name: z.string() });
    const given = await row(db, Named, sql`select id, name from packages where id = ${packageId} for key share`);
    if (!given) throw new AppError("not_found", "packages.unknown");
    await db.execute(sql`
      insert into package_assignments ("userId", "packageId", until, reason, "assignedById", "assignedByLabel", "createdAt")
      values (${userId}, ${packageId}, ${until}, ${reason}, ${actor.userId}, ${actor.label}, ${now})
      on conflict ("userId") do update set "packageId" = excluded."packageId", until = excluded.until, reason = excluded.reason,
        "assignedById" = excluded."assignedById", "assignedByLabel" = excluded."assignedByLabel", "createdAt" = excluded."createdAt"`);
    emit(packageAssigned, { userId, name: userName, package: given, until: iso(until), reason });
  }
  await settleMember(context, userId);
}
