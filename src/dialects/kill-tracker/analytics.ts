import * as z from "zod";
import { operations } from "#app/features/registry.ts";
import { ratioOf, trackerId } from "#app/protocol/kill-tracker.ts";
import { told } from "./envelope.ts";
import { communityOf, Ref } from "./shapes.ts";

const rate = "api";

/** Its sibling documents' words for periods, beside those of our own. */
const PERIODS: Readonly<Record<string, string>> = { day: "24h", week: "7d", month: "30d", year: "365d", "1d": "24h" };
const Period = z
  .string()
  .max(20)
  .transform((period) => (Object.hasOwn(PERIODS, period) ? PERIODS[period]! : period));
const About = z.object({
  game: z.string().max(60).optional().describe("star_citizen where absent."),
  serverId: Ref.optional().describe("Of all in a community, and not of you."),
});
const names = { communityId: "serverId" };

/** Whose kills are asked about: your own, or those of a community. */
function about({ game, serverId }: z.output<typeof About>) {
  return {
    ...(game === undefined ? {} : { game: game.replaceAll("_", " ") }),
    communityId: communityOf(serverId),
  };
}

const gameOf = ({ game }: z.output<typeof About>) => game ?? "star_citizen";
const hundredths = (value: number) => Math.round(value * 100) / 100;

type Metrics = z.output<(typeof operations.analytics.metrics)["output"]>["items"];
const metric = (items: Metrics, name: Metrics[number]["metric"]) => items.find((item) => item.metric === name);
const figureOf = (items: Metrics, name: Metrics[number]["metric"]) => metric(items, name)?.value ?? 0;

/** A change as text: `+15%`; `n/a` where there is nothing to compare with. */
function changeText(items: Metrics, name: Metrics[number]["metric"]): string {
  const { value, before } = metric(items, name) ?? { value: null, before: null };
  if (value === null || !before) return "n/a";
  const percent = Math.round((value / before - 1) * 100);
  return `${percent >= 0 ? "+" : ""}${percent}%`;
}

type NativeInsight = z.output<(typeof operations.analytics.insights)["output"]>["items"][number];
const Insight = z.object({
  id: z.string().nullable(),
  type: z.string(),
  title: z.string(),
  description: z.string(),
  confidence: z.number().describe("One less the adjusted p: what chance alone leaves."),
  playerName: z.string(),
  method: z.string(),
  effect: z.object({ value: z.number(), low: z.number(), high: z.number(), confidence: z.number(), unit: z.string() }),
  n: z.int(),
  p: z.number(),
  pAdjusted: z.number(),
  killIds: z.array(z.string()).describe("The newest kills behind it."),
  createdAt: z.string(),
});

const TITLES: Readonly<Record<NativeInsight["type"], string>> = {
  win_change: "Winning has changed",
  rate_change: "The rate of kills has changed",
  rate_trend: "Kill activity has a trend",
  opponent: "An opponent stands out",
  place: "A place stands out",
  system: "A system stands out",
  mode: "A mode stands out",
  ship: "A ship stands out",
  hours: "Some hours stand out",
  weekend: "Weekends stand out",
};

function shownInsight(insight: NativeInsight): z.input<typeof Insight> {
  const { id, type, method, effect, n, p, pAdjusted, playerName, killIds, computedAt } = insight;
  return {
    id: trackerId(id),
    type,
    title: insight.cellName === null ? TITLES[type] : `${TITLES[type]}: ${insight.cellName}`,
    description: insight.rephrased ?? insight.statement,
    confidence: hundredths(1 - pAdjusted),
    playerName,
    method,
    effect,
    n,
    p,
    pAdjusted,
    killIds: killIds.map((kill) => trackerId(kill)),
    createdAt: computedAt,
  };
}

const List = About.extend({
  type: z.string().max(50).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
  offset: z.coerce.number().int().min(0).max(10_000).default(0),
});
const listed = ({ type, limit, offset, ...of }: z.output<typeof List>) => ({
  ...about(of),
  type: type as never,
  limit,
  offset,
});

