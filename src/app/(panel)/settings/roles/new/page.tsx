import { HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { NewRole } from "#app/features/identity/ui/role-editor.tsx";
import { may } from "#app/lib/access.ts";
import { pageActor, pagePrefetch } from "#app/transport/next/caller.ts";
import { Forbidden } from "#app/ui/forbidden.tsx";

export const metadata: Metadata = { title: "New role" };

export default async function NewRolePage() {
  if (!may(await pageActor(), "roles:write")) return <Forbidden permission="roles:write" />;
  const { trpc, prefetch, state } = await pagePrefetch();
  await prefetch(trpc.profile.get.queryOptions({}));
  return (
    <HydrationBoundary state={state()}>
      <NewRole />
    </HydrationBoundary>
  );
}
