import { HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { USER_QUERY, userListInput } from "#app/features/identity/ui/user-query.ts";
import { UserTable } from "#app/features/identity/ui/user-table.tsx";
import { may } from "#app/lib/access.ts";
import { pageActor, pagePrefetch } from "#app/transport/next/caller.ts";
import { Forbidden } from "#app/ui/forbidden.tsx";
import { loadTableQuery } from "#app/ui/table/table-query.ts";

export const metadata: Metadata = { title: "Users" };

interface UsersPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function UsersPage({ searchParams }: UsersPageProps) {
  const actor = await pageActor();
  if (!may(actor, "users:read")) return <Forbidden permission="users:read" />;
  const query = await loadTableQuery(USER_QUERY, searchParams);
  const { trpc, prefetch, state } = await pagePrefetch();
  await Promise.all([
    prefetch(trpc.users.list.queryOptions(userListInput(query, 20))),
    prefetch(trpc.profile.get.queryOptions({})),
    may(actor, "roles:read") && prefetch(trpc.roles.list.queryOptions({})),
  ]);
  return (
    <HydrationBoundary state={state()}>
      <UserTable />
    </HydrationBoundary>
  );
}
