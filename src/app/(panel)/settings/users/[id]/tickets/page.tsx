import { HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { TICKETS_QUERY, ticketsOfInput } from "#app/features/tickets/ui/ticket-query.ts";
import { TicketTable } from "#app/features/tickets/ui/ticket-table.tsx";
import { may } from "#app/lib/access.ts";
import { pageActor, pagePrefetch } from "#app/transport/next/caller.ts";
import { Forbidden } from "#app/ui/forbidden.tsx";
import { loadTableQuery } from "#app/ui/table/table-query.ts";

export const metadata: Metadata = { title: "Tickets of a member" };

interface MemberTicketsPageProps {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function MemberTicketsPage({ params, searchParams }: MemberTicketsPageProps) {
  if (!may(await pageActor(), "tickets.all:read")) return <Forbidden permission="tickets.all:read" />;
  const { id } = await params;
  const query = await loadTableQuery(TICKETS_QUERY, searchParams);
  const { trpc, prefetch, state } = await pagePrefetch();
  await prefetch(trpc.tickets.list.queryOptions(ticketsOfInput(id, query, 20)));
  return (
    <HydrationBoundary state={state()}>
      <TicketTable requesterId={id} />
    </HydrationBoundary>
  );
}
