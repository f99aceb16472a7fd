"use client";

import { useTranslations } from "next-intl";
import { Progress } from "#app/ui/progress.tsx";
import { Status, type StatusState } from "#app/ui/status.tsx";
import { LogReport } from "./log-report.tsx";
import { logSize } from "./log-size.ts";
import { useLogGameName } from "./use-log-game-name.ts";
import type { ChosenLog } from "./use-log-import.ts";

const STATES = {
  waiting: "queued",
  read: "pending",
  refused: "failed",
  done: "succeeded",
  failed: "failed",
} as const satisfies Partial<Record<ChosenLog["state"], StatusState>>;

/** The logs that were chosen, each with what is in it and how far it is. */
export function ChosenLogs({ logs }: { logs: readonly ChosenLog[] }) {
  return (
    <ul className="grid divide-y divide-line" aria-live="polite">
      {logs.map((log) => (
        <li key={log.id} className="grid gap-1 px-4 py-3">
          <ChosenRow log={log} />
        </li>
      ))}
    </ul>
  );
}

function ChosenRow({ log }: { log: ChosenLog }) {
  const words = useTranslations("logs.chosen");
  const { state, report, problem } = log;
  const gameName = useLogGameName();
  const session = report?.session;
  const facts = [
    gameName(report?.game),
    session?.handle,
    session?.version,
    session?.channel,
    logSize(log.bytes),
  ].filter(Boolean);
  return (
    <>
      <div className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1">
        <span className="min-w-0 flex-1 basis-48 break-words font-medium">{log.name}</span>
        <span className="text-ink-2 text-sm">{facts.join(" · ")}</span>
        {state === "reading" || state === "sending" || state === "read" ? null : <Status state={STATES[state]} />}
      </div>
      {state === "reading" || state === "sending" ? (
        <Progress label={words(state, { name: log.name })} percent={log.percent} />
      ) : null}
      {problem ? <p className="text-bad text-sm">{words(`problem.${problem}`)}</p> : null}
      {log.failure ? <p className="text-bad text-sm">{log.failure}</p> : null}
      {report ? <LogReport report={report} done={log.import} /> : null}
    </>
  );
}
