"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "#app/transport/client/trpc.tsx";
import { Button } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { ErrorState } from "#app/ui/error-state.tsx";
import { Progress } from "#app/ui/progress.tsx";
import { Status, type StatusState } from "#app/ui/status.tsx";
import { Time } from "#app/ui/time.tsx";
import { IMPORT_PROBLEMS } from "../log-terms.ts";
import type { LogImport } from "../schema.ts";
import { LogReport } from "./log-report.tsx";
import { useLogGameName } from "./use-log-game-name.ts";

const LOOK_MS = 1_000;
const STATES = {
  running: "queued",
  done: "succeeded",
  failed: "failed",
  stopped: "cancelled",
} as const satisfies Record<LogImport["state"], StatusState>;

/** Earlier imports, with those that go on at this moment. */
export function PastImports() {
  const words = useTranslations("logs.past");
  const trpc = useTRPC();
  const { data, error, refetch } = useQuery(
    trpc.logs.imports.queryOptions(
      {},
      { refetchInterval: ({ state }) => (state.data?.items.some(isReadByNode) ? LOOK_MS : false) },
    ),
  );
  return (
    <Card flush title={words("title")} description={words("text")}>
      {error ? <ErrorState title={words("failed")} error={error} onRetry={() => void refetch()} /> : null}
      {data?.items.length === 0 ? <EmptyState title={words("none")}>{words("noneText")}</EmptyState> : null}
      <ul className="grid divide-y divide-line">
        {data?.items.map((item) => (
          <li key={item.id} className="grid gap-1 px-4 py-3">
            <PastImport item={item} />
          </li>
        ))}
      </ul>
    </Card>
  );
}

const isReadByNode = ({ state, source }: LogImport) => state === "running" && source === "node";

function PastImport({ item }: { item: LogImport }) {
  const words = useTranslations("logs.past");
  const trpc = useTRPC();
  const gameName = useLogGameName();
  const queryClient = useQueryClient();
  const stop = useMutation(
    trpc.logs.stop.mutationOptions({
      onSettled: () => queryClient.invalidateQueries({ queryKey: trpc.logs.imports.queryKey() }),
    }),
  );
  const resume = useMutation(
    trpc.logs.resume.mutationOptions({
      onSettled: () => queryClient.invalidateQueries({ queryKey: trpc.logs.imports.queryKey() }),
    }),
  );
  const isResumable =
    item.source === "node" && item.watchId === null && (item.state === "failed" || item.state === "stopped");
  const problem = IMPORT_PROBLEMS.find((one) => one === item.reason);
  const facts = [words(`source.${item.source}`), gameName(item.game), item.handle, item.build].filter(Boolean);
  return (
    <>
      <div className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1">
        <span className="min-w-0 flex-1 basis-48 break-words font-medium">{item.name}</span>
        <span className="text-ink-2 text-sm">
          {facts.join(" · ")} · <Time at={item.createdAt} />
        </span>
        <Status state={STATES[item.state]} />
        {item.state === "running" ? (
          <Button size="sm" pending={stop.isPending} onClick={() => stop.mutate({ importId: item.id })}>
            {words("stop")}
          </Button>
        ) : null}
        {isResumable ? (
          <Button size="sm" pending={resume.isPending} onClick={() => resume.mutate({ importId: item.id })}>
            {words("resume")}
          </Button>
        ) : null}
      </div>
      {isReadByNode(item) ? (
        <Progress
          label={item.name}
          percent={(100 * item.readBytes) / Math.max(1, item.bytes)}
          note={words("taken", { count: item.taken })}
        />
      ) : null}
      {problem ? <p className="text-bad text-sm">{words(`problem.${problem}`)}</p> : null}
      {item.report ? <LogReport report={item.report} done={item} /> : null}
    </>
  );
}
