"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "#app/transport/client/trpc.tsx";
import { Badge } from "#app/ui/badge.tsx";
import { ErrorState } from "#app/ui/error-state.tsx";
import { Sheet } from "#app/ui/sheet.tsx";
import { Loading, Skeleton } from "#app/ui/skeleton.tsx";
import { Stack } from "#app/ui/stack.tsx";
import { Time } from "#app/ui/time.tsx";

const TONES = {
  pending: "info",
  done: "ok",
  failed: "bad",
  expired: "warn",
  unsupported: "warn",
  skipped: "idle",
} as const;

/** While a game has yet to answer, its answer is looked for so often. */
const WAIT_MS = 2_000;

/** What became of a broadcast on each server, with the game's own words. */
export function BroadcastReport({ broadcastId, onClose }: { broadcastId: string; onClose(): void }) {
  const words = useTranslations("upkeep.broadcasts");
  const trpc = useTRPC();
  const { data, error, refetch } = useQuery(
    trpc.broadcasts.get.queryOptions(
      { broadcastId },
      { refetchInterval: ({ state }) => (state.data?.state === "sending" ? WAIT_MS : false) },
    ),
  );
  return (
    <Sheet open onOpenChange={(open) => open || onClose()} title={words("reportTitle")} description={data?.text}>
      {error ? (
        <ErrorState title={words("reportTitle")} error={error} onRetry={() => void refetch()} />
      ) : !data ? (
        <Loading label={words("reportTitle")}>
          <Skeleton height="8rem" />
        </Loading>
      ) : data.deliveries.length === 0 ? (
        <p className="text-ink-2">{words("noServers")}</p>
      ) : (
        <Stack>
          <p className="text-ink-2">
            {data.state === "sending"
              ? words("states.sending")
              : words("sent", { done: data.done, servers: data.servers })}
          </p>
          <ul className="grid min-w-0 gap-2">
            {data.deliveries.map(({ serverId, serverName, state, via, said, finishedAt }) => (
              <li key={serverId} className="grid min-w-0 gap-1 rounded-md border border-line p-2.5">
                <span className="flex flex-wrap items-center gap-2">
                  <span className="min-w-0 break-words font-medium">{serverName}</span>
                  <Badge tone={TONES[state]}>{words(`deliveries.${state}`)}</Badge>
                  {finishedAt ? (
                    <span className="ml-auto text-ink-2 text-sm">
                      <Time at={finishedAt} />
                    </span>
                  ) : null}
                </span>
                {via ? <span className="text-ink-2 text-sm">{words(`via.${via}`)}</span> : null}
                {said ? (
                  <>
                    <span className="text-ink-2 text-sm">{words("said")}</span>
                    <code className="whitespace-pre-wrap break-words font-mono text-sm">{said}</code>
                  </>
                ) : null}
              </li>
            ))}
          </ul>
        </Stack>
      )}
    </Sheet>
  );
}
