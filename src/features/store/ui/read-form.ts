import { fieldTextOf, momentOf } from "#app/ui/form/local-moment.ts";
import type { ItemKind } from "../kinds.ts";
import { SOLD_RESOURCES, type SoldResource } from "../kinds.ts";
import { minorOf } from "../pricing.ts";
import type { CouponGives, Gives, StoreItem } from "../schema.ts";

/** A number that was typed; null for none. */
export function numberOf(form: FormData, name: string): number | null {
  const text = textOf(form, name);
  return text === "" ? null : Number(text);
}

function textOf(form: FormData, name: string): string {
  return String(form.get(name) ?? "").trim();
}

function packageOf(form: FormData) {
  return { kind: "package" as const, packageId: textOf(form, "packageId"), days: numberOf(form, "days") };
}

function givesOf(form: FormData): Gives {
  const kind = textOf(form, "kind") as ItemKind;
  const amount = numberOf(form, "amount") ?? 0;
  switch (kind) {
    case "resource":
      return { kind, resource: textOf(form, "resource") as SoldResource, amount };
    case "package":
      return packageOf(form);
    case "role":
      return { kind, roleId: textOf(form, "roleId") };
    case "renewal_bypass":
    case "coins":
      return { kind, amount };
  }
}

export type ItemWritten = Omit<StoreItem, "id" | "label" | "sold" | "createdAt" | "updatedAt">;

/** An item as its form says it. */
export function readItem(form: FormData): ItemWritten {
  const gives = givesOf(form);
  const isMoney = gives.kind === "coins";
  const money = isMoney ? numberOf(form, "priceMinor") : null;
  const currency = isMoney ? textOf(form, "currency").toUpperCase() : null;
  return {
    name: textOf(form, "name"),
    description: textOf(form, "description"),
    gives,
    priceCoins: isMoney ? null : numberOf(form, "priceCoins"),
    stoppedPriceCoins: isMoney ? null : numberOf(form, "stoppedPriceCoins"),
    priceMinor: money === null || currency === null ? null : minorOf(money, currency),
    currency,
    limitPerMember: numberOf(form, "limitPerMember"),
    limitDays: numberOf(form, "limitDays"),
    stock: numberOf(form, "stock"),
    fromAt: momentOf(form, "fromAt") ?? null,
    untilAt: momentOf(form, "untilAt") ?? null,
    refundHours: isMoney ? 0 : (numberOf(form, "refundHours") ?? 0),
    enabled: form.get("enabled") === "on",
    position: numberOf(form, "position") ?? 0,
  };
}

/** What of an item is otherwise than when its form was opened: alone that is sent, so that what was sold meanwhile stays sold. */
export function changesOf(item: StoreItem, written: ItemWritten): Partial<ItemWritten> {
  const plain = (of: ItemWritten, field: keyof ItemWritten) =>
    // A field shows no seconds.
    field === "fromAt" || field === "untilAt" ? fieldTextOf(of[field]) : sorted(of[field]);
  return Object.fromEntries(
    (Object.keys(written) as (keyof ItemWritten)[])
      .filter((field) => plain(item, field) !== plain(written, field))
      .map((field) => [field, written[field]]),
  );
}

function sorted(value: unknown): string {
  return JSON.stringify(
    value !== null && typeof value === "object" ? Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)) : value,
  );
}

export const MADE_KINDS = ["percent", "amount", "coins", "resources", "package", "renewal_bypass"] as const;
export type MadeKind = (typeof MADE_KINDS)[number];

/** What coupons give, as their form says it. */
export function readCouponGives(form: FormData): CouponGives {
  const kind = textOf(form, "kind") as MadeKind;
  const value = numberOf(form, "value") ?? 0;
  switch (kind) {
    case "percent":
      return { kind, percent: value };
    case "amount":
    case "coins":
      return { kind, coins: value };
    case "renewal_bypass":
      return { kind, amount: value };
    case "package":
      return packageOf(form);
    case "resources": {
      const given = SOLD_RESOURCES.map((name) => [name, numberOf(form, name)] as const);
      return { kind, resources: Object.fromEntries(given.filter(([, amount]) => amount !== null)) };
    }
  }
}
