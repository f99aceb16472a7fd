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
  await Promise.all([
    prefetch(trpc.ticketCategories.list.queryOptions({})),
    prefetch(trpc.servers.list.queryOptions({ limit: 100 })),
  ]);
  return (
    <HydrationBoundary state={state()}>
      <NewTicket
        serverId={typeof server === "string" ? server : null}
        orderId={typeof order === "string" ? order.slice(0, 64) : null}
      />
    </HydrationBoundary>
  );
}
