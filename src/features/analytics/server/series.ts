import * as z from "zod";
import { rows, type Sql, sql } from "#app/platform/sql.ts";
import type { Fact } from "../encounter.ts";
import { divide, plainValue } from "../metrics.ts";
import { PERIODS, stepOf, stepsOf } from "../periods.ts";
import type { AnalyticsPeriod, Metric } from "../schema.ts";

export interface Point {
  at: Date;
  value: number | null;
  /** Kills and deaths that it rests on. */
  n: number;
}

/** A metric of players in the steps of a period. */
export function seriesOf(facts: readonly Fact[], metric: Metric, period: AnalyticsPeriod, now: Date): Point[] {
  const { step } = PERIODS[period];
  const parts = new Map(stepsOf(period, now).map((at) => [at, [] as Fact[]]));
  for (const fact of facts) parts.get(stepOf(fact.at, step))?.push(fact);
  return [...parts].map(([at, within]) => ({
    at: new Date(at),
    value: plainValue(metric, divide(within)),
    n: within.length,
  }));
}

/** Counts that are kept for everybody by day, so that no kill is read. */
const KEPT = {
  kills: "kills",
  deaths: "deaths",
  pvp_kills: "pvpKills",
  pve_kills: "pveKills",
  suicides: "suicides",
} as const;

const Day = z.object({
  day: z.string(),
  kills: z.number(),
  deaths: z.number(),
  pvpKills: z.number(),
  pveKills: z.number(),
  suicides: z.number(),
});
export type GroupDay = z.output<typeof Day>;

/** What all players in a scope did on each day, as they are kept by day. */
export async function daysOfGroup(db: Sql, game: string, scope: string, days: readonly string[]): Promise<GroupDay[]> {
  return await rows(
    db,
    Day,
    sql`select substr(f.period, 3) as day, sum(t.kills)::int as kills, sum(t.deaths)::int as deaths, sum(t."pvpKills")::int as "pvpKills", sum(t."pveKills")::int as "pveKills",
          sum(t.suicides)::int as suicides
        from kill_frames f join kill_days t on t.frame = f.num where f.game = ${game} and f.scope = ${scope} and f.period = any(${days.map((day) => `d:${day}`)}::text[])
        group by f.period having sum(t.kills) + sum(t.deaths) + sum(t.suicides) > 0 order by f.period`,
  );
}

/** The days (UTC) from one moment to another, as the tallies name them. */
export function daysBetween(from: Date, to: Date): string[] {
  const days: string[] = [];
  for (let at = stepOf(from, "day"); at <= to.getTime(); at += 86_400_000)
    days.push(new Date(at).toISOString().slice(0, 10));
  return days;
}

/** A metric of all in a scope; null for what is told of single players alone. */
export function groupValue(metric: Metric, days: readonly GroupDay[]): number | null {
  const sum = (of: (day: GroupDay) => number) => days.reduce((total, day) => total + of(day), 0);
  if (metric === "kdr") {
    const deaths = sum((day) => day.deaths);
    return deaths === 0 ? null : sum((day) => day.kills) / deaths;
  }
  if (!(metric in KEPT)) return null;
  return sum((day) => day[KEPT[metric as keyof typeof KEPT]]);
}

export function groupSeries(days: readonly GroupDay[], metric: Metric, period: AnalyticsPeriod, now: Date): Point[] {
  const step = PERIODS[period].step === "hour" ? "day" : PERIODS[period].step;
  const starts = [...new Set(stepsOf(period, now).map((at) => stepOf(new Date(at), step)))];
  return starts.map((at) => {
    const within = days.filter(({ day }) => stepOf(new Date(`${day}T00:00:00Z`), step) === at);
    return {
      at: new Date(at),
      value: groupValue(metric, within),
      n: within.reduce((sum, { kills, deaths }) => sum + kills + deaths, 0),
    };
  });
}
