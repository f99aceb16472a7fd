"use client";

import { useLocale, useTranslations } from "next-intl";
import { HeatMap } from "#app/ui/chart/heat-map.tsx";
import { useTick, useZone } from "#app/ui/time.tsx";
import type { Hours } from "../figures.ts";
import { shiftedHours, wholeHoursOf } from "./shifted-hours.ts";

const COLUMNS = Array.from({ length: 24 }, (_, hour) => String(hour).padStart(2, "0"));
/** A Monday: the weeks of the hours begin with it. */
const MONDAY = Date.UTC(2024, 0, 1);
const DAY_MS = 86_400_000;

/** When kills happen, by day and hour of the reader's clock as it is now; of a zone that is no whole hours from UTC by UTC's. */
export function HoursMap({ hours }: { hours: Hours }) {
  const words = useTranslations("kills.hours");
  const locale = useLocale();
  const zone = useZone();
  const offset = wholeHoursOf(zone, useTick());
  const kills = shiftedHours(hours.kills, offset ?? 0);
  const deaths = shiftedHours(hours.deaths, offset ?? 0);
  const dayName = (day: number, weekday: "short" | "long") =>
    new Intl.DateTimeFormat(locale, { weekday, timeZone: "UTC" }).format(MONDAY + day * DAY_MS);
  const total = hours.kills.reduce((sum, count) => sum + count, 0);
  const peak = kills.flat().indexOf(Math.max(...kills.flat()));
  const at = (row: number, column: number) => `${dayName(row, "long")} ${COLUMNS[column]}:00`;
  if (total === 0) return <p className="text-ink-2">{words("none")}</p>;
  return (
    <div className="grid gap-2">
      <HeatMap
        label={words("label")}
        conclusion={words("conclusion", {
          total,
          at: at(Math.floor(peak / 24), peak % 24),
          count: kills.flat()[peak]!,
        })}
        rows={Array.from({ length: 7 }, (_, day) => dayName(day, "short"))}
        columns={COLUMNS}
        values={kills}
        corner={words("day")}
        describe={(row, column, value) =>
          words("field", { at: at(row, column), kills: value, deaths: deaths[row]![column]! })
        }
      />
      <p className="text-ink-3 text-sm">{words("zone", { zone: offset === null ? "UTC" : zone })}</p>
    </div>
  );
}
