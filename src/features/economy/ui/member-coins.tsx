"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { may } from "#app/lib/access.ts";
import { useEvents } from "#app/transport/client/live.tsx";
import { shownError, useTRPC } from "#app/transport/client/trpc.tsx";
import { useWho } from "#app/transport/client/who.tsx";
import { ErrorState } from "#app/ui/error-state.tsx";
import { NothingHere } from "#app/ui/nothing-here.tsx";
import { Loading, Skeleton } from "#app/ui/skeleton.tsx";
import { Stack } from "#app/ui/stack.tsx";
import { BalanceTiles } from "./balance-tiles.tsx";
import { ChangeCoins } from "./change-coins.tsx";
import { StatementTable } from "./statement-table.tsx";

/** A member's coins, for the team: what they have, every movement, and giving and taking with a reason. */
export function MemberCoins({ userId, name, children }: { userId: string; name: string; children?: ReactNode }) {
  const words = useTranslations("economy.coins");
  const trpc = useTRPC();
  const who = useWho();
  const queryClient = useQueryClient();
  const { data, error, refetch, isFetching } = useQuery(trpc.coins.get.queryOptions({ userId }));
  useEvents(["coins."], () => void queryClient.invalidateQueries({ queryKey: trpc.coins.pathKey() }));
  if (error && !data && shownError(error)?.code === "not_found") return <NothingHere />;
  return (
    <Stack>
      {data ? (
        <>
          <BalanceTiles balance={data} />
          {may(who, "economy:write") ? <ChangeCoins userId={userId} name={name} balance={data} /> : null}
        </>
      ) : error ? (
        <ErrorState title={words("failed")} error={error} onRetry={() => void refetch()} retrying={isFetching} />
      ) : (
        <Loading label={words("loading")}>
          <Skeleton height="5rem" />
        </Loading>
      )}
      {children}
      <StatementTable userId={userId} />
    </Stack>
  );
}
