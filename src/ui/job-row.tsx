"use client";

import { X } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { IconButton } from "./icon-button.tsx";
import { Link } from "./link.tsx";
import { Progress } from "./progress.tsx";
import { Status } from "./status.tsx";
import { Time } from "./time.tsx";

/** A long piece of work as the server told of it last. Percent is 0 to 100; times are ISO instants. */
export interface JobView {
  id: string;
  title: string;
  state: "queued" | "running" | "succeeded" | "failed" | "cancelled";
  /** "Archiving", "Checking files". */
  phase?: string;
  percent?: number | null;
  /** Things done, where no end is known: 22396 files. */
  count?: number;
  /** "4.1 MB/s" */
  rate?: string;
  secondsLeft?: number;
  startedAt: string;
  finishedAt?: string;
  error?: string;
}

/** One job in a list: what it does, how far it is, and a way to stop it. The title leads to its own page. */
export function JobRow({ job, href, onCancel }: { job: JobView; href: string; onCancel?: () => void }) {
  const words = useTranslations("ui.job");
  const format = useFormatter();
  const under = job.state === "running" || job.state === "queued";
  const facts = [
    job.phase && job.count !== undefined
      ? words("phaseCount", { phase: job.phase, count: format.number(job.count) })
      : job.phase,
    job.rate,
    under && job.secondsLeft !== undefined ? words("left", { duration: duration(job.secondsLeft) }) : undefined,
  ].filter(Boolean);
  return (
    <div className="grid min-w-0 grid-cols-[minmax(0,1fr)_auto] items-center gap-x-3 gap-y-1 py-2">
      <Link href={href} className="truncate font-medium hover:underline">
        {job.title}
      </Link>
      <div className="flex items-center gap-1">
        {under ? null : <Status state={job.state} />}
        {under && onCancel ? (
          <IconButton size="sm" label={words("cancel", { title: job.title })} icon={<X />} onClick={onCancel} />
        ) : null}
      </div>
      <div className="col-span-2 min-w-0">
        {under ? <Progress label={job.title} percent={job.percent ?? null} /> : null}
        <p className={`mt-0.5 break-words text-sm ${job.error ? "text-bad" : "text-ink-2"}`}>
          {job.error ?? (facts.length ? facts.join(" · ") : null)}
          {under ? null : (
            <>
              {facts.length || job.error ? " · " : null}
              <Time at={job.finishedAt ?? job.startedAt} />
            </>
          )}
        </p>
      </div>
    </div>
  );
}

function duration(seconds: number): string {
  if (seconds < 90) return `${Math.max(1, Math.round(seconds))} s`;
  if (seconds < 5400) return `${Math.round(seconds / 60)} min`;
  return `${Math.floor(seconds / 3600)} h ${Math.round((seconds % 3600) / 60)} min`;
}
