"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { HandCoins } from "lucide-react";
import type { Route } from "next";
import { useTranslations } from "next-intl";
import { useEvents } from "#app/transport/client/live.tsx";
import { useTRPC } from "#app/transport/client/trpc.tsx";
import { LinkButton } from "#app/ui/button.tsx";
import { Callout } from "#app/ui/callout.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { ErrorState } from "#app/ui/error-state.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Loading, Skeleton } from "#app/ui/skeleton.tsx";
import { Stack } from "#app/ui/stack.tsx";
import { DailyCard } from "./daily-card.tsx";
import { IdleCard } from "./idle-card.tsx";
import { JoinCard } from "./join-card.tsx";
import { PlaytimeCard } from "./playtime-card.tsx";
import { ReferralCard } from "./referral-card.tsx";

/** The ways by which one earns coins, each on a card. `code` is of who brought one here, by their link. */
export function EarnPage({ code }: { code: string | null }) {
  const words = useTranslations("earning.earn");
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const { data, error, refetch, isFetching } = useQuery(trpc.earning.ways.queryOptions({}));
  const balance = useQuery(trpc.coins.mine.queryOptions({}));
  useEvents(["coins.", "setting."], ({ type }) => {
    void queryClient.invalidateQueries({ queryKey: trpc.earning.pathKey() });
    if (type.startsWith("coins.")) void queryClient.invalidateQueries({ queryKey: trpc.coins.pathKey() });
  });
  const isNone = data && !data.daily && !data.idle && !data.playtime && !data.referral && !data.join;
  return (
    <Stack>
      <PageHeader
        title={words("title")}
        description={words("description")}
        {...(balance.data && { aside: words("balance", { coins: balance.data.available }) })}
        actions={<LinkButton href={"/coins" as Route}>{words("coins")}</LinkButton>}
      />
      {data?.refusal ? (
        <Callout tone="warn" title={words("refused")}>
          {data.refusal.message}
        </Callout>
      ) : null}
      {isNone ? (
        <EmptyState icon={<HandCoins aria-hidden />} title={words("none")}>
          {words("noneText")}
        </EmptyState>
      ) : data ? (
        <Stack columns={2}>
          {data.daily ? <DailyCard daily={data.daily} disabled={data.refusal !== null} /> : null}
          {data.idle ? <IdleCard idle={data.idle} disabled={data.refusal !== null} /> : null}
          {data.playtime ? <PlaytimeCard playtime={data.playtime} /> : null}
          {data.referral ? <ReferralCard offer={data.referral} asked={code} disabled={data.refusal !== null} /> : null}
          {data.join ? <JoinCard join={data.join} disabled={data.refusal !== null} /> : null}
        </Stack>
      ) : error ? (
        <ErrorState title={words("failed")} error={error} onRetry={() => void refetch()} retrying={isFetching} />
      ) : (
        <Loading label={words("loading")}>
          <Skeleton height="10rem" />
        </Loading>
      )}
    </Stack>
  );
}
