import * as z from "zod";
import { MAX_COINS } from "#app/features/economy/max-coins.ts";
import { NOT_ONE_LINE, ONE_LINE } from "#app/lib/text.ts";
import { Timestamp } from "#app/lib/time.ts";
import { ORDER_STATES, SOLD_RESOURCES } from "./kinds.ts";

/** The most of one resource, bypass or days that one item gives. */
export const MOST_AMOUNT = 1_000_000_000;
export const MOST_QUANTITY = 1000;
export const MOST_ITEMS = 500;
export const MOST_DAYS = 3650;

export const Coins = z.int().min(0).max(MAX_COINS);
export const ItemId = z
  .string()
  .regex(/^itm_[0-9a-f]{32}$/)
  .describe("Id of an item of the store.");
export const OrderId = z
  .string()
  .regex(/^sto_[0-9a-f]{32}$/)
  .describe("Id of an order of the store.");
export const CouponId = z
  .string()
  .regex(/^cpn_[0-9a-f]{32}$/)
  .describe("Id of a coupon.");
export const PaymentId = z
  .string()
  .regex(/^pay_[0-9a-f]{32}$/)
  .describe("Id of a payment.");
export const Quantity = z.coerce.number().int().min(1).max(MOST_QUANTITY);

/** The caller's own name of a purchase or a gift, by which a repeat of the call is known. */
export const OwnKey = z
  .string()
  .regex(/^[\x21-\x7e]{8,100}$/, "is 8 to 100 letters, digits and signs without spaces")
  .describe("Your own id for this: the same again is the same, and is done once.");

export const Currency = z
  .string()
  .regex(/^[A-Z]{3}$/, "is a currency of ISO 4217 in capitals, for example EUR")
  .describe("Currency by ISO 4217.");

export const ItemName = z.string().trim().min(1).max(80).regex(ONE_LINE, NOT_ONE_LINE);

/** What an item gives, by its kind. */
export const Gives = z
  .discriminatedUnion("kind", [
    z.object({
      kind: z.literal("resource"),
      resource: z.enum(SOLD_RESOURCES),
      amount: z.int().min(1).max(MOST_AMOUNT).describe("How much of it each one gives."),
    }),
    z.object({
      kind: z.literal("package"),
      packageId: z.string().min(1).max(64),
      days: z.int().min(1).max(MOST_DAYS).nullable().describe("For how long; null: until it is changed."),
    }),
    z.object({
      kind: z.literal("renewal_bypass"),
      amount: z.int().min(1).max(MOST_AMOUNT).describe("How many renewals each one pays for."),
    }),
    z.object({ kind: z.literal("role"), roleId: z.string().min(1).max(64) }),
    z.object({
      kind: z.literal("coins"),
      amount: z.int().min(1).max(MAX_COINS).describe("How many coins each one gives. Sold for money alone."),
    }),
  ])
  .describe("What one of it gives.");
export type Gives = z.output<typeof Gives>;

/** What an item is sold for, to whom and when. */
export const Terms = z.object({
  priceCoins: Coins.nullable().describe("What one costs in coins; null: it is sold for money."),
  stoppedPriceCoins: Coins.nullable().describe("What one costs whoever has no server running; null: the same."),
  priceMinor: z
    .int()
    .min(1)
    .max(99_999_999)
    .nullable()
    .describe("What one costs in money, in the currency's smallest unit; null: it is sold for coins."),
  currency: Currency.nullable(),
  limitPerMember: z.int().min(1).max(MOST_AMOUNT).nullable().describe("How many a member may buy; null: any number."),
  limitDays: z.int().min(1).max(MOST_DAYS).nullable().describe("Within how many days that is counted; null: ever."),
  stock: z.int().min(0).max(MOST_AMOUNT).nullable().describe("How many are left; null: any number."),
  fromAt: Timestamp.nullable().describe("Since when it is sold; null: always."),
  untilAt: Timestamp.nullable().describe("Until when it is sold; null: for ever."),
  refundHours: z
    .int()
    .min(0)
    .max(8760)
    .describe("For how many hours a member may give it back, if it is not in use; 0: not at all."),
  enabled: z.boolean().describe("Whether it is sold at all."),
  position: z.int().min(0).max(10_000).describe("Its place in the store, the lowest first."),
});
export type Terms = z.output<typeof Terms>;

/** An item as those see it who decide what is sold. */
export const StoreItem = Terms.extend({
  id: ItemId,
  name: ItemName,
  description: z.string(),
  gives: Gives,
  label: z.string().nullable().describe("What the package or the role is called; null: it is gone, or there is none."),
  sold: z.int().describe("How many were sold and not given back."),
  createdAt: Timestamp,
  updatedAt: Timestamp,
});
export type StoreItem = z.output<typeof StoreItem>;

