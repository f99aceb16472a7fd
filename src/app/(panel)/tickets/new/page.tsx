import { HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { NewTicket } from "#app/features/tickets/ui/new-ticket.tsx";
import { may } from "#app/lib/access.ts";
import { pageActor, pagePrefetch } from "#app/transport/next/caller.ts";
import { Forbidden } from "#app/ui/forbidden.tsx";

export const metadata: Metadata = { title: "New ticket" };

interface NewTicketPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function NewTicketPage({ searchParams }: NewTicketPageProps) {
  if (!may(await pageActor(), "tickets:write")) return <Forbidden permission="tickets:write" />;
  const { server, order } = await searchParams;
  const { trpc, prefetch, state } = await pagePrefetch();
  const serverId = typeof server === "string" ? server.slice(0, 64) : null;
  const orderId = typeof order === "string" ? order.slice(0, 64) : null;
  await Promise.all([
    prefetch(trpc.ticketCategories.list.queryOptions({})),
    ...(serverId ? [prefetch(trpc.servers.get.queryOptions({ serverId }))] : []),
    ...(orderId ? [prefetch(trpc.store.order.queryOptions({ orderId }))] : []),
  ]);
  return (
    <HydrationBoundary state={state()}>
      <NewTicket serverId={serverId} orderId={orderId} />
    </HydrationBoundary>
  );
}
