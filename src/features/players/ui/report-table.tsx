"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Inbox } from "lucide-react";
import { useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import { useTRPC } from "#app/transport/client/trpc.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { DataTable } from "#app/ui/table/data-table.tsx";
import { listParts } from "#app/ui/table/list-parts.ts";
import type { Column } from "#app/ui/table/table-types.ts";
import { useTableQuery } from "#app/ui/table/use-table-query.ts";
import { Time } from "#app/ui/time.tsx";
import type { PlayerReport } from "../schema.ts";
import { usePlayerEvents } from "./live.ts";
import { REPORT_QUERY, REPORT_STATES, reportListInput } from "./player-query.ts";
import { ReportSheet } from "./report-sheet.tsx";
import { ReportState } from "./report-state.tsx";

/** The inbox: what players are reported for, the one that waits longest first. */
export function ReportTable() {
  const words = useTranslations("players.reports");
  const trpc = useTRPC();
  const state = useTableQuery("player-reports", REPORT_QUERY);
  usePlayerEvents();
  const list = useQuery(
    trpc.playerReports.list.queryOptions(reportListInput(state, state.limit), { placeholderData: keepPreviousData }),
  );
  const [open, setOpen] = useState<string | null>(null);
  const columns = useMemo<readonly Column<PlayerReport>[]>(
    () => [
      {
        id: "player",
        header: words("columns.player"),
        hideable: false,
        card: "title",
        cell: (report) => (
          <button
            type="button"
            className="min-h-6 max-w-64 truncate text-left font-medium hover:underline"
            onClick={() => setOpen(report.id)}
          >
            #{report.number} {report.playerName}
          </button>
        ),
      },
      {
        id: "state",
        header: words("columns.state"),
        card: "status",
        cell: (report) => <ReportState report={report} />,
      },
      {
        id: "text",
        header: words("columns.text"),
        card: "meta",
        cell: ({ text }) => <span className="block max-w-80 truncate">{text}</span>,
      },
      { id: "by", header: words("columns.by"), card: "none", cell: ({ reporterName }) => reporterName },
      { id: "server", header: words("columns.server"), card: "none", cell: ({ serverName }) => serverName ?? "–" },
      {
        id: "claimed",
        header: words("columns.claimed"),
        card: "none",
        cell: ({ claimedBy }) => claimedBy?.name ?? <span className="text-ink-3">–</span>,
      },
      { id: "at", header: words("columns.at"), card: "meta", cell: ({ createdAt }) => <Time at={createdAt} /> },
    ],
    [words],
  );
  return (
    <>
      <DataTable
        title={words("title")}
        columns={columns}
        {...listParts(list)}
        rowKey={({ id }) => id}
        rowLabel={({ number, playerName }) => `#${number} ${playerName}`}
        state={state}
        filterPlaceholder={words("filter")}
        facets={[
          {
            id: "state",
            label: words("columns.state"),
            options: REPORT_STATES.map((value) => ({ value, label: words(`states.${value}`) })),
          },
        ]}
        empty={
          <EmptyState icon={<Inbox aria-hidden />} title={words("emptyTitle")}>
            {words("emptyText")}
          </EmptyState>
        }
        errorTitle={words("failed")}
      />
      <ReportSheet report={list.data?.items.find(({ id }) => id === open) ?? null} onClose={() => setOpen(null)} />
    </>
  );
}
