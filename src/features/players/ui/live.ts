"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import { useEvents } from "#app/transport/client/live.tsx";
import { useTRPC } from "#app/transport/client/trpc.tsx";

const REFETCH_MS = 700;

/** What changes a list: who is in, what they are called, how they stand. Chat and steps do not. */
const LISTED = new Set(["game.player_login", "game.player_logout", "game.player_renamed"]);

/** Keeps lists of players, or all that is shown of one, true as things happen. Many things at once cost one question. */
export function usePlayerEvents(playerId?: string): void {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const soon = useRef<ReturnType<typeof setTimeout>>(undefined);

  useEvents(["game.", "player."], ({ type, payload }) => {
    const about = payload as { playerId?: unknown; otherId?: unknown } | null;
    const isWanted =
      playerId === undefined
        ? LISTED.has(type) || type.startsWith("player.")
        : about?.playerId === playerId || about?.otherId === playerId;
    if (!isWanted) return;
    soon.current ??= setTimeout(() => {
      soon.current = undefined;
      if (playerId === undefined) {
        void queryClient.invalidateQueries({ queryKey: trpc.players.list.pathKey() });
        void queryClient.invalidateQueries({ queryKey: trpc.playerReports.pathKey() });
        return;
      }
      void queryClient.invalidateQueries({ queryKey: trpc.players.get.queryKey({ playerId }) });
      void queryClient.invalidateQueries({ queryKey: trpc.players.timeline.pathKey() });
    }, REFETCH_MS);
  });
}
