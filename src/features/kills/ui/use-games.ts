"use client";

import { useQuery } from "@tanstack/react-query";
import { may } from "#app/lib/access.ts";
import type { Outputs } from "#app/transport/client/outputs.ts";
import { useTRPC } from "#app/transport/client/trpc.tsx";
import { useWho } from "#app/transport/client/who.tsx";
import { gameName } from "../game-name.ts";

type KnownGames = Outputs["kills"]["games"]["items"];
const NONE: KnownGames = [];

/** The games that kills are known of, the one with the most first, and what each is called; none for who does not see kills of all. */
export function useGames(): { games: KnownGames; nameOf(game: string): string } {
  const trpc = useTRPC();
  const enabled = may(useWho(), "kills:read");
  const { data } = useQuery(trpc.kills.games.queryOptions({}, { enabled }));
  const games = data?.items ?? NONE;
  return { games, nameOf: (game) => games.find((known) => known.game === game)?.name ?? gameName(game) };
}
