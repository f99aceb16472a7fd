import * as z from "zod";
import { showsKills } from "#app/features/kills/server/index.ts";
import { may } from "#app/lib/access.ts";
import { iso, Timestamp } from "#app/lib/time.ts";
import type { Context } from "#app/operation/context.ts";
import { defineQuery } from "#app/operation/define.ts";
import { row, rows, type SqlText, sql } from "#app/platform/sql.ts";
import { findInsights } from "../find-insights.ts";
import { AnsweredType, Asked, Finding, InsightReport, InsightType } from "../schema.ts";
import { silenceOf, silenceWithoutReport, summaryOf } from "../statement.ts";
import { factsOf } from "./facts.ts";
import { Insight, type KeptInsight, saidTo } from "./insight-rows.ts";
import { LOOK_BACK_MS } from "./keep-insights.ts";
import { type Subject, subjectOf } from "./subject.ts";

export const ListInput = z.object({
  type: InsightType.optional().describe("Only these."),
  limit: z.coerce.number().int().min(1).max(100).default(50).describe("How many, 1 to 100."),
  offset: z.coerce.number().int().min(0).max(10_000).default(0).describe("How many to leave out."),
});

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
  input: Asked.extend(ListInput.shape),
  output: Answer,
  example: { limit: 10 },
  http: { method: "GET", path: "/analytics/insights" },
  async run(context, { type, limit, offset, ...asked }) {
    const subject = await subjectOf(context, asked);
    const found = await insightsFor(context, subject, asked.game, type);
    const said = await saidTo(context.db, context.actor, found.kept.slice(offset, offset + limit));
    return { items: said, total: found.kept.length, limit, offset, ...toldReport(found) };
  },
});

export interface InsightsFound {
  kept: KeptInsight[];
  report: InsightReport | null;
  computedAt: Date | null;
  /** Of all in a community or on a server, of whom each has a report of their own. */
  isGroup: boolean;
}

export function toldReport({ kept, report, computedAt, isGroup }: InsightsFound) {
  return {
    says: report === null ? silenceWithoutReport(kept.length, isGroup) : summaryOf(report, kept.length),
    report: report && { ...report, types: report.types.map((type) => ({ ...type, says: silenceOf(type) })) },
    computedAt: iso(computedAt),
  };
}

/** What is kept, for whoever may know of all the kills it rests on; for everybody else, and for a part of the kills, it is found anew in those they may know of. */
export async function insightsFor(
  context: Context,
  subject: Subject,
  game: string,
  type: InsightType | undefined,
): Promise<InsightsFound> {
  const { db, actor } = context;
  const ofType = type === undefined ? sql`true` : sql`i.type = ${type}`;
  if (subject.group !== null)
    return {
      kept: await keptInsights(
        context,
        sql`i.game = ${game} and ${ofType} and ${showsKills(actor)} and i."playerId" in
          (select t."playerId" from kill_tallies t where t.game = ${game} and t.scope = ${subject.group} and t.period = 'all')`,
      ),
      report: null,
      computedAt: null,
      isGroup: true,
    };
  const seesAll = subject.isOwn || may(actor, "kills:read");
  if (subject.isPart || !seesAll || subject.playerIds.length !== 1) return foundAnew(context, subject, game, type);
  const state = await row(
    db,
    z.object({ report: InsightReport.nullable(), computedAt: z.date().nullable() }),
    sql`select report, "computedAt" from insight_states where "playerId" = any(${subject.playerIds}::text[]) and game = ${game}`,
  );
  const kept = await keptInsights(
    context,
    sql`i.game = ${game} and ${ofType} and i."playerId" = any(${subject.playerIds}::text[])`,
  );
  return { kept, report: state?.report ?? null, computedAt: state?.computedAt ?? null, isGroup: false };
}

const MOST_KEPT = 1_000;
const Kept = z.object({
  id: z.string(),
  playerId: z.string(),
  game: z.string(),
  finding: Finding.omit({ p: true, pAdjusted: true }),
  p: z.number(),
  pAdjusted: z.number(),
  rephrased: z.string().nullable(),
  firstAt: z.date(),
  computedAt: z.date(),
});

async function keptInsights({ db }: Pick<Context, "db">, condition: SqlText): Promise<KeptInsight[]> {
  const found = await rows(
    db,
    Kept,
    sql`select i.id, i."playerId", i.game, i.finding, i.p, i."pAdjusted", i.rephrased, i."firstAt", i."computedAt"
        from insights i join players p on p.id = i."playerId" left join users u on u.id = p."userId"
        where ${condition} order by i."pAdjusted", i.id limit ${MOST_KEPT}`,
  );
  return found.map(({ finding, p, pAdjusted, ...insight }) => ({ ...insight, finding: { ...finding, p, pAdjusted } }));
}

async function foundAnew(
  { db, actor, now }: Context,
  { playerIds, ...subject }: Subject,
  game: string,
  type: InsightType | undefined,
): Promise<InsightsFound> {
  const [playerId = ""] = playerIds;
  const from = new Date(now.getTime() - LOOK_BACK_MS);
  const facts = await factsOf(db, actor, now, { ...subject, playerIds, from, to: now });
  const { findings, report } = findInsights(facts, playerId, now);
  const kept = findings
    .filter((finding) => type === undefined || finding.type === type)
    .map((finding) => ({ id: null, playerId, game, finding, rephrased: null, firstAt: now, computedAt: now }));
  return { kept, report, computedAt: now, isGroup: false };
}
