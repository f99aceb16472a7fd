/** How a call ended, as far as statistics go: done; not allowed (401, 403); limited (429); wrong in itself (any other 4xx); failed by us (5xx). */
export const OUTCOMES = ["done", "refused", "limited", "invalid", "failed"] as const;
export type Outcome = (typeof OUTCOMES)[number];

export function outcomeOf(status: number): Outcome {
  if (status < 400) return "done";
  if (status === 401 || status === 403) return "refused";
  if (status === 429) return "limited";
  return status < 500 ? "invalid" : "failed";
}

/** The stretches of time that usage is shown for, and how finely. */
export const USAGE_RANGES = {
  "24h": { hours: 24, unit: "hour" },
  "7d": { hours: 7 * 24, unit: "hour" },
  "30d": { hours: 30 * 24, unit: "day" },
} as const;

export const RANGES = ["24h", "7d", "30d"] as const satisfies readonly (keyof typeof USAGE_RANGES)[];
export type RangeName = (typeof RANGES)[number];

/** The range that an address names, or the shortest. */
export function rangeOf(text: unknown): RangeName {
  return RANGES.find((range) => range === text) ?? "24h";
}
