"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { DatabaseBackup, Download, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC, useTRPCClient } from "#app/transport/client/trpc.tsx";
import { Badge } from "#app/ui/badge.tsx";
import { Button } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { ConfirmDialog } from "#app/ui/confirm-dialog.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { ErrorState } from "#app/ui/error-state.tsx";
import { Progress } from "#app/ui/progress.tsx";
import { Loading, Skeleton } from "#app/ui/skeleton.tsx";
import { Time } from "#app/ui/time.tsx";
import { toast } from "#app/ui/toast/toast.ts";
import { sizeText } from "../../hosting/size-text.ts";
import type { PanelBackup } from "../schema.ts";
import { isRunning } from "../terms.ts";
import { FIRST, type Fresh } from "./backups-query.ts";

const MOST = 100;
const WHILE_RUNNING_MS = 2_000;
const TONES = {
  waiting: "info",
  writing: "info",
  sealing: "info",
  storing: "info",
  verifying: "info",
  done: "ok",
  unverified: "bad",
  failed: "bad",
  removing: "idle",
} as const;

function bytesText(bytes: number): string {
  return bytes < 1024 ** 2 ? `${Math.ceil(bytes / 1024)} KiB` : sizeText(bytes / 1024 ** 2);
}

/** Every backup with what became of it; a new one; their files. */
export function BackupList({ fresh }: { fresh: Fresh }) {
  const words = useTranslations("panelBackups");
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const [limit, setLimit] = useState<number>(FIRST.limit);
  const [pending, setPending] = useState(false);
  const { data, error, refetch } = useQuery(
    trpc.panelBackups.list.queryOptions(
      { limit },
      {
        // States are told as events; how far one is within a step is not.
        refetchInterval: ({ state }) =>
          state.data?.items.some((backup) => isRunning(backup.state)) ? WHILE_RUNNING_MS : false,
      },
    ),
  );
  const runs = data?.items.some(({ state }) => isRunning(state)) ?? false;

  async function begin() {
    setPending(true);
    try {
      await client.panelBackups.begin.mutate({});
      toast.done(words("list.begun"));
      await queryClient.invalidateQueries({ queryKey: trpc.panelBackups.pathKey() });
    } catch (failure) {
      toast.failed(words("list.notBegun"), failure);
    } finally {
      setPending(false);
    }
  }

  return (
    <Card
      flush
      title={words("list.title")}
      actions={
        <Button
          tone="primary"
          icon={<DatabaseBackup />}
          pending={pending}
          disabled={runs || !data}
          onClick={() => void begin()}
        >
          {words("list.begin")}
        </Button>
      }
    >
      {error ? (
        <ErrorState title={words("failed")} error={error} onRetry={() => void refetch()} />
      ) : !data ? (
        <Loading label={words("list.title")}>
          <Skeleton height="8rem" />
        </Loading>
      ) : data.items.length === 0 ? (
        <EmptyState icon={<DatabaseBackup aria-hidden />} title={words("list.empty")}>
          {words("list.emptyText")}
        </EmptyState>
      ) : (
        <>
          <ul className="border-line border-t">
            {data.items.map((backup) => (
              <BackupRow key={backup.id} backup={backup} fresh={fresh} />
            ))}
          </ul>
          {data.total > data.items.length && limit < MOST ? (
            <div className="px-4 py-3">
              <Button onClick={() => setLimit(MOST)}>{words("list.more")}</Button>
            </div>
          ) : null}
        </>
      )}
    </Card>
  );
}

function BackupRow({ backup, fresh }: { backup: PanelBackup; fresh: Fresh }) {
  const words = useTranslations("panelBackups.list");
  const client = useTRPCClient();
  const { id, state, createdAt, slot, requestedBy, where, bytes, doneBytes, tables, rows, problem, retryAt } = backup;
  const hasFile = state === "done" || state === "unverified";

  async function download() {
    try {
      const { path } = await fresh(() => client.panelBackups.download.mutate({ backupId: id }));
      location.assign(path);
    } catch (failure) {
      toast.failed(words("notDownloaded"), failure);
    }
  }

  return (
    <li className="flex flex-wrap items-start gap-x-3 gap-y-2 border-line border-b px-4 py-2.5 last:border-b-0">
      <div className="grid min-w-0 flex-1 basis-56 gap-1">
        <p className="flex flex-wrap items-center gap-x-2">
          <Badge tone={TONES[state]}>{words(`states.${state}`)}</Badge>
          <Time at={createdAt} />
          <span className="text-ink-2 text-sm">
            {slot === null ? words("by", { name: requestedBy }) : words("byPlan")}
          </span>
        </p>
        {isRunning(state) ? (
          <Progress
            label={words("progress")}
            percent={state === "storing" && bytes !== null ? (100 * doneBytes) / bytes : null}
            note={doneBytes > 0 ? bytesText(doneBytes) : null}
          />
        ) : null}
        {problem ? <p className="break-words text-bad text-sm">{problem}</p> : null}
        {retryAt ? (
          <p className="text-ink-2 text-sm">
            {words("again")} <Time at={retryAt} />
          </p>
        ) : null}
        {where ? <p className="break-all font-mono text-ink-2 text-sm">{where}</p> : null}
        {hasFile && bytes !== null ? (
          <p className="flex flex-wrap gap-x-2 text-ink-2 text-sm">
            <span>{bytesText(bytes)}</span>
            {tables !== null && rows !== null ? <span>{words("counted", { tables, rows })}</span> : null}
          </p>
        ) : null}
      </div>
      {hasFile ? (
        <Button size="sm" icon={<Download />} onClick={() => void download()}>
          {words("download")}
        </Button>
      ) : null}
      {isRunning(state) || state === "removing" ? null : <RemoveBackup backupId={id} fresh={fresh} />}
    </li>
  );
}

function RemoveBackup({ backupId, fresh }: { backupId: string; fresh: Fresh }) {
  const words = useTranslations("panelBackups.list");
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  return (
    <ConfirmDialog
      title={words("removeTitle")}
      effect={words("removeEffect")}
      trigger={
        <Button size="sm" icon={<Trash2 />}>
          {words("remove")}
        </Button>
      }
      actions={[
        {
          label: words("remove"),
          tone: "dangerSolid",
          act: async () => {
            await fresh(() => client.panelBackups.remove.mutate({ backupId }));
            toast.done(words("removed"));
            await queryClient.invalidateQueries({ queryKey: trpc.panelBackups.pathKey() });
          },
        },
      ]}
    />
  );
}
