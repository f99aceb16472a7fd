"use client";

import { useTranslations } from "next-intl";

/** How much of a day's coins has come. */
export function TodayMeter({ earned, most }: { earned: number; most: number }) {
  const words = useTranslations("earning.earn");
  const share = most > 0 ? Math.min(1, earned / most) : 0;
  return (
    <div className="grid gap-1">
      <div className="flex justify-between gap-2 text-sm">
        <span className="text-ink-2">{words("todayLabel")}</span>
        <span className="whitespace-nowrap tabular-nums">{words("today", { earned, most })}</span>
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: browsers paint <meter> in colours of their own */}
      <div
        role="meter"
        aria-label={words("todayLabel")}
        aria-valuemin={0}
        aria-valuemax={most}
        aria-valuenow={Math.min(earned, most)}
        className="h-1.5 overflow-hidden rounded-full bg-line"
      >
        <div className="h-full rounded-full bg-ok" style={{ width: `${share * 100}%` }} />
      </div>
    </div>
  );
}
