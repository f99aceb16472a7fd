import * as z from "zod";
import { iso, Timestamp } from "#app/lib/time.ts";
import { defineQuery } from "#app/operation/define.ts";
import { stepsOf } from "../periods.ts";
import { AnalyticsPeriod, Asked, Metric } from "../schema.ts";
import { LEAST_PERIODS, trend } from "../trend.ts";
import { factsOf } from "./facts.ts";
import { daysBetween, daysOfGroup, groupSeries, type Point, seriesOf } from "./series.ts";
import { subjectOf } from "./subject.ts";

const SURE_BELOW = 0.05;

const TrendAnswer = z.object({
  metric: Metric,
  period: AnalyticsPeriod,
  points: z
    .array(z.object({ at: Timestamp, value: z.number().nullable(), n: z.int() }))
    .describe("Each from this moment on; the last one goes on. Null: nothing happened that it could be of."),
  trend: z.object({
    state: z.enum(["rising", "falling", "none", "not_enough"]),
    says: z.string(),
    slope: z.number().nullable().describe("Change from one point to the next, by Sen."),
    low: z.number().nullable(),
    high: z.number().nullable(),
    p: z.number().nullable().describe("By Mann and Kendall, corrected for ties."),
    n: z.int().describe("Points that there are."),
    needed: z.int(),
  }),
});

export const trends = defineQuery({
  id: "analytics.trends",
  summary: "Get how a metric goes over time",
  description: `A series and whether it goes up or down on the whole. Fewer than ${LEAST_PERIODS} points are no trend; the one that goes on is not counted.`,
  access: { kind: "list", permission: "analytics:read" },
  errors: ["not_found"],
  input: Asked.extend({ metric: Metric, period: AnalyticsPeriod }),
  output: TrendAnswer,
  example: { metric: "kills", period: "30d" },
  http: { method: "GET", path: "/analytics/trends" },
  async run(context, { metric, period, ...asked }) {
    const { db, actor, now } = context;
    const { group, ...subject } = await subjectOf(context, asked);
    const from = new Date(stepsOf(period, now)[0]!);
    const points =
      group === null
        ? seriesOf(await factsOf(db, actor, now, { ...subject, from, to: now }), metric, period, now)
        : groupSeries(await daysOfGroup(db, asked.game, group, daysBetween(from, now)), metric, period, now);
    return {
      metric,
      period,
      points: points.map(({ at, value, n }) => ({ at: iso(at), value, n })),
      trend: judged(points),
    };
  },
});

function judged(points: readonly Point[]): z.input<typeof TrendAnswer>["trend"] {
  // What goes on is shorter than the others; what came before anything was told is no zero.
  const first = points.findIndex(({ n }) => n > 0);
  const values = first === -1 ? [] : points.slice(first, -1).flatMap(({ value }) => value ?? []);
  const found = trend(values);
  const common = { n: values.length, needed: LEAST_PERIODS };
  if (found === null)
    return {
      ...common,
      state: "not_enough",
      says: `Not enough data to tell a trend: ${LEAST_PERIODS} points are needed, there are ${values.length}.`,
      slope: null,
      low: null,
      high: null,
      p: null,
    };
  const state = found.p >= SURE_BELOW || found.slope === 0 ? "none" : found.slope > 0 ? "rising" : "falling";
  const says = state === "none" ? "No trend beyond chance." : `${state === "rising" ? "Rising" : "Falling"} overall.`;
  return { ...common, state, says, ...found };
}
