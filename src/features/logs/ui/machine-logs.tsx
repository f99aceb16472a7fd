"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "#app/transport/client/trpc.tsx";
import { Button } from "#app/ui/button.tsx";
import { Callout } from "#app/ui/callout.tsx";
import { Card } from "#app/ui/card.tsx";
import { ErrorState } from "#app/ui/error-state.tsx";
import { Checkbox } from "#app/ui/form/checkbox.tsx";
import { readFailure } from "#app/ui/form/failure.ts";
import { Time } from "#app/ui/time.tsx";
import { toast } from "#app/ui/toast/toast.ts";
import type { LogFile } from "../schema.ts";
import type { LogChoices } from "./log-options.tsx";
import { logSize } from "./log-size.ts";

const SHOWN = 200;
const keyOf = ({ nodeId, path }: LogFile) => `${nodeId}\n${path}`;

/** What was chosen, as operations take it. */
function saidOf({ game, begins, communityId }: LogChoices) {
  return {
    ...(game ? { game } : {}),
    ...(begins ? { begins } : {}),
    ...(communityId ? { communityId } : {}),
  };
}

/** Logs that lie on nodes, below the folders that their machines let the panel read. */
export function MachineLogs({ choices }: { choices: LogChoices }) {
  const words = useTranslations("logs.machines");
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  const { data, error, refetch } = useQuery(trpc.logs.files.queryOptions({ limit: SHOWN }));
  const begin = useMutation(trpc.logs.import.mutationOptions());
  const watch = useMutation(
    trpc.logs.watch.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries({ queryKey: trpc.logs.watches.queryKey() }),
    }),
  );
  const files = data?.items ?? [];

  async function importPicked() {
    const wanted = files.filter((file) => picked.has(keyOf(file)));
    for (const nodeId of new Set(wanted.map((file) => file.nodeId))) {
      const paths = wanted.filter((file) => file.nodeId === nodeId).map(({ path }) => path);
      await begin.mutateAsync({ nodeId, paths, ...saidOf(choices) });
    }
    setPicked(new Set());
    toast.done(words("begun", { count: wanted.length }));
    await queryClient.invalidateQueries({ queryKey: trpc.logs.pathKey() });
  }
  const pick = (file: LogFile, isPicked: boolean) => {
    const next = new Set(picked);
    if (isPicked) next.add(keyOf(file));
    else next.delete(keyOf(file));
    setPicked(next);
  };
  if (data && files.length === 0 && data.message === null) return null;
  return (
    <Card
      flush
      title={words("title")}
      description={words("text")}
      footer={
        files.length > 0 ? (
          <>
            <Button onClick={() => setPicked(picked.size === files.length ? new Set() : new Set(files.map(keyOf)))}>
              {picked.size === files.length ? words("none") : words("all")}
            </Button>
            <Button
              tone="primary"
              disabled={picked.size === 0}
              pending={begin.isPending}
              onClick={() => void importPicked().catch(() => {})}
            >
              {words("import", { count: picked.size })}
            </Button>
          </>
        ) : null
      }
    >
      {error ? <ErrorState title={words("failed")} error={error} onRetry={() => void refetch()} /> : null}
      {data?.message ? <p className="px-4 pb-4 text-ink-2">{data.message}</p> : null}
      {watch.error ? <Callout tone="bad">{readFailure(watch.error).message}</Callout> : null}
      {begin.error ? <Callout tone="bad">{readFailure(begin.error).message}</Callout> : null}
      <ul className="grid max-h-96 divide-y divide-line overflow-y-auto">
        {files.map((file) => (
          <li key={keyOf(file)} className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2">
            <div className="min-w-0 flex-1 basis-64">
              <Checkbox
                label={<span className="break-all">{file.name}</span>}
                hint={<span className="break-all">{`${file.nodeName}: ${file.path}`}</span>}
                checked={picked.has(keyOf(file))}
                onChange={({ currentTarget }) => pick(file, currentTarget.checked)}
              />
            </div>
            {file.isCompressed ? null : (
              <Button
                size="sm"
                onClick={() => {
                  const { begins: _begins, ...said } = saidOf(choices);
                  watch.mutate({ nodeId: file.nodeId, path: file.path, ...said });
                }}
              >
                {words("watch")}
              </Button>
            )}
            <span className="text-ink-2 text-sm">
              {logSize(file.bytes)} · <Time at={file.modifiedAt} />
              {file.importedAt ? ` · ${words("imported")}` : null}
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
