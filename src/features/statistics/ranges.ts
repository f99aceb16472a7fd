/** How far back series go: rolling, until now. */
export const RANGES = ["day", "week", "month", "year"] as const;
export type StatisticRange = (typeof RANGES)[number];

/** The length of a step, and how many there are, the one that goes on included. */
export const STEPS: Readonly<Record<StatisticRange, { unit: "hour" | "day" | "week"; count: number }>> = {
  day: { unit: "hour", count: 24 },
  week: { unit: "hour", count: 7 * 24 },
  month: { unit: "day", count: 30 },
  year: { unit: "week", count: 53 },
};
