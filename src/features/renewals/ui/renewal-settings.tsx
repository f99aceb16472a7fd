"use client";

import { useQuery } from "@tanstack/react-query";
import { useFormatter, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { may } from "#app/lib/access.ts";
import { useTRPC } from "#app/transport/client/trpc.tsx";
import { useWho } from "#app/transport/client/who.tsx";
import { ErrorState } from "#app/ui/error-state.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Loading, Skeleton } from "#app/ui/skeleton.tsx";
import { Stack } from "#app/ui/stack.tsx";
import { Tile } from "#app/ui/tile.tsx";
import { SHOWN_STATES } from "./renewal-query.ts";
import { RenewalRulesCard } from "./renewal-rules.tsx";
import { RenewalTable } from "./renewal-table.tsx";
import { useRenewalEvents } from "./use-renewal-events.ts";

/** Whether and how servers expire, and which do; below it what else the page is of. */
export function RenewalSettings({ children }: { children?: ReactNode }) {
  const words = useTranslations("renewals.settings");
  const who = useWho();
  useRenewalEvents();
  return (
    <Stack>
      <PageHeader title={words("title")} description={words("description")} />
      {may(who, "settings:read") ? (
        <Stack width="form">
          <RenewalRulesCard />
        </Stack>
      ) : null}
      <Servers />
      {children}
    </Stack>
  );
}

function Servers() {
  const words = useTranslations("renewals.settings");
  const states = useTranslations("renewals.states");
  const format = useFormatter();
  const trpc = useTRPC();
  const { data, error, refetch, isFetching } = useQuery(trpc.renewals.counts.queryOptions({}));
  if (error && !data)
    return <ErrorState title={words("failed")} error={error} onRetry={() => void refetch()} retrying={isFetching} />;
  if (!data)
    return (
      <Loading label={words("servers")}>
        <Skeleton height="10rem" />
      </Loading>
    );
  if (data.since === null) return <p className="text-ink-2">{words("off")}</p>;
  return (
    <>
      <Stack columns={5}>
        {SHOWN_STATES.map((state) => (
          <Tile
            key={state}
            label={states(state)}
            value={format.number(data.servers[state])}
            {...(state === "soon" && { note: words("renewing", { count: data.renewingSoon }) })}
          />
        ))}
      </Stack>
      <RenewalTable />
    </>
  );
}
