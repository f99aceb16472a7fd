import * as z from "zod";
import { may } from "#app/lib/access.ts";
import { AppError } from "#app/lib/errors.ts";
import { iso } from "#app/lib/time.ts";
import type { Actor } from "#app/operation/actor.ts";
import type { Context } from "#app/operation/context.ts";
import { defineCommand, defineQuery } from "#app/operation/define.ts";
import { row, rows, type Sql, sql } from "#app/platform/sql.ts";
import { killChanged } from "../events.ts";
import { KILL_CHANGES, Kill, KillChange } from "../schema.ts";
import { KillRow, selectKills, shownKill } from "./kill-rows.ts";
import { EXAMPLE_KILL, OneKill } from "./kills.ts";
import { countedKills, recount } from "./record-kills.ts";
import { visibleKills } from "./seen-kills.ts";

const Reason = z.string().trim().min(1).max(1000).describe("Why, for those who decide and for who reads it later.");

export const dispute = defineCommand({
  id: "kills.dispute",
  summary: "Dispute a kill",
  description: "For who had part in it or told of it. It counts until somebody decides.",
  access: { kind: "list", permission: "kills:write" },
  errors: ["not_found", "forbidden", "conflict"],
  input: OneKill.extend({ reason: Reason }),
  output: Kill,
  example: { killId: EXAMPLE_KILL, reason: "It was the turret's gunner." },
  http: { method: "POST", path: "/kills/{killId}/dispute" },
  async run(context, { killId, reason }) {
    const kill = await seenKill(context, killId);
    if (!(await hasPart(context.db, context.actor, kill.num)) && !mayDecide(context.actor, kill))
      throw new AppError("forbidden", "kills.not_yours");
    if (kill.state !== "counted") throw new AppError("conflict", "kills.undecided");
    return change(context, kill, "disputed", reason);
  },
});

export const decide = defineCommand({
  id: "kills.decide",
  summary: "Decide whether a kill counts",
  description: "A retracted kill is in no figure and on no list any more; it can be counted again.",
  access: { kind: "list", permission: "kills:decide" },
  errors: ["not_found", "forbidden", "conflict"],
  input: OneKill.extend({ verdict: z.enum(["counted", "retracted"]), reason: Reason }),
  output: Kill,
  example: { killId: EXAMPLE_KILL, verdict: "retracted", reason: "Told by mistake." },
  http: { method: "POST", path: "/kills/{killId}/decision" },
  async run(context, { killId, verdict, reason }) {
    const kill = await seenKill(context, killId);
    if (!mayDecide(context.actor, kill)) throw new AppError("forbidden", "forbidden", { permission: "kills:decide" });
    if (kill.state === verdict) throw new AppError("conflict", "kills.undecided");
    return change(context, kill, verdict, reason);
  },
});

export const changes = defineQuery({
  id: "kills.changes",
  summary: "List what was done to a kill",
  description: "Oldest first: disputes and decisions, by whom and why.",
  access: { kind: "list", permission: "kills:read" },
  errors: ["not_found"],
  input: OneKill,
  output: z.object({ items: z.array(KillChange) }),
  example: { killId: EXAMPLE_KILL },
  http: { method: "GET", path: "/kills/{killId}/changes" },
  async run(context, { killId }) {
    const { num } = await seenKill(context, killId);
    const found = await rows(
      context.db,
      z.object({ at: z.date(), byName: z.string(), change: z.enum(KILL_CHANGES), reason: z.string().nullable() }),
      sql`select at, "byName", change, reason from kill_changes where "killNum" = ${num} order by id`,
    );
    return { items: found.map(({ at, byName, ...rest }) => ({ at: iso(at), by: byName, ...rest })) };
  },
});

/** Throws AppError `not_found` for a kill that the caller does not see. */
async function seenKill({ db, actor, now }: Context, killId: string): Promise<KillRow> {
  const kill = await row(
    db,
    KillRow,
    sql`${selectKills(actor)} where k.id = ${killId} and ${visibleKills(actor, now)}`,
  );
  if (!kill) throw new AppError("not_found", "kills.unknown");
  return kill;
}

function mayDecide(actor: Actor, { communityIds, serverId }: KillRow): boolean {
  return (
    may(actor, "kills:decide") ||
    communityIds.some((communityId) => may(actor, "kills:decide", { communityId, serverId }))
  );
}

async function hasPart(db: Sql, { userId }: Actor, num: number): Promise<boolean> {
  const found = await row(
    db,
    z.object({ has: z.boolean() }),
    sql`select exists (select 1 from kill_reports r where r."killNum" = k.num and r.reporter = ${`user:${userId}`})
          or exists (select 1 from players p where p.id in (k."killerId", k."victimId") and p."userId" = ${userId}) as has
        from kills k where k.num = ${num}`,
  );
  return found!.has;
}

async function change(
  context: Context,
  kill: KillRow,
  to: z.output<typeof KillChange>["change"],
  reason: string,
): Promise<Kill> {
  const { db, now, actor, emit, target, changed } = context;
  // Whoever changes a kill at the same moment waits here, so what is taken out of the figures is what was in them.
  const held = await row(
    db,
    z.object({ state: z.string() }),
    sql`select state::text as state from kills where num = ${kill.num} for update`,
  );
  if (held?.state !== kill.state) throw new AppError("conflict", "kills.undecided");
  const before = await countedKills(db, [kill.num]);
  await db.execute(sql`update kills set state = ${to}::kill_state, "updatedAt" = ${now} where num = ${kill.num}`);
  await recount(db, before, await countedKills(db, [kill.num]), () => null);
  await db.execute(sql`
    insert into kill_changes ("killNum", at, "byId", "byName", change, reason, before, after)
    values (${kill.num}, ${now}, ${actor.userId}, ${actor.label}, ${to}, ${reason}, ${JSON.stringify({ state: kill.state })}::jsonb, ${JSON.stringify({ state: to })}::jsonb)`);
  const [communityId = null] = kill.communityIds;
  target("kill", kill.id, `${kill.killerName ?? "?"}: ${kill.victimName}`, { serverId: kill.serverId, communityId });
  changed({ state: kill.state }, { state: to });
  emit(killChanged, { killId: kill.id, state: to, change: to, serverId: kill.serverId, communityId });
  return shownKill({ ...kill, state: to }, actor, now);
}
