import { HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { MemberEarning } from "#app/features/earning/ui/member-earning.tsx";
import { COINS_QUERY } from "#app/features/economy/ui/coins-query.ts";
import { MemberCoins } from "#app/features/economy/ui/member-coins.tsx";
import { may } from "#app/lib/access.ts";
import { pageActor, pageApi, pagePrefetch } from "#app/transport/next/caller.ts";
import { Forbidden } from "#app/ui/forbidden.tsx";
import { NothingHere } from "#app/ui/nothing-here.tsx";
import { loadTableQuery } from "#app/ui/table/table-query.ts";

export const metadata: Metadata = { title: "Coins of a member" };

interface MemberCoinsRouteProps {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function MemberCoinsRoute({ params, searchParams }: MemberCoinsRouteProps) {
  const actor = await pageActor();
  if (!may(actor, "economy.all:read")) return <Forbidden permission="economy.all:read" />;
  if (!may(actor, "users:read")) return <Forbidden permission="users:read" />;
  const { id } = await params;
  await loadTableQuery(COINS_QUERY, searchParams);
  const user = await (await pageApi()).users.get({ userId: id }).catch(() => null);
  if (!user) return <NothingHere />;
  const { trpc, prefetch, state } = await pagePrefetch();
  await Promise.all([
    prefetch(trpc.coins.get.queryOptions({ userId: id })),
    prefetch(trpc.earning.getBlock.queryOptions({ userId: id })),
  ]);
  return (
    <HydrationBoundary state={state()}>
      <MemberCoins userId={id} name={user.name}>
        <MemberEarning userId={id} name={user.name} />
      </MemberCoins>
    </HydrationBoundary>
  );
}
