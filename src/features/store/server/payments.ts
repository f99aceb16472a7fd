import * as z from "zod";
import { MAX_COINS } from "#app/features/economy/max-coins.ts";
import { balanceOf } from "#app/features/economy/server/index.ts";
import { DAY, HOUR, MINUTE } from "#app/lib/duration.ts";
import { AppError } from "#app/lib/errors.ts";
import { newId } from "#app/lib/id.ts";
import { PageInput, pageOf } from "#app/lib/page.ts";
import type { Context } from "#app/operation/context.ts";
import { defineCommand, defineDelivery, defineQuery } from "#app/operation/define.ts";
import { join, likePart, pageOfMany, pageRows, row, sql } from "#app/platform/sql.ts";
import { PAYMENT_STATES } from "../kinds.ts";
import { ItemId, PaymentId, Quantity } from "../schema.ts";
import { assess } from "./checkout.ts";
import { type ItemRow, itemById } from "./item-rows.ts";
import { missingSecrets, paymentProvider, providerOfNotices } from "./payment-provider.ts";
import {
  PAYMENT_COLUMNS,
  PAYMENT_FROM,
  Payment,
  PaymentRow,
  paymentBy,
  paymentForStaff,
  StaffPayment,
  shownPayment,
} from "./payment-rows.ts";
import { settlePayment } from "./settle-payment.ts";
import { whoBuys } from "./who-buys.ts";

const MOST_OPEN = 10;
const MOST_MINOR = 99_999_999;
/** For how long a page can be paid, at the price that it was opened for. */
const OPEN_MS = HOUR;
const SLOWEST_BANK_MS = 14 * DAY;

export const checkout = defineDelivery({
  id: "payments.checkout",
  summary: "Begin to buy coins for money",
  description:
    "Opens a page of the payment provider, where it is paid. The coins are there when the provider says that the money is.",
  access: { kind: "permission", permission: "economy:spend" },
  errors: ["conflict", "unavailable"],
  subject: {
    kind: "store item",
    load: ({ db }: Context, { itemId }: { itemId: string }) => itemById(db, itemId),
    name: ({ id, name }) => ({ id, label: name }),
  },
  input: z.object({
    itemId: ItemId,
    quantity: Quantity.default(1),
    expectedMinor: z
      .int()
      .min(0)
      .describe("The price for all that you have agreed to, in the currency's smallest unit."),
  }),
  output: z.object({ paymentId: PaymentId, url: z.string().describe("Where it is paid.") }),
  example: { itemId: "itm_01930000000070008000000000000001", quantity: 1, expectedMinor: 500 },
  http: { method: "POST", path: "/store/payments", status: 201 },
  async run(context, { itemId, quantity, expectedMinor }) {
    const { db, now } = context;
    const userId = whoBuys(context);
    const provider = await paymentProvider(db);
    // As purchases for coins do: of the last ones each is paid for once.
    await db.query(sql`select 1 as held from store_items where id = ${itemId} for no key update`);
    const item = await itemById(db, itemId);
    if (!item) throw new AppError("not_found");
    const isLimited = item.stock !== null || item.limitPerMember !== null;
    const same = isLimited ? await openPage(context, userId, item, quantity) : null;
    if (same?.amountMinor === expectedMinor) return same;
    const waiting = isLimited ? await waitingToBePaid(context, itemId, userId) : { all: 0, own: 0 };
    const { gives, problems } = await assess(context, userId, item, { quantity, asGift: false, waiting });
    if (gives.kind !== "coins" || item.priceMinor === null || item.currency === null)
      throw new AppError("conflict", "store.for_coins");
    const [problem] = problems.filter(({ reason }) => reason !== "store.for_money");
    if (problem) throw problem;
    const amountMinor = item.priceMinor * quantity;
    const coins = gives.amount * quantity;
    if (amountMinor > MOST_MINOR || coins > MAX_COINS) throw new AppError("conflict", "store.too_much");
    if (amountMinor !== expectedMinor) throw new AppError("conflict", "store.money_changed");
    const { balance } = await balanceOf(db, userId);
    // Paid for and not to be given would be the worst: it is asked before.
    if (balance + coins > MAX_COINS) throw new AppError("conflict", "store.too_much");
    await requireFewOpen(context, userId);
    const id = newId("pay", now.getTime());
    await db.execute(sql`
      insert into payments (id, "userId", "itemId", "itemName", quantity, coins, "amountMinor", currency, provider, state, "createdAt")
      values (${id}, ${userId}, ${item.id}, ${item.name}, ${quantity}, ${coins}::bigint, ${amountMinor}::bigint, ${item.currency}, ${provider.name}, 'open', ${now})`);
    return (await paymentBy(db, sql`p.id = ${id}`))!;
  },
  async afterCommit({ db, now, runtime }, { id, userId, itemName, quantity, amountMinor, currency, url: known }) {
    if (known !== null) return { paymentId: id, url: known };
    const buyer = await row(
      db,
      z.object({ email: z.string().nullable() }),
      sql`select email from users where id = ${userId}`,
    );
    const page = `${runtime.publicUrl}/store/orders?tab=payments`;
    try {
      const { sessionId, url } = await providerOfNotices().openCheckout({
        paymentId: id,
        ...{ itemName, quantity, unitMinor: amountMinor / quantity, currency },
        email: buyer?.email ?? null,
        until: new Date(now.getTime() + OPEN_MS),
        doneUrl: `${page}&paid=${id}`,
        backUrl: `${runtime.publicUrl}/store`,
      });
      await db.execute(sql`update payments set "sessionId" = ${sessionId}, url = ${url} where id = ${id}`);
      return { paymentId: id, url };
    } catch (error) {
      await db.execute(
        sql`update payments set state = 'failed', "endedAt" = ${now} where id = ${id} and state = 'open'`,
      );
      throw error;
    }
  },
});

