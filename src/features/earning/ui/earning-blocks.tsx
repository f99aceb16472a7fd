"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { Route } from "next";
import { useTranslations } from "next-intl";
import { may } from "#app/lib/access.ts";
import { useEvents } from "#app/transport/client/live.tsx";
import { useTRPC, useTRPCClient } from "#app/transport/client/trpc.tsx";
import { useWho } from "#app/transport/client/who.tsx";
import { Button } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { ErrorState } from "#app/ui/error-state.tsx";
import { Link } from "#app/ui/link.tsx";
import { Loading, Skeleton } from "#app/ui/skeleton.tsx";
import { Time } from "#app/ui/time.tsx";
import { toast } from "#app/ui/toast/toast.ts";

const FIRST = { limit: 100 } as const;

/** Whom the team lets earn nothing. */
export function EarningBlocks() {
  const words = useTranslations("earning.settings");
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const who = useWho();
  const { data, error, refetch, isFetching } = useQuery(trpc.earning.blocks.queryOptions(FIRST));
  const refresh = () => queryClient.invalidateQueries({ queryKey: trpc.earning.pathKey() });
  useEvents(["earning."], () => void refresh());

  const unblock = (userId: string, name: string) =>
    client.earning.unblock.mutate({ userId }).then(
      () => {
        toast.done(words("unblocked", { name }));
        return refresh();
      },
      (problem) => void toast.failed(words("unblock"), problem),
    );
  return (
    <Card title={words("blocks")}>
      {error ? (
        <ErrorState title={words("blocksFailed")} error={error} onRetry={() => void refetch()} retrying={isFetching} />
      ) : !data ? (
        <Loading label={words("blocks")}>
          <Skeleton height="3rem" />
        </Loading>
      ) : data.items.length === 0 ? (
        <p className="text-ink-2">{words("blocksNone")}</p>
      ) : (
        <ul className="grid gap-2">
          {data.items.map(({ userId, name, reason, at, by }) => (
            <li key={userId} className="flex flex-wrap items-center gap-x-3 gap-y-1">
              <span className="min-w-0 flex-1 basis-56">
                <Link href={`/settings/users/${userId}/coins` as Route}>{name}</Link>
                <span className="block break-words text-ink-2 text-sm">
                  {words("blockedBy", { reason, name: by })} <Time at={at} />
                </span>
              </span>
              {may(who, "economy:write") ? (
                <Button size="sm" onClick={() => void unblock(userId, name)}>
                  {words("unblock")}
                </Button>
              ) : null}
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
