"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Users } from "lucide-react";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { useTRPC } from "#app/transport/client/trpc.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Link } from "#app/ui/link.tsx";
import { DataTable } from "#app/ui/table/data-table.tsx";
import { listParts } from "#app/ui/table/list-parts.ts";
import type { Column, RowMenu } from "#app/ui/table/table-types.ts";
import { useTableQuery } from "#app/ui/table/use-table-query.ts";
import { Time } from "#app/ui/time.tsx";
import type { Player } from "../schema.ts";
import { usePlayerEvents } from "./live.ts";
import { Played } from "./played.tsx";
import { Flags, isFlagged, Presence } from "./player-badges.tsx";
import { PlayerCsv } from "./player-csv.tsx";
import { PLAYER_QUERY, PLAYER_SHOWS, playerListInput, SERVER_PLAYER_QUERY, SERVERS_QUERY } from "./player-query.ts";

interface PlayerTableProps {
  /** Those of this server alone, as a part of its page. */
  serverId?: string;
  rowMenu?: RowMenu<Player>;
}

/** Everybody who plays on the servers that this person sees; who is in changes by itself. */
export function PlayerTable({ serverId, rowMenu }: PlayerTableProps) {
  const words = useTranslations("players");
  const trpc = useTRPC();
  const isAll = serverId === undefined;
  const state = useTableQuery(isAll ? "players" : "server-players", isAll ? PLAYER_QUERY : SERVER_PLAYER_QUERY);
  const narrowed = playerListInput(state, state.limit);
  const input = isAll ? narrowed : { ...narrowed, serverId };
  usePlayerEvents();
  const list = useQuery(
    trpc.players.list.queryOptions(input, { placeholderData: keepPreviousData, refetchOnMount: "always" }),
  );
  const whole = { limit: 1, ...(serverId && { serverId }) };
  const all = useQuery(trpc.players.list.queryOptions(whole, { enabled: state.filtered }));
  const playing = useQuery(trpc.players.list.queryOptions({ ...whole, online: true }, { enabled: !isAll }));
  const servers = useQuery(trpc.servers.list.queryOptions(SERVERS_QUERY, { enabled: isAll }));
  const columns = useMemo<readonly Column<Player>[]>(
    () => [
      {
        id: "name",
        header: words("columns.name"),
        sortable: true,
        hideable: false,
        card: "title",
        cell: (player) => (
          <Link href={`/players/${player.id}`} className="block max-w-64 truncate font-medium hover:underline">
            {player.name}
          </Link>
        ),
      },
      {
        id: "online",
        header: words("columns.online"),
        card: "status",
        cell: ({ online }) => <Presence online={online} />,
      },
      ...(isAll
        ? [
            {
              id: "server",
              header: words("columns.server"),
              card: "meta",
              cell: ({ serverName }: Player) => serverName ?? "–",
            } as const,
          ]
        : []),
      {
        id: "session",
        header: words("columns.session"),
        card: "none",
        cell: ({ onlineSince }) => (onlineSince ? <Time at={onlineSince} /> : <span className="text-ink-3">–</span>),
      },
      {
        id: "status",
        header: words("columns.flags"),
        sortable: true,
        card: "meta",
        cell: (player) => (isFlagged(player) ? <Flags player={player} /> : "–"),
      },
      { id: "role", header: words("columns.role"), card: "none", cell: ({ role }) => role ?? "–" },
      {
        id: "played",
        header: words("columns.played"),
        align: "end",
        card: "none",
        cell: ({ playedSec, onlineSince }) => <Played seconds={playedSec} since={onlineSince} />,
      },
      {
        id: "lastLogin",
        header: words("columns.lastLogin"),
        sortable: true,
        card: "meta",
        cell: ({ lastLoginAt }) => (lastLoginAt ? <Time at={lastLoginAt} /> : words("never")),
      },
      {
        id: "created",
        header: words("columns.created"),
        sortable: true,
        card: "none",
        cell: ({ createdAt }) => <Time at={createdAt} />,
      },
    ],
    [words, isAll],
  );
  return (
    <DataTable
      title={words("title")}
      level={isAll ? 1 : 2}
      {...(playing.data && { description: words("playing", { count: playing.data.total }) })}
      {...(rowMenu && { rowMenu })}
      columns={columns}
      {...listParts(list)}
      {...(all.data && { all: all.data.total })}
      rowKey={({ id }) => id}
      rowLabel={({ name }) => name}
      state={state}
      filterPlaceholder={words("filter")}
      facets={[
        {
          id: "show",
          label: words("columns.flags"),
          options: PLAYER_SHOWS.filter((value) => isAll || value !== "kills").map((value) => ({
            value,
            label: words(`shows.${value}`),
          })),
        },
        ...(isAll
          ? [
              {
                id: "server",
                label: words("columns.server"),
                look: "menu" as const,
                options: servers.data?.items.map(({ id, name }) => ({ value: id, label: name })) ?? [],
              },
            ]
          : []),
      ]}
      extra={<PlayerCsv input={input} />}
      empty={
        <EmptyState icon={<Users aria-hidden />} title={words("emptyTitle")}>
          {words(isAll ? "emptyText" : "emptyHere")}
        </EmptyState>
      }
      errorTitle={words("failed")}
      slow={words("slow")}
    />
  );
}
