"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "#app/transport/client/trpc.tsx";
import { Badge } from "#app/ui/badge.tsx";
import { CodeBlock } from "#app/ui/code-block.tsx";
import { ErrorState } from "#app/ui/error-state.tsx";
import { Sheet } from "#app/ui/sheet.tsx";
import { Loading, Skeleton } from "#app/ui/skeleton.tsx";
import { Stack } from "#app/ui/stack.tsx";

const TONES = {
  pending: "info",
  done: "ok",
  failed: "bad",
  expired: "warn",
  unsupported: "warn",
  skipped: "idle",
} as const;

/** What became of a broadcast on each server, with the game's own words. */
export function BroadcastReport({ broadcastId, onClose }: { broadcastId: string; onClose(): void }) {
  const words = useTranslations("upkeep.broadcasts");
  const trpc = useTRPC();
  const { data, error, refetch } = useQuery(trpc.broadcasts.get.queryOptions({ broadcastId }));
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
          {data.deliveries.map(({ serverId, serverName, state, said }) => (
            <section key={serverId} aria-label={serverName} className="grid min-w-0 gap-1">
              <p className="flex flex-wrap items-center gap-2">
                <span className="min-w-0 break-words font-medium">{serverName}</span>
                <Badge tone={TONES[state]}>{words(`deliveries.${state}`)}</Badge>
              </p>
              {said ? <CodeBlock what={words("said")} code={said} wrap /> : null}
            </section>
          ))}
        </Stack>
      )}
    </Sheet>
  );
}
