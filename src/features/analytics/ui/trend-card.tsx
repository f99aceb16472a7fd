"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "#app/transport/client/trpc.tsx";
import { Card } from "#app/ui/card.tsx";
import { StackedBars } from "#app/ui/chart/stacked-bars.tsx";
import { ErrorState } from "#app/ui/error-state.tsx";
import { Select } from "#app/ui/form/select.tsx";
import { Loading, Skeleton } from "#app/ui/skeleton.tsx";
import { METRICS } from "../asked-of-kills.ts";
import type { AnalyticsPeriod, Metric } from "../schema.ts";
import type { askedOf } from "./analytics-query.ts";
import { useMetricText } from "./metric-tiles.tsx";
import { useStepText } from "./step-text.ts";

interface TrendCardProps {
  asked: ReturnType<typeof askedOf>;
  period: AnalyticsPeriod;
  metric: Metric;
  onMetric(metric: Metric): void;
}

/** One metric over the period, and whether it goes up or down by more than chance. */
export function TrendCard({ asked, period, metric, onMetric }: TrendCardProps) {
  const words = useTranslations("analytics");
  const trpc = useTRPC();
  const text = useMetricText();
  const stepText = useStepText(period);
  const trend = useQuery({
    ...trpc.analytics.trends.queryOptions({ ...asked, metric, period }),
    placeholderData: (previous) => previous,
  });
  const label = words(`metrics.${metric}`);
  // Shares are drawn in points of a hundred, so that the scale ends at a round number near them.
  const scale = trend.data?.metric === "win_share" ? 100 : 1;
  return (
    <Card
      title={words("trend.title")}
      actions={
        <Select
          aria-label={words("trend.metric")}
          value={metric}
          onChange={(event) => onMetric(event.target.value as Metric)}
          options={METRICS.map((value) => ({ value, label: words(`metrics.${value}`) }))}
        />
      }
    >
      {trend.isError ? (
        <ErrorState title={words("failed")} error={trend.error} onRetry={() => void trend.refetch()} />
      ) : trend.data === undefined ? (
        <Loading label={words("loading")}>
          <Skeleton height="12rem" />
        </Loading>
      ) : (
        <StackedBars
          label={label}
          conclusion={
            trend.data.trend.state === "not_enough"
              ? trend.data.trend.says
              : words("trend.points", { says: trend.data.trend.says, n: trend.data.trend.n })
          }
          series={[label]}
          steps={trend.data.points.map(({ at, value }) => ({ label: stepText(at), values: [(value ?? 0) * scale] }))}
          totals={null}
          format={(value) => text(trend.data.metric, value / scale)}
        />
      )}
    </Card>
  );
}
