"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Megaphone } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useEvents } from "#app/transport/client/live.tsx";
import { useTRPC, useTRPCClient } from "#app/transport/client/trpc.tsx";
import { Badge } from "#app/ui/badge.tsx";
import { Button } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { ConfirmDialog } from "#app/ui/confirm-dialog.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { ErrorState } from "#app/ui/error-state.tsx";
import { Loading, Skeleton } from "#app/ui/skeleton.tsx";
import { Time } from "#app/ui/time.tsx";
import { toast } from "#app/ui/toast/toast.ts";
import type { Broadcast } from "../schema.ts";
import { BroadcastReport } from "./broadcast-report.tsx";
import { CreateBroadcast } from "./create-broadcast.tsx";
import { FIRST } from "./upkeep-query.ts";

const MOST = 100;
const TONES = { scheduled: "info", sending: "info", sent: "ok", cancelled: "idle", missed: "warn" } as const;

/** What was said to all who play and what is to be said, the form for more, and what became of each. */
export function BroadcastCard() {
  const words = useTranslations("upkeep");
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [limit, setLimit] = useState<number>(FIRST.limit);
  const [shown, setShown] = useState<string | null>(null);
  const { data, error, refetch } = useQuery(trpc.broadcasts.list.queryOptions({ limit }));
  useEvents(["broadcast."], () => void queryClient.invalidateQueries({ queryKey: trpc.broadcasts.pathKey() }));
  return (
    <Card title={words("broadcasts.title")} actions={<CreateBroadcast onSaid={setShown} />} flush>
      {error ? (
        <ErrorState title={words("failed")} error={error} onRetry={() => void refetch()} />
      ) : !data ? (
        <Loading label={words("broadcasts.title")}>
          <Skeleton height="8rem" />
        </Loading>
      ) : data.items.length === 0 ? (
        <EmptyState icon={<Megaphone aria-hidden />} title={words("broadcasts.empty")}>
          {words("broadcasts.emptyText")}
        </EmptyState>
      ) : (
        <>
          <ul className="border-line border-t">
            {data.items.map((broadcast) => (
              <BroadcastRow key={broadcast.id} broadcast={broadcast} onReport={() => setShown(broadcast.id)} />
            ))}
          </ul>
          {data.total > data.items.length && limit < MOST ? (
            <div className="px-4 py-3">
              <Button onClick={() => setLimit(MOST)}>{words("more")}</Button>
            </div>
          ) : null}
        </>
      )}
      {shown ? <BroadcastReport broadcastId={shown} onClose={() => setShown(null)} /> : null}
    </Card>
  );
}

function BroadcastRow({ broadcast, onReport }: { broadcast: Broadcast; onReport(): void }) {
  const words = useTranslations("upkeep.broadcasts");
  const { state, text, dueAt, createdBy, servers, done } = broadcast;
  return (
    <li className="flex flex-wrap items-start gap-x-3 gap-y-2 border-line border-b px-4 py-2.5 last:border-b-0">
      <div className="min-w-0 flex-1 basis-56">
        <p className="break-words">{text}</p>
        <p className="flex flex-wrap items-center gap-x-2 text-ink-2 text-sm">
          <Badge tone={TONES[state]}>{words(`states.${state}`)}</Badge>
          <Time at={dueAt} />
          <span>{words("by", { name: createdBy })}</span>
          {state === "sent" ? <span>{words("sent", { done, servers })}</span> : null}
        </p>
      </div>
      {state === "scheduled" ? (
        <CancelBroadcast broadcast={broadcast} />
      ) : (
        <Button size="sm" onClick={onReport}>
          {words("report")}
        </Button>
      )}
    </li>
  );
}

function CancelBroadcast({ broadcast: { id, text } }: { broadcast: Broadcast }) {
  const words = useTranslations("upkeep.broadcasts");
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  return (
    <ConfirmDialog
      title={words("cancelTitle")}
      effect={text}
      trigger={<Button size="sm">{words("cancel")}</Button>}
      actions={[
        {
          label: words("cancelAct"),
          tone: "danger",
          async act() {
            await client.broadcasts.cancel.mutate({ broadcastId: id });
            toast.done(words("cancelled"));
            await queryClient.invalidateQueries({ queryKey: trpc.broadcasts.pathKey() });
          },
        },
      ]}
    />
  );
}
