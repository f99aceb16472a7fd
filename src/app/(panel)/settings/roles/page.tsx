import { HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { RoleList } from "#app/features/identity/ui/role-list.tsx";
import { may } from "#app/lib/access.ts";
import { pageActor, pagePrefetch } from "#app/transport/next/caller.ts";
import { Forbidden } from "#app/ui/forbidden.tsx";

export const metadata: Metadata = { title: "Roles" };

export default async function RolesPage() {
  if (!may(await pageActor(), "roles:read")) return <Forbidden permission="roles:read" />;
  const { trpc, prefetch, state } = await pagePrefetch();
  await prefetch(trpc.roles.list.queryOptions({}));
  return (
    <HydrationBoundary state={state()}>
      <RoleList />
    </HydrationBoundary>
  );
}
