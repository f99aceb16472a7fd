import * as z from "zod";
import { setting } from "#app/features/admin/server/index.ts";
import { may } from "#app/lib/access.ts";
import { AppError } from "#app/lib/errors.ts";
import { newId } from "#app/lib/id.ts";
import { iso } from "#app/lib/time.ts";
import type { Context } from "#app/operation/context.ts";
import { sha256Hex } from "#app/platform/crypto.ts";
import { row, rows, type Sql, sql } from "#app/platform/sql.ts";
import { endOf, lasts, newAppealCode, PERMISSION_OF } from "../rules.ts";
import type { Evidence, PunishmentKind, PunishmentScope } from "../schema.ts";
import { HOLDS_ON_SERVER } from "./covers.ts";
import { reachOf, type ServerHere } from "./places.ts";
import { type PunishmentRow, punishmentById } from "./punishment-rows.ts";
import { deriveStandingBy } from "./standing.ts";
import { tellEnded, tellGiven } from "./told.ts";

/** How long whoever has asked for it has to carry it to the games before the worker does. */
const OWN_TRY_MS = 15_000;

/** Whom it is about: a player, or whoever comes from an address. */
export type Whom =
  | { playerId: string; name: string; platformId: string | null; key: string; isVouched: boolean; address?: never }
  | { playerId: null; name: string; address: string };

export interface NewPunishment {
  kind: PunishmentKind;
  scope: PunishmentScope;
  server: ServerHere;
  whom: Whom;
  reason: string;
  /** Null: for ever, or at once. */
  minutes: number | null;
  note?: string | null;
  evidence?: z.output<typeof Evidence>[];
  source?: "hand" | "rule" | "list";
  ruleId?: string;
  /** Who gave it, where it is not who calls. */
  by?: string;
  byId?: string;
  startsAt?: Date;
  endsAt?: Date | null;
}

/**
 * Writes a punishment and what is to be told to which games, in the caller's transaction, and what the rules of escalation make of it. The games are told
 * after the commit: by `deliverNow`, else by the worker. Throws `moderation.holds_already` where the same holds already.
 */
export async function punish(context: Context, asked: NewPunishment): Promise<PunishmentRow> {
  const punishment = await write(context, asked);
  if (punishment.playerId !== null && asked.source !== "rule" && asked.source !== "list")
    await escalate(context, punishment, asked);
  return punishment;
}

async function write(context: Context, asked: NewPunishment): Promise<PunishmentRow> {
  const { db, now, actor, runtime } = context;
  const { kind, scope, server, whom, reason, note = null, evidence = [], source = "hand", ruleId = null } = asked;
  // One after the other for one player: two bans at once would both find none.
  await db.query(
    sql`select 1 as held from (select pg_advisory_xact_lock(hashtextextended(${`punish ${whom.playerId ?? whom.address}`}, 2))) as l`,
  );
  if (lasts(kind)) await refuseTwice(db, asked);
  const id = newId("pun", now.getTime());
  const startsAt = asked.startsAt ?? now;
  const endsAt = asked.endsAt !== undefined ? asked.endsAt : lasts(kind) ? endOf(startsAt, asked.minutes) : null;
  const isDone = kind === "kick";
  const nameKey = whom.playerId !== null && whom.platformId === null ? whom.key : null;
  const platformId = whom.playerId === null ? null : whom.platformId;
  const code =
    lasts(kind) && whom.playerId !== null && (await setting(db, "appeals"))
      ? newAppealCode((bytes) => crypto.getRandomValues(bytes))
      : null;
  await db.execute(sql`
    insert into punishments (id, kind, scope, "serverId", "serverName", "communityId", game, "playerId", address, name, "nameKey", "platformId", "isVouched", reason, note, evidence, source, "ruleId",
      "startsAt", "endsAt", "endedAt", "endReason", "createdById", "createdBy", "appealCode", "appealCodeHash", "createdAt", "updatedAt")
    values (${id}, ${kind}, ${scope}, ${server.serverId}, ${server.serverName}, ${server.communityId}, ${server.game}, ${whom.playerId}, ${whom.address ?? null}, ${whom.name},
      ${nameKey}, ${platformId}, ${whom.playerId !== null && whom.isVouched}, ${reason}, ${note}, ${JSON.stringify(evidence)}::jsonb, ${source}, ${ruleId}, ${startsAt}, ${endsAt}, ${isDone ? now : null}::timestamptz,
      ${isDone ? "done" : null}, ${asked.byId ?? actor.userId}, ${asked.by ?? actor.label}, ${code && runtime.vault.seal(code)}, ${code && sha256Hex(code)}, ${now}, ${now})`);
  const dueAt = source === "hand" ? new Date(now.getTime() + OWN_TRY_MS) : now;
  await db.execute(sql`
    insert into punishment_deliveries ("punishmentId", "serverId", kick, "nextAttemptAt", "updatedAt")
    select p.id, s.id, p.kind in ('ban', 'suspend'), ${dueAt}, ${now}
    from punishments p join servers s on s.desired <> 'deleted' and ${HOLDS_ON_SERVER} where p.id = ${id}`);
  if (kind === "ban" || kind === "suspend") await deriveStandingBy(db, id);
  const punishment = (await punishmentById(db, id))!;
  tellGiven(context, punishment);
  return punishment;
}

