"use client";

import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "#app/transport/client/trpc.tsx";
import { figuresInput } from "./kill-query.ts";

/** What a player is called: as something that is shown tells, else it is asked for; the id as long as nobody says. */
export function usePlayerName(playerId: string, known: string | undefined, game = ""): string {
  const trpc = useTRPC();
  const enabled = playerId !== "" && known === undefined;
  const { data } = useQuery(
    trpc.kills.figures.queryOptions(figuresInput(playerId, { game, period: "all_time" }), { enabled }),
  );
  return known ?? data?.name ?? playerId;
}
