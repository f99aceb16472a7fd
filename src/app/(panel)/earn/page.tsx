import { HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { EarnPage } from "#app/features/earning/ui/earn-page.tsx";
import { may } from "#app/lib/access.ts";
import { pageActor, pagePrefetch } from "#app/transport/next/caller.ts";
import { Forbidden } from "#app/ui/forbidden.tsx";

export const metadata: Metadata = { title: "Earn coins" };

interface EarnRouteProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function EarnRoute({ searchParams }: EarnRouteProps) {
  if (!may(await pageActor(), "economy:read")) return <Forbidden permission="economy:read" />;
  const { code } = await searchParams;
  const { trpc, prefetch, state } = await pagePrefetch();
  await Promise.all([
    prefetch(trpc.earning.ways.queryOptions({})),
    prefetch(trpc.earning.referrals.queryOptions({})),
    prefetch(trpc.coins.mine.queryOptions({})),
  ]);
  return (
    <HydrationBoundary state={state()}>
      <EarnPage code={typeof code === "string" ? code.slice(0, 40) : null} />
    </HydrationBoundary>
  );
}