/** An item as members see it: with the price that is theirs at this moment. */
export const OfferedItem = z.object({
  id: ItemId,
  name: ItemName,
  description: z.string(),
  gives: Gives,
  label: z.string().nullable().describe("What the package or the role is called."),
  priceCoins: Coins.nullable().describe("What one costs you now; null: it is sold for money."),
  runningPriceCoins: Coins.nullable().describe("What one costs while a server of yours runs."),
  stoppedPriceCoins: Coins.nullable().describe("What one costs while none of your servers runs."),
  priceMinor: z.int().nullable(),
  currency: z.string().nullable(),
  left: z.int().nullable().describe("How many there are for sale yet; null: any number."),
  limitPerMember: z.int().nullable(),
  limitDays: z.int().nullable(),
  leftForYou: z.int().nullable().describe("How many more you may buy now; null: any number."),
  untilAt: Timestamp.nullable(),
  refundHours: z.int(),
});
export type OfferedItem = z.output<typeof OfferedItem>;

/** What an order gave, and what was there before: by it a refund takes back just that. */
export const Delivered = z.object({
  gives: Gives.nullable(),
  label: z.string().nullable().default(null),
  before: z
    .object({
      packageId: z.string().nullable(),
      until: z.string().nullable(),
    })
    .optional(),
  /** Whether the role is one that they did not have before. */
  newRole: z.boolean().optional(),
});
export type Delivered = z.output<typeof Delivered>;

export const Order = z.object({
  id: OrderId,
  userId: z.string(),
  userName: z.string(),
  itemId: ItemId,
  itemName: z.string(),
  gives: Gives.nullable(),
  label: z.string().nullable(),
  quantity: z.int(),
  paidBy: z.enum(["coins", "money"]),
  state: z
    .enum(ORDER_STATES)
    .describe("gift: paid, and its code is not redeemed yet; redeemed: whoever had the code has it."),
  unitCoins: z.int(),
  discountCoins: z.int(),
  totalCoins: z.int(),
  refundableUntil: Timestamp.nullable().describe("Until when its buyer may give it back; null: not by themselves."),
  createdAt: Timestamp,
  refundedAt: Timestamp.nullable(),
  refundedBy: z.string().nullable().describe("Who refunded it; null: nobody, or who it was is not yours to know."),
  refundReason: z.string().nullable(),
});
export type Order = z.output<typeof Order>;

/** One reason why something cannot be bought as asked. */
export const Problem = z.object({
  reason: z.string().describe("As of an error."),
  message: z.string().describe("The sentence for people."),
});

export const COUPON_KINDS = ["percent", "amount", "coins", "resources", "package", "renewal_bypass", "item"] as const;
export type CouponKind = (typeof COUPON_KINDS)[number];

/** What a coupon gives that staff make. */
export const CouponGives = z
  .discriminatedUnion("kind", [
    z.object({ kind: z.literal("percent"), percent: z.int().min(1).max(100) }),
    z.object({ kind: z.literal("amount"), coins: z.int().min(1).max(MAX_COINS) }),
    z.object({ kind: z.literal("coins"), coins: z.int().min(1).max(MAX_COINS) }),
    z.object({
      kind: z.literal("resources"),
      resources: z
        .partialRecord(z.enum(SOLD_RESOURCES), z.int().min(1).max(MOST_AMOUNT))
        .refine((given) => Object.keys(given).length > 0, "names at least one"),
    }),
    z.object({
      kind: z.literal("package"),
      packageId: z.string().min(1).max(64),
      days: z.int().min(1).max(MOST_DAYS).nullable(),
    }),
    z.object({ kind: z.literal("renewal_bypass"), amount: z.int().min(1).max(MOST_AMOUNT) }),
  ])
  .describe("percent and amount take something off a price; all others give something when the code is redeemed.");
export type CouponGives = z.output<typeof CouponGives>;

/** What a gift is that a member bought. */
export const GiftGives = z.object({
  kind: z.literal("item"),
  orderId: OrderId,
  itemName: z.string(),
  quantity: z.int(),
});

export const CouponTerms = z.object({
  maxUses: z.int().min(1).max(MOST_AMOUNT).nullable().describe("How often in all; null: any number."),
  maxPerMember: z.int().min(1).max(MOST_AMOUNT).nullable().describe("How often by one member; null: any number."),
  fromAt: Timestamp.nullable(),
  untilAt: Timestamp.nullable(),
  itemIds: z.array(ItemId).max(100).describe("Of a discount: only for these items; empty: for all."),
  userIds: z.array(z.string().max(64)).max(100).describe("Only for these members; empty: for all."),
  note: z.string().trim().max(200).describe("For the team alone."),
});
export type CouponTerms = z.output<typeof CouponTerms>;

export const CouponShown = CouponTerms.extend({
  id: CouponId,
  code: z.string(),
  gives: z.union([...CouponGives.options, GiftGives]),
  label: z.string().nullable().describe("What the package is called; null: it is gone, or there is none."),
  uses: z.int(),
  enabled: z.boolean(),
  batch: z.string().nullable().describe("The same for those that were made together."),
  createdAt: Timestamp,
  createdBy: z.string(),
});
export type CouponShown = z.output<typeof CouponShown>;
