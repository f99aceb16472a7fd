"use client";

import { keepPreviousData, useQuery, useQueryClient } from "@tanstack/react-query";
import { Scale } from "lucide-react";
import { useTranslations } from "next-intl";
import { useQueryStates } from "nuqs";
import { useMemo } from "react";
import { useEvents } from "#app/transport/client/live.tsx";
import { useTRPC } from "#app/transport/client/trpc.tsx";
import { Badge } from "#app/ui/badge.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { DataTable } from "#app/ui/table/data-table.tsx";
import { listParts } from "#app/ui/table/list-parts.ts";
import type { Column } from "#app/ui/table/table-types.ts";
import { useTableQuery } from "#app/ui/table/use-table-query.ts";
import { Time } from "#app/ui/time.tsx";
import type { Appeal } from "../schema.ts";
import { AppealSheet } from "./appeal-sheet.tsx";
import { APPEALS_QUERY, appealsInput, OPEN_PARSERS } from "./moderation-query.ts";

const TONES = { open: "warn", accepted: "ok", rejected: "idle", withdrawn: "idle" } as const;

/** What players say against their punishments: those that wait first. */
export function AppealTable() {
  const words = useTranslations("moderation");
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const state = useTableQuery("appeals", APPEALS_QUERY);
  const [{ open }, setOpen] = useQueryStates(OPEN_PARSERS);
  const list = useQuery(
    trpc.appeals.list.queryOptions(appealsInput(state, state.limit), { placeholderData: keepPreviousData }),
  );
  const all = useQuery(trpc.appeals.list.queryOptions({ limit: 1 }, { enabled: state.filtered }));
  const refresh = () => queryClient.invalidateQueries({ queryKey: trpc.appeals.pathKey() });
  useEvents(["appeal."], () => void refresh());
  const columns = useMemo<readonly Column<Appeal>[]>(
    () => [
      {
        id: "player",
        header: words("appeals.columns.player"),
        hideable: false,
        card: "title",
        cell: ({ id, name }) => (
          <button
            type="button"
            className="block max-w-64 truncate text-left font-medium hover:underline"
            onClick={() => void setOpen({ open: id })}
          >
            {name}
          </button>
        ),
      },
      {
        id: "state",
        header: words("appeals.columns.state"),
        card: "status",
        cell: (appeal) => <Badge tone={TONES[appeal.state]}>{words(`appeals.states.${appeal.state}`)}</Badge>,
      },
      {
        id: "about",
        header: words("appeals.columns.about"),
        card: "meta",
        cell: ({ kind, reason }) => (
          <span className="block max-w-72 truncate">
            {words(`kinds.${kind}`)}: {reason}
          </span>
        ),
      },
      {
        id: "server",
        header: words("appeals.columns.server"),
        card: "none",
        cell: ({ serverName }) => serverName,
      },
      {
        id: "filed",
        header: words("appeals.columns.filed"),
        card: "meta",
        cell: ({ createdAt }) => <Time at={createdAt} />,
      },
    ],
    [words, setOpen],
  );
  return (
    <>
      <DataTable
        title={words("appeals.title")}
        columns={columns}
        {...listParts(list)}
        {...(all.data && { all: all.data.total })}
        rowKey={({ id }) => id}
        rowLabel={({ name }) => name}
        state={state}
        facets={[
          {
            id: "state",
            label: words("appeals.stateLabel"),
            options: (["open", "accepted", "rejected"] as const).map((value) => ({
              value,
              label: words(`appeals.states.${value}`),
            })),
          },
        ]}
        empty={
          <EmptyState icon={<Scale aria-hidden />} title={words("appeals.emptyTitle")}>
            {words("appeals.emptyText")}
          </EmptyState>
        }
        errorTitle={words("appeals.failed")}
      />
      {open ? (
        <AppealSheet
          key={open}
          appealId={open}
          onClose={() => void setOpen({ open: null })}
          onDecided={() => void refresh()}
        />
      ) : null}
    </>
  );
}
