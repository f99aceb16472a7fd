import { moveCoins } from "#app/features/economy/server/index.ts";
import { beyondOf, isNothing, listed } from "#app/features/packages/resources.ts";
import { addExtra, allowanceOf, assignPackage } from "#app/features/packages/server/index.ts";
import { giveBypasses, takeBypasses } from "#app/features/renewals/server/index.ts";
import { DAY } from "#app/lib/duration.ts";
import { AppError } from "#app/lib/errors.ts";
import { iso } from "#app/lib/time.ts";
import type { Context } from "#app/operation/context.ts";
import type { Delivered, Gives } from "../schema.ts";
import { dropRole, giveRole, requireSellable, soldRole } from "./sold-roles.ts";

/** A package that is bought again and again ends at most so long from now. */
export const FURTHEST_MS = 20 * 365 * DAY;

interface Delivery {
  userId: string;
  gives: Gives;
  quantity: number;
  /** Why, for whoever reads what they have. */
  reason: string;
  about: { kind: string; id: string };
}

/** Gives somebody what they bought, in the caller's transaction, which makes sure that it is done once. What it says is kept with the order. */
export async function deliver(
  context: Context,
  { userId, gives, quantity, reason, about }: Delivery,
): Promise<Pick<Delivered, "before" | "newRole">> {
  switch (gives.kind) {
    case "resource":
      await addExtra(context, userId, { [gives.resource]: gives.amount * quantity }, { reason, about });
      return {};
    case "package": {
      const before = await assignedPackage(context, userId);
      const until = endOfPackage(gives, quantity, before, context.now);
      await assignPackage(context, userId, gives.packageId, { until, reason, about });
      return { before: { packageId: before.packageId, until: iso(before.until) } };
    }
    case "renewal_bypass":
      await giveBypasses(context, userId, gives.amount * quantity);
      return {};
    case "role": {
      const role = await soldRole(context.db, gives.roleId);
      if (!role) throw new AppError("conflict", "store.unknown_thing", { kind: "role" });
      requireSellable(role);
      return { newRole: await giveRole(context, userId, role.id) };
    }
    case "coins":
      await moveCoins(context, {
        from: { system: "issue" },
        to: { userId },
        amount: gives.amount * quantity,
        kind: "store.coins",
        key: `store.coins:${about.id}`,
        reason,
        about,
      });
      return {};
  }
}

/** Takes back what an order gave. Refused where it is in use, or not there any more as it was given. */
export async function takeBack(
  context: Context,
  { userId, gives, quantity, reason, about, given }: Delivery & { given: Pick<Delivered, "before" | "newRole"> },
): Promise<void> {
  switch (gives.kind) {
    case "resource":
      return addExtra(context, userId, { [gives.resource]: -gives.amount * quantity }, { reason, about });
    case "package":
      return takePackageBack(context, { userId, gives, quantity, reason, about, before: given.before });
    case "renewal_bypass":
      await takeBypasses(context, userId, gives.amount * quantity);
      return;
    case "role":
      if (given.newRole) await dropRole(context, userId, gives.roleId);
      return;
    case "coins":
      throw new AppError("conflict", "store.of_payment");
  }
}

type PackageGiven = Extract<Gives, { kind: "package" }>;

/** The package that was given to them, not one that holds for another reason. */
export async function assignedPackage(
  { db, now }: Pick<Context, "db" | "now">,
  userId: string,
): Promise<{ packageId: string; name: string; until: Date | null } | { packageId: null; name: null; until: null }> {
  const { way, package: holds, until } = await allowanceOf(db, userId, now);
  return way === "assigned"
    ? { packageId: holds.id, name: holds.name, until }
    : { packageId: null, name: null, until: null };
}

/** When a package ends that is bought now: what is left of the same one is kept. */
export function endOfPackage(
  { packageId, days }: PackageGiven,
  quantity: number,
  before: { packageId: string | null; until: Date | null },
  now: Date,
): Date | null {
  if (days === null) return null;
  const from = before.packageId === packageId && before.until !== null ? before.until : now;
  return new Date(from.getTime() + days * quantity * DAY);
}

/** Back to what was there before, where the package is still the one that was given, and what they use has room without it. */
async function takePackageBack(
  context: Context,
  {
    userId,
    gives: { packageId, days },
    quantity,
    reason,
    about,
    before,
  }: Omit<Delivery, "gives"> & { gives: PackageGiven; before: Delivered["before"] },
): Promise<void> {
  const { db, now } = context;
  const has = await assignedPackage(context, userId);
  if (has.packageId !== packageId)
    throw new AppError("conflict", "store.in_use", { what: "they have another package by now" });
  const earlier = days === null || has.until === null ? null : new Date(has.until.getTime() - days * quantity * DAY);
  // Bought more than once: the others' days stay.
  if (earlier !== null && earlier > now)
    await assignPackage(context, userId, packageId, { until: earlier, reason, about });
  else {
    const until = before?.until ? new Date(before.until) : null;
    const isOver = !before?.packageId || before.packageId === packageId || (until !== null && until <= now);
    await assignPackage(context, userId, isOver ? null : before.packageId, {
      until: isOver ? null : until,
      reason,
      about,
    });
  }
  const { total, used, isBound } = await allowanceOf(db, userId, now);
  const missing = beyondOf(total, used);
  if (isBound && !isNothing(missing)) throw new AppError("conflict", "store.in_use", { what: listed(missing) });
}
