import * as z from "zod";
import { setting } from "#app/features/admin/server/index.ts";
import { lockBalances, moveCoins } from "#app/features/economy/server/index.ts";
import { ServerId } from "#app/features/hosting/schema.ts";
import { takeTry, tryGivenBack } from "#app/features/identity/server/index.ts";
import { holdForVoucher, renewByVoucher } from "#app/features/renewals/server/index.ts";
import { AppError } from "#app/lib/errors.ts";
import { newId } from "#app/lib/id.ts";
import { iso, Timestamp } from "#app/lib/time.ts";
import type { Context } from "#app/operation/context.ts";
import { defineCommand } from "#app/operation/define.ts";
import { sql } from "#app/platform/sql.ts";
import { couponRedeemed } from "../events.ts";
import { SOLD_RESOURCES, type SoldResource } from "../kinds.ts";
import { COUPON_KINDS, Gives } from "../schema.ts";
import { hasRole } from "./checkout.ts";
import { TypedCode } from "./codes.ts";
import { type CouponRow, couponGives, goodCoupon, notGood } from "./coupon-rows.ts";
import { assignedPackage, deliver } from "./delivery.ts";
import { orderBy } from "./order-rows.ts";
import { whoBuys } from "./who-buys.ts";

const Given = z.object({
  kind: z.enum(COUPON_KINDS).describe("Kind of the code; item: a gift."),
  coins: z.int().describe("Coins that it gave."),
  things: z.array(z.object({ gives: Gives, quantity: z.int(), label: z.string().nullable() })),
});
type Given = z.output<typeof Given>;

export const redeem = defineCommand({
  id: "coupons.redeem",
  summary: "Redeem a code",
  description:
    "What it gives is there at once: coins, resources, a package, renewals, or the item of a gift. Codes that take something off a price are entered when one buys. Wrong codes are answered alike, and slowly when there are many.",
  access: { kind: "permission", permission: "economy:spend" },
  errors: ["not_found", "conflict", "rate_limited"],
  input: z.object({
    code: TypedCode,
    replacePackage: z
      .boolean()
      .default(false)
      .describe("Whether another package that you have may be lost for that of the code."),
    serverId: ServerId.optional().describe(
      "Of a code that gives renewals, one is used for this server at once. Other codes do nothing to it.",
    ),
  }),
  output: Given.extend({
    renewedUntil: Timestamp.nullable().describe("Until when the server's time is paid now; null: none was renewed."),
  }),
  example: { code: "7KQM-2XPD-9RTV-HW4C" },
  http: { method: "POST", path: "/store/codes" },
  before: (context) => takeTry(context, "coupon", whoBuys(context)),
  async run(context, { code, replacePackage, serverId }) {
    const { db, now, emit, target } = context;
    const userId = whoBuys(context);
    if (!(await setting(db, "store"))) throw new AppError("conflict", "store.closed");
    if (serverId !== undefined) await holdForVoucher(context, serverId);
    const coupon = await goodCoupon(context, code, userId, { lock: true });
    await lockBalances(context, [userId]);
    // Of two at once by the same member the second one waited: it is looked at again.
    await goodCoupon(context, code, userId, { lock: false });
    target("coupon", coupon.id, `…${coupon.last4}`);
    const useId = newId("cpu", now.getTime());
    const given = await give(context, coupon, { userId, useId, replacePackage });
    await db.execute(sql`update coupons set uses = uses + 1 where id = ${coupon.id}`);
    await db.execute(sql`
      insert into coupon_uses (id, "couponId", "userId", "orderId", "createdAt") values (${useId}, ${coupon.id}, ${userId}, ${coupon.orderId}, ${now})`);
    const isOfRenewals = given.things.some(({ gives }) => gives.kind === "renewal_bypass");
    const renewedUntil =
      serverId !== undefined && isOfRenewals ? await renewByVoucher(context, userId, serverId) : null;
    await tryGivenBack(context, "coupon", userId);
    emit(couponRedeemed, { userId, couponId: coupon.id, kind: coupon.kind, last4: coupon.last4 });
    return { kind: coupon.kind, ...given, renewedUntil: iso(renewedUntil) };
  },
});

interface Redeemer {
  userId: string;
  useId: string;
  replacePackage: boolean;
}

async function give(context: Context, coupon: CouponRow, redeemer: Redeemer): Promise<Omit<Given, "kind">> {
  const { userId, useId } = redeemer;
  const gives = couponGives(coupon);
  if (gives === null) return { coins: 0, things: [await giveGift(context, coupon, redeemer)] };
  const about = { kind: "coupon", id: coupon.id };
  const reason = `Code …${coupon.last4}`;
  const thing = async (one: Gives): Promise<Given["things"][number]> => {
    await requireTakes(context, redeemer, one);
    await deliver(context, { userId, gives: one, quantity: 1, reason, about });
    return { gives: one, quantity: 1, label: coupon.label };
  };
  switch (gives.kind) {
    case "percent":
    case "amount":
      throw new AppError("conflict", "coupons.at_checkout");
    case "coins":
      await moveCoins(context, {
        from: { system: "issue" },
        to: { userId },
        amount: gives.coins,
        kind: "store.code",
        key: `store.code:${useId}`,
        reason,
        about,
      });
      return { coins: gives.coins, things: [] };
    case "resources": {
      const things: Given["things"] = [];
      for (const resource of SOLD_RESOURCES) {
        const amount = gives.resources[resource as SoldResource];
        if (amount !== undefined) things.push(await thing({ kind: "resource", resource, amount }));
      }
      return { coins: 0, things };
    }
    case "package":
      return { coins: 0, things: [await thing({ kind: "package", packageId: gives.packageId, days: gives.days })] };
    case "renewal_bypass":
      return { coins: 0, things: [await thing({ kind: "renewal_bypass", amount: gives.amount })] };
  }
}

/** The item that somebody else bought. */
async function giveGift(
  context: Context,
  { orderId }: CouponRow,
  redeemer: Redeemer,
): Promise<Given["things"][number]> {
  const { db } = context;
  const { userId } = redeemer;
  await db.query(sql`select 1 as held from store_orders where id = ${orderId} for update`);
  const order = await orderBy(db, sql`o.id = ${orderId}`);
  if (order?.state !== "gift" || order.delivered.gives === null) throw notGood();
  const { gives, label } = order.delivered;
  await requireTakes(context, redeemer, gives);
  await deliver(context, {
    userId,
    gives,
    quantity: order.quantity,
    reason: `A gift: ${order.itemName}`,
    about: { kind: "order", id: order.id },
  });
  await db.execute(sql`update store_orders set state = 'redeemed' where id = ${order.id}`);
  return { gives, quantity: order.quantity, label };
}

/** Refuses what would be lost on them, or would cost them what they have; the code stays good. */
async function requireTakes(
  context: Context,
  { userId, replacePackage }: Pick<Redeemer, "userId" | "replacePackage">,
  gives: Gives,
): Promise<void> {
  if (gives.kind === "role" && (await hasRole(context.db, userId, gives.roleId)))
    throw new AppError("conflict", "store.has_role");
  if (gives.kind !== "package") return;
  const { packageId, name, until } = await assignedPackage(context, userId);
  if (packageId === null) return;
  if (packageId === gives.packageId) {
    if (until === null) throw new AppError("conflict", "store.has_package");
  } else if (!replacePackage) throw new AppError("conflict", "coupons.replaces_package", { name });
}
