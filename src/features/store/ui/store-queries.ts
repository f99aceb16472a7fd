import type { TableQuery } from "#app/ui/table/table-query.ts";
import { ITEM_KINDS, ORDER_STATES, PAYMENT_STATES } from "../kinds.ts";

const ONE_KIND = ["kind"];
const ONE_STATE = ["state"];
const STATE_OR_LOOK = ["state", "look"];

/** What of each list of Settings > Store is in the address. */
export const STORE_QUERIES = {
  items: { sort: "", facets: ONE_KIND, single: ONE_KIND },
  coupons: { sort: "", facets: ONE_STATE, single: ONE_STATE },
  orders: { sort: "", facets: ONE_STATE, single: ONE_STATE },
  payments: { sort: "", facets: STATE_OR_LOOK, single: STATE_OR_LOOK },
} as const;

export const COUPON_STATES = ["usable", "ended"] as const;
/** The word for payments with a problem or with coins missing. */
export const NEEDS_LOOK = "needed";

const MOST_TYPED = 100;
/** As long as a code is at most. */
const MOST_CODE = 60;

type Asked = Pick<TableQuery, "q" | "page" | "facets">;

/** The questions for a page of each list; the same on the server, which asks them ahead. */
export function itemListInput({ q, page, facets }: Asked, limit: number) {
  const kind = chosen(ITEM_KINDS, facets.kind);
  return { page, limit, ...typed("q", q, MOST_TYPED), ...(kind && { kind }) };
}

export function couponFilter({ q, facets }: Pick<Asked, "q" | "facets">) {
  const state = chosen(COUPON_STATES, facets.state);
  return { ...typed("code", q, MOST_CODE), ...(state && { state }) };
}

export function couponListInput({ page, ...asked }: Asked, limit: number) {
  return { page, limit, ...couponFilter(asked) };
}

export function orderListInput({ q, page, facets }: Asked, limit: number) {
  const state = chosen(ORDER_STATES, facets.state);
  return { page, limit, ...typed("q", q, MOST_TYPED), ...(state && { state }) };
}

export function paymentListInput({ q, page, facets }: Asked, limit: number) {
  const state = chosen(PAYMENT_STATES, facets.state);
  const needsLook = facets.look?.includes(NEEDS_LOOK) === true;
  return { page, limit, ...typed("q", q, MOST_TYPED), ...(state && { state }), ...(needsLook && { needsLook }) };
}

/** The one value that the address chooses of those that there are. */
function chosen<Value extends string>(known: readonly Value[], facet: readonly string[] | undefined) {
  return known.find((value) => value === facet?.[0]);
}

function typed<Name extends string>(name: Name, text: string, most: number): { [name in Name]?: string } {
  const trimmed = text.trim();
  return (trimmed === "" ? {} : { [name]: trimmed.slice(0, most) }) as { [name in Name]?: string };
}
