"use client";

import { ListChecks } from "lucide-react";
import { useTranslations } from "next-intl";
import { IconButton } from "./icon-button.tsx";
import { JobRow, type JobView } from "./job-row.tsx";
import { Popover } from "./popover.tsx";

export interface JobTrayProps {
  /** Running work and the last ten that finished, newest first. */
  jobs: readonly JobView[];
  onCancel?(job: JobView): void;
}

/** Work that goes on while the reader does something else, in the top bar on every page. */
export function JobTray({ jobs, onCancel }: JobTrayProps) {
  const words = useTranslations("ui.job");
  const running = jobs.filter((job) => job.state === "running" || job.state === "queued");
  const finished = jobs.filter((job) => !running.includes(job)).slice(0, 10);
  return (
    <span className="relative inline-flex">
      <Popover
        label={words("tray")}
        trigger={<IconButton label={words("trayRunning", { count: running.length })} icon={<ListChecks />} />}
      >
        <div className="px-4 py-2">
          {jobs.length === 0 ? <p className="py-3 text-center text-ink-2">{words("none")}</p> : null}
          <Group heading={words("running")} jobs={running} {...(onCancel && { onCancel })} />
          <Group heading={words("finished")} jobs={finished} />
        </div>
      </Popover>
      {running.length > 0 ? (
        <span
          aria-hidden
          className="pointer-events-none absolute top-0 right-0 grid pointer-coarse:top-1 pointer-coarse:right-1 size-4 place-items-center rounded-full bg-accent font-medium text-[0.625rem] text-accent-ink"
        >
          {Math.min(9, running.length)}
        </span>
      ) : null}
    </span>
  );
}

function Group({
  heading,
  jobs,
  onCancel,
}: {
  heading: string;
  jobs: readonly JobView[];
  onCancel?(job: JobView): void;
}) {
  if (jobs.length === 0) return null;
  return (
    <section>
      <h2 className="pt-2 text-ink-3 text-xs">{heading}</h2>
      <ul className="divide-y divide-line">
        {jobs.map((job) => (
          <li key={job.id}>
            <JobRow job={job} href={`/j/${job.id}`} {...(onCancel && { onCancel: () => onCancel(job) })} />
          </li>
        ))}
      </ul>
    </section>
  );
}
