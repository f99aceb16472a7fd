"use client";

import { useTranslations } from "next-intl";
import { Card } from "#app/ui/card.tsx";
import { StackedBars } from "#app/ui/chart/stacked-bars.tsx";
import type { AnalyticsPeriod } from "../schema.ts";
import type { Dashboard } from "./metric-tiles.tsx";
import { useStepText } from "./step-text.ts";

/** Kills and deaths over the period. */
export function ActivityCard({ activity, period }: { activity: Dashboard["activity"]; period: AnalyticsPeriod }) {
  const words = useTranslations("analytics");
  const stepText = useStepText(period);
  const total = (of: "kills" | "deaths") => activity.reduce((sum, step) => sum + step[of], 0);
  const most = activity.reduce(
    (best, step) => (step.kills + step.deaths > best.kills + best.deaths ? step : best),
    activity[0]!,
  );
  const isNothing = total("kills") + total("deaths") === 0;
  return (
    <Card title={words("activity.title")}>
      {isNothing ? (
        <p className="text-ink-2">{words("hours.none")}</p>
      ) : (
        <StackedBars
          label={words("activity.label")}
          conclusion={words("activity.conclusion", {
            kills: total("kills"),
            deaths: total("deaths"),
            from: stepText(activity[0]!.at),
            at: stepText(most.at),
          })}
          series={[words("metrics.kills"), words("metrics.deaths")]}
          steps={activity.map(({ at, kills, deaths }) => ({ label: stepText(at), values: [kills, deaths] }))}
        />
      )}
    </Card>
  );
}
