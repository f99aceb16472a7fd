"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { ScrollText } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEvents } from "#app/transport/client/live.tsx";
import { useTRPC } from "#app/transport/client/trpc.tsx";
import { Badge } from "#app/ui/badge.tsx";
import { Button } from "#app/ui/button.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { DataTable } from "#app/ui/table/data-table.tsx";
import { useTableQuery } from "#app/ui/table/use-table-query.ts";
import { Time } from "#app/ui/time.tsx";

const TONES = { done: "ok", refused: "warn", failed: "bad" } as const;

/** Who did what to one server, newest first. */
export function ServerActivity({ serverId }: { serverId: string }) {
  const words = useTranslations("hosting.activity");
  const trpc = useTRPC();
  const state = useTableQuery("activity", { sort: "" });
  const log = useInfiniteQuery(
    trpc.servers.activity.infiniteQueryOptions(
      { serverId, limit: 50 },
      { getNextPageParam: (page) => page.nextCursor ?? undefined },
    ),
  );
  useEvents(["server."], (event) => event.serverId === serverId && void log.refetch());
  return (
    <DataTable
      title={words("title")}
      level={2}
      columns={[
        {
          id: "what",
          header: words("what"),
          hideable: false,
          card: "title",
          cell: (entry) => <span title={entry.operation}>{entry.summary}</span>,
        },
        {
          id: "outcome",
          header: words("outcome"),
          card: "status",
          cell: (entry) => <Badge tone={TONES[entry.outcome]}>{words(`outcomes.${entry.outcome}`)}</Badge>,
        },
        { id: "who", header: words("who"), card: "meta", cell: (entry) => entry.actor.label },
        { id: "when", header: words("when"), card: "meta", cell: (entry) => <Time at={entry.at} /> },
      ]}
      rows={log.data?.pages.flatMap((page) => page.items)}
      rowKey={(entry) => String(entry.id)}
      rowLabel={(entry) => `${entry.summary}, ${entry.actor.label}`}
      state={state}
      empty={
        <EmptyState icon={<ScrollText aria-hidden />} title={words("empty")}>
          {words("emptyText")}
        </EmptyState>
      }
      error={log.error ?? undefined}
      errorTitle={words("failed")}
      onRetry={() => void log.refetch()}
      footer={
        log.hasNextPage ? (
          <Button onClick={() => void log.fetchNextPage()} pending={log.isFetchingNextPage}>
            {words("older")}
          </Button>
        ) : null
      }
    />
  );
}
