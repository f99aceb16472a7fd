"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import { useEvents } from "#app/transport/client/live.tsx";
import { useTRPC } from "#app/transport/client/trpc.tsx";
import { serverInstallProgressed, serverStateChanged } from "../events.ts";
import type { Server } from "../server-view.ts";

const REFETCH_MS = 400;

/** Keeps every server that is shown true: states and progress as they are told, and after whatever else the rows anew. */
export function useServerEvents(): void {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const soon = useRef<ReturnType<typeof setTimeout>>(undefined);

  function patch(serverId: string, change: Partial<Server>) {
    queryClient.setQueryData(trpc.servers.get.queryKey({ serverId }), (server) => server && { ...server, ...change });
    queryClient.setQueriesData(
      { queryKey: trpc.servers.list.pathKey() },
      (list: { items: Server[] } | undefined) =>
        list && {
          ...list,
          items: list.items.map((server) => (server.id === serverId ? { ...server, ...change } : server)),
        },
    );
  }

  /** Many events at once (a node comes back) cost one question. */
  function refetch() {
    soon.current ??= setTimeout(() => {
      soon.current = undefined;
      void queryClient.invalidateQueries({ queryKey: trpc.servers.pathKey() });
      void queryClient.invalidateQueries({ queryKey: trpc.nodes.pathKey() });
    }, REFETCH_MS);
  }

  useEvents(["server.", "node."], ({ type, serverId, payload }) => {
    if (type === serverStateChanged.type && serverId) {
      const told = serverStateChanged.payload.safeParse(payload);
      if (told.success) patch(serverId, { state: told.data.state, reason: told.data.reason, since: told.data.since });
    }
    if (type === serverInstallProgressed.type && serverId) {
      const told = serverInstallProgressed.payload.safeParse(payload);
      if (told.success)
        patch(serverId, {
          install: { step: told.data.step, of: told.data.of, name: told.data.stepName, percent: told.data.percent },
        });
      return;
    }
    refetch();
  });
}
