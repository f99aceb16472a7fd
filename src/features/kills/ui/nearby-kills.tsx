"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "#app/transport/client/trpc.tsx";
import { Card } from "#app/ui/card.tsx";
import type { Kill } from "../schema.ts";
import { KillLines } from "./kill-lines.tsx";

const AROUND_MS = 10 * 60_000;
const MOST = 10;

/** Kills at the same place within ten minutes before and after: who else was in that fight. Nothing where the place is not known. */
export function NearbyKills({ kill }: { kill: Kill }) {
  const words = useTranslations("kills");
  const trpc = useTRPC();
  const at = Date.parse(kill.at);
  const { data } = useQuery(
    trpc.kills.list.queryOptions(
      {
        game: kill.game,
        place: kill.place?.class ?? "",
        from: new Date(at - AROUND_MS).toISOString(),
        to: new Date(at + AROUND_MS).toISOString(),
        limit: MOST + 1,
      },
      { enabled: kill.place !== null },
    ),
  );
  if (kill.place === null || !data) return null;
  const others = data.items.filter(({ id }) => id !== kill.id).slice(0, MOST);
  return (
    <Card title={words("nearby.title")} description={words("nearby.description")}>
      {others.length === 0 ? (
        <p className="text-ink-2">{words("nearby.none")}</p>
      ) : (
        <KillLines kills={others} label={words("nearby.title")} />
      )}
    </Card>
  );
}
