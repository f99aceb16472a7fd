"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useQueryStates } from "nuqs";
import { useTRPC } from "#app/transport/client/trpc.tsx";
import { ErrorState } from "#app/ui/error-state.tsx";
import { Loading, Skeleton } from "#app/ui/skeleton.tsx";
import { Stack } from "#app/ui/stack.tsx";
import { RangeButtons } from "./range-buttons.tsx";
import { SeriesCards } from "./series-cards.tsx";
import { ServerCards } from "./server-cards.tsx";
import { STATISTIC_PARSERS, seriesInput } from "./statistic-query.ts";

const FRESH_MS = 60_000;

/** Figures of one server, or with "" of all that one may see: as they are today, and over the time that the address says. */
export function StatisticsParts({ serverId }: { serverId: string }) {
  const words = useTranslations("statistics");
  const trpc = useTRPC();
  const [{ range }, setAddress] = useQueryStates(STATISTIC_PARSERS, { history: "push" });
  const series = useQuery({
    ...trpc.statistics.series.queryOptions(seriesInput({ server: serverId, range })),
    refetchInterval: FRESH_MS,
    placeholderData: (before) => before,
  });
  return (
    <Stack>
      {serverId ? <ServerCards serverId={serverId} /> : null}
      <RangeButtons range={range} onRange={(chosen) => void setAddress({ range: chosen })} />
      {series.data ? (
        <SeriesCards series={series.data} />
      ) : series.error ? (
        <ErrorState
          title={words("failed")}
          error={series.error}
          onRetry={() => void series.refetch()}
          retrying={series.isFetching}
        />
      ) : (
        <Loading label={words("title")}>
          <Skeleton height="6rem" />
          <Skeleton height="18rem" />
        </Loading>
      )}
    </Stack>
  );
}
