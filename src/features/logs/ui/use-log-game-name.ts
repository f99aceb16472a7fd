"use client";

import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "#app/transport/client/trpc.tsx";
import { STAR_CITIZEN_LOG } from "../log-terms.ts";

/** What people call the game of a log; its id until that is known. */
export function useLogGameName(): (id: string | null | undefined) => string | null {
  const trpc = useTRPC();
  const { data } = useQuery(trpc.logs.games.queryOptions({}, { staleTime: Number.POSITIVE_INFINITY }));
  return (id) => {
    if (!id) return null;
    return id === STAR_CITIZEN_LOG ? "Star Citizen" : (data?.items.find((game) => game.id === id)?.name ?? id);
  };
}
