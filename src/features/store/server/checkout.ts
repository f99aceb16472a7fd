import * as z from "zod";
import { setting } from "#app/features/admin/server/index.ts";
import { balanceOf } from "#app/features/economy/server/index.ts";
import { NO_LIMIT, type Resources, totalOf } from "#app/features/packages/resources.ts";
import { allowanceOf } from "#app/features/packages/server/index.ts";
import { MOST_BYPASSES } from "#app/features/renewals/schema.ts";
import { bypassesOf } from "#app/features/renewals/server/index.ts";
import { DAY, HOUR } from "#app/lib/duration.ts";
import { AppError } from "#app/lib/errors.ts";
import { iso } from "#app/lib/time.ts";
import type { Context } from "#app/operation/context.ts";
import { row, type Sql, sql } from "#app/platform/sql.ts";
import { priceOf, unitPrice } from "../pricing.ts";
import { type Gives, MOST_AMOUNT, MOST_DAYS } from "../schema.ts";
import { obstaclesToSell } from "../sellable-role.ts";
import { type CouponRow, goodCoupon, notGood } from "./coupon-rows.ts";
import { assignedPackage, endOfPackage, FURTHEST_MS } from "./delivery.ts";
import { givesOf, type ItemRow } from "./item-rows.ts";
import { anyServerRuns } from "./running.ts";
import { soldRole } from "./sold-roles.ts";
import { tooYoungToGive } from "./too-young.ts";

export interface Asked {
  quantity: number;
  couponCode?: string | undefined;
  asGift: boolean;
  /** How many wait to be paid with money: by all, and by this member. */
  waiting?: { all: number; own: number };
}

/** What a purchase would be, and all that is against it. */
export interface Assessed {
  gives: Gives;
  unitCoins: number;
  isStoppedPrice: boolean;
  subtotal: number;
  discount: number;
  total: number;
  coupon: CouponRow | null;
  balance: { before: number; after: number };
  /** Null where it changes nothing in what their servers may use. */
  resources: { before: Resources; after: Resources } | null;
  package: { before: { name: string; until: Date | null }; after: { name: string; until: Date | null } } | null;
  refundableUntil: Date | null;
  problems: AppError[];
}

/** Looks at a purchase as it would be made at this moment. Whoever makes it has locked the item, the coupon and the member before. */
export async function assess(context: Context, userId: string, item: ItemRow, asked: Asked): Promise<Assessed> {
  const { db, now } = context;
  const { quantity, asGift, waiting = { all: 0, own: 0 } } = asked;
  const gives = givesOf(item);
  const problems: AppError[] = [];
  const refuse = (...error: ConstructorParameters<typeof AppError>) => void problems.push(new AppError(...error));

  if (!(await setting(db, "store"))) refuse("conflict", "store.closed");
  if (!item.enabled || item.removedAt !== null) refuse("conflict", "store.not_on_sale");
  if (item.fromAt !== null && item.fromAt > now) refuse("conflict", "store.not_yet", { at: iso(item.fromAt) });
  if (item.untilAt !== null && item.untilAt <= now) refuse("conflict", "store.over");
  const stock = item.stock === null ? null : Math.max(0, item.stock - waiting.all);
  if (stock !== null && stock < quantity) refuse("conflict", "store.sold_out", { left: stock });
  const left = await leftFor(db, item, userId, { now, waiting: waiting.own });
  if (left !== null && left < quantity) refuse("conflict", "store.limit", { left });
  if (asGift && !(await setting(db, "coin-gifts"))) refuse("conflict", "store.gifts_off");
  const young = asGift ? await tooYoungToGive(context, userId) : null;
  if (young) problems.push(young);

  const changes = await changesOf(context, userId, gives, quantity, asGift);
  problems.push(...changes.problems);

  const runs = item.stoppedPriceCoins === null || (await anyServerRuns(db, userId));
  const unit = unitPrice(item, runs);
  if (unit === null) refuse("conflict", "store.for_money");
  const coupon = await couponOf(context, userId, item, asked, problems);
  const price = priceOf(
    unit ?? 0,
    quantity,
    coupon && { kind: coupon.kind as "percent" | "amount", value: coupon.value },
  );
  if (price === null) refuse("conflict", "store.too_much");
  const { subtotal, discount, total } = price ?? { subtotal: 0, discount: 0, total: 0 };

  const { available } = await balanceOf(db, userId);
  if (total > available)
    refuse("insufficient_coins", "economy.insufficient", {
      needed: total,
      balance: available,
      missing: total - available,
    });
  return {
    gives,
    unitCoins: unit ?? 0,
    isStoppedPrice: !runs,
    subtotal,
    discount,
    total,
    coupon,
    balance: { before: available, after: available - total },
    resources: changes.resources,
    package: changes.package,
    refundableUntil: item.refundHours > 0 ? new Date(now.getTime() + item.refundHours * HOUR) : null,
    problems,
  };
}

