import * as z from "zod";
import { priorOf } from "#app/features/kills/server/index.ts";
import { iso, Timestamp } from "#app/lib/time.ts";
import type { Context } from "#app/operation/context.ts";
import { defineQuery } from "#app/operation/define.ts";
import { METRICS } from "../asked-of-kills.ts";
import { qualityOf } from "../encounter.ts";
import { divide, metricsOf } from "../metrics.ts";
import { PERIODS } from "../periods.ts";
import { AnalyticsPeriod, Asked, DataQuality, Metric } from "../schema.ts";
import { factsOf } from "./facts.ts";
import { daysBetween, daysOfGroup, groupValue } from "./series.ts";
import { type Subject, subjectOf } from "./subject.ts";

export const MetricRow = z.object({
  metric: Metric,
  value: z.number().nullable().describe("Null: nothing to divide by, or told of single players alone."),
  low: z.number().nullable().describe("The true value lies above with 95 %; null: a count."),
  high: z.number().nullable(),
  n: z.int().describe("What it rests on."),
  nUnit: z.enum(["events", "encounters", "sessions"]),
  before: z.number().nullable().describe("In the period before."),
  p: z
    .number()
    .nullable()
    .describe("How likely chance alone brings such a change, by whole sessions; null: a count, or too few to say."),
});

export const MetricsAnswer = z.object({
  period: AnalyticsPeriod,
  from: Timestamp,
  to: Timestamp,
  items: z.array(MetricRow),
  dataQuality: DataQuality.nullable().describe("Null where all in a community or on a server are asked about."),
});

export const metrics = defineQuery({
  id: "analytics.metrics",
  summary: "Get performance metrics",
  description:
    "Of a period until now beside the one before. Shares and rates have an interval; the share of fights won is drawn towards that of all players the more the fewer fights there are.",
  access: { kind: "list", permission: "analytics:read" },
  errors: ["not_found"],
  input: Asked.extend({ period: AnalyticsPeriod.default("7d"), metric: Metric.optional().describe("Only this one.") }),
  output: MetricsAnswer,
  example: { period: "30d" },
  http: { method: "GET", path: "/analytics/metrics" },
  async run(context, { period, metric, ...asked }) {
    const subject = await subjectOf(context, asked);
    const answer = await metricsFor(context, subject, asked.game, period);
    return metric === undefined ? answer : { ...answer, items: answer.items.filter((item) => item.metric === metric) };
  },
});

export async function metricsFor(
  { db, actor, now }: Context,
  { group, ...subject }: Subject,
  game: string,
  period: AnalyticsPeriod,
): Promise<z.input<typeof MetricsAnswer>> {
  const { ms } = PERIODS[period];
  const from = new Date(now.getTime() - ms);
  const before = new Date(from.getTime() - ms);
  const common = { period, from: iso(from), to: iso(now) };
  if (group !== null) {
    const [current, last] = await Promise.all([
      daysOfGroup(db, game, group, daysBetween(new Date(from.getTime() + 1), now)),
      daysOfGroup(db, game, group, daysBetween(new Date(before.getTime() + 1), new Date(from.getTime()))),
    ]);
    const n = current.reduce((sum, { kills, deaths }) => sum + kills + deaths, 0);
    const items = METRICS.map((metric) => ({
      metric,
      value: groupValue(metric, current),
      before: groupValue(metric, last),
      low: null,
      high: null,
      n,
      nUnit: "events" as const,
      p: null,
    }));
    return { ...common, items, dataQuality: null };
  }
  const facts = await factsOf(db, actor, now, { ...subject, from: before, to: now });
  const current = facts.filter(({ at }) => at >= from);
  const items = metricsOf(divide(current), divide(facts.filter(({ at }) => at < from)), await priorOf(db, game, "pvp"));
  return { ...common, items, dataQuality: qualityOf(current) };
}
