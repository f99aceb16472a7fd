import * as z from "zod";
import { iso } from "#app/lib/time.ts";
import { row, type Sql, sql } from "#app/platform/sql.ts";
import type { ItemKind, SoldResource } from "../kinds.ts";
import { ITEM_KINDS, SOLD_RESOURCES } from "../kinds.ts";
import type { Gives, StoreItem } from "../schema.ts";

export const ItemRow = z.object({
  id: z.string(),
  name: z.string(),
  description: z.string(),
  kind: z.enum(ITEM_KINDS),
  resource: z.enum(SOLD_RESOURCES).nullable(),
  amount: z.number().nullable(),
  packageId: z.string().nullable(),
  days: z.number().nullable(),
  roleId: z.string().nullable(),
  label: z.string().nullable(),
  priceCoins: z.number().nullable(),
  stoppedPriceCoins: z.number().nullable(),
  priceMinor: z.number().nullable(),
  currency: z.string().nullable(),
  limitPerMember: z.number().nullable(),
  limitDays: z.number().nullable(),
  stock: z.number().nullable(),
  sold: z.number(),
  fromAt: z.date().nullable(),
  untilAt: z.date().nullable(),
  refundHours: z.number(),
  enabled: z.boolean(),
  position: z.number(),
  createdAt: z.date(),
  updatedAt: z.date(),
  removedAt: z.date().nullable(),
});
export type ItemRow = z.output<typeof ItemRow>;

/** The columns of an `ItemRow`; the statement calls the table `i`. */
export const ITEM_COLUMNS = sql`
  i.id, i.name, i.description, i.kind, i.resource, i.amount, i."packageId", i.days, i."roleId", i."priceCoins", i."stoppedPriceCoins", i."priceMinor", i.currency,
  i."limitPerMember", i."limitDays", i.stock, i.sold, i."fromAt", i."untilAt", i."refundHours", i.enabled, i.position, i."createdAt", i."updatedAt", i."removedAt",
  coalesce((select p.name from packages p where p.id = i."packageId"), (select r.name from roles r where r.id = i."roleId")) as label`;

export function itemById(db: Sql, id: string): Promise<ItemRow | null> {
  return row(db, ItemRow, sql`select ${ITEM_COLUMNS} from store_items i where i.id = ${id} and i."removedAt" is null`);
}

/** What one of it gives, as it was checked when it was written. */
export function givesOf(item: ItemRow): Gives {
  const { kind, resource, amount, packageId, days, roleId } = item;
  switch (kind satisfies ItemKind) {
    case "resource":
      return { kind: "resource", resource: resource as SoldResource, amount: amount! };
    case "package":
      return { kind: "package", packageId: packageId!, days };
    case "renewal_bypass":
      return { kind: "renewal_bypass", amount: amount! };
    case "role":
      return { kind: "role", roleId: roleId! };
    case "coins":
      return { kind: "coins", amount: amount! };
  }
}

export function shownItem(item: ItemRow): StoreItem {
  const {
    removedAt: _removed,
    kind: _kind,
    resource: _r,
    amount: _a,
    packageId: _p,
    days: _d,
    roleId: _l,
    ...rest
  } = item;
  return {
    ...rest,
    gives: givesOf(item),
    fromAt: iso(item.fromAt),
    untilAt: iso(item.untilAt),
    createdAt: iso(item.createdAt),
    updatedAt: iso(item.updatedAt),
  };
}
