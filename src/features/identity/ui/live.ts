"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useEvents } from "#app/transport/client/live.tsx";
import { useTRPC } from "#app/transport/client/trpc.tsx";

/** Keeps what is shown of people, roles and invitations true while others change it. */
export function usePeopleEvents(): void {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  useEvents(["user.", "session.", "role.", "invitation."], ({ type }) => {
    const touched = type.startsWith("invitation.")
      ? [trpc.invitations]
      : type.startsWith("session.")
        ? [trpc.users]
        : [trpc.users, trpc.roles];
    for (const each of touched) void queryClient.invalidateQueries({ queryKey: each.pathKey() });
  });
}
