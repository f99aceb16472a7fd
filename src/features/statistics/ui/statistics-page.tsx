"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useQueryStates } from "nuqs";
import { useTRPC } from "#app/transport/client/trpc.tsx";
import { Select } from "#app/ui/form/select.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Stack } from "#app/ui/stack.tsx";
import { CHOICE_QUERY, STATISTIC_PARSERS } from "./statistic-query.ts";
import { StatisticsParts } from "./statistics-parts.tsx";

/** Figures of one server or of all that one may see, over time and as they are today. */
export function StatisticsPage() {
  const words = useTranslations("statistics");
  const trpc = useTRPC();
  const [address, setAddress] = useQueryStates(STATISTIC_PARSERS, { history: "push" });
  const { server } = address;
  const servers = useQuery(trpc.servers.list.queryOptions(CHOICE_QUERY));
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
      <StatisticsParts serverId={server} />
    </Stack>
  );
}
