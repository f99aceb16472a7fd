import { HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { StaffOrders } from "#app/features/store/ui/staff-orders.tsx";
import { orderListInput, STORE_QUERIES } from "#app/features/store/ui/store-queries.ts";
import { may } from "#app/lib/access.ts";
import { pageActor, pagePrefetch } from "#app/transport/next/caller.ts";
import { Forbidden } from "#app/ui/forbidden.tsx";
import { loadTableQuery } from "#app/ui/table/table-query.ts";

export const metadata: Metadata = { title: "Orders of a member" };

interface MemberOrdersPageProps {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function MemberOrdersPage({ params, searchParams }: MemberOrdersPageProps) {
  if (!may(await pageActor(), "economy.all:read")) return <Forbidden permission="economy.all:read" />;
  const { id } = await params;
  const query = await loadTableQuery(STORE_QUERIES.orders, searchParams);
  const { trpc, prefetch, state } = await pagePrefetch();
  await prefetch(trpc.storeOrders.list.queryOptions({ ...orderListInput(query, 20), userId: id }));
  return (
    <HydrationBoundary state={state()}>
      <StaffOrders userId={id} />
    </HydrationBoundary>
  );
}
