import * as z from "zod";
import type { Context } from "#app/operation/context.ts";
import { defineQuery } from "#app/operation/define.ts";
import { Recommendation, recommendationOf, recommendationsOfData } from "../recommend.ts";
import { Asked, type InsightType } from "../schema.ts";
import { saidTo } from "./insight-rows.ts";
import { insightsFor, ListInput } from "./insights.ts";
import { type Subject, subjectOf } from "./subject.ts";

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
  input: Asked.extend(ListInput.shape),
  output: Answer,
  example: { limit: 10 },
  http: { method: "GET", path: "/analytics/recommendations" },
  async run(context, { type, limit, offset, ...asked }) {
    const subject = await subjectOf(context, asked);
    const all = await recommendationsFor(context, subject, asked.game, type);
    return { items: all.slice(offset, offset + limit), total: all.length, limit, offset };
  },
});

export async function recommendationsFor(
  context: Context,
  subject: Subject,
  game: string,
  type: InsightType | undefined,
): Promise<Recommendation[]> {
  const { kept, report } = await insightsFor(context, subject, game, type);
  const said = await saidTo(context.db, context.actor, kept);
  return [
    ...said.map((insight, i) =>
      recommendationOf(kept[i]!.finding, insight.id, insight.statement, insight.cellName ?? "them"),
    ),
    ...(report === null || type !== undefined ? [] : recommendationsOfData(report, kept.length)),
  ];
}
