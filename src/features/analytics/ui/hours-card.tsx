"use client";

import { useLocale, useTranslations } from "next-intl";
import { Card } from "#app/ui/card.tsx";
import { HeatMap } from "#app/ui/chart/heat-map.tsx";

const COLUMNS = Array.from({ length: 24 }, (_, hour) => String(hour).padStart(2, "0"));
/** A Monday: the weeks of the hours begin with it. */
const MONDAY = Date.UTC(2024, 0, 1);
const DAY_MS = 86_400_000;

/** When it happens, by day and hour (UTC). */
export function HoursCard({ hours }: { hours: readonly number[] }) {
  const words = useTranslations("analytics.hours");
  const locale = useLocale();
  const dayName = (day: number, weekday: "short" | "long") =>
    new Intl.DateTimeFormat(locale, { weekday, timeZone: "UTC" }).format(MONDAY + day * DAY_MS);
  const at = (row: number, column: number) => `${dayName(row, "long")} ${COLUMNS[column]}:00`;
  const total = hours.reduce((sum, count) => sum + count, 0);
  const peak = hours.indexOf(Math.max(...hours));
  return (
    <Card title={words("title")}>
      {total === 0 ? (
        <p className="text-ink-2">{words("none")}</p>
      ) : (
        <HeatMap
          label={words("label")}
          conclusion={words("conclusion", { total, at: at(Math.floor(peak / 24), peak % 24), count: hours[peak]! })}
          rows={Array.from({ length: 7 }, (_, day) => dayName(day, "short"))}
          columns={COLUMNS}
          values={Array.from({ length: 7 }, (_, day) => hours.slice(day * 24, day * 24 + 24))}
          corner={words("day")}
          describe={(row, column, count) => words("field", { at: at(row, column), count })}
        />
      )}
    </Card>
  );
}
