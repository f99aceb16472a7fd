"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useEvents } from "#app/transport/client/live.tsx";
import { useTRPC } from "#app/transport/client/trpc.tsx";

/** Keeps what is shown of people, roles and invitations true while others change it. */
export function usePeopleEvents(): void {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  useEvents(["user.", "role.", "invitation."], ({ type }) => {
    if (type.startsWith("invitation.")) void queryClient.invalidateQueries({ queryKey: trpc.invitations.pathKey() });
    else void queryClient.invalidateQueries({ queryKey: trpc.users.pathKey() });
    if (!type.startsWith("invitation.")) void queryClient.invalidateQueries({ queryKey: trpc.roles.pathKey() });
  });
}
