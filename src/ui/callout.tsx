import { CircleAlert, CircleCheck, Info, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import type { Tone } from "./tone.ts";
import { TONE_SOFT } from "./tone.ts";

const ICONS = { ok: CircleCheck, warn: TriangleAlert, bad: CircleAlert, info: Info, idle: Info } as const;

export interface CalloutProps {
  tone?: Tone;
  title?: ReactNode;
  /** Read out when it appears: for what comes after an act of the reader. */
  announce?: boolean;
  /** Buttons at its end. */
  actions?: ReactNode;
  children?: ReactNode;
}

/** A remark that belongs to the place where it stands: a limit, a warning, a failed act. */
export function Callout({ tone = "info", title, announce = tone === "bad", actions, children }: CalloutProps) {
  const Icon = ICONS[tone];
  return (
    <div
      role={announce ? "alert" : undefined}
      className="flex min-w-0 flex-wrap items-start gap-x-3 gap-y-2 rounded-md border border-line bg-surface p-3"
    >
      <span className={`grid size-6 shrink-0 place-items-center rounded-full ${TONE_SOFT[tone]}`}>
        <Icon aria-hidden className="size-4" />
      </span>
      <div className="min-w-0 flex-1 basis-48">
        {title ? <p className="break-words pt-0.5 font-medium">{title}</p> : null}
        {children ? <div className={`break-words text-ink-2 ${title ? "mt-0.5" : "pt-0.5"}`}>{children}</div> : null}
      </div>
      {actions ? <div className="flex flex-wrap gap-2">{actions}</div> : null}
    </div>
  );
}
