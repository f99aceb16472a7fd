import type { useTranslations } from "next-intl";
import type { KeyLimit } from "../schema.ts";

const UNITS = [
  { unit: "day", seconds: 86_400 },
  { unit: "hour", seconds: 3_600 },
  { unit: "minute", seconds: 60 },
  { unit: "second", seconds: 1 },
] as const;

/** A limit as people say it: "60 a minute", "5 in 90 seconds". */
export function limitWords(
  { limit, windowSec }: KeyLimit,
  words: ReturnType<typeof useTranslations<"apiKeys">>,
): string {
  const { unit, seconds } = UNITS.find((each) => windowSec % each.seconds === 0)!;
  return words(`limits.${unit}`, { limit, count: windowSec / seconds });
}
