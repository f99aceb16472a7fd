"use client";

import { keepPreviousData, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { may } from "#app/lib/access.ts";
import { useEvents } from "#app/transport/client/live.tsx";
import { useTRPC, useTRPCClient } from "#app/transport/client/trpc.tsx";
import { useWho } from "#app/transport/client/who.tsx";
import { Badge } from "#app/ui/badge.tsx";
import { Button } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { ConfirmDialog } from "#app/ui/confirm-dialog.tsx";
import { ErrorState } from "#app/ui/error-state.tsx";
import { Loading, Skeleton } from "#app/ui/skeleton.tsx";
import { Time } from "#app/ui/time.tsx";
import { toast } from "#app/ui/toast/toast.ts";
import type { QueuedServer } from "../queue.ts";
import { sizeText } from "../size-text.ts";
import { MOST_SHOWN, OWN_QUEUE, WHOLE_QUEUE } from "./queue-query.ts";

/** The reader's servers that wait for room; nothing where none does. */
export function OwnQueue() {
  const words = useTranslations("hosting.queue");
  const { data, error, refetch, isFetching } = useQueue(OWN_QUEUE);
  if (error && !data)
    return (
      <Card title={words("own")}>
        <ErrorState title={words("failed")} error={error} onRetry={() => void refetch()} retrying={isFetching} />
      </Card>
    );
  if (!data?.items.length) return null;
  return (
    <Card title={words("own")} flush>
      <Rows items={data.items} />
    </Card>
  );
}

/** All who wait, for the team. */
export function WholeQueue() {
  const words = useTranslations("hosting.queue");
  const [limit, setLimit] = useState<number>(WHOLE_QUEUE.limit);
  const { data, error, refetch, isFetching } = useQueue({ ...WHOLE_QUEUE, limit });
  return (
    <Card title={words("title")} flush={Boolean(data?.items.length)}>
      {error && !data ? (
        <ErrorState title={words("failed")} error={error} onRetry={() => void refetch()} retrying={isFetching} />
      ) : !data ? (
        <Loading label={words("title")}>
          <Skeleton height="4rem" />
        </Loading>
      ) : data.items.length === 0 ? (
        <p className="text-ink-2">{words("none")}</p>
      ) : (
        <Rows items={data.items} tellsOwner />
      )}
      {data && data.total > data.items.length && limit < MOST_SHOWN ? (
        <div className="px-4 py-3">
          <Button onClick={() => setLimit(MOST_SHOWN)}>{words("more")}</Button>
        </div>
      ) : null}
    </Card>
  );
}

function useQueue(input: { owner?: "mine"; state: "waiting"; limit: number }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  useEvents(["queue."], () => void queryClient.invalidateQueries({ queryKey: trpc.queue.pathKey() }));
  return useQuery(trpc.queue.list.queryOptions(input, { placeholderData: keepPreviousData }));
}

function Rows({ items, tellsOwner = false }: { items: readonly QueuedServer[]; tellsOwner?: boolean }) {
  return (
    <ul className="border-line border-t">
      {items.map((queued) => (
        <QueueRow key={queued.id} queued={queued} tellsOwner={tellsOwner} />
      ))}
    </ul>
  );
}

function QueueRow({ queued, tellsOwner }: { queued: QueuedServer; tellsOwner: boolean }) {
  const words = useTranslations("hosting.queue");
  const { name, owner, blueprint, node, memoryMiB, priority, place, waiting, expectedAt, createdAt } = queued;
  const needs = [
    words("needs", { game: blueprint.name, memory: sizeText(memoryMiB) }),
    ...(node ? [words("onNode", { node: node.name })] : []),
  ];
  return (
    <li className="flex flex-wrap items-start gap-x-3 gap-y-2 border-line border-b px-4 py-2.5 last:border-b-0">
      <div className="min-w-0 flex-1 basis-56">
        <p className="flex min-w-0 flex-wrap items-center gap-x-2 gap-y-1">
          <span className="min-w-0 break-words font-medium">{name}</span>
          {place !== null && waiting !== null ? <Badge tone="info">{words("place", { place, waiting })}</Badge> : null}
        </p>
        {tellsOwner ? <p className="break-words">{words("by", { name: owner.name, priority })}</p> : null}
        <p className="break-words text-ink-2 text-sm">
          {needs.join(" ")} · {words.rich("since", { time: () => <Time at={createdAt} /> })}
        </p>
        <p className="text-ink-2 text-sm">
          {expectedAt ? words.rich("expected", { time: () => <Time at={expectedAt} /> }) : words("unknown")}
        </p>
      </div>
      <Cancel queued={queued} />
    </li>
  );
}

function Cancel({ queued: { id, name, owner } }: { queued: QueuedServer }) {
  const words = useTranslations("hosting.queue");
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  if (!may(useWho(), "servers:delete", { ownerId: owner.id })) return null;
  return (
    <ConfirmDialog
      title={words("cancelTitle", { name })}
      effect={words("cancelEffect")}
      trigger={
        <Button size="sm" aria-label={`${words("cancel")}: ${name}`}>
          {words("cancel")}
        </Button>
      }
      actions={[
        {
          label: words("cancelNow"),
          tone: "danger",
          async act() {
            await client.queue.cancel.mutate({ queuedId: id });
            toast.done(words("cancelled", { name }));
            await queryClient.invalidateQueries({ queryKey: trpc.queue.pathKey() });
          },
        },
      ]}
    />
  );
}
