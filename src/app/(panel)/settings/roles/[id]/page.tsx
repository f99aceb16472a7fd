import { HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { RoleEditor } from "#app/features/identity/ui/role-editor.tsx";
import { may } from "#app/lib/access.ts";
import { pageActor, pagePrefetch } from "#app/transport/next/caller.ts";
import { Forbidden } from "#app/ui/forbidden.tsx";

export const metadata: Metadata = { title: "Role" };

export default async function RolePage({ params }: { params: Promise<{ id: string }> }) {
  if (!may(await pageActor(), "roles:read")) return <Forbidden permission="roles:read" />;
  const { trpc, prefetch, state } = await pagePrefetch();
  await Promise.all([prefetch(trpc.roles.list.queryOptions({})), prefetch(trpc.profile.get.queryOptions({}))]);
  return (
    <HydrationBoundary state={state()}>
      <RoleEditor roleId={(await params).id} />
    </HydrationBoundary>
  );
}
