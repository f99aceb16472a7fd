import * as z from "zod";
import { iso, Timestamp } from "#app/lib/time.ts";
import { defineQuery } from "#app/operation/define.ts";
import { AnsweredType, InsightReport } from "../schema.ts";
import { silenceOf, silenceWithoutReport, summaryOf } from "../statement.ts";
import { InsightsAsked, type InsightsFound, insightsAsked } from "./found-insights.ts";
import { Insight, saidTo } from "./insight-rows.ts";

const Answer = z.object({
  items: z.array(Insight),
  total: z.int(),
  limit: z.int(),
  offset: z.int(),
  says: z.string().describe("What the whole look says of itself: how much was asked, and what stands."),
  report: InsightReport.extend({
    types: z.array(AnsweredType.extend({ says: z.string() })),
  })
    .nullable()
    .describe("What was asked and what could not be; null: not computed yet, or of all in a community or on a server."),
  computedAt: Timestamp.nullable().describe("Null: not yet. They are computed half an hour after a session."),
});

export const insights = defineQuery({
  id: "analytics.insights",
  summary: "Get what stands against chance",
  description:
    "What differs in a player's kills by more than chance brings, of some dozens of questions that are asked at once: each with its effect, interval, number of fights, method, p and adjusted p. With a community or server alone: of all players there who show their kills to you. Computed by the panel itself; a language model may rephrase the sentences where its owner has set one up, and never computes.",
  access: { kind: "list", permission: "analytics:read" },
  errors: ["not_found"],
  input: InsightsAsked,
  output: Answer,
  example: { limit: 10 },
  http: { method: "GET", path: "/analytics/insights" },
  async run(context, asked) {
    const { limit, offset } = asked;
    const found = await insightsAsked(context, asked);
    const said = await saidTo(context.db, context.actor, found.kept.slice(offset, offset + limit));
    return { items: said, total: found.kept.length, limit, offset, ...toldReport(found) };
  },
});

export function toldReport({ kept, report, computedAt, isGroup }: InsightsFound) {
  return {
    says: report === null ? silenceWithoutReport(kept.length, isGroup) : summaryOf(report, kept.length),
    report: report && { ...report, types: report.types.map((type) => ({ ...type, says: silenceOf(type) })) },
    computedAt: iso(computedAt),
  };
}
