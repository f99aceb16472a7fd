"use client";

import { useTranslations } from "next-intl";
import { Button } from "#app/ui/button.tsx";
import { RANGES, type StatisticRange } from "../ranges.ts";

/** How far back the charts go. */
export function RangeButtons({ range, onRange }: { range: StatisticRange; onRange(range: StatisticRange): void }) {
  const words = useTranslations("statistics");
  return (
    <fieldset className="flex flex-wrap gap-1">
      <legend className="sr-only">{words("range")}</legend>
      {RANGES.map((name) => (
        <Button key={name} size="sm" aria-pressed={name === range} onClick={() => onRange(name)}>
          {words(`ranges.${name}`)}
        </Button>
      ))}
    </fieldset>
  );
}
