"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useEvents } from "#app/transport/client/live.tsx";
import { useTRPC } from "#app/transport/client/trpc.tsx";

/** Keeps lists of renewals true while others renew, the clock suspends, and the team decides. */
export function useRenewalEvents(): void {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  useEvents(["server.", "coins.", "setting.changed"], ({ type }) => {
    if (type === "server.state_changed" || type === "server.install_progressed") return;
    void queryClient.invalidateQueries({ queryKey: trpc.renewals.pathKey() });
    if (type.startsWith("coins.")) void queryClient.invalidateQueries({ queryKey: trpc.coins.pathKey() });
  });
}
