import type { Session } from "./encounter.ts";
import { type Asking, group, type Part, part, toldOf } from "./questions.ts";
import type { Finding } from "./schema.ts";
import { compareSessions, rateInterval, rateOf } from "./tests-of-chance.ts";
import { LEAST_PERIODS, trend } from "./trend.ts";

const DAY_MS = 86_400_000;
/** What is smaller, as a share of the rate itself, does not matter to anybody. */
const LEAST_RATE = 0.2;
/** What "enough sessions" is reckoned by. */
const SOUGHT_RATE = 1 / 3;
const RECENT_DAYS = 28;
const BEFORE_DAYS = 84;
const TREND_WEEKS = 26;
const LEAST_SESSIONS = 5;

/** Whether the last weeks differ from those before in kills an hour. */
export function rateChange({ facts, sessions, now, seed }: Asking): Part {
  const since = now.getTime() - RECENT_DAYS * DAY_MS;
  const from = since - BEFORE_DAYS * DAY_MS;
  const rates = (those: readonly Session[]) => those.map(({ kills, hours }) => ({ count: kills, hours }));
  const after = sessions.filter((session) => session.from.getTime() >= since);
  const before = sessions.filter((session) => session.from.getTime() >= from && session.from.getTime() < since);
  const have = Math.min(before.length, after.length);
  const needed = neededSessions([...before, ...after]);
  if (have < LEAST_SESSIONS || [...before, ...after].every(({ kills }) => kills === 0))
    return part("rate_change", "sessions", have, needed, []);
  const { difference, p } = compareSessions(rates(before), rates(after), seed);
  return part("rate_change", "sessions", have, needed, [
    {
      type: "rate_change",
      p,
      tell() {
        if (Math.abs(difference) < LEAST_RATE * rateOf(rates(before))) return null;
        const those = facts.filter(({ at }) => at.getTime() >= from);
        return {
          ...toldOf(
            "rate_change",
            null,
            those,
            those.filter(({ at, isKill }) => isKill && at.getTime() >= since),
          ),
          method: `Kills per hour of the last ${RECENT_DAYS} days and of the ${BEFORE_DAYS} days before, compared with 9,999 shufflings of whole sessions. Range by resampling sessions (bootstrap).`,
          effect: {
            value: difference,
            ...rateInterval(rates(before), rates(after), seed),
            confidence: 0.9,
            unit: "per_hour",
          },
          groups: [rateGroup("before", before), rateGroup("after", after)],
          n: before.length + after.length,
          nUnit: "sessions",
          p,
          changed: null,
        };
      },
    },
  ]);
}

/** Whether kills an hour rise or fall from week to week. */
export function rateTrend({ facts, sessions, now }: Asking): Part {
  const from = now.getTime() - TREND_WEEKS * 7 * DAY_MS;
  const weeks = new Map<number, { count: number; hours: number }>();
  for (const { from: at, kills, hours } of sessions) {
    if (at.getTime() < from) continue;
    const week = Math.floor((at.getTime() - from) / (7 * DAY_MS));
    const known = weeks.get(week) ?? { count: 0, hours: 0 };
    weeks.set(week, { count: known.count + kills, hours: known.hours + hours });
  }
  const series = [...weeks].sort(([a], [b]) => a - b).map(([, week]) => week);
  const found = trend(series.map((week) => rateOf([week])));
  if (found === null) return part("rate_trend", "weeks", series.length, LEAST_PERIODS, []);
  return part("rate_trend", "weeks", series.length, LEAST_PERIODS, [
    {
      type: "rate_trend",
      p: found.p,
      tell() {
        const mean = rateOf(series);
        if (Math.abs(found.slope) * series.length < LEAST_RATE * mean) return null;
        const those = facts.filter(({ at }) => at.getTime() >= from);
        return {
          ...toldOf(
            "rate_trend",
            null,
            those,
            those.filter(({ isKill }) => isKill),
          ),
          method: "Kills per hour of each week: the Mann-Kendall test for a trend, slope and range by Sen's method.",
          effect: { value: found.slope, low: found.low, high: found.high, confidence: 0.9, unit: "per_hour_each_week" },
          groups: [],
          n: series.length,
          nUnit: "weeks",
          p: found.p,
          changed: null,
        };
      },
    },
  ]);
}

function rateGroup(is: "before" | "after", sessions: readonly Session[]): Finding["groups"][number] {
  const kills = sessions.reduce((sum, session) => sum + session.kills, 0);
  return group(is, kills, Math.round(sessions.reduce((sum, { hours }) => sum + hours, 0) * 10) / 10);
}

/** How many sessions on each side it takes to see a change of the rate by a third: by how much sessions differ from each other. */
function neededSessions(sessions: readonly Session[]): number {
  const rates = sessions.map(({ kills, hours }) => kills / hours);
  const mean = rates.reduce((sum, rate) => sum + rate, 0) / Math.max(1, rates.length);
  const variance = rates.reduce((sum, rate) => sum + (rate - mean) ** 2, 0) / Math.max(1, rates.length - 1);
  // As of sessions that differ as much as their mean, where too few are known.
  const spread = rates.length < LEAST_SESSIONS || mean === 0 ? 1 : variance / mean ** 2;
  return Math.max(LEAST_SESSIONS, Math.ceil((2 * 2.8 ** 2 * spread) / SOUGHT_RATE ** 2));
}
