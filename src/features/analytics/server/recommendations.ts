import * as z from "zod";
import type { Context } from "#app/operation/context.ts";
import { defineQuery } from "#app/operation/define.ts";
import { Recommendation, recommendationOf, recommendationsOfData } from "../recommend.ts";
import type { InsightType } from "../schema.ts";
import { InsightsAsked, type InsightsFound, insightsAsked } from "./found-insights.ts";
import { saidTo } from "./insight-rows.ts";

const Answer = z.object({
  items: z.array(Recommendation),
  total: z.int(),
  limit: z.int(),
  offset: z.int(),
});

export const recommendations = defineQuery({
  id: "analytics.recommendations",
  summary: "Get what follows from the insights",
  description:
    "By stated rules, each with the finding that it follows from and what would change it. They tell what goes together and ask to try it: why it is so nobody has computed.",
  access: { kind: "list", permission: "analytics:read" },
  errors: ["not_found"],
  input: InsightsAsked,
  output: Answer,
  example: { limit: 10 },
  http: { method: "GET", path: "/analytics/recommendations" },
  async run(context, asked) {
    const { type, limit, offset } = asked;
    const all = await recommendationsFrom(context, await insightsAsked(context, asked), type);
    return { items: all.slice(offset, offset + limit), total: all.length, limit, offset };
  },
});

/** What follows from what was found; `type`: it was asked of this alone, so nothing is said of the data as a whole. */
export async function recommendationsFrom(
  { db, actor }: Pick<Context, "db" | "actor">,
  { kept, report }: InsightsFound,
  type?: InsightType,
): Promise<Recommendation[]> {
  const said = await saidTo(db, actor, kept);
  return [
    ...said.map((insight, i) =>
      recommendationOf(kept[i]!.finding, insight.id, insight.statement, insight.cellName ?? "them"),
    ),
    ...(report === null || type !== undefined ? [] : recommendationsOfData(report, kept.length)),
  ];
}
