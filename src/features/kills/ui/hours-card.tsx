"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { may } from "#app/lib/access.ts";
import { useTRPC } from "#app/transport/client/trpc.tsx";
import { useWho } from "#app/transport/client/who.tsx";
import { Card } from "#app/ui/card.tsx";
import { HoursMap } from "./hours-map.tsx";

/** When the players of a game fight, all of them together. Nothing for who does not see kills of all. */
export function HoursCard({ game }: { game: string }) {
  const words = useTranslations("kills.board");
  const trpc = useTRPC();
  const enabled = may(useWho(), "kills:read");
  const { data } = useQuery(trpc.kills.hours.queryOptions(game ? { game } : {}, { enabled }));
  if (!data) return null;
  return (
    <Card title={words("hours")} description={words("hoursAbout")}>
      <HoursMap hours={data} />
    </Card>
  );
}
