"use client";

import { keepPreviousData, useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import { ArrowUp, ListFilter, ScrollText } from "lucide-react";
import { useTranslations } from "next-intl";
import { useQueryStates } from "nuqs";
import { useMemo, useState } from "react";
import { useEvents } from "#app/transport/client/live.tsx";
import type { Outputs } from "#app/transport/client/outputs.ts";
import { useTRPC } from "#app/transport/client/trpc.tsx";
import { Badge } from "#app/ui/badge.tsx";
import { Button } from "#app/ui/button.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Stack } from "#app/ui/stack.tsx";
import { DataTable } from "#app/ui/table/data-table.tsx";
import { listParts } from "#app/ui/table/list-parts.ts";
import { LoadOlder } from "#app/ui/table/pagination.tsx";
import type { Column } from "#app/ui/table/table-types.ts";
import { useTableQuery } from "#app/ui/table/use-table-query.ts";
import { Time } from "#app/ui/time.tsx";
import { AuditEntrySheet, OUTCOME_TONES } from "./audit-entry.tsx";
import { AuditFilterForm } from "./audit-filter.tsx";
import { AUDIT_PARSERS, type AuditFilter, auditInput, isFiltered } from "./audit-query.ts";

const PAGE = 50;
type AuditEntry = Outputs["audit"]["list"]["items"][number];

/** Refused calls are entries and no events, so events alone would not tell of them. Only while the page is in sight. */
const COUNT_EVERY_MS = 15_000;

const NO_FILTER: AuditFilter = { actor: "", operation: "", outcome: null, target: "", server: "", from: "", to: "" };

/** Who did what, newest first. What is newer than what is shown waits behind a button, so that no row moves under its reader. */
export function AuditLog() {
  const words = useTranslations("admin.audit");
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [{ entry: openId, ...filter }, setAddress] = useQueryStates(AUDIT_PARSERS, { history: "push" });
  const filtered = isFiltered(filter);
  const [formOpen, setFormOpen] = useState(filtered);
  const [askedAtMs, setAskedAtMs] = useState(() => Date.now());
  const input = auditInput(filter, askedAtMs);
  const table = useTableQuery("audit", { sort: "" });

  const options = trpc.audit.list.infiniteQueryOptions(
    { ...input, limit: PAGE },
    {
      getNextPageParam: (page) => page.nextCursor ?? undefined,
      placeholderData: keepPreviousData,
      // Each reading is an entry: none that nobody asked for.
      staleTime: Number.POSITIVE_INFINITY,
      refetchOnWindowFocus: false,
    },
  );
  const log = useInfiniteQuery(options);
  const entries = log.data?.pages.flatMap((page) => page.items);
  const newestId = entries?.[0]?.id ?? 0;

  const { to: _until, ...sinceInput } = input;
  const newer = useQuery(
    trpc.audit.countNew.queryOptions(
      { ...(filter.to.startsWith("now") ? sinceInput : input), after: newestId },
      { enabled: log.isSuccess && !log.isPlaceholderData, refetchInterval: COUNT_EVERY_MS, staleTime: 0 },
    ),
  );
  useEvents([""], () => void newer.refetch());

  function apply(next: AuditFilter) {
    setAskedAtMs(Date.now());
    void setAddress({ ...next, entry: null });
  }

  /** Only the newest page, so that many pages of older entries are not read, and written down, once more. */
  function showNewest() {
    setAskedAtMs(Date.now());
    queryClient.setQueryData(
      options.queryKey,
      (data) => data && { pages: data.pages.slice(0, 1), pageParams: data.pageParams.slice(0, 1) },
    );
    void queryClient.invalidateQueries({ queryKey: options.queryKey });
  }

  const columns = useMemo<readonly Column<AuditEntry>[]>(
    () => [
      {
        id: "operation",
        header: words("columns.operation"),
        hideable: false,
        card: "title",
        cell: (entry) => (
          <button
            type="button"
            className="min-h-6 min-w-6 truncate text-left hover:underline"
            title={entry.operation}
            onClick={() => void setAddress({ entry: entry.id })}
          >
            {entry.summary}
          </button>
        ),
      },
      {
        id: "outcome",
        header: words("columns.outcome"),
        card: "status",
        cell: (entry) => (
          <Badge tone={OUTCOME_TONES[entry.outcome]}>
            {words("outcome", { outcome: entry.outcome, count: entry.count })}
          </Badge>
        ),
      },
      {
        id: "at",
        header: words("columns.at"),
        card: "meta",
        cell: (entry) => <Time at={entry.at} mode="absolute" />,
      },
      { id: "actor", header: words("columns.actor"), card: "meta", cell: (entry) => entry.actor.label },
      {
        id: "target",
        header: words("columns.target"),
        card: "meta",
        cell: (entry) => (entry.target ? <span className="block max-w-56 truncate">{entry.target.label}</span> : "–"),
      },
      {
        id: "address",
        header: words("columns.address"),
        card: "none",
        cell: (entry) => <code className="font-mono text-sm">{entry.address ?? "–"}</code>,
      },
    ],
    [words, setAddress],
  );

  const count = newer.data?.count ?? 0;
  return (
    <Stack>
      <PageHeader
        title={words("title")}
        description={words("description")}
        actions={
          <Button icon={<ListFilter />} aria-expanded={formOpen} onClick={() => setFormOpen(!formOpen)}>
            {words("filterButton")}
          </Button>
        }
      />
      {formOpen ? <AuditFilterForm filter={filter} onApply={apply} onClear={() => apply(NO_FILTER)} /> : null}
      <div role="status">
        {count > 0 ? (
          <Button block icon={<ArrowUp />} onClick={showNewest} pending={log.isRefetching && !log.isFetchingNextPage}>
            {words("newer", { count })}
          </Button>
        ) : null}
      </div>
      <DataTable
        title={words("entries")}
        level={2}
        columns={columns}
        {...listParts({ ...log, data: entries && { items: entries } })}
        rowKey={(entry) => String(entry.id)}
        rowLabel={(entry) => `${entry.summary}, ${entry.actor.label}`}
        state={{ ...table, filtered, clear: () => apply(NO_FILTER) }}
        empty={<EmptyState icon={<ScrollText aria-hidden />} title={words("empty")} />}
        errorTitle={words("failed")}
        footer={
          entries?.length ? (
            <LoadOlder
              more={log.hasNextPage}
              loading={log.isFetchingNextPage}
              onLoad={() => void log.fetchNextPage()}
            />
          ) : null
        }
      />
      <AuditEntrySheet
        entry={entries?.find(({ id }) => id === openId) ?? null}
        onClose={() => void setAddress({ entry: null })}
        onOnly={(only) => {
          setFormOpen(true);
          apply({ ...filter, ...only });
        }}
      />
    </Stack>
  );
}
