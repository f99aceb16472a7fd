import { HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { TicketPage } from "#app/features/tickets/ui/ticket-page.tsx";
import { THREAD_LIMIT } from "#app/features/tickets/ui/ticket-query.ts";
import { may } from "#app/lib/access.ts";
import { pageActor, pageApi, pagePrefetch } from "#app/transport/next/caller.ts";
import { Forbidden } from "#app/ui/forbidden.tsx";

interface OneTicketPageProps {
  params: Promise<{ id: string }>;
}

export async function generateMetadata({ params }: OneTicketPageProps): Promise<Metadata> {
  const api = await pageApi();
  const ticket = await api.tickets.get({ ticketId: (await params).id }).catch(() => null);
  return { title: ticket ? `#${ticket.number} ${ticket.subject}` : "Ticket" };
}

export default async function OneTicketPage({ params }: OneTicketPageProps) {
  if (!may(await pageActor(), "tickets:read")) return <Forbidden permission="tickets:read" />;
  const { id: ticketId } = await params;
  const { trpc, prefetch, prefetchInfinite, state } = await pagePrefetch();
  await Promise.all([
    prefetch(trpc.tickets.get.queryOptions({ ticketId })),
    prefetchInfinite(
      trpc.tickets.messages.infiniteQueryOptions(
        { ticketId, limit: THREAD_LIMIT },
        { getNextPageParam: (page) => page.nextCursor ?? undefined },
      ),
    ),
    prefetch(trpc.tickets.activity.queryOptions({ ticketId })),
  ]);
  return (
    <HydrationBoundary state={state()}>
      <TicketPage ticketId={ticketId} />
    </HydrationBoundary>
  );
}
