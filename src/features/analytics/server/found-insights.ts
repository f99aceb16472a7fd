import * as z from "zod";
import { showsKills } from "#app/features/kills/server/index.ts";
import { may } from "#app/lib/access.ts";
import type { Context } from "#app/operation/context.ts";
import { row, rows, type SqlText, sql } from "#app/platform/sql.ts";
import { findInsights } from "../find-insights.ts";
import { Asked, Finding, InsightReport, InsightType } from "../schema.ts";
import { factsOf } from "./facts.ts";
import type { KeptInsight } from "./insight-rows.ts";
import { LOOK_BACK_MS } from "./keep-insights.ts";
import { type Subject, subjectOf } from "./subject.ts";

/** What insights, and what follows from them, are asked for by. */
export const InsightsAsked = Asked.extend({
  type: InsightType.optional().describe("Only these."),
  limit: z.coerce.number().int().min(1).max(100).default(50).describe("How many, 1 to 100."),
  offset: z.coerce.number().int().min(0).max(10_000).default(0).describe("How many to leave out."),
});

export interface InsightsFound {
  kept: KeptInsight[];
  report: InsightReport | null;
  computedAt: Date | null;
  /** Of all in a community or on a server, of whom each has a report of their own. */
  isGroup: boolean;
}

/** What is asked for, found. Throws AppError `not_found` for whom the caller does not see the kills of. */
export async function insightsAsked(
  context: Context,
  { type, limit: _limit, offset: _offset, ...asked }: z.output<typeof InsightsAsked>,
): Promise<InsightsFound> {
  return insightsFor(context, await subjectOf(context, asked), asked.game, type);
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
