"use client";

import { ChartLine } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { Card } from "#app/ui/card.tsx";
import { StackedBars } from "#app/ui/chart/stacked-bars.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Stack } from "#app/ui/stack.tsx";
import { Tile } from "#app/ui/tile.tsx";
import { useTick, useZone } from "#app/ui/time.tsx";
import { dayText, shortText } from "#app/ui/time-text.ts";
import type { StatisticSeries, StatisticSums } from "../schema.ts";

type Sum = keyof StatisticSums;
const TILES: readonly Sum[] = [
  "averageOnline",
  "peakOnline",
  "visits",
  "newPlayers",
  "chats",
  "commands",
  "battles",
  "damage",
];
/** Charts, and what stands on each other in each. */
const CHARTS: readonly { name: "online" | "visits" | "talk" | "deaths"; series: readonly Sum[] }[] = [
  { name: "online", series: ["averageOnline"] },
  { name: "visits", series: ["visits"] },
  { name: "talk", series: ["chats", "commands"] },
  { name: "deaths", series: ["playerDeaths", "npcDeaths"] },
];

/** What games came to over a stretch of time, beside as long a time before, and how it went. What no game tells is said, not drawn as none. */
export function SeriesCards({ series }: { series: StatisticSeries }) {
  const words = useTranslations("statistics");
  const locale = useLocale();
  const { totals, before, range } = series;
  const known = TILES.filter((name) => totals[name] !== null);
  if (known.length === 0)
    return (
      <Card>
        <EmptyState icon={<ChartLine />} title={words("nothing")}>
          {words("nothingHint")}
        </EmptyState>
      </Card>
    );
  const untold = TILES.filter((name) => totals[name] === null);
  return (
    <Stack>
      <Stack columns={4} gap="sm">
        {known.map((name) => (
          <Tile
            key={name}
            label={words(`sums.${name}`)}
            value={totals[name]!.toLocaleString(locale)}
            note={<Comparison now={totals[name]!} before={before[name]} range={range} />}
          />
        ))}
      </Stack>
      <Stack columns={2}>
        {CHARTS.map(({ name, series: all }) => {
          const drawn = all.filter((sum) => totals[sum] !== null);
          return drawn.length === 0 ? null : (
            <Card key={name} title={words(`charts.${name}`)}>
              <SeriesChart series={series} sums={drawn} label={words(`charts.${name}`)} />
            </Card>
          );
        })}
      </Stack>
      {untold.length > 0 ? (
        <p className="text-ink-3 text-sm">
          {words("untold", {
            what: new Intl.ListFormat(locale).format(untold.map((name) => words(`sums.${name}`))),
          })}
        </p>
      ) : null}
    </Stack>
  );
}

function Comparison({ now, before, range }: { now: number; before: number | null; range: StatisticSeries["range"] }) {
  const words = useTranslations("statistics");
  if (before === null || before === 0) return words("noneBefore", { range });
  const share = (now - before) / before;
  if (Math.abs(share) < 0.005) return words("asBefore", { range });
  return words(share > 0 ? "moreThanBefore" : "lessThanBefore", { range, share: Math.abs(share) });
}

function SeriesChart({
  series: { steps, unit, zone, totals },
  sums,
  label,
}: {
  series: StatisticSeries;
  sums: readonly Sum[];
  label: string;
}) {
  const words = useTranslations("statistics");
  const locale = useLocale();
  const ownZone = useZone();
  const now = useTick();
  const stepText = (at: string) =>
    // Days are those of the panel's zone, whatever the reader's is.
    unit === "hour" ? shortText(Date.parse(at), now, ownZone, locale) : dayText(Date.parse(at), zone, locale);
  const isAverage = sums[0] === "averageOnline";
  const highest = steps.reduce((best, step) => (sumOf(step, sums) > sumOf(best, sums) ? step : best), steps[0]!);
  const conclusion = words(isAverage ? "conclusionOnline" : "conclusion", {
    total: sumOf(totals, sums),
    most: sumOf(highest, sums),
    at: stepText(highest.at),
    unit,
  });
  return (
    <Stack>
      <StackedBars
        label={label}
        conclusion={conclusion}
        series={sums.map((sum) => words(`sums.${sum}`))}
        steps={steps.map((step) => ({ label: stepText(step.at), values: sums.map((sum) => step[sum] ?? 0) }))}
        {...(isAverage && { totals: [totals.averageOnline ?? 0] })}
      />
      {unit === "hour" ? null : <p className="text-ink-3 text-sm">{words("zone", { zone })}</p>}
    </Stack>
  );
}

function sumOf(sums: StatisticSums, names: readonly Sum[]): number {
  return names.reduce((sum, name) => sum + (sums[name] ?? 0), 0);
}
