"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useQueryStates } from "nuqs";
import { useTRPC } from "#app/transport/client/trpc.tsx";
import { ErrorState } from "#app/ui/error-state.tsx";
import { Select } from "#app/ui/form/select.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Loading, Skeleton } from "#app/ui/skeleton.tsx";
import { Stack } from "#app/ui/stack.tsx";
import { RangeButtons } from "./range-buttons.tsx";
import { SeriesCards } from "./series-cards.tsx";
import { ServerCards } from "./server-cards.tsx";
import { CHOICE_QUERY, STATISTIC_PARSERS, seriesInput } from "./statistic-query.ts";

const FRESH_MS = 60_000;

/** Figures of one server or of all that one may see, over time and as they are today. */
export function StatisticsPage() {
  const words = useTranslations("statistics");
  const trpc = useTRPC();
  const [address, setAddress] = useQueryStates(STATISTIC_PARSERS, { history: "push" });
  const { server, range } = address;
  const servers = useQuery(trpc.servers.list.queryOptions(CHOICE_QUERY));
  const series = useQuery({
    ...trpc.statistics.series.queryOptions(seriesInput(address)),
    refetchInterval: FRESH_MS,
    placeholderData: (before) => before,
  });
  const options = [
    { value: "", label: words("allServers") },
    ...(servers.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name })),
  ];
  return (
    <Stack>
      <PageHeader
        title={words("title")}
        actions={
          <Select
            aria-label={words("whose")}
            options={options}
            value={server}
            onChange={(event) => void setAddress({ server: event.target.value || null })}
          />
        }
      />
      {server ? <ServerCards serverId={server} /> : null}
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
