"use client";

import { useQuery } from "@tanstack/react-query";
import { CalendarClock, Server } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "#app/transport/client/trpc.tsx";
import { Button, LinkButton } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { ErrorState } from "#app/ui/error-state.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Loading, Skeleton } from "#app/ui/skeleton.tsx";
import { Stack } from "#app/ui/stack.tsx";
import type { RenewalTerms } from "../schema.ts";
import { MOST_OWN, OWN_RENEWALS } from "./own-renewals.ts";
import { RenewalRow } from "./renewal-row.tsx";
import { useRenewalEvents } from "./use-renewal-events.ts";

/** Until when each of the reader's servers is paid, and renewing them. */
export function RenewalsPage() {
  const words = useTranslations("renewals.page");
  const trpc = useTRPC();
  useRenewalEvents();
  const terms = useQuery(trpc.renewals.terms.queryOptions({}));
  const coins = useQuery(trpc.coins.mine.queryOptions({}));
  const { data, error, refetch, isFetching } = terms;
  return (
    <Stack>
      <PageHeader
        title={words("title")}
        description={data?.isOn ? <Terms terms={data} /> : words("description")}
        actions={<LinkButton href="/store">{words("toStore")}</LinkButton>}
      />
      {data?.isOn && coins.data ? (
        <p className="text-ink-2">{words("have", { coins: coins.data.available, free: data.bypasses })}</p>
      ) : null}
      {error && !data ? (
        <ErrorState title={words("failed")} error={error} onRetry={() => void refetch()} retrying={isFetching} />
      ) : !data ? (
        <Waiting />
      ) : data.isOn ? (
        <OwnServers />
      ) : (
        <EmptyState icon={<CalendarClock aria-hidden />} title={words("off")}>
          {words("offText")}
        </EmptyState>
      )}
    </Stack>
  );
}

function Terms({ terms: { periodDays, priceCoins, graceDays } }: { terms: RenewalTerms }) {
  const words = useTranslations("renewals.page");
  return words("terms", { days: periodDays, price: priceCoins, grace: graceDays });
}

function OwnServers() {
  const words = useTranslations("renewals.page");
  const trpc = useTRPC();
  const [limit, setLimit] = useState<number>(OWN_RENEWALS.limit);
  const { data, error, refetch, isFetching } = useQuery(
    trpc.renewals.list.queryOptions({ ...OWN_RENEWALS, limit }, { placeholderData: (before) => before }),
  );
  if (error && !data)
    return <ErrorState title={words("failed")} error={error} onRetry={() => void refetch()} retrying={isFetching} />;
  if (!data) return <Waiting />;
  if (data.items.length === 0)
    return (
      <EmptyState
        icon={<Server aria-hidden />}
        title={words("empty")}
        action={<LinkButton href="/servers">{words("toServers")}</LinkButton>}
      >
        {words("emptyText")}
      </EmptyState>
    );
  return (
    <Card title={words("servers")} flush>
      <ul className="border-line border-t">
        {data.items.map((renewal) => (
          <RenewalRow key={renewal.serverId} renewal={renewal} />
        ))}
      </ul>
      {data.total > data.items.length && limit < MOST_OWN ? (
        <div className="px-4 py-3">
          <Button onClick={() => setLimit(MOST_OWN)}>{words("more")}</Button>
        </div>
      ) : null}
    </Card>
  );
}

function Waiting() {
  const words = useTranslations("renewals.page");
  return (
    <Loading label={words("title")}>
      <Skeleton height="10rem" />
    </Loading>
  );
}
