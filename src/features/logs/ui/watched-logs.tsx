"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "#app/transport/client/trpc.tsx";
import { Button } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { Status } from "#app/ui/status.tsx";
import { Time } from "#app/ui/time.tsx";

const LOOK_MS = 15_000;

/** Logs on nodes that are followed while their games write them. Nothing where there is none. */
export function WatchedLogs() {
  const words = useTranslations("logs.watches");
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const { data } = useQuery(trpc.logs.watches.queryOptions({}, { refetchInterval: LOOK_MS }));
  const unwatch = useMutation(
    trpc.logs.unwatch.mutationOptions({
      onSettled: () => queryClient.invalidateQueries({ queryKey: trpc.logs.watches.queryKey() }),
    }),
  );
  if (!data || data.items.length === 0) return null;
  return (
    <Card flush title={words("title")} description={words("text")}>
      <ul className="grid divide-y divide-line">
        {data.items.map(({ id, path, game, state, problem, createdAt }) => (
          <li key={id} className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1 px-4 py-3">
            <span className="min-w-0 flex-1 basis-64 break-all font-medium">{path}</span>
            <span className="text-ink-2 text-sm">
              {game ? `${game} · ` : null}
              <Time at={createdAt} />
            </span>
            <Status state={state === "stopped" ? "cancelled" : problem ? "failed" : "running"} />
            {state === "running" ? (
              <Button size="sm" pending={unwatch.isPending} onClick={() => unwatch.mutate({ watchId: id })}>
                {words("stop")}
              </Button>
            ) : null}
            {state === "running" && problem ? <p className="basis-full text-sm text-warn">{words("problem")}</p> : null}
          </li>
        ))}
      </ul>
    </Card>
  );
}
