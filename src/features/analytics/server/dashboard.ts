import * as z from "zod";
import { asked as askedKey, namesOfAll } from "#app/features/catalog/server/index.ts";
import { isKept } from "#app/features/kills/kept-periods.ts";
import { showsKills } from "#app/features/kills/server/index.ts";
import { hourOfWeek, weekOf } from "#app/features/kills/tally.ts";
import { iso, Timestamp } from "#app/lib/time.ts";
import type { Actor } from "#app/operation/actor.ts";
import { defineQuery } from "#app/operation/define.ts";
import { row, rows, type Sql, type SqlText, sql } from "#app/platform/sql.ts";
import type { Fact } from "../encounter.ts";
import { PERIODS, stepsOf } from "../periods.ts";
import { Recommendation } from "../recommend.ts";
import { AnalyticsPeriod, Asked } from "../schema.ts";
import { factsOf } from "./facts.ts";
import { insightsFor } from "./found-insights.ts";
import { Insight, saidTo } from "./insight-rows.ts";
import { toldReport } from "./insights.ts";
import { MetricsAnswer, metricsFor } from "./metrics.ts";
import { recommendationsFrom } from "./recommendations.ts";
import { daysBetween, daysOfGroup, groupSeries, type Point, seriesOf } from "./series.ts";
import { subjectOf } from "./subject.ts";

const MOST_SHOWN = 5;

const Top = z.array(z.object({ class: z.string(), name: z.string().nullable(), kills: z.int(), deaths: z.int() }));
const DashboardAnswer = MetricsAnswer.omit({ items: true }).extend({
  playerIds: z
    .array(z.string())
    .describe("Whom it is of; empty: all in a community or on a server, or you have no player in this game."),
  activePlayers: z
    .int()
    .describe("Players who killed or died in the period, as far as days go, of a year as far as weeks."),
  metrics: MetricsAnswer.shape.items,
  activity: z
    .array(z.object({ at: Timestamp, kills: z.number(), deaths: z.number() }))
    .describe("In steps of the period; the last one goes on."),
  hours: z
    .array(z.int())
    .length(168)
    .nullable()
    .describe("Kills and deaths by hour of the week (UTC), Monday 00:00 first."),
  weapons: Top.describe("What they kill and die by, most first."),
  places: Top,
  opponents: z.array(z.object({ playerId: z.string(), name: z.string(), kills: z.int(), deaths: z.int() })),
  insights: z.array(Insight).describe("Those that stand most, at most five."),
  says: z.string(),
  recommendations: z.array(Recommendation).describe("At most five."),
});

export const dashboard = defineQuery({
  id: "analytics.dashboard",
  summary: "Get the analytics dashboard",
  description: "Figures, activity, what one kills and dies by, insights and recommendations, in one answer.",
  access: { kind: "list", permission: "analytics:read" },
  errors: ["not_found"],
  input: Asked.extend({ period: AnalyticsPeriod.default("7d") }),
  output: DashboardAnswer,
  example: { period: "7d" },
  http: { method: "GET", path: "/analytics/dashboard" },
  async run(context, { period, ...asked }) {
    const { db, actor, now } = context;
    const { game } = asked;
    const subject = await subjectOf(context, asked);
    const { items, ...metrics } = await metricsFor(context, subject, game, period);
    const since = new Date(now.getTime() - PERIODS[period].ms);
    const first = new Date(Math.min(stepsOf(period, now)[0]!, since.getTime()));
    const found = await insightsFor(context, subject, game, undefined);
    const common = {
      ...metrics,
      playerIds: subject.playerIds,
      metrics: items,
      insights: await saidTo(db, actor, found.kept.slice(0, MOST_SHOWN)),
      says: toldReport(found).says,
      recommendations: (await recommendationsFrom(context, found)).slice(0, MOST_SHOWN),
    };
    if (subject.group !== null) {
      const days = await daysOfGroup(db, game, subject.group, daysBetween(first, now));
      const activePlayers = await activeIn(
        db,
        game,
        subject.group,
        daysBetween(new Date(since.getTime() + 1), now),
        now,
      );
      const series = (metric: "kills" | "deaths") => groupSeries(days, metric, period, now);
      return {
        ...common,
        activePlayers,
        activity: together(series("kills"), series("deaths")),
        hours: null,
        weapons: [],
        places: [],
        opponents: [],
      };
    }
    const facts = await factsOf(db, actor, now, { ...subject, from: first, to: now });
    const within = facts.filter(({ at }) => at >= since);
    const hours = new Array<number>(168).fill(0);
    for (const { at } of within) hours[hourOfWeek(at)]!++;
    const series = (metric: "kills" | "deaths") => seriesOf(facts, metric, period, now);
    return {
      ...common,
      activePlayers: within.length > 0 ? subject.playerIds.length : 0,
      activity: together(series("kills"), series("deaths")),
      hours,
      weapons: await named(
        db,
        game,
        "weapon",
        topOf(within, ({ weapon }) => weapon),
      ),
      places: await named(
        db,
        game,
        "place",
        topOf(within, ({ place }) => place),
      ),
      opponents: await opponentsOf(
        db,
        actor,
        topOf(within, ({ opponentId }) => opponentId),
      ),
    };
  },
});

