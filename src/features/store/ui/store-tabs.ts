export const STORE_TABS = ["items", "coupons", "orders", "payments"] as const;
export type StoreTab = (typeof STORE_TABS)[number];

/** The tab of the store's settings that an address names; else what is sold. */
export function storeTabOf(text: unknown): StoreTab {
  return STORE_TABS.find((tab) => tab === text) ?? "items";
}
