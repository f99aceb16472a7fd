"use client";

import { useLocale } from "next-intl";
import { useTick, useZone } from "#app/ui/time.tsx";
import { dayText, shortText } from "#app/ui/time-text.ts";
import { PERIODS } from "../periods.ts";
import type { AnalyticsPeriod } from "../schema.ts";

/** How the moments of a period's steps are read: hours by the reader's clock, days and weeks by UTC's, as they are counted by. */
export function useStepText(period: AnalyticsPeriod): (at: string) => string {
  const locale = useLocale();
  const zone = useZone();
  const now = useTick();
  return (at) =>
    PERIODS[period].step === "hour"
      ? shortText(Date.parse(at), now, zone, locale)
      : dayText(Date.parse(at), "UTC", locale);
}
