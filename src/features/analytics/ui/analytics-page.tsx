"use client";

import { useQuery } from "@tanstack/react-query";
import { ChartLine } from "lucide-react";
import { useTranslations } from "next-intl";
import { useQueryStates } from "nuqs";
import type { ReactNode } from "react";
import { useTRPC } from "#app/transport/client/trpc.tsx";
import { Button, LinkButton } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { ErrorState } from "#app/ui/error-state.tsx";
import { Select } from "#app/ui/form/select.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Refreshing } from "#app/ui/refreshing.tsx";
import { Loading, Skeleton } from "#app/ui/skeleton.tsx";
import { Stack } from "#app/ui/stack.tsx";
import { ANALYTICS_PERIODS } from "../asked-of-kills.ts";
import { ActivityCard } from "./activity-card.tsx";
import { ANALYTICS_PARSERS, askedOf, SERVER_QUERY } from "./analytics-query.ts";
import { ExportCard } from "./export-card.tsx";
import { HoursCard } from "./hours-card.tsx";
import { InsightsCard } from "./insights-card.tsx";
import { MetricTiles } from "./metric-tiles.tsx";
import { RecommendationsCard } from "./recommendations-card.tsx";
import { TopCards } from "./top-cards.tsx";
import { TrendCard } from "./trend-card.tsx";

export interface AnalyticsPageProps {
  /** The game where the address names none; empty: the one that is usual everywhere. */
  usualGame: string;
  /** Chooses the game in the address. */
  chooser: ReactNode;
}

/** What kills say about who killed and died: figures with how sure they are, what stands against chance, and what follows. */
export function AnalyticsPage({ usualGame, chooser }: AnalyticsPageProps) {
  const words = useTranslations("analytics");
  const trpc = useTRPC();
  const [address, setAddress] = useQueryStates(ANALYTICS_PARSERS, { history: "push" });
  const { server, range } = address;
  const asked = askedOf({ ...address, game: address.game || usualGame });
  const servers = useQuery(trpc.servers.list.queryOptions(SERVER_QUERY));
  const dashboard = useQuery({
    ...trpc.analytics.dashboard.queryOptions({ ...asked, period: range }),
    placeholderData: (previous) => previous,
  });
  const options = [
    { value: "", label: words("own") },
    ...(servers.data?.items ?? []).map(({ id, name }) => ({ value: id, label: words("ofServer", { name }) })),
  ];
  return (
    <Stack>
      <PageHeader
        title={words("title")}
        description={words("description")}
        actions={
          <>
            {chooser}
            {options.length > 1 ? (
              <Select
                aria-label={words("whose")}
                options={options}
                value={server}
                onChange={(event) => void setAddress({ server: event.target.value || null, player: null })}
              />
            ) : null}
          </>
        }
      />
      <fieldset className="flex flex-wrap gap-1">
        <legend className="sr-only">{words("period")}</legend>
        {ANALYTICS_PERIODS.map((name) => (
          <Button key={name} size="sm" aria-pressed={name === range} onClick={() => void setAddress({ range: name })}>
            {words(`periods.${name}`)}
          </Button>
        ))}
        <Refreshing active={dashboard.isPlaceholderData} />
      </fieldset>
      {dashboard.isError ? (
        <ErrorState
          title={words("failed")}
          error={dashboard.error}
          onRetry={() => void dashboard.refetch()}
          retrying={dashboard.isFetching}
        />
      ) : dashboard.data === undefined ? (
        <Loading label={words("loading")} slow={words("slow")}>
          <Skeleton height="12rem" />
          <Skeleton height="16rem" />
        </Loading>
      ) : dashboard.data.playerIds.length === 0 && !server && !address.community ? (
        <Card>
          <EmptyState
            icon={<ChartLine />}
            title={words("noPlayer")}
            action={<LinkButton href="/kills">{words("feed")}</LinkButton>}
          >
            {words("noPlayerHint")}
          </EmptyState>
        </Card>
      ) : (
        <>
          <MetricTiles metrics={dashboard.data.metrics} />
          <Stack columns={2}>
            <ActivityCard activity={dashboard.data.activity} period={range} />
            {dashboard.data.hours === null ? null : <HoursCard hours={dashboard.data.hours} />}
            <TrendCard
              asked={asked}
              period={range}
              metric={address.metric}
              onMetric={(metric) => void setAddress({ metric })}
            />
            <RecommendationsCard items={dashboard.data.recommendations} />
          </Stack>
          <InsightsCard asked={asked} />
          <TopCards dashboard={dashboard.data} />
          <ExportCard asked={asked} period={range} />
        </>
      )}
    </Stack>
  );
}
