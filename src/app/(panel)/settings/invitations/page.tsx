import { HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { INVITATION_QUERY } from "#app/features/identity/ui/invitation-query.ts";
import { InvitationTable } from "#app/features/identity/ui/invitation-table.tsx";
import { may } from "#app/lib/access.ts";
import { pageActor, pagePrefetch } from "#app/transport/next/caller.ts";
import { Forbidden } from "#app/ui/forbidden.tsx";
import { loadTableQuery } from "#app/ui/table/table-query.ts";

export const metadata: Metadata = { title: "Invitations" };

interface InvitationsPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function InvitationsPage({ searchParams }: InvitationsPageProps) {
  const actor = await pageActor();
  if (!may(actor, "invitations:read")) return <Forbidden permission="invitations:read" />;
  const { page } = await loadTableQuery(INVITATION_QUERY, searchParams);
  const { trpc, prefetch, state } = await pagePrefetch();
  await Promise.all([
    prefetch(trpc.invitations.list.queryOptions({ page, limit: 20 })),
    prefetch(trpc.profile.get.queryOptions({})),
    may(actor, "roles:read") && prefetch(trpc.roles.list.queryOptions({})),
  ]);
  return (
    <HydrationBoundary state={state()}>
      <InvitationTable />
    </HydrationBoundary>
  );
}
