import type { ReactNode } from "react";

export interface MeterProps {
  /** What is used: "Memory". */
  label: string;
  used: number;
  limit: number;
  /** The numbers in words: "2.4 of 4 GiB". */
  note: ReactNode;
  /** A second, fainter part: what is promised but not used. */
  reserved?: number;
}

/** How much of something is used. It turns amber at 80 %, red at 95 %; the note says the same in numbers. */
export function Meter({ label, used, limit, note, reserved = 0 }: MeterProps) {
  const share = limit > 0 ? Math.min(1, used / limit) : 0;
  const held = limit > 0 ? Math.min(1, reserved / limit) : 0;
  const fill = share >= 0.95 ? "bg-bad" : share >= 0.8 ? "bg-warn" : "bg-accent";
  return (
    <div className="grid min-w-24 gap-1">
      <div className="flex justify-between gap-2 text-sm">
        <span className="truncate text-ink-2">{label}</span>
        <span className="whitespace-nowrap">{note}</span>
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: browsers paint <meter> in colours of their own */}
      <div
        role="meter"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={limit}
        aria-valuenow={used}
        data-meter
        className="relative h-1.5 overflow-hidden rounded-full bg-line"
      >
        <div
          className="absolute inset-y-0 left-0 rounded-full bg-ink-3 opacity-40"
          style={{ width: `${held * 100}%` }}
        />
        <div className={`absolute inset-y-0 left-0 rounded-full ${fill}`} style={{ width: `${share * 100}%` }} />
      </div>
    </div>
  );
}