async function refuseTwice(db: Sql, { kind, scope, server, whom }: NewPunishment): Promise<void> {
  const there = await row(
    db,
    z.object({ id: z.string() }),
    sql`select p.id from punishments p where p."endedAt" is null and p.kind = ${kind} and p.scope = ${scope}
          and (p."playerId" = ${whom.playerId} or p.address = ${whom.address ?? null})
          and (p.scope = 'all' or p."serverId" = ${server.serverId} or (p.scope = 'community' and p."communityId" = ${server.communityId})) limit 1`,
  );
  if (there) throw new AppError("conflict", "moderation.holds_already", { name: whom.name, kind });
}

const Rule = z.object({
  id: z.string(),
  counted: z.string(),
  count: z.number(),
  withinDays: z.number(),
  act: z.enum(["mute", "suspend", "ban", "kick"]),
  durationMin: z.number().nullable(),
  scope: z.enum(["server", "community", "all"]),
  reason: z.string(),
});

/** What follows by rule: so many of this kind within so many days, not counting what was lifted, nor what the rule has answered already. */
async function escalate(context: Context, given: PunishmentRow, { server, whom }: NewPunishment): Promise<void> {
  const { db } = context;
  const reached = await rows(
    db,
    Rule,
    sql`select r.id, r.counted, r.count, r."withinDays", r.act, r."durationMin", r.scope, r.reason from escalation_rules r
        where r.enabled and r.counted = ${given.kind} and r.count <= (
          select count(*) from punishments p where p."playerId" = ${given.playerId} and p.kind = r.counted
            and p."startsAt" > ${context.now}::timestamptz - make_interval(days => r."withinDays") and p."endReason" is distinct from 'lifted' and p."endReason" is distinct from 'appeal'
            and (r.scope = 'all' or p."serverId" = ${given.serverId} or (r.scope = 'community' and p."communityId" = ${given.communityId}))
            and p.num > coalesce((select max(f.num) from punishments f where f."playerId" = ${given.playerId} and f."ruleId" = r.id), 0))
        order by r.count desc, r.id`,
  );
  for (const rule of reached) {
    if (rule.scope === "community" && server.communityId === null) continue;
    // Who may do what is counted on one server alone sets nothing off beyond it: people make up players on servers of their own.
    const reachesFar = may(context.actor, PERMISSION_OF[given.kind], reachOf(rule.scope, server));
    try {
      await write(context, {
        kind: rule.act,
        scope: rule.act === "kick" || !reachesFar ? "server" : rule.scope,
        server,
        whom,
        reason: rule.reason,
        minutes: rule.durationMin,
        source: "rule",
        ruleId: rule.id,
        by: `Rule: ${rule.count} × ${rule.counted} in ${rule.withinDays} days`,
      });
    } catch (error) {
      // It holds already, which is what the rule wants.
      if (!(error instanceof AppError && error.reason === "moderation.holds_already")) throw error;
    }
  }
}

interface Ending {
  ended: "over" | "lifted" | "appeal";
  note?: string | null;
  by?: string;
  /** Who tells the games: the caller, by `deliverNow` after the commit, or the worker. */
  carries?: "caller" | "worker";
}

/**
 * Ends a punishment and has the games told, in the caller's transaction. What keeps the player out by another punishment stays. Null if it was over already.
 */
export async function endPunishment(
  context: Context,
  punishmentId: string,
  { ended, note = null, by = context.actor.label, carries = "worker" }: Ending,
): Promise<PunishmentRow | null> {
  const { db, now, actor } = context;
  const done = await db.execute(sql`
    update punishments set "endedAt" = ${now}, "endReason" = ${ended}, "endNote" = ${note}, "endedBy" = ${by}, "endedById" = ${actor.userId}, "updatedAt" = ${now}
    where id = ${punishmentId} and "endedAt" is null`);
  if (done === 0) return null;
  await db.execute(sql`
    update punishment_deliveries set wanted = 'lifted', state = 'pending', kick = false, tries = 0, "updatedAt" = ${now},
      "nextAttemptAt" = ${carries === "worker" ? now : new Date(now.getTime() + OWN_TRY_MS)}
    where "punishmentId" = ${punishmentId}`);
  await deriveStandingBy(db, punishmentId);
  const punishment = (await punishmentById(db, punishmentId))!;
  context.changed({ endsAt: iso(punishment.endsAt) }, { endedAt: iso(punishment.endedAt), ended, note });
  tellEnded(context, punishment, ended, by);
  return punishment;
}