/** The member's page for the very same, if there is one that can be paid for some time yet: of what is limited a second one would take the place of another purchase. */
function openPage({ db, now }: Context, userId: string, item: ItemRow, quantity: number): Promise<PaymentRow | null> {
  const since = new Date(now.getTime() - OPEN_MS + 10 * MINUTE);
  return row(
    db,
    PaymentRow,
    sql`select ${PAYMENT_COLUMNS} from ${PAYMENT_FROM} where p."userId" = ${userId} and p."createdAt" > ${since} and p."itemId" = ${item.id} and p.quantity = ${quantity} and p.coins = ${(item.amount ?? 0) * quantity}::bigint
      and p."amountMinor" = ${(item.priceMinor ?? 0) * quantity}::bigint and p.currency = ${item.currency} and p.state = 'open' and p.url is not null and p."intentId" is null
    order by p."createdAt" desc limit 1`,
  );
}

/** How many of an item wait on pages that can still be paid, or for a bank that takes days. */
async function waitingToBePaid(
  { db, now }: Context,
  itemId: string,
  userId: string,
): Promise<{ all: number; own: number }> {
  const found = await row(
    db,
    z.object({ all: z.number(), own: z.number() }),
    sql`select coalesce(sum(quantity), 0)::int as all, coalesce(sum(quantity) filter (where "userId" = ${userId}), 0)::int as own from payments
        where "itemId" = ${itemId} and state = 'open' and problem is null and "createdAt" > ${new Date(now.getTime() - SLOWEST_BANK_MS)}
          and ("createdAt" > ${new Date(now.getTime() - OPEN_MS)} or "intentId" is not null)`,
  );
  return found!;
}

async function requireFewOpen({ db, now }: Context, userId: string): Promise<void> {
  await db.query(sql`select pg_advisory_xact_lock(hashtextextended(${`payments:${userId}`}, 0))::text as locked`);
  const open = await row(
    db,
    z.object({ count: z.number() }),
    sql`select count(*)::int as count from payments where "userId" = ${userId} and "createdAt" > ${new Date(now.getTime() - OPEN_MS)} and state in ('open', 'failed', 'expired')`,
  );
  if (open!.count >= MOST_OPEN) throw new AppError("conflict", "payments.too_many_open", { limit: MOST_OPEN });
}

/** What Stripe tells. Anybody may call it: the signature says who it is. */
export const takeStripeNotice = defineCommand({
  id: "payments.takeStripeNotice",
  summary: "Take what Stripe tells of a payment",
  access: { kind: "public" },
  rate: "none",
  whileClosed: true,
  errors: ["bad_request", "conflict"],
  input: z.object({ payload: z.string().max(1024 * 1024), signature: z.string().max(4096) }),
  output: z.object({}),
  example: { payload: "{}", signature: "t=0,v1=0" },
  audited: () => ({}),
  async run(context, { payload, signature }) {
    const { db, now, target } = context;
    const provider = providerOfNotices();
    const notice = provider.readNotice(payload, signature, now);
    const isNew = await db.execute(sql`
      insert into payment_notices (provider, "noticeId", type, "receivedAt") values (${provider.name}, ${notice.noticeId}, ${notice.type}, ${now}) on conflict do nothing`);
    if (isNew === 0) return {};
    const payment = await settlePayment(context, notice);
    if (payment) target("payment", payment.id, payment.itemName);
    return {};
  },
});

