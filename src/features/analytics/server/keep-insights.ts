import * as z from "zod";
import { DAY, MINUTE } from "#app/lib/duration.ts";
import { newId } from "#app/lib/id.ts";
import { SYSTEM } from "#app/operation/actor.ts";
import { defineCommand } from "#app/operation/define.ts";
import { execute } from "#app/operation/execute.ts";
import type { Runtime } from "#app/operation/runtime.ts";
import { now } from "#app/platform/clock.ts";
import { row, rows, type Sql, sql } from "#app/platform/sql.ts";
import { SESSION_GAP_MS } from "../encounter.ts";
import { insightFound } from "../events.ts";
import { findInsights } from "../find-insights.ts";
import { statementOf } from "../statement.ts";
import { factsOf } from "./facts.ts";
import { REPHRASE_JOB, rephrases } from "./rephrase.ts";

/** How far back insights look: what is older is of another game, another self. */
export const LOOK_BACK_MS = 365 * DAY;
/** Kills that are marked by one step. */
const STEP = 20_000;
/** A kill may be committed after one that has a later number, so the last ones are looked at again. */
const AGAIN = 2_000;
/** The worker does other things as well. */
const LONGEST_MS = 4 * MINUTE;

/**
 * Marks whose insights are due: of all kills and changes of kills since the last time, in their order. Due is who has not killed or died for as long as a session's
 * gap. Gives whether there is more.
 */
async function markDue(db: Sql, at: Date): Promise<boolean> {
  const place = await row(
    db,
    z.object({ killNum: z.number(), changeId: z.number() }),
    sql`insert into insight_places (id) values (1) on conflict (id) do update set id = 1 returning "killNum", "changeId"`,
  );
  const { killNum, changeId } = place!;
  const marked = await row(
    db,
    z.object({ kills: z.number().nullable(), changes: z.number().nullable(), read: z.number() }),
    sql`with news as materialized (
          select num, game, greatest(at + ${`${SESSION_GAP_MS} ms`}::interval, "publicAt") as "dueAt", "updatedAt", "killerId", "victimId" from kills where num > ${Math.max(0, killNum - AGAIN)} order by num limit ${STEP}),
        changed as materialized (select c.id, c.at as "updatedAt", k.game, k.at as "dueAt", k."killerId", k."victimId" from kill_changes c join kills k on k.num = c."killNum"
          where c.id > ${changeId} order by c.id limit ${STEP}),
        touched as (
          select game, "dueAt", "updatedAt", unnest(array["killerId", "victimId"]) as "playerId" from news
          union all select game, "dueAt", "updatedAt", unnest(array["killerId", "victimId"]) from changed),
        due as (
          select t."playerId", t.game, max(t."dueAt") as "dueAt", max(t."updatedAt") as "updatedAt" from touched t join players p on p.id = t."playerId" group by 1, 2 order by 1, 2),
        written as (
          insert into insight_states as s ("playerId", game, "dueAt")
          select d."playerId", d.game, greatest(${at}::timestamptz, d."dueAt") from due d
            left join insight_states s on s."playerId" = d."playerId" and s.game = d.game where s."computedAt" is null or s."computedAt" <= d."updatedAt"
          on conflict ("playerId", game) do update set "dueAt" = case when s."dueAt" <= ${at} then s."dueAt" else excluded."dueAt" end returning 1)
        select (select max(num) from news)::float8 as kills, (select max(id) from changed)::float8 as changes,
          ((select count(*) from news) + (select count(*) from changed) + (select 0 * count(*) from written))::int as read`,
  );
  const { kills, changes, read } = marked!;
  await db.execute(sql`
    update insight_places set "killNum" = greatest("killNum", ${kills ?? 0}), "changeId" = greatest("changeId", ${changes ?? 0}) where id = 1`);
  return read >= STEP && (kills ?? 0) > killNum;
}

/** The one player who has been due for longest, looked at anew. One command each, so that no event waits for the others. */
export const computeNext = defineCommand({
  id: "analytics.computeNext",
  summary: "Compute the insights that have been due for longest",
  access: { kind: "operator" },
  audit: "none",
  input: z.object({}),
  output: z.object({ isOver: z.boolean() }),
  example: {},
  async run(context) {
    const { db } = context;
    const due = await row(
      db,
      z.object({ playerId: z.string(), game: z.string(), userId: z.string().nullable() }),
      sql`select s."playerId", s.game, p."userId" from insight_states s join players p on p.id = s."playerId"
          where s."dueAt" <= ${context.now} order by s."dueAt" limit 1 for update of s skip locked`,
    );
    if (!due) return { isOver: true };
    const { playerId, game, userId } = due;
    const facts = await factsOf(db, SYSTEM, context.now, {
      playerIds: [playerId],
      condition: sql`k.game = ${game} and k."publicAt" <= ${context.now}`,
      from: new Date(context.now.getTime() - LOOK_BACK_MS),
      to: context.now,
      isOwn: true,
    });
    const { findings, report } = findInsights(facts, playerId, context.now);
    const known = await rows(
      db,
      z.object({ id: z.string(), question: z.string() }),
      sql`select id, question from insights where "playerId" = ${playerId} and game = ${game}`,
    );
    const ids = new Map(known.map(({ id, question }) => [question, id]));
    await db.execute(sql`
      delete from insights where "playerId" = ${playerId} and game = ${game} and question <> all(${findings.map(({ question }) => question)}::text[])`);
    for (const { p, pAdjusted, ...finding } of findings) {
      const id = ids.get(finding.question) ?? newId("ins", context.now.getTime());
      await db.execute(sql`
        insert into insights (id, "playerId", game, question, type, finding, p, "pAdjusted", "firstAt", "computedAt")
        values (${id}, ${playerId}, ${game}, ${finding.question}, ${finding.type}, ${JSON.stringify(finding)}::jsonb, ${p}, ${pAdjusted}, ${context.now}, ${context.now})
        on conflict ("playerId", game, question) do update set rephrased = case when insights.finding = excluded.finding then insights.rephrased end,
          finding = excluded.finding, p = excluded.p, "pAdjusted" = excluded."pAdjusted", "computedAt" = excluded."computedAt"`);
      const isNew = !ids.has(finding.question);
      if (isNew && userId !== null)
        context.emit(insightFound, {
          insightId: id,
          playerId,
          userId,
          game,
          insightType: finding.type,
          title: statementOf(
            { ...finding, p, pAdjusted },
            finding.type === "opponent" ? "one opponent" : (finding.cell ?? ""),
          ),
          effect: finding.effect,
          n: finding.n,
          p,
          pAdjusted,
        });
      if (rephrases()) context.job({ name: REPHRASE_JOB, payload: { insightId: id }, key: `rephrase ${id}` });
    }
    await db.execute(sql`
      update insight_states set "dueAt" = null, "computedAt" = ${context.now}, report = ${JSON.stringify(report)}::jsonb where "playerId" = ${playerId} and game = ${game}`);
    return { isOver: false };
  },
});

/** The worker's job, by the clock: marks who is due and computes what is, for a while. What is left waits for the next time. */
export async function keepInsights({ database }: Runtime): Promise<void> {
  const until = Date.now() + LONGEST_MS;
  while ((await markDue(database, now())) && Date.now() < until);
  while (Date.now() < until) if ((await execute(computeNext, SYSTEM, {})).isOver) return;
}