function together(kills: readonly Point[], deaths: readonly Point[]) {
  return kills.map(({ at, value }, i) => ({ at: iso(at), kills: value ?? 0, deaths: deaths[i]!.value ?? 0 }));
}

/** How many players have a row for any of these days in a scope; where they are too long ago to be kept, for any of their weeks. */
async function activeIn(db: Sql, game: string, scope: string, days: readonly string[], now: Date): Promise<number> {
  const periods = isKept(`d:${days[0]}`, now)
    ? days.map((day) => `d:${day}`)
    : [...new Set(days.map((day) => `w:${weekOf(new Date(day))}`))];
  const counted = await row(
    db,
    z.object({ players: z.number() }),
    sql`select count(distinct player)::int as players from kill_counts
        where frame = any(array(select num from kill_frames where game = ${game} and scope = ${scope} and period = any(${periods}::text[])))
          and (kills > 0 or deaths > 0 or (kills <= 0 and deaths <= 0))`,
  );
  return counted!.players;
}

interface Counted {
  class: string;
  kills: number;
  deaths: number;
}

function topOf(facts: readonly Fact[], of: (fact: Fact) => string | null): Counted[] {
  const counts = new Map<string, Counted>();
  for (const fact of facts) {
    const value = of(fact);
    if (value === null) continue;
    const counted = counts.get(value) ?? { class: value, kills: 0, deaths: 0 };
    counted[fact.isKill ? "kills" : "deaths"]++;
    counts.set(value, counted);
  }
  return [...counts.values()]
    .sort((a, b) => b.kills + b.deaths - a.kills - a.deaths || (a.class < b.class ? -1 : 1))
    .slice(0, MOST_SHOWN);
}

async function named(db: Sql, game: string, facet: "weapon" | "place", top: readonly Counted[]) {
  const names = await namesOfAll(
    db,
    game,
    top.map(({ class: text }) => ({ facet, text })),
  );
  return top.map((one) => ({ ...one, name: names.get(askedKey(facet, one.class))?.name ?? null }));
}

async function opponentsOf(db: Sql, actor: Actor, top: readonly Counted[]) {
  const shown: SqlText = showsKills(actor);
  const people = await rows(
    db,
    z.object({ id: z.string(), name: z.string() }),
    sql`select p.id, p.name from players p left join users u on u.id = p."userId"
        where p.id = any(${top.map((one) => one.class)}::text[]) and ${shown}`,
  );
  const names = new Map(people.map(({ id, name }) => [id, name]));
  return top.flatMap(({ class: playerId, ...counts }) => {
    const name = names.get(playerId);
    return name === undefined ? [] : [{ playerId, name, ...counts }];
  });
}
