import * as z from "zod";
import { AppError } from "#app/lib/errors.ts";
import { newId } from "#app/lib/id.ts";
import { PageInput, pageOf } from "#app/lib/page.ts";
import type { Context } from "#app/operation/context.ts";
import { defineCommand, defineQuery } from "#app/operation/define.ts";
import { join, likePart, pageRows, row, sql } from "#app/platform/sql.ts";
import { itemChanged } from "../events.ts";
import { ITEM_KINDS } from "../kinds.ts";
import { Gives, ItemId, ItemName, MOST_ITEMS, StoreItem, Terms } from "../schema.ts";
import { requireGivable } from "./givable.ts";
import { ITEM_COLUMNS, ItemRow, itemById, shownItem } from "./item-rows.ts";

const Described = z.object({ name: ItemName, description: z.string().trim().max(1000), gives: Gives });
const Written = Described.extend(Terms.shape);
type Written = z.output<typeof Written>;

export const OneItem = z.object({ itemId: ItemId });
export const EXAMPLE_ITEM = { itemId: "itm_01930000000070008000000000000001" };
const managed = { kind: "permission", permission: "economy:write" } as const;
const subject = {
  kind: "store item",
  load: ({ db }: Context, { itemId }: z.output<typeof OneItem>) => itemById(db, itemId),
  name: ({ id, name }: ItemRow) => ({ id, label: name }),
};

const NEW_TERMS: Terms = {
  priceCoins: null,
  stoppedPriceCoins: null,
  priceMinor: null,
  currency: null,
  limitPerMember: null,
  limitDays: null,
  stock: null,
  fromAt: null,
  untilAt: null,
  refundHours: 0,
  enabled: false,
  position: 0,
};

export const list = defineQuery({
  id: "storeItems.list",
  summary: "List what the store can sell",
  description: "Also what is switched off, with how many were sold. What members see is GET /store/items.",
  access: managed,
  rate: "admin",
  input: PageInput.extend({
    q: z.string().trim().max(100).optional().describe("Part of the name."),
    kind: z.enum(ITEM_KINDS).optional(),
  }),
  output: pageOf(StoreItem),
  example: { limit: 50 },
  http: { method: "GET", path: "/admin/store/items" },
  async run({ db }, { q, kind, page, limit }) {
    const conditions = [
      sql`i."removedAt" is null`,
      ...(q ? [sql`i.name ilike ${likePart(q)}`] : []),
      ...(kind ? [sql`i.kind = ${kind}`] : []),
    ];
    const { found, total } = await pageRows(
      db,
      ItemRow,
      sql`select ${ITEM_COLUMNS}, count(*) over ()::int as total from store_items i where ${join(conditions, " and ")} order by i.position, i."createdAt", i.id`,
      { page, limit },
    );
    return { items: found.map(shownItem), total, page, limit };
  },
});

export const get = defineQuery({
  id: "storeItems.get",
  summary: "Get an item of the store",
  access: managed,
  rate: "admin",
  subject,
  input: OneItem,
  output: StoreItem,
  example: EXAMPLE_ITEM,
  http: { method: "GET", path: "/admin/store/items/{itemId}" },
  edited: ({ sold: _sold, stock: _stock, label: _label, updatedAt: _updatedAt, ...edited }) => edited,
  run: async (_context, _input, item) => shownItem(item),
});

export const create = defineCommand({
  id: "storeItems.create",
  summary: "Add an item to the store",
  description:
    "It is sold when it is enabled. Coins are sold for money alone, all else for coins alone. A role must be one that you may give, and that grants nothing that members have not by themselves.",
  access: managed,
  rate: "admin",
  errors: ["conflict"],
  input: Described.partial({ description: true }).extend(Terms.partial().shape),
  output: StoreItem,
  example: {
    name: "1 GiB of memory",
    gives: { kind: "resource", resource: "memoryMiB", amount: 1024 },
    priceCoins: 250,
    enabled: true,
  },
  http: { method: "POST", path: "/admin/store/items", status: 201 },
  async run(context, input) {
    const { db, now, emit, target } = context;
    const item: Written = { description: "", ...NEW_TERMS, ...input };
    await requireGivable(context, item.gives);
    requireTerms(item);
    await db.query(sql`select pg_advisory_xact_lock(hashtextextended('store items', 0))::text as locked`);
    const counted = await row(
      db,
      z.object({ count: z.number() }),
      sql`select count(*)::int as count from store_items where "removedAt" is null`,
    );
    if (counted!.count >= MOST_ITEMS) throw new AppError("conflict", "store.too_many", { limit: MOST_ITEMS });
    const id = newId("itm", now.getTime());
    await db.execute(sql`
      insert into store_items (id, name, kind, "createdAt", "updatedAt") values (${id}, ${item.name}, ${item.gives.kind}, ${now}, ${now})`);
    await write(context, id, item);
    target("store item", id, item.name);
    emit(itemChanged, { itemId: id, name: item.name, change: "added" });
    return shownItem((await itemById(db, id))!);
  },
});