export const mine = defineQuery({
  id: "payments.mine",
  summary: "List your payments",
  access: { kind: "permission", permission: "economy:read" },
  input: PageInput,
  output: pageOf(Payment),
  example: { limit: 20 },
  http: { method: "GET", path: "/store/payments" },
  async run(context, { page, limit }) {
    const { found, total } = await pageRows(
      context.db,
      PaymentRow,
      sql`select ${PAYMENT_COLUMNS}, count(*) over ()::int as total from ${PAYMENT_FROM} where p."userId" = ${whoBuys(context)} order by p."createdAt" desc, p.id desc`,
      { page, limit },
    );
    return { items: found.map(shownPayment), total, page, limit };
  },
});

export const list = defineQuery({
  id: "payments.list",
  summary: "List everybody's payments",
  access: { kind: "permission", permission: "economy.all:read" },
  rate: "admin",
  input: PageInput.extend({
    q: z.string().trim().max(100).optional().describe("Part of the buyer's name, or the id here or at the provider."),
    state: z.enum(PAYMENT_STATES).optional(),
    needsLook: z
      .union([z.boolean(), z.stringbool()])
      .optional()
      .describe("Only those with a problem or with coins missing."),
  }),
  output: pageOf(StaffPayment),
  example: { limit: 20 },
  http: { method: "GET", path: "/admin/store/payments" },
  async run({ db }, { q, state, needsLook, page, limit }) {
    const conditions = [
      sql`true`,
      ...(q ? [sql`(u.name ilike ${likePart(q)} or p.id = ${q} or p."intentId" = ${q})`] : []),
      ...(state ? [sql`p.state = ${state}`] : []),
      ...(needsLook ? [sql`(p.problem is not null or p."missingCoins" > 0)`] : []),
    ];
    const { found, total } = await pageOfMany(
      db,
      PaymentRow,
      {
        columns: PAYMENT_COLUMNS,
        from: PAYMENT_FROM,
        where: join(conditions, " and "),
        order: sql`p."createdAt" desc, p.id desc`,
      },
      { page, limit },
    );
    return { items: found.map(paymentForStaff), total, page, limit };
  },
});

export const get = defineQuery({
  id: "payments.get",
  summary: "Get anybody's payment",
  access: { kind: "permission", permission: "economy.all:read" },
  rate: "admin",
  subject: {
    kind: "payment",
    load: ({ db }: Context, { paymentId }: { paymentId: string }) => paymentBy(db, sql`p.id = ${paymentId}`),
    name: ({ id, itemName }: PaymentRow) => ({ id, label: itemName }),
  },
  input: z.object({ paymentId: PaymentId }),
  output: StaffPayment,
  example: { paymentId: "pay_01930000000070008000000000000001" },
  http: { method: "GET", path: "/admin/store/payments/{paymentId}" },
  run: async (_context, _input, payment) => paymentForStaff(payment),
});

export const setup = defineQuery({
  id: "payments.setup",
  summary: "See what payments need yet",
  access: { kind: "permission", permission: "economy:write" },
  rate: "admin",
  input: z.object({}),
  output: z.object({
    missing: z.array(z.string()).describe("Names in the environment that are not set."),
    webhookUrl: z.string().describe("Where the provider is to send its notices."),
    notices: z.array(z.string()).describe("Those that the panel takes."),
  }),
  example: {},
  http: { method: "GET", path: "/admin/store/payments-setup" },
  run: async ({ runtime }) => ({
    missing: missingSecrets(),
    webhookUrl: `${runtime.publicUrl}/api/v1/payments/stripe/webhook`,
    notices: [
      "checkout.session.completed",
      "checkout.session.async_payment_succeeded",
      "checkout.session.async_payment_failed",
      "checkout.session.expired",
      "charge.refunded",
      "charge.dispute.created",
      "charge.dispute.closed",
    ],
  }),
});
