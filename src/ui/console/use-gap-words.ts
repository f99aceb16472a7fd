"use client";

import { useTranslations } from "next-intl";
import { useCallback } from "react";
import type { ConsoleGap } from "./console-entry.ts";

/** Tells a gap in words: how many lines are missing and why, or that a new log begins. */
export function useGapWords(): (gap: ConsoleGap) => string {
  const words = useTranslations("ui.console.gap");
  return useCallback(
    (gap) => {
      if (gap.from === null || gap.to === null) return words("newLog");
      const count = gap.to - gap.from + 1;
      return gap.reason === "slow_viewer" ? words("slowViewer", { count }) : words("missed", { count });
    },
    [words],
  );
}
