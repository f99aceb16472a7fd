import * as z from "zod";
import { setting } from "#app/features/admin/server/index.ts";
import { iso } from "#app/lib/time.ts";
import { defineQuery } from "#app/operation/define.ts";
import { rows, sql } from "#app/platform/sql.ts";
import { ITEM_KINDS } from "../kinds.ts";
import { unitPrice } from "../pricing.ts";
import { MOST_ITEMS, OfferedItem } from "../schema.ts";
import { givesOf, ITEM_COLUMNS, ItemRow } from "./item-rows.ts";
import { paymentsAreOn } from "./payment-provider.ts";
import { anyServerRuns } from "./running.ts";
import { whoBuys } from "./who-buys.ts";

const Offer = ItemRow.extend({ bought: z.number() });

export const items = defineQuery({
  id: "store.items",
  summary: "List what you can buy",
  description: "All that is for sale at this moment, with the price that is yours and how many more you may buy.",
  access: { kind: "permission", permission: "economy:read" },
  input: z.object({ kind: z.enum(ITEM_KINDS).optional() }),
  output: z.object({
    items: z.array(OfferedItem),
    isOpen: z.boolean().describe("false: the store is closed, and nothing is listed."),
    takesMoney: z.boolean().describe("Whether coins can be bought for money."),
    allowsGifts: z.boolean(),
    anyServerRuns: z.boolean().describe("Whether a server of yours runs, by which some prices differ."),
  }),
  example: {},
  http: { method: "GET", path: "/store/items" },
  async run(context, { kind }) {
    const { db, now } = context;
    const userId = whoBuys(context);
    const isOpen = await setting(db, "store");
    const takesMoney = isOpen && (await paymentsAreOn(db));
    const runs = await anyServerRuns(db, userId);
    const found = isOpen
      ? await rows(
          db,
          Offer,
          sql`select ${ITEM_COLUMNS}, coalesce((select sum(o.quantity) from store_orders o where i."limitPerMember" is not null and o."itemId" = i.id
                and o."userId" = ${userId} and o.state <> 'refunded'
                and o."createdAt" > coalesce(${now}::timestamptz - make_interval(days => i."limitDays"), '-infinity')), 0)::int as bought
              from store_items i where i.enabled and i."removedAt" is null and (i."fromAt" is null or i."fromAt" <= ${now}) and (i."untilAt" is null or i."untilAt" > ${now})
                and (i.kind <> 'coins' or ${takesMoney}) and (${kind ?? null}::text is null or i.kind = ${kind ?? null}::text)
              order by i.position, i."createdAt", i.id limit ${MOST_ITEMS}`,
        )
      : [];
    const allowsGifts = isOpen && (await setting(db, "coin-gifts"));
    return { items: found.map((item) => offered(item, runs)), isOpen, takesMoney, allowsGifts, anyServerRuns: runs };
  },
});

function offered(item: z.output<typeof Offer>, runs: boolean): OfferedItem {
  const { id, name, description, label, priceMinor, currency, stock, limitPerMember, limitDays, bought } = item;
  return {
    id,
    name,
    description,
    gives: givesOf(item),
    label,
    priceCoins: unitPrice(item, runs),
    runningPriceCoins: unitPrice(item, true),
    stoppedPriceCoins: unitPrice(item, false),
    priceMinor,
    currency,
    left: stock,
    limitPerMember,
    limitDays,
    leftForYou: limitPerMember === null ? null : Math.max(0, limitPerMember - bought),
    untilAt: iso(item.untilAt),
    refundHours: item.refundHours,
  };
}
