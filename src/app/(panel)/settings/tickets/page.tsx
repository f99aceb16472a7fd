import { HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { TicketSettings } from "#app/features/tickets/ui/ticket-settings.tsx";
import { may } from "#app/lib/access.ts";
import { pageActor, pagePrefetch } from "#app/transport/next/caller.ts";
import { Forbidden } from "#app/ui/forbidden.tsx";

export const metadata: Metadata = { title: "Tickets" };

export default async function TicketSettingsPage() {
  if (!may(await pageActor(), "tickets:manage")) return <Forbidden permission="tickets:manage" />;
  const { trpc, prefetch, state } = await pagePrefetch();
  await Promise.all([
    prefetch(trpc.ticketCategories.list.queryOptions({})),
    prefetch(trpc.ticketMacros.list.queryOptions({})),
    prefetch(trpc.ticketDueTimes.get.queryOptions({})),
    prefetch(trpc.tickets.staff.queryOptions({})),
  ]);
  return (
    <HydrationBoundary state={state()}>
      <TicketSettings />
    </HydrationBoundary>
  );
}
