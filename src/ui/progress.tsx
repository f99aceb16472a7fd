import { useTranslations } from "next-intl";
import type { ReactNode } from "react";

export interface ProgressProps {
  /** What is measured, for screen readers: "Backup of Lowtide". */
  label: string;
  /** 0 to 100; null or 0 is work whose end is not known yet, so the bar moves instead of standing at nothing. */
  percent: number | null;
  /** Beside the bar: "61 %", "Checking files, 22,396". Without it the percentage is written. */
  note?: ReactNode;
  tone?: "accent" | "ok" | "warn" | "bad";
}

const FILL = { accent: "bg-accent", ok: "bg-ok", warn: "bg-warn", bad: "bg-bad" } as const;

/** How far a piece of work has come. */
export function Progress({ label, percent, note, tone = "accent" }: ProgressProps) {
  const words = useTranslations("ui.progress");
  const known = percent !== null && percent > 0;
  const filled = Math.min(100, Math.max(0, percent ?? 0));
  return (
    <div className="flex min-w-0 items-center gap-2.5">
      <div
        role="progressbar"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={known ? Math.round(filled) : undefined}
        data-meter
        className="relative h-1.5 min-w-16 flex-1 overflow-hidden rounded-full bg-line"
      >
        {known ? (
          <div className={`h-full rounded-full ${FILL[tone]}`} style={{ width: `${filled}%` }} />
        ) : (
          <div className={`absolute inset-y-0 w-2/5 animate-slide rounded-full ${FILL[tone]}`} />
        )}
      </div>
      <span className="shrink-0 text-ink-2 text-sm">
        {note ?? (known ? words("percent", { percent: Math.round(filled) }) : null)}
      </span>
    </div>
  );
}
