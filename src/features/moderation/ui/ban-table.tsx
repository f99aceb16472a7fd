"use client";

import { keepPreviousData, useQuery, useQueryClient } from "@tanstack/react-query";
import { Ban } from "lucide-react";
import { useTranslations } from "next-intl";
import { useQueryStates } from "nuqs";
import { useMemo } from "react";
import { useEvents } from "#app/transport/client/live.tsx";
import { useTRPC } from "#app/transport/client/trpc.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { DataTable } from "#app/ui/table/data-table.tsx";
import { listParts } from "#app/ui/table/list-parts.ts";
import type { Column } from "#app/ui/table/table-types.ts";
import { useTableQuery } from "#app/ui/table/use-table-query.ts";
import { Time } from "#app/ui/time.tsx";
import type { Punishment } from "../schema.ts";
import { BanLists } from "./ban-lists.tsx";
import { BANS_QUERY, bansInput, OPEN_PARSERS, SERVERS_QUERY } from "./moderation-query.ts";
import { PunishmentBadge } from "./punishment-badge.tsx";
import { PunishmentSheet } from "./punishment-sheet.tsx";

/** What was done to players: what holds now, and what is over. */
export function BanTable() {
  const words = useTranslations("moderation");
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const state = useTableQuery("bans", BANS_QUERY);
  const [{ open }, setOpen] = useQueryStates(OPEN_PARSERS);
  const list = useQuery(
    trpc.moderation.list.queryOptions(bansInput(state, state.limit), { placeholderData: keepPreviousData }),
  );
  const all = useQuery(trpc.moderation.list.queryOptions({ limit: 1 }, { enabled: state.filtered }));
  const servers = useQuery(trpc.servers.list.queryOptions(SERVERS_QUERY));
  const refresh = () => queryClient.invalidateQueries({ queryKey: trpc.moderation.pathKey() });
  useEvents(["player.", "punishment.", "appeal."], () => void refresh());
  const columns = useMemo<readonly Column<Punishment>[]>(
    () => [
      {
        id: "player",
        header: words("bans.columns.player"),
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
        id: "kind",
        header: words("bans.columns.kind"),
        card: "status",
        cell: (punishment) => <PunishmentBadge punishment={punishment} />,
      },
      {
        id: "reason",
        header: words("bans.columns.reason"),
        card: "meta",
        cell: ({ reason }) => <span className="block max-w-72 truncate">{reason}</span>,
      },
      {
        id: "server",
        header: words("bans.columns.server"),
        card: "none",
        cell: ({ serverName, scope }) => (scope === "server" ? serverName : words(`scopes.${scope}`)),
      },
      { id: "by", header: words("bans.columns.by"), card: "none", cell: ({ createdBy }) => createdBy },
      {
        id: "given",
        header: words("bans.columns.given"),
        card: "none",
        cell: ({ startsAt }) => <Time at={startsAt} />,
      },
      {
        id: "ends",
        header: words("bans.columns.ends"),
        card: "meta",
        cell: ({ kind, endsAt, endedAt }) =>
          kind === "kick" || kind === "warn" ? (
            "–"
          ) : (endedAt ?? endsAt) ? (
            <Time at={(endedAt ?? endsAt)!} />
          ) : (
            words("forever")
          ),
      },
    ],
    [words, setOpen],
  );
  return (
    <>
      <DataTable
        title={words("bans.title")}
        action={<BanLists onDone={() => void refresh()} />}
        columns={columns}
        {...listParts(list)}
        {...(all.data && { all: all.data.total })}
        rowKey={({ id }) => id}
        rowLabel={({ name }) => name}
        state={state}
        filterPlaceholder={words("bans.filter")}
        facets={[
          {
            id: "state",
            label: words("bans.state"),
            options: (["active", "past"] as const).map((value) => ({ value, label: words(`bans.${value}`) })),
          },
          {
            id: "kind",
            label: words("bans.kind"),
            look: "menu",
            options: (["ban", "suspend", "mute", "warn", "kick"] as const).map((value) => ({
              value,
              label: words(`kinds.${value}`),
            })),
          },
          {
            id: "server",
            label: words("bans.columns.server"),
            look: "menu",
            options: servers.data?.items.map(({ id, name }) => ({ value: id, label: name })) ?? [],
          },
        ]}
        empty={
          <EmptyState icon={<Ban aria-hidden />} title={words("bans.emptyTitle")}>
            {words("bans.emptyText")}
          </EmptyState>
        }
        errorTitle={words("bans.failed")}
      />
      {open ? (
        <PunishmentSheet
          key={open}
          punishmentId={open}
          onClose={() => void setOpen({ open: null })}
          onChanged={refresh}
        />
      ) : null}
    </>
  );
}
