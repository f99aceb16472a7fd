"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEvents } from "#app/transport/client/live.tsx";
import { useTRPC } from "#app/transport/client/trpc.tsx";
import type { Renewal } from "../schema.ts";

/** Until when a server's time is paid, kept up to date; null where servers do not expire, or it is not known yet. */
export function useRenewal(serverId: string): Renewal | null {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const { data } = useQuery(trpc.renewals.get.queryOptions({ serverId }, { retry: false }));
  useEvents(
    ["server.renewed", "server.expiring", "server.expired", "server.suspended", "server.exemption_changed"],
    (event) => {
      if (event.serverId === serverId) void queryClient.invalidateQueries({ queryKey: trpc.renewals.pathKey() });
    },
  );
  return data?.renewal ?? null;
}