export const update = defineCommand({
  id: "storeItems.update",
  summary: "Change an item of the store",
  description:
    "Only what is given changes. What was bought before stays as it was bought. Whoever looks at a price of before is asked again when they buy.",
  access: managed,
  rate: "admin",
  subject,
  errors: ["conflict"],
  input: OneItem.extend(Written.partial().shape),
  output: StoreItem,
  example: { ...EXAMPLE_ITEM, priceCoins: 300 },
  http: { method: "PATCH", path: "/admin/store/items/{itemId}" },
  async run(context, { itemId, ...given }) {
    const { db, emit, changed } = context;
    await db.query(sql`select 1 as held from store_items where id = ${itemId} for no key update`);
    const before = (await itemById(db, itemId))!;
    const { id: _id, label: _label, sold: _sold, createdAt: _c, updatedAt: _u, ...old } = shownItem(before);
    const wanted = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
    const item: Written = { ...old, ...wanted };
    // What it gives may be gone by now; that hinders nobody from switching it off.
    if (given.gives || item.enabled) await requireGivable(context, item.gives);
    requireTerms(item);
    await write(context, itemId, item);
    changed(Object.fromEntries(Object.keys(wanted).map((field) => [field, old[field as keyof typeof old]])), wanted);
    emit(itemChanged, { itemId, name: item.name, change: "updated" });
    return shownItem((await itemById(db, itemId))!);
  },
});

export const remove = defineCommand({
  id: "storeItems.remove",
  summary: "Take an item off the store",
  description: "Orders of it stay, and so do gifts of it that wait to be redeemed.",
  access: managed,
  rate: "admin",
  subject,
  input: OneItem,
  output: z.object({}),
  example: EXAMPLE_ITEM,
  http: { method: "DELETE", path: "/admin/store/items/{itemId}", status: 204 },
  async run({ db, now, emit }, { itemId }, { name }) {
    await db.execute(
      sql`update store_items set "removedAt" = ${now}, enabled = false, "updatedAt" = ${now} where id = ${itemId} and "removedAt" is null`,
    );
    emit(itemChanged, { itemId, name, change: "removed" });
    return {};
  },
});

/** Refuses prices, limits and times that do not go together, naming the field. */
function requireTerms({ gives, priceCoins, stoppedPriceCoins, priceMinor, currency, ...terms }: Written): void {
  if (gives.kind === "coins") {
    if (priceMinor === null) refuse("priceMinor", "Coins are sold for money: give a price in money.");
    if (currency === null) refuse("currency", "A price in money needs its currency.");
    if (priceCoins !== null || stoppedPriceCoins !== null) refuse("priceCoins", "Coins are not sold for coins.");
    if (terms.refundHours > 0) refuse("refundHours", "What was paid with money is refunded at the payment provider.");
  } else {
    if (priceCoins === null) refuse("priceCoins", "Give a price in coins; 0 is for nothing.");
    if (priceMinor !== null || currency !== null) refuse("priceMinor", "Only coins are sold for money.");
  }
  if (terms.limitDays !== null && terms.limitPerMember === null)
    refuse("limitPerMember", "Say how many a member may buy in these days.");
  if (terms.fromAt !== null && terms.untilAt !== null && Date.parse(terms.fromAt) >= Date.parse(terms.untilAt))
    refuse("untilAt", "The sale ends before it begins.");
}

function refuse(path: string, problem: string): never {
  throw new AppError("invalid_input", "store.terms", { problem }, [{ path, code: "terms", message: problem }]);
}

async function write({ db, now }: Context, id: string, { gives, ...item }: Written): Promise<void> {
  const given = {
    resource: null,
    amount: null,
    packageId: null,
    days: null,
    roleId: null,
    ...gives,
  };
  await db.execute(sql`
    update store_items set name = ${item.name}, description = ${item.description}, kind = ${gives.kind}, resource = ${given.resource},
      amount = ${given.amount}::bigint, "packageId" = ${given.packageId}, days = ${given.days}::int, "roleId" = ${given.roleId},
      "priceCoins" = ${item.priceCoins}::bigint, "stoppedPriceCoins" = ${item.stoppedPriceCoins}::bigint, "priceMinor" = ${item.priceMinor}::bigint,
      currency = ${item.currency}, "limitPerMember" = ${item.limitPerMember}::int, "limitDays" = ${item.limitDays}::int, stock = ${item.stock}::int,
      "fromAt" = ${item.fromAt}::timestamptz, "untilAt" = ${item.untilAt}::timestamptz, "refundHours" = ${item.refundHours}::int,
      enabled = ${item.enabled}, position = ${item.position}::int, "updatedAt" = ${now}
    where id = ${id}`);
}
