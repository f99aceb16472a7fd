"use client";

import { useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import { ArrowUp, Pause, Play, Radio } from "lucide-react";
import { useTranslations } from "next-intl";
import { useQueryStates } from "nuqs";
import { useMemo } from "react";
import { useLiveState } from "#app/transport/client/live.tsx";
import { useTRPC } from "#app/transport/client/trpc.tsx";
import { Button } from "#app/ui/button.tsx";
import { ConnectionPill } from "#app/ui/connection-pill.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Link } from "#app/ui/link.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Stack } from "#app/ui/stack.tsx";
import { DataTable } from "#app/ui/table/data-table.tsx";
import { listParts } from "#app/ui/table/list-parts.ts";
import { LoadOlder } from "#app/ui/table/pagination.tsx";
import type { Column } from "#app/ui/table/table-types.ts";
import { useTableQuery } from "#app/ui/table/use-table-query.ts";
import { Time } from "#app/ui/time.tsx";
import { matchesPattern } from "../pattern.ts";
import { EventFilterBar } from "./event-filter-bar.tsx";
import { EVENT_PARSERS, type EventFilter, historyInput, NAMED_SERVERS } from "./event-query.ts";
import { EventSheet } from "./event-sheet.tsx";
import { type ShownEvent, useLiveTail } from "./use-live-tail.ts";

const NO_FILTER: EventFilter = { type: "", server: "" };

/** What happens, as it happens, and below it what has happened: newest first, until somebody wants to read in peace. */
export function EventLog() {
  const words = useTranslations("events.log");
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const live = useLiveState();
  const [{ event: openPosition, ...filter }, setAddress] = useQueryStates(EVENT_PARSERS, { history: "push" });
  const table = useTableQuery("events", { sort: "" });
  const servers = useQuery(trpc.servers.list.queryOptions(NAMED_SERVERS));
  const names = useMemo(() => new Map(servers.data?.items.map(({ id, name }) => [id, name] as const)), [servers.data]);

  const options = trpc.events.list.infiniteQueryOptions(historyInput(filter), {
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    refetchOnWindowFocus: false,
  });
  const history = useInfiniteQuery(options);
  const past = history.data?.pages.flatMap((page) => page.items);

  /** Only the newest page: what was read of the past before is read again by whoever goes there. */
  function fold() {
    queryClient.setQueryData(
      options.queryKey,
      (data) => data && { pages: data.pages.slice(0, 1), pageParams: data.pageParams.slice(0, 1) },
    );
    void queryClient.invalidateQueries({ queryKey: options.queryKey });
  }
  const tail = useLiveTail(fold);

  const fits = ({ type, serverId }: ShownEvent) =>
    (filter.type === "" || matchesPattern(filter.type, type)) && (filter.server === "" || filter.server === serverId);
  const known = past?.[0]?.position ?? 0;
  const shown = past && [...tail.events.filter((event) => event.position > known && fits(event)), ...past];
  const waiting = tail.waiting.filter(fits).length;
  const filtered = filter.type !== "" || filter.server !== "";

  function apply(next: Partial<EventFilter>) {
    void setAddress({ ...next, event: null });
  }
  function togglePause() {
    if (tail.paused) tail.resume();
    else tail.pause(shown?.[0]?.position ?? 0);
  }

  const columns = useMemo<readonly Column<ShownEvent>[]>(
    () => [
      {
        id: "type",
        header: words("columns.type"),
        hideable: false,
        card: "title",
        cell: (event) => (
          <button
            type="button"
            className="min-h-6 min-w-6 truncate text-left font-mono text-sm hover:underline"
            onClick={() => void setAddress({ event: event.position })}
          >
            {event.type}
          </button>
        ),
      },
      {
        id: "about",
        header: words("columns.about"),
        card: "meta",
        cell: (event) => {
          const short = inShort(event, names);
          return short === null ? "–" : <span className="block max-w-96 truncate">{short}</span>;
        },
      },
      {
        id: "position",
        header: words("columns.position"),
        card: "none",
        align: "end",
        cell: (event) => <span className="font-mono text-sm tabular-nums">{event.position}</span>,
      },
      {
        id: "at",
        header: words("columns.at"),
        card: "meta",
        cell: (event) => <Time at={event.at} mode="absolute" />,
      },
    ],
    [words, setAddress, names],
  );

  return (
    <Stack>
      <PageHeader
        title={words("title")}
        aside={
          <ConnectionPill
            connection={
              live.up
                ? { state: "live" }
                : live.sinceMs === 0
                  ? { state: "connecting" }
                  : { state: "reconnecting", attempt: live.attempt }
            }
          />
        }
        description={words.rich("description", {
          docs: (chunks) => (
            <Link href="/docs/events" className="text-accent underline underline-offset-3">
              {chunks}
            </Link>
          ),
        })}
        actions={
          <Button icon={tail.paused ? <Play /> : <Pause />} aria-pressed={tail.paused} onClick={togglePause}>
            {words(tail.paused ? "resume" : "pause")}
          </Button>
        }
      />
      <EventFilterBar
        filter={filter}
        servers={servers.data?.items ?? []}
        filtered={filtered}
        onChange={apply}
        onClear={() => apply(NO_FILTER)}
      />
      <div role="status">
        {waiting > 0 ? (
          <Button block icon={<ArrowUp />} onClick={tail.resume}>
            {words("waiting", { count: waiting })}
          </Button>
        ) : null}
      </div>
      <DataTable
        title={words("list")}
        level={2}
        columns={columns}
        {...listParts({ ...history, data: shown && { items: shown } })}
        refetching={false}
        rowKey={(event) => String(event.position)}
        rowLabel={(event) => `${event.type}, ${event.position}`}
        state={{ ...table, filtered, clear: () => apply(NO_FILTER) }}
        empty={
          <EmptyState icon={<Radio aria-hidden />} title={words("empty")}>
            {words("emptyText")}
          </EmptyState>
        }
        errorTitle={words("failed")}
        footer={
          shown?.length ? (
            <LoadOlder
              more={history.hasNextPage}
              loading={history.isFetchingNextPage}
              onLoad={() => void history.fetchNextPage()}
            />
          ) : null
        }
      />
      <EventSheet
        event={shown?.find(({ position }) => position === openPosition) ?? null}
        serverName={(serverId) => names.get(serverId) ?? null}
        onClose={() => void setAddress({ event: null })}
        onOnly={apply}
      />
    </Stack>
  );
}

/** What of a payload tells most in one word, where it has it. */
const TELLING = ["state", "act", "cause", "change", "stepName", "method", "reason", "message"] as const;

/** What an event is about, and what became of it; null where it does not say. */
function inShort(event: ShownEvent, names: ReadonlyMap<string, string>): string | null {
  const { payload } = event;
  const fields = payload !== null && typeof payload === "object" && !Array.isArray(payload) ? payload : {};
  const telling = TELLING.map((name) => fields[name]).find((value) => typeof value === "string");
  return [nameOf(event, names), telling].filter(Boolean).join(" · ") || null;
}

/** The name that people know it by. */
function nameOf({ serverId, payload }: ShownEvent, names: ReadonlyMap<string, string>): string | null {
  const known = serverId === null ? undefined : names.get(serverId);
  if (known !== undefined) return known;
  if (payload === null || typeof payload !== "object" || Array.isArray(payload)) return serverId;
  const said = payload.name ?? payload.key;
  return typeof said === "string" ? said : serverId;
}
