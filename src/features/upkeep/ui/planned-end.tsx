"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { may } from "#app/lib/access.ts";
import { useEvents } from "#app/transport/client/live.tsx";
import { useTRPC } from "#app/transport/client/trpc.tsx";
import { useWho } from "#app/transport/client/who.tsx";
import { Callout } from "#app/ui/callout.tsx";
import { Time } from "#app/ui/time.tsx";
import { CancelShutdown } from "./cancel-shutdown.tsx";

/** That a server is to end, while that is planned: when, by whom and why, and calling it off. */
export function PlannedEnd({ serverId }: { serverId: string }) {
  const words = useTranslations("upkeep.shutdowns");
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const who = useWho();
  const { data } = useQuery(trpc.shutdowns.get.queryOptions({ serverId }, { retry: false }));
  useEvents(["server.shutdown_"], () => void queryClient.invalidateQueries({ queryKey: trpc.shutdowns.pathKey() }));
  const shutdown = data?.shutdown;
  if (!shutdown) return null;
  const { restarts, dueAt, createdBy, reason } = shutdown;
  return (
    <Callout
      tone="warn"
      title={words.rich(restarts ? "restartsAt" : "stopsAt", {
        relative: () => <Time at={dueAt} />,
        clock: () => <Time at={dueAt} mode="absolute" />,
      })}
      {...(may(who, "servers:power", { serverId }) && { actions: <CancelShutdown shutdown={shutdown} /> })}
    >
      {reason ? <p>{reason}</p> : null}
      <p>{words("plannedBy", { name: createdBy })}</p>
    </Callout>
  );
}
