"use client";

import type { inferOutput } from "@trpc/tanstack-react-query";
import { useLocale, useTranslations } from "next-intl";
import type { useTRPC } from "#app/transport/client/trpc.tsx";
import { Tile } from "#app/ui/tile.tsx";

export type Dashboard = inferOutput<ReturnType<typeof useTRPC>["analytics"]["dashboard"]>;
type MetricValue = Dashboard["metrics"][number];

/** From here on a change is more than one of twenty times by chance. */
const SURE_BELOW = 0.05;

/** A metric's value as it is read: shares in per cent, rates with two places. */
export function useMetricText(): (metric: MetricValue["metric"], value: number) => string {
  const locale = useLocale();
  return (metric, value) => {
    if (metric === "win_share") return value.toLocaleString(locale, { style: "percent", maximumFractionDigits: 0 });
    const places = metric === "kdr" || metric === "kills_per_hour" ? 2 : metric === "hours" ? 1 : 0;
    return value.toLocaleString(locale, { minimumFractionDigits: places, maximumFractionDigits: places });
  };
}

/** The figures, each with how sure it is and whether it changed. */
export function MetricTiles({ metrics }: { metrics: readonly MetricValue[] }) {
  const words = useTranslations("analytics");
  const text = useMetricText();
  const locale = useLocale();
  const known = metrics.filter(({ value, n }) => value !== null || n > 0);
  const noteOf = ({ metric, low, high, before, p, n }: MetricValue) => {
    const parts: string[] = [];
    if (low !== null && high !== null)
      parts.push(words("between", { low: text(metric, low), high: text(metric, high) }));
    parts.push(before === null ? words("noneBefore") : words("before", { before: text(metric, before) }));
    const isTested = metric === "win_share" || metric === "kills_per_hour";
    if (isTested && n > 0 && before !== null)
      parts.push(
        p === null
          ? words("change.few")
          : p < SURE_BELOW
            ? words("change.real", { p: p.toLocaleString(locale, { maximumSignificantDigits: 2 }) })
            : words("change.chance"),
      );
    return parts.join("; ");
  };
  return (
    <div className="grid grid-cols-2 content-start gap-2 *:min-w-0 sm:grid-cols-3 xl:grid-cols-5">
      {known.map((metric) => (
        <Tile
          key={metric.metric}
          label={words(`metrics.${metric.metric}`)}
          value={metric.value === null ? "–" : text(metric.metric, metric.value)}
          note={noteOf(metric)}
        />
      ))}
    </div>
  );
}
