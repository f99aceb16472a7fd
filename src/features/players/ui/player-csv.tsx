"use client";

import { Download } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { csvOf } from "#app/lib/csv.ts";
import { useTRPCClient } from "#app/transport/client/trpc.tsx";
import { Button } from "#app/ui/button.tsx";
import { toast } from "#app/ui/toast/toast.ts";
import type { Player } from "../schema.ts";
import type { playerListInput } from "./player-query.ts";

const PAGE = 100;
/** More than this is a job for a program with a key. */
const MOST = 5_000;

/** Saves what the filter shows as a file for spreadsheets. */
export function PlayerCsv({ input }: { input: ReturnType<typeof playerListInput> }) {
  const words = useTranslations("players.csv");
  const client = useTRPCClient();
  const [busy, setBusy] = useState(false);

  async function save() {
    setBusy(true);
    try {
      const players: Player[] = [];
      let total = 0;
      for (let page = 1; page === 1 || (players.length < Math.min(total, MOST) && page <= MOST / PAGE); page++) {
        const found = await client.players.list.query({ ...input, page, limit: PAGE });
        total = found.total;
        players.push(...found.items);
      }
      download(csvOf([HEADER, ...players.map(rowOf)]));
      if (total > players.length) toast.done(words("cut", { count: players.length, total }));
    } catch (error) {
      toast.failed(words("failed"), error);
    } finally {
      setBusy(false);
    }
  }
  return (
    <Button icon={<Download />} pending={busy} onClick={() => void save()}>
      {words("save")}
    </Button>
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

function download(text: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" }));
  link.download = "players.csv";
  link.click();
  URL.revokeObjectURL(link.href);
}