/** Rows of the document's section Analytics & Insights. */
export const analyticsRoutes = [
  told({
    http: { method: "GET", path: "/api/analytics/dashboard" },
    summary: "Get the analytics dashboard",
    operation: operations.analytics.dashboard,
    rate,
    query: About.extend({ period: Period.default("7d") }),
    input: ({ query }) => ({ ...about(query), period: query.period as never }),
    names,
    says: ({ says }) => says || "Dashboard retrieved successfully",
    output: z.object({
      overview: z.object({
        totalKills: z.int(),
        totalDeaths: z.int(),
        killDeathRatio: z.number(),
        activeUsers: z.int().describe("Players who killed or died in the period."),
      }),
      trends: z.object({ killsTrend: z.string(), performanceTrend: z.string() }),
      insights: z.array(Insight),
      recommendations: z.array(z.object({ priority: z.string(), title: z.string(), description: z.string() })),
      activity: z.array(z.object({ timestamp: z.string(), kills: z.number(), deaths: z.number() })),
      period: z.string(),
      game: z.string(),
    }),
    answer: (dashboard, { query }) => ({
      overview: {
        totalKills: figureOf(dashboard.metrics, "kills"),
        totalDeaths: figureOf(dashboard.metrics, "deaths"),
        killDeathRatio: ratioOf(figureOf(dashboard.metrics, "kills"), figureOf(dashboard.metrics, "deaths")),
        activeUsers: dashboard.activePlayers,
      },
      trends: {
        killsTrend: changeText(dashboard.metrics, "kills"),
        performanceTrend: changeText(dashboard.metrics, "kdr"),
      },
      insights: dashboard.insights.map(shownInsight),
      recommendations: dashboard.recommendations.map(({ priority, text, because }) => ({
        priority,
        title: text,
        description: because,
      })),
      activity: dashboard.activity.map(({ at, kills, deaths }) => ({ timestamp: at, kills, deaths })),
      period: dashboard.period,
      game: gameOf(query),
    }),
  }),
  told({
    http: { method: "GET", path: "/api/analytics/metrics" },
    summary: "Get performance metrics",
    operation: operations.analytics.metrics,
    rate,
    query: About.extend({ period: Period.default("7d") }),
    input: ({ query }) => ({ ...about(query), period: query.period as never }),
    names,
    says: "Metrics retrieved successfully",
    output: z.object({
      totalKills: z.int(),
      totalDeaths: z.int(),
      killDeathRatio: z.number(),
      pvpKills: z.int(),
      pveKills: z.int(),
      pvpRatio: z.number().describe("Per cent of the kills, to one place."),
      period: z.string(),
      game: z.string(),
      serverId: z.string().nullable(),
      metrics: z.array(
        z.object({
          metric: z.string(),
          value: z.number().nullable(),
          low: z.number().nullable(),
          high: z.number().nullable(),
          n: z.int(),
          before: z.number().nullable(),
          p: z.number().nullable(),
        }),
      ),
    }),
    answer: ({ items, period }, { query }) => {
      const [kills, deaths] = [figureOf(items, "kills"), figureOf(items, "deaths")];
      const [pvpKills, pveKills] = [figureOf(items, "pvp_kills"), figureOf(items, "pve_kills")];
      return {
        totalKills: kills,
        totalDeaths: deaths,
        killDeathRatio: ratioOf(kills, deaths),
        pvpKills,
        pveKills,
        pvpRatio: Math.round((pvpKills / Math.max(1, kills)) * 1_000) / 10,
        period,
        game: gameOf(query),
        serverId: query.serverId ?? null,
        metrics: items,
      };
    },
  }),
  told({
    http: { method: "GET", path: "/api/analytics/trends" },
    summary: "Get trend analysis",
    operation: operations.analytics.trends,
    rate,
    query: About.extend({ metric: z.string().max(50), period: Period }),
    input: ({ query: { metric, period, ...of } }) => ({
      ...about(of),
      metric: metric as never,
      period: period as never,
    }),
    names,
    says: ({ trend }) => trend.says,
    output: z.object({
      metric: z.string(),
      period: z.string(),
      game: z.string(),
      data: z.array(z.object({ timestamp: z.string(), value: z.number().nullable(), n: z.int() })),
      trend: z.object({
        direction: z.string().describe("rising, falling, none or not_enough."),
        slope: z.number().nullable(),
        low: z.number().nullable(),
        high: z.number().nullable(),
        p: z.number().nullable(),
        n: z.int(),
      }),
    }),
    answer: ({ metric: of, period, points, trend }, { query }) => ({
      metric: of,
      period,
      game: gameOf(query),
      data: points.map(({ at, value, n }) => ({ timestamp: at, value, n })),
      trend: { direction: trend.state, ...trend },
    }),
  }),
  told({
    http: { method: "GET", path: "/api/analytics/insights" },
    summary: "Get insights",
    operation: operations.analytics.insights,
    rate,
    query: List,
    input: ({ query }) => listed(query),
    names,
    says: ({ says }) => says || "Insights retrieved successfully",
    output: z.object({ insights: z.array(Insight), total: z.int(), limit: z.int(), offset: z.int() }),
    answer: ({ items, total, limit, offset }) => ({ insights: items.map(shownInsight), total, limit, offset }),
  }),
  told({
    http: { method: "GET", path: "/api/analytics/recommendations" },
    summary: "Get performance recommendations",
    operation: operations.analytics.recommendations,
    rate,
    query: List,
    input: ({ query }) => listed(query),
    names,
    says: ({ total }) =>
      total > 0
        ? "Recommendations retrieved successfully"
        : "Nothing follows yet: nothing that was asked stands against chance",
    output: z.object({
      recommendations: z.array(
        z.object({
          id: z.string().nullable().describe("Of the insight that it follows from."),
          type: z.string().nullable(),
          priority: z.string(),
          title: z.string(),
          description: z.string(),
          rule: z.string(),
          changes: z.string().describe("What would change this."),
        }),
      ),
      total: z.int(),
      limit: z.int(),
      offset: z.int(),
    }),
    answer: ({ items, ...page }) => ({
      recommendations: items.map(({ insightId, type, priority, text, because, ruleSays, changes }) => ({
        id: trackerId(insightId),
        type,
        priority,
        title: text,
        description: because,
        rule: ruleSays,
        changes,
      })),
      ...page,
    }),
  }),
  told({
    http: { method: "GET", path: "/api/analytics/export" },
    summary: "Export analytics data",
    operation: operations.analytics.export,
    rate,
    query: About.extend({ format: z.enum(["json", "csv", "ndjson"]).default("json"), period: Period.default("30d") }),
    input: ({ query }) => ({ ...about(query), format: query.format, period: query.period as never }),
    names,
    says: "Data exported successfully",
    text: ({ text, contentType, file }) => (text === null ? null : { type: contentType, fileName: file, body: text }),
    output: z.object({
      format: z.string(),
      period: z.string(),
      game: z.string(),
      count: z.int(),
      kills: z.array(z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))),
    }),
    answer: ({ records, rows, format }, { query }) => ({
      format,
      period: query.period,
      game: gameOf(query),
      count: rows,
      kills: records ?? [],
    }),
  }),
];
