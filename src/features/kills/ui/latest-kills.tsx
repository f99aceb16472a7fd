"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "#app/transport/client/trpc.tsx";
import { Card } from "#app/ui/card.tsx";
import { KillLines } from "./kill-lines.tsx";
import { latestInput } from "./kill-query.ts";

/** A player's last kills and deaths. */
export function LatestKills({ playerId, game }: { playerId: string; game: string }) {
  const words = useTranslations("kills.player");
  const trpc = useTRPC();
  const { data } = useQuery(trpc.kills.list.queryOptions(latestInput(playerId, { game })));
  if (!data) return null;
  return (
    <Card title={words("latest")}>
      {data.items.length === 0 ? (
        <p className="text-ink-2">{words("noneLatest")}</p>
      ) : (
        <KillLines kills={data.items} label={words("latest")} />
      )}
    </Card>
  );
}
