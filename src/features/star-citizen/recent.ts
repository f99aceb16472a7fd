/** Keys that are remembered at once: enough for a day of the busiest log, and little in memory. */
const MAX_KEYS = 20_000;

export interface Recent {
  /** Whether the key was seen within `withinMs` of a time (ms), before or after it. */
  near(key: string, time: number, withinMs: number): boolean;
  add(key: string, time: number): void;
}

/** Times at which keys were seen, the latest keys alone: logs are long, and what repeats in them repeats soon. */
export function newRecent(): Recent {
  const times = new Map<string, number[]>();
  return {
    near(key, time, withinMs) {
      return (times.get(key) ?? []).some((seen) => Math.abs(seen - time) <= withinMs);
    },
    add(key, time) {
      const seen = times.get(key) ?? [];
      times.delete(key);
      times.set(key, [...seen.slice(-49), time]);
      if (times.size > MAX_KEYS) {
        times.delete(times.keys().next().value as string);
      }
    },
  };
}
