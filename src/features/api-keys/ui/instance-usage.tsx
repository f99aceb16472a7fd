"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "#app/transport/client/trpc.tsx";
import { Callout } from "#app/ui/callout.tsx";
import { Card } from "#app/ui/card.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Stack } from "#app/ui/stack.tsx";
import { CountTable } from "./count-table.tsx";
import { LOOK_MS } from "./refresh.ts";
import { UsageCards } from "./usage-cards.tsx";
import { useRange } from "./use-range.ts";

/** How the API of the whole panel is used: by outcome, by endpoint, by key. */
export function InstanceUsage() {
  const words = useTranslations("apiKeys.usage");
  const trpc = useTRPC();
  const [range, setRange] = useRange();
  const query = useQuery(trpc.usage.get.queryOptions({ range }, { refetchInterval: LOOK_MS }));
  const { data } = query;
  return (
    <Stack>
      <PageHeader title={words("instanceTitle")} description={words("instanceDescription")} />
      {data && data.missing > 0 ? <Callout tone="warn">{words("missing", { count: data.missing })}</Callout> : null}
      <UsageCards query={query} range={range} onRange={setRange} />
      {data ? (
        <Card title={words("keys")} flush={data.keys.length > 0}>
          {data.keys.length === 0 ? (
            <p className="text-ink-2">{words("noKeys")}</p>
          ) : (
            <CountTable
              label={words("keys")}
              nameHeader={words("key")}
              before={[words("owner")]}
              rows={data.keys.map((key) => ({
                ...key,
                id: key.keyId,
                name: (
                  <span className="block max-w-64 truncate font-medium" title={key.keyId}>
                    {key.name}
                  </span>
                ),
                before: [key.owner],
              }))}
            />
          )}
        </Card>
      ) : null}
    </Stack>
  );
}
