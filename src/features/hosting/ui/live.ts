"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import type * as z from "zod";
import { useEvents } from "#app/transport/client/live.tsx";
import { useTRPC } from "#app/transport/client/trpc.tsx";
import type { serverInstallProgressed, serverStateChanged } from "../events.ts";
import type { Server } from "../server-view.ts";

const REFETCH_MS = 400;

/**
 * Keeps every server that is shown true: states and progress as they are told, and after whatever else the rows anew. What an event holds was
 * checked by its schema when it was written; the schemas themselves stay out of the browser, where they would be a third of all code.
 */
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
    if (type === "server.state_changed" && serverId) {
      const { state, reason, since } = payload as z.output<typeof serverStateChanged.payload>;
      patch(serverId, { state, reason, since });
    }
    if (type === "server.install_progressed" && serverId) {
      const { step, of, stepName, percent } = payload as z.output<typeof serverInstallProgressed.payload>;
      patch(serverId, { install: { step, of, name: stepName, percent } });
      return;
    }
    refetch();
  });
}
