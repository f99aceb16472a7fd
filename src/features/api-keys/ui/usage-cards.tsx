"use client";

import { useLocale, useTranslations } from "next-intl";
import { Button } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { StackedBars } from "#app/ui/chart/stacked-bars.tsx";
import { ErrorState } from "#app/ui/error-state.tsx";
import { Loading, Skeleton } from "#app/ui/skeleton.tsx";
import { Stack } from "#app/ui/stack.tsx";
import { Tile } from "#app/ui/tile.tsx";
import { useTick, useZone } from "#app/ui/time.tsx";
import { dayText, shortText } from "#app/ui/time-text.ts";
import type { Usage } from "../usage.ts";
import { OUTCOMES, RANGES, type RangeName } from "../usage-names.ts";
import { timeOf } from "./duration-text.ts";
import { RouteTable } from "./route-table.tsx";

export interface UsageCardsProps {
  query: { data: Usage | undefined; error: unknown; isFetching: boolean; refetch(): unknown };
  range: RangeName;
  onRange(range: RangeName): void;
}

/** Calls by outcome over a stretch of time, in numbers and as a chart, and by route. */
export function UsageCards({ query, range, onRange }: UsageCardsProps) {
  const words = useTranslations("apiKeys.usage");
  const { data, error } = query;
  return (
    <>
      <Card
        title={words("title")}
        actions={
          <fieldset className="flex gap-1">
            <legend className="sr-only">{words("range")}</legend>
            {RANGES.map((name) => (
              <Button key={name} size="sm" aria-pressed={name === range} onClick={() => onRange(name)}>
                {words(`ranges.${name}`)}
              </Button>
            ))}
          </fieldset>
        }
      >
        {data ? (
          <Numbers usage={data} />
        ) : error ? (
          <ErrorState
            title={words("failed")}
            error={error}
            onRetry={() => void query.refetch()}
            retrying={query.isFetching}
          />
        ) : (
          <Loading label={words("title")}>
            <Skeleton height="18rem" />
          </Loading>
        )}
      </Card>
      {data && data.routes.length > 0 ? (
        <Card title={words("routes")} flush>
          <RouteTable routes={data.routes} />
        </Card>
      ) : null}
    </>
  );
}

function Numbers({ usage }: { usage: Usage }) {
  const words = useTranslations("apiKeys.usage");
  const locale = useLocale();
  const zone = useZone();
  const now = useTick();
  const { totals, series, unit } = usage;
  const share = (count: number) => count / totals.calls;
  const stepText = (at: string) =>
    // A day is one of UTC, whatever the reader's zone is.
    unit === "day" ? dayText(Date.parse(at), "UTC", locale) : shortText(Date.parse(at), now, zone, locale);
  if (totals.calls === 0) return <p className="text-ink-2">{words("none")}</p>;
  return (
    <Stack>
      <Stack columns={4} gap="sm">
        <Tile label={words("calls")} value={totals.calls.toLocaleString(locale)} />
        <Tile
          label={words("notDone")}
          value={(totals.calls - totals.done).toLocaleString(locale)}
          note={words("share", { share: share(totals.calls - totals.done) })}
        />
        <Tile label={words("p50")} value={timeOf(totals.p50Ms)} />
        <Tile
          label={words("p95")}
          value={timeOf(totals.p95Ms)}
          note={totals.p99Ms === null ? null : words("p99", { time: timeOf(totals.p99Ms) })}
        />
      </Stack>
      <StackedBars
        label={words("chart")}
        conclusion={words("conclusion", {
          calls: totals.calls,
          done: share(totals.done),
          refused: totals.refused,
          limited: totals.limited,
          invalid: totals.invalid,
          failed: totals.failed,
        })}
        series={OUTCOMES.map((outcome) => words(`outcomes.${outcome}`))}
        steps={series.map((step) => ({ label: stepText(step.at), values: OUTCOMES.map((outcome) => step[outcome]) }))}
      />
      {unit === "day" ? <p className="text-ink-3 text-sm">{words("utc")}</p> : null}
    </Stack>
  );
}
