import { HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import {
  couponListInput,
  itemListInput,
  orderListInput,
  paymentListInput,
  STORE_QUERIES,
} from "#app/features/store/ui/store-queries.ts";
import { StoreSettings } from "#app/features/store/ui/store-settings.tsx";
import { storeTabOf } from "#app/features/store/ui/store-tabs.ts";
import { may } from "#app/lib/access.ts";
import { pagePrefetch, pageWho } from "#app/transport/next/caller.ts";
import { Forbidden } from "#app/ui/forbidden.tsx";
import { loadTableQuery } from "#app/ui/table/table-query.ts";

export const metadata: Metadata = { title: "Store" };

/** Rows that a table shows at first. */
const FIRST = 20;

interface StoreSettingsProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function StoreSettingsRoute({ searchParams }: StoreSettingsProps) {
  if (!may(await pageWho(), "economy:write")) return <Forbidden permission="economy:write" />;
  const tab = storeTabOf((await searchParams).tab);
  const query = await loadTableQuery(STORE_QUERIES[tab], searchParams);
  const { trpc, prefetch, state } = await pagePrefetch();
  await Promise.all([
    prefetch(trpc.store.items.queryOptions({})),
    ...(tab === "items" ? [prefetch(trpc.storeItems.list.queryOptions(itemListInput(query, FIRST)))] : []),
    ...(tab === "coupons" ? [prefetch(trpc.coupons.list.queryOptions(couponListInput(query, FIRST)))] : []),
    ...(tab === "orders" ? [prefetch(trpc.storeOrders.list.queryOptions(orderListInput(query, FIRST)))] : []),
    ...(tab === "payments"
      ? [
          prefetch(trpc.payments.list.queryOptions(paymentListInput(query, FIRST))),
          prefetch(trpc.payments.setup.queryOptions({})),
        ]
      : []),
  ]);
  return (
    <HydrationBoundary state={state()}>
      <StoreSettings tab={tab} />
    </HydrationBoundary>
  );
}
