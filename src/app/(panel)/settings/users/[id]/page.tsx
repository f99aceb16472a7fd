import { HydrationBoundary } from "@tanstack/react-query";
import { UserPage } from "#app/features/identity/ui/user-page.tsx";
import { UserInteractions } from "#app/features/members/ui/user-interactions.tsx";
import { MemberResources } from "#app/features/packages/ui/resources-card.tsx";
import { may } from "#app/lib/access.ts";
import { pageActor, pagePrefetch } from "#app/transport/next/caller.ts";
import { Stack } from "#app/ui/stack.tsx";

interface OneUserPageProps {
  params: Promise<{ id: string }>;
}

export default async function OneUserPage({ params }: OneUserPageProps) {
  const actor = await pageActor();
  const { id } = await params;
  const { trpc, prefetch, state } = await pagePrefetch();
  await Promise.all([
    prefetch(trpc.profile.get.queryOptions({})),
    may(actor, "roles:read") && prefetch(trpc.roles.list.queryOptions({})),
  ]);
  return (
    <HydrationBoundary state={state()}>
      <Stack>
        <UserPage userId={id}>
          {may(actor, "economy.all:read") ? (
            <MemberResources userId={id} mayWrite={may(actor, "economy:write")} />
          ) : null}
        </UserPage>
        {may(actor, "audit:read") ? (
          <Stack width="form">
            <UserInteractions userId={id} />
          </Stack>
        ) : null}
      </Stack>
    </HydrationBoundary>
  );
}
