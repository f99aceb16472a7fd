import * as z from "zod";
import { AppError } from "#app/lib/errors.ts";
import { iso } from "#app/lib/time.ts";
import type { Context } from "#app/operation/context.ts";
import type { Vault } from "#app/platform/crypto.ts";
import { row, type Sql, sql } from "#app/platform/sql.ts";
import { COUPON_KINDS, CouponGives, type CouponShown } from "../schema.ts";
import { codeHash } from "./codes.ts";

export const CouponRow = z.object({
  id: z.string(),
  codeSealed: z.string(),
  last4: z.string(),
  kind: z.enum(COUPON_KINDS),
  value: z.number(),
  resources: z.record(z.string(), z.number()).nullable(),
  packageId: z.string().nullable(),
  days: z.number().nullable(),
  label: z.string().nullable(),
  orderId: z.string().nullable(),
  itemName: z.string().nullable(),
  quantity: z.number().nullable(),
  maxUses: z.number().nullable(),
  maxPerMember: z.number().nullable(),
  uses: z.number(),
  fromAt: z.date().nullable(),
  untilAt: z.date().nullable(),
  itemIds: z.array(z.string()),
  userIds: z.array(z.string()),
  batch: z.string().nullable(),
  note: z.string(),
  enabled: z.boolean(),
  createdByLabel: z.string(),
  createdAt: z.date(),
});
export type CouponRow = z.output<typeof CouponRow>;

/** The statement calls the coupons `c` and the orders that gifts were bought by `o`. */
export const COUPON_COLUMNS = sql`
  c.id, c."codeSealed", c.last4, c.kind, c.value, c.resources, c."packageId", c.days,
  (select p.name from packages p where p.id = c."packageId") as label, c."orderId", o."itemName", o.quantity, c."maxUses", c."maxPerMember", c.uses,
  c."fromAt", c."untilAt", c."itemIds", c."userIds", c.batch, c.note, c.enabled, c."createdByLabel", c."createdAt"`;
export const COUPON_FROM = sql`coupons c left join store_orders o on o.id = c."orderId"`;

export function couponById(db: Sql, id: string): Promise<CouponRow | null> {
  return row(db, CouponRow, sql`select ${COUPON_COLUMNS} from ${COUPON_FROM} where c.id = ${id}`);
}

/** What staff made a coupon of; null for a member's gift. */
export function couponGives({ kind, value, resources, packageId, days }: CouponRow): CouponGives | null {
  switch (kind) {
    case "percent":
      return { kind, percent: value };
    case "amount":
    case "coins":
      return { kind, coins: value };
    case "resources":
      return CouponGives.parse({ kind, resources });
    case "package":
      return { kind, packageId: packageId!, days };
    case "renewal_bypass":
      return { kind, amount: value };
    case "item":
      return null;
  }
}

export function shownCoupon(vault: Vault, coupon: CouponRow): CouponShown {
  const { orderId, itemName, quantity, label } = coupon;
  return {
    id: coupon.id,
    code: vault.open(coupon.codeSealed),
    gives: couponGives(coupon) ?? { kind: "item", orderId: orderId!, itemName: itemName!, quantity: quantity! },
    label,
    maxUses: coupon.maxUses,
    maxPerMember: coupon.maxPerMember,
    uses: coupon.uses,
    fromAt: iso(coupon.fromAt),
    untilAt: iso(coupon.untilAt),
    itemIds: coupon.itemIds,
    userIds: coupon.userIds,
    batch: coupon.batch,
    note: coupon.note,
    enabled: coupon.enabled,
    createdBy: coupon.createdByLabel,
    createdAt: iso(coupon.createdAt),
  };
}

/**
 * The coupon of a code, if it is good for this member now. One answer for all that it may not be, so that a guess tells nothing. With `lock` it is held until the end
 * of the transaction: of two who take its last use the second finds none.
 */
export async function goodCoupon(
  { db, now, runtime }: Pick<Context, "db" | "now" | "runtime">,
  code: string,
  userId: string,
  { lock }: { lock: boolean },
): Promise<CouponRow> {
  const hash = codeHash(runtime.vault, code);
  if (lock) await db.query(sql`select 1 as held from coupons where "codeHash" = ${hash} for update`);
  const coupon = await row(
    db,
    CouponRow,
    sql`select ${COUPON_COLUMNS} from ${COUPON_FROM} where c."codeHash" = ${hash}`,
  );
  const isGood =
    coupon?.enabled &&
    (coupon.fromAt === null || coupon.fromAt <= now) &&
    (coupon.untilAt === null || coupon.untilAt > now) &&
    (coupon.userIds.length === 0 || coupon.userIds.includes(userId));
  if (!isGood) throw notGood();
  if (coupon.maxPerMember !== null && (await usesBy(db, coupon.id, userId)) >= coupon.maxPerMember)
    throw new AppError("conflict", "coupons.used");
  if (coupon.maxUses !== null && coupon.uses >= coupon.maxUses) throw notGood();
  return coupon;
}

export function notGood(): AppError {
  return new AppError("not_found", "coupons.not_good");
}

async function usesBy(db: Sql, couponId: string, userId: string): Promise<number> {
  const counted = await row(
    db,
    z.object({ count: z.number() }),
    sql`select count(*)::int as count from coupon_uses where "couponId" = ${couponId} and "userId" = ${userId} and "undoneAt" is null`,
  );
  return counted!.count;
}