/** How many more of it a member may buy now; null: any number. */
async function leftFor(
  db: Sql,
  { id, limitPerMember, limitDays }: ItemRow,
  userId: string,
  { now, waiting }: { now: Date; waiting: number },
): Promise<number | null> {
  if (limitPerMember === null) return null;
  const since = limitDays === null ? new Date(0) : new Date(now.getTime() - limitDays * DAY);
  const bought = await row(
    db,
    z.object({ count: z.number() }),
    sql`select coalesce(sum(quantity), 0)::int as count from store_orders
        where "itemId" = ${id} and "userId" = ${userId} and state <> 'refunded' and "createdAt" > ${since}`,
  );
  return Math.max(0, limitPerMember - bought!.count - waiting);
}

async function couponOf(
  context: Context,
  userId: string,
  item: ItemRow,
  { couponCode }: Asked,
  problems: AppError[],
): Promise<CouponRow | null> {
  if (couponCode === undefined) return null;
  try {
    const coupon = await goodCoupon(context, couponCode, userId, { lock: false });
    if (coupon.kind !== "percent" && coupon.kind !== "amount") throw new AppError("conflict", "coupons.to_redeem");
    if (coupon.itemIds.length > 0 && !coupon.itemIds.includes(item.id)) throw notGood();
    return coupon;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    problems.push(error);
    return null;
  }
}

type Changes = Pick<Assessed, "resources" | "package" | "problems">;

/** What it would change in what the buyer has. A gift changes nothing of theirs. */
async function changesOf(
  context: Context,
  userId: string,
  gives: Gives,
  quantity: number,
  asGift: boolean,
): Promise<Changes> {
  const { db, now } = context;
  const none: Changes = { resources: null, package: null, problems: [] };
  const refused = (...error: ConstructorParameters<typeof AppError>): Changes => ({
    ...none,
    problems: [new AppError(...error)],
  });
  switch (gives.kind) {
    case "resource": {
      const more = gives.amount * quantity;
      if (more > MOST_AMOUNT) return refused("conflict", "store.too_much");
      if (asGift) return none;
      const { total: before, extra } = await allowanceOf(db, userId, now);
      if (before[gives.resource] >= NO_LIMIT) return refused("conflict", "store.no_limit");
      if (extra[gives.resource] + more > NO_LIMIT) return refused("conflict", "store.too_much");
      const after = { ...before, [gives.resource]: Math.min(NO_LIMIT, before[gives.resource] + more) };
      return { ...none, resources: { before, after } };
    }
    case "package": {
      if (gives.days === null ? quantity > 1 : gives.days * quantity > MOST_DAYS)
        return refused("conflict", gives.days === null ? "store.one_at_a_time" : "store.too_much");
      const wanted = await packageLimits(db, gives.packageId);
      if (!wanted) return refused("conflict", "store.unknown_thing", { kind: "package" });
      if (asGift) return none;
      const { package: holds, total: before, extra, until } = await allowanceOf(db, userId, now);
      const assigned = await assignedPackage(context, userId);
      const changes: Changes = {
        problems: [],
        resources: { before, after: { ...before, ...totalOf(wanted.limits, extra) } },
        package: {
          before: { name: holds.name, until },
          after: { name: wanted.name, until: endOfPackage(gives, quantity, assigned, now) },
        },
      };
      if (assigned.packageId === gives.packageId && assigned.until === null)
        changes.problems.push(new AppError("conflict", "store.has_package"));
      else if ((changes.package!.after.until?.getTime() ?? 0) > now.getTime() + FURTHEST_MS)
        changes.problems.push(new AppError("conflict", "store.too_much"));
      return changes;
    }
    case "renewal_bypass": {
      const more = gives.amount * quantity;
      if (more > MOST_BYPASSES) return refused("conflict", "store.too_much");
      const isTooMany = !asGift && (await bypassesOf(db, userId)) + more > MOST_BYPASSES;
      return isTooMany ? refused("conflict", "renewals.too_many_bypasses", { most: MOST_BYPASSES }) : none;
    }
    case "role": {
      if (quantity > 1) return refused("conflict", "store.one_at_a_time");
      const role = await soldRole(db, gives.roleId);
      if (!role) return refused("conflict", "store.unknown_thing", { kind: "role" });
      const { ranksHigh, ofStaff } = obstaclesToSell(role);
      // It was changed since it was put on sale.
      if (ranksHigh || ofStaff.length > 0) return refused("conflict", "store.not_on_sale");
      if (!asGift && (await hasRole(db, userId, role.id))) return refused("conflict", "store.has_role");
      return none;
    }
    case "coins":
      return none;
  }
}

const Limited = z.object({
  name: z.string(),
  limits: z.object({
    memoryMiB: z.number(),
    diskMiB: z.number(),
    cpuPercent: z.number(),
    servers: z.number(),
    ports: z.number(),
  }),
});

function packageLimits(db: Sql, packageId: string): Promise<z.output<typeof Limited> | null> {
  return row(
    db,
    Limited,
    sql`select name, jsonb_build_object('memoryMiB', "memoryMiB", 'diskMiB', "diskMiB", 'cpuPercent', "cpuPercent", 'servers', servers, 'ports', ports) as limits
        from packages where id = ${packageId}`,
  );
}

export async function hasRole(db: Sql, userId: string, roleId: string): Promise<boolean> {
  const found = await row(
    db,
    z.object({ has: z.boolean() }),
    sql`select exists (select 1 from role_members where "userId" = ${userId} and "roleId" = ${roleId}) as has`,
  );
  return found!.has;
}
