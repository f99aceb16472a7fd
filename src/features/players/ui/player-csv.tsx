"use client";

import { useTRPCClient } from "#app/transport/client/trpc.tsx";
import { SaveCsv } from "#app/ui/table/save-csv.tsx";
import type { Player } from "../schema.ts";
import type { playerListInput } from "./player-query.ts";

/** Saves the players that the filter shows. */
export function PlayerCsv({ input }: { input: ReturnType<typeof playerListInput> }) {
  const client = useTRPCClient();
  return (
    <SaveCsv<Player>
      file="players"
      header={HEADER}
      rowOf={rowOf}
      rowKey={({ id }) => id}
      load={(page, limit) => client.players.list.query({ ...input, page, limit })}
    />
  );
}

const HEADER = [
  "number",
  "id",
  "name",
  "status",
  "role",
  "online",
  "server",
  "played_seconds",
  "first_seen",
  "last_login",
  "last_seen",
  "linked",
  "open_reports",
];

function rowOf(player: Player): (string | number | boolean | null)[] {
  return [
    player.number,
    player.id,
    player.name,
    player.status,
    player.role,
    player.online,
    player.serverName,
    player.playedSec,
    player.createdAt,
    player.lastLoginAt,
    player.lastSeenAt,
    player.isLinked,
    player.openReports,
  ];
}
