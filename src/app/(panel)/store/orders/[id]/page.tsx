import { HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { OrderPage } from "#app/features/store/ui/order-page.tsx";
import { ticketsAbout } from "#app/features/tickets/ui/ticket-query.ts";
import { TicketsAbout } from "#app/features/tickets/ui/tickets-about.tsx";
import { may } from "#app/lib/access.ts";
import { pagePrefetch, pageWho } from "#app/transport/next/caller.ts";
import { Forbidden } from "#app/ui/forbidden.tsx";

export const metadata: Metadata = { title: "Order" };

interface OneOrderPageProps {
  params: Promise<{ id: string }>;
}

export default async function OneOrderPage({ params }: OneOrderPageProps) {
  const who = await pageWho();
  const seesAll = may(who, "economy.all:read");
  if (!seesAll && !may(who, "economy:read")) return <Forbidden permission="economy:read" />;
  const { id: orderId } = await params;
  const seesTickets = may(who, "tickets:read");
  const { trpc, prefetch, state } = await pagePrefetch();
  await Promise.all([
    seesAll
      ? prefetch(trpc.storeOrders.get.queryOptions({ orderId }))
      : prefetch(trpc.store.order.queryOptions({ orderId })),
    ...(seesTickets ? [prefetch(trpc.tickets.list.queryOptions(ticketsAbout(orderId)))] : []),
  ]);
  return (
    <HydrationBoundary state={state()}>
      <OrderPage orderId={orderId} seesAll={seesAll}>
        {seesTickets ? <TicketsAbout id={orderId} /> : null}
      </OrderPage>
    </HydrationBoundary>
  );
}
