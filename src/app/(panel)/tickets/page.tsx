import { HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { TICKETS_QUERY, ticketsInput, viewOf } from "#app/features/tickets/ui/ticket-query.ts";
import { TicketTable } from "#app/features/tickets/ui/ticket-table.tsx";
import { may } from "#app/lib/access.ts";
import { pageActor, pagePrefetch } from "#app/transport/next/caller.ts";
import { Forbidden } from "#app/ui/forbidden.tsx";
import { loadTableQuery } from "#app/ui/table/table-query.ts";

export const metadata: Metadata = { title: "Tickets" };

interface TicketsPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function TicketsPage({ searchParams }: TicketsPageProps) {
  const actor = await pageActor();
  if (!may(actor, "tickets:read")) return <Forbidden permission="tickets:read" />;
  const query = await loadTableQuery(TICKETS_QUERY, searchParams);
  const { view } = await searchParams;
  const isStaff = may(actor, "tickets.all:read");
  const named = viewOf(typeof view === "string" ? view : null, isStaff);
  const { trpc, prefetch, state } = await pagePrefetch();
  await Promise.all([
    prefetch(trpc.tickets.list.queryOptions(ticketsInput(named, query, 20))),
    prefetch(trpc.ticketCategories.list.queryOptions({})),
    ...(isStaff ? [prefetch(trpc.tickets.stats.queryOptions({}))] : []),
  ]);
  return (
    <HydrationBoundary state={state()}>
      <TicketTable />
    </HydrationBoundary>
  );
}
