"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { Route } from "next";
import { useTranslations } from "next-intl";
import { useEvents } from "#app/transport/client/live.tsx";
import { useTRPC } from "#app/transport/client/trpc.tsx";
import { LinkButton } from "#app/ui/button.tsx";
import { ErrorState } from "#app/ui/error-state.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { PageCrumbs } from "#app/ui/shell/crumbs.tsx";
import { Loading, Skeleton } from "#app/ui/skeleton.tsx";
import { Stack } from "#app/ui/stack.tsx";
import { BalanceTiles } from "./balance-tiles.tsx";
import { StatementTable } from "./statement-table.tsx";

/** One's own coins, and how they came and went. */
export function CoinsPage() {
  const words = useTranslations("economy.coins");
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const { data, error, refetch, isFetching } = useQuery(trpc.coins.mine.queryOptions({}));
  useEvents(["coins."], () => void queryClient.invalidateQueries({ queryKey: trpc.coins.pathKey() }));
  return (
    <Stack>
      <PageCrumbs crumbs={[{ label: words("title") }]} />
      <PageHeader
        title={words("title")}
        description={words("description")}
        actions={<LinkButton href={"/earn" as Route}>{words("earn")}</LinkButton>}
      />
      {data ? (
        <BalanceTiles balance={data} />
      ) : error ? (
        <ErrorState title={words("failed")} error={error} onRetry={() => void refetch()} retrying={isFetching} />
      ) : (
        <Loading label={words("loading")}>
          <Skeleton height="5rem" />
        </Loading>
      )}
      <StatementTable />
    </Stack>
  );
}
