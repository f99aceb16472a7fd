"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useEffect } from "react";
import { useTRPC } from "#app/transport/client/trpc.tsx";
import { Button } from "#app/ui/button.tsx";
import { Callout } from "#app/ui/callout.tsx";
import { Dialog, DialogClose } from "#app/ui/dialog.tsx";
import { ErrorState } from "#app/ui/error-state.tsx";
import { Progress } from "#app/ui/progress.tsx";

const LOOK_MS = 1_000;

interface LongImportProps {
  serverId: string;
  importId: string;
  onClose(): void;
  /** All of it was taken. */
  onDone(): void;
}

/** How far the worker is with a long list. */
export function LongImport({ serverId, importId, onClose, onDone }: LongImportProps) {
  const words = useTranslations("moderation.lists");
  const common = useTranslations("ui.dialog");
  const trpc = useTRPC();
  const { data, error, refetch } = useQuery(
    trpc.banLists.imports.queryOptions(
      { serverId },
      { refetchInterval: ({ state }) => (isOver(state.data?.items, importId) ? false : LOOK_MS) },
    ),
  );
  const found = data?.items.find(({ id }) => id === importId);
  const state = found?.state;
  const { taken = 0, total = 0, added = 0, there = 0, over = 0 } = found ?? {};
  useEffect(() => {
    if (state && state !== "running") onDone();
  }, [state, onDone]);
  return (
    <Dialog
      open
      onOpenChange={(next) => next || onClose()}
      title={words("running")}
      description={state === "running" ? words("runningText") : undefined}
      footer={
        <DialogClose>
          <Button tone="primary">{common("close")}</Button>
        </DialogClose>
      }
    >
      {error ? <ErrorState title={words("progressFailed")} error={error} onRetry={() => void refetch()} /> : null}
      {found ? (
        <div className="grid gap-2" aria-live="polite">
          <Progress label={words("running")} percent={(100 * taken) / Math.max(1, total)} />
          <p className="tabular-nums">{words("progress", { taken, total, added, there, over })}</p>
          {found.state === "stopped" ? <Callout tone="warn">{words("stopped")}</Callout> : null}
        </div>
      ) : null}
    </Dialog>
  );
}

function isOver(items: readonly { id: string; state: string }[] | undefined, importId: string): boolean {
  const found = items?.find(({ id }) => id === importId);
  return found !== undefined && found.state !== "running";
}
