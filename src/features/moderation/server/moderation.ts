import * as z from "zod";
import { may, type Target } from "#app/lib/access.ts";
import { AppError } from "#app/lib/errors.ts";
import { PageInput, pageOf } from "#app/lib/page.ts";
import type { Permission } from "#app/lib/permissions.ts";
import { iso } from "#app/lib/time.ts";
import type { Context } from "#app/operation/context.ts";
import { defineCommand, defineDelivery, defineQuery, type Subject } from "#app/operation/define.ts";
import { join, pageRows, rows, sql } from "#app/platform/sql.ts";
import { ChosenEvidence, eventNumbers } from "../../players/schema.ts";
import { endOf, KEEPS_OUT, lasts, MAX_MINUTES, MAX_REASON, PERMISSION_OF } from "../rules.ts";
import {
  type Evidence,
  Punishment,
  PunishmentDetail,
  PunishmentId,
  PunishmentKind,
  PunishmentScope,
} from "../schema.ts";
import { deliverNow } from "./deliver-now.ts";
import { onServer, type PlayerHere, playerHere, reachOf, serversSeen } from "./places.ts";
import { endPunishment, punish } from "./punish.ts";
import {
  givenOn,
  PUNISHMENT_COLUMNS,
  PUNISHMENT_FROM,
  PunishmentRow,
  punishmentById,
  shownPunishment,
  shownWithDeliveries,
  visibleGiven,
} from "./punishment-rows.ts";
import { deriveStandingBy } from "./standing.ts";

const PLAYER = "ply_01930000000070008000000000000001";
const EXAMPLE = { punishmentId: "pun_01930000000070008000000000000001" };

const Reason = z.string().trim().min(1).max(MAX_REASON).describe("Told to the player.");
const Minutes = z.int().min(1).max(MAX_MINUTES);
const OnPlayer = z.object({
  playerId: z.string().regex(/^ply_[0-9a-f]{32}$/, "must be the id of a player"),
  serverId: z.string().max(100).optional().describe("Where; absent: where they are now, else where they were last."),
});
const Given = OnPlayer.extend({
  reason: Reason,
  note: z.string().trim().max(2000).optional().describe("For the team alone."),
  evidence: ChosenEvidence,
});
const Scope = PunishmentScope.default("server").describe(
  "Where it holds: on the server, on all servers of the game in its community, or on all servers of the game.",
);

/** Whom it is done to, on a server on which the actor may do it. */
function onPlayer<I extends { playerId: string; serverId?: string | undefined }>(
  permission: Permission,
): Subject<I, PlayerHere> {
  return {
    kind: "player",
    load: ({ db, actor }, input) => playerHere(db, actor, permission, input),
    on: onServer,
    see: "players:read",
    name: ({ playerId, name }) => ({ id: playerId, label: name }),
  };
}

/** Who may do it here may not yet do it everywhere. */
function requireReach({ actor }: Context, permission: Permission, scope: PunishmentScope, here: PlayerHere): void {
  const target: Target = reachOf(scope, here);
  if (!may(actor, permission, target)) throw new AppError("forbidden", "forbidden", { permission });
}

const Happened = z.object({
  at: z.date(),
  serverId: z.string(),
  kind: z.string(),
  fields: z.record(z.string(), z.json()),
});

/** Copies of entries of this player's timeline, as far as the actor sees it; others are left out. */
async function evidenceOf(
  { db, actor }: Context,
  playerId: string,
  chosen: readonly string[],
): Promise<z.output<typeof Evidence>[]> {
  if (chosen.length === 0) return [];
  const seen = await serversSeen(db, actor, playerId);
  const found = await rows(
    db,
    Happened,
    sql`select at, "serverId", kind, fields from game_events
        where id = any(${eventNumbers(chosen)}::bigint[]) and (("playerId" = ${playerId}) or ("otherId" = ${playerId}))
          and "serverId" = any(${seen}::text[]) order by id`,
  );
  return found.map((each) => ({ ...each, at: iso(each.at) }));
}

interface Asked {
  reason: string;
  note?: string | undefined;
  evidence: string[];
  scope?: PunishmentScope;
  minutes?: number | undefined;
}

async function give(context: Context, kind: PunishmentKind, here: PlayerHere, asked: Asked): Promise<string> {
  const { note, evidence, scope = "server", minutes, reason } = asked;
  const { id } = await punish(context, {
    kind,
    scope,
    server: here,
    whom: {
      playerId: here.playerId,
      name: here.name,
      platformId: here.platformId,
      key: here.key,
      isVouched: here.isVouched,
    },
    reason,
    minutes: minutes ?? null,
    note: note ?? null,
    evidence: await evidenceOf(context, here.playerId, evidence),
  });
  return id;
}

async function carried({ runtime, actor }: Context, punishmentId: string): Promise<PunishmentDetail> {
  await deliverNow(runtime, [punishmentId]);
  return shownWithDeliveries(runtime.database, actor, punishmentId);
}

const ANSWERS =
  "The answer says for each server whether its game was told, and what it said; a server that is not running is told at its next start.";

export const kick = defineDelivery({
  id: "moderation.kick",
  summary: "Disconnect a player",
  description: "They may come back. Who is not online cannot be kicked.",
  access: { kind: "permission", permission: "players:kick" },
  subject: onPlayer("players:kick"),
  errors: ["not_found", "conflict"],
  input: Given.extend({ reason: Reason.default("Kicked by the team") }),
  output: PunishmentDetail,
  example: { playerId: PLAYER, reason: "Please read the rules" },
  http: { method: "POST", path: "/players/{playerId}/kick" },
  async run(context, input, here) {
    if (!here.online)
      throw new AppError("conflict", "moderation.not_online", { name: here.name, server: here.serverName });
    return give(context, "kick", here, input);
  },
  afterCommit: carried,
});

export const warn = defineDelivery({
  id: "moderation.warn",
  summary: "Warn a player",
  description: `Told in the game where it has a command for it, when they come in if they are not. Warnings count for rules of escalation. ${ANSWERS}`,
  access: { kind: "permission", permission: "players:kick" },
  subject: onPlayer("players:kick"),
  errors: ["not_found"],
  input: Given,
  output: PunishmentDetail,
  example: { playerId: PLAYER, reason: "No begging for coins" },
  http: { method: "POST", path: "/players/{playerId}/warn" },
  run: (context, input, here) => give(context, "warn", here, input),
  afterCommit: carried,
});

export const mute = defineDelivery({
  id: "moderation.mute",
  summary: "Mute a player",
  description: `Nobody hears them, where the game has a command for it. ${ANSWERS}`,
  access: { kind: "permission", permission: "players:mute" },
  subject: onPlayer("players:mute"),
  errors: ["not_found", "conflict"],
  input: Given.extend({ scope: Scope, minutes: Minutes.optional().describe("For how long; absent: for ever.") }),
  output: PunishmentDetail,
  example: { playerId: PLAYER, reason: "Spam", minutes: 30 },
  http: { method: "POST", path: "/players/{playerId}/mute" },
  async run(context, input, here) {
    requireReach(context, "players:mute", input.scope, here);
    return give(context, "mute", here, input);
  },
  afterCommit: carried,
});

export const suspend = defineDelivery({
  id: "moderation.suspend",
  summary: "Lock a player out for a time",
  description: `As a ban, but called a suspension and never for ever. ${ANSWERS}`,
  access: { kind: "permission", permission: "players:ban" },
  subject: onPlayer("players:ban"),
  errors: ["not_found", "conflict"],
  input: Given.extend({ scope: Scope, minutes: Minutes.describe("For how long.") }),
  output: PunishmentDetail,
  example: { playerId: PLAYER, reason: "Account is being looked into", minutes: 1440 },
  http: { method: "POST", path: "/players/{playerId}/suspend" },
  async run(context, input, here) {
    requireReach(context, "players:ban", input.scope, here);
    return give(context, "suspend", here, input);
  },
  afterCommit: carried,
});

export const ban = defineDelivery({
  id: "moderation.ban",
  summary: "Ban a player",
  description: `They are disconnected and kept out, for a time or for ever: by the game's own list where it has one, and sent out again whenever they come in. ${ANSWERS}`,
  access: { kind: "permission", permission: "players:ban" },
  subject: onPlayer("players:ban"),
  errors: ["not_found", "conflict"],
  input: Given.extend({ scope: Scope, minutes: Minutes.optional().describe("For how long; absent: for ever.") }),
  output: PunishmentDetail,
  example: { playerId: PLAYER, reason: "Griefing", minutes: 60 },
  http: { method: "POST", path: "/players/{playerId}/ban" },
  async run(context, input, here) {
    requireReach(context, "players:ban", input.scope, here);
    return give(context, "ban", here, input);
  },
  afterCommit: carried,
});

const Lifted = z.object({ lifted: z.array(PunishmentDetail) });

/** Lifts all of these kinds that the actor may lift, of those that hold on the server or, where none is named, anywhere. */
async function liftAll(
  context: Context,
  { kinds, permission, note }: { kinds: PunishmentKind[]; permission: Permission; note: string | undefined },
  here: PlayerHere,
  serverId: string | undefined,
): Promise<string[]> {
  const { db, actor } = context;
  const found = await rows(
    db,
    PunishmentRow,
    sql`select ${PUNISHMENT_COLUMNS} from ${PUNISHMENT_FROM}
        where p."endedAt" is null and p.kind = any(${kinds}::text[]) and p."playerId" = ${here.playerId}
          and (${serverId ?? null}::text is null or p."serverId" = ${serverId ?? null} or p.scope = 'all'
            or (p.scope = 'community' and p."communityId" = ${here.communityId}))
        order by p.num`,
  );
  if (found.length === 0)
    throw new AppError("conflict", "moderation.none_holds", { name: here.name, kind: kinds.at(-1)! });
  const allowed = found.filter((each) => may(actor, permission, reachOfRow(each)));
  if (allowed.length === 0) throw new AppError("forbidden", "forbidden", { permission });
  for (const { id } of allowed)
    await endPunishment(context, id, { ended: "lifted", note: note ?? null, carries: "caller" });
  return allowed.map(({ id }) => id);
}

function reachOfRow(punishment: PunishmentRow): Target {
  if (punishment.scope === "all") return {};
  return punishment.scope === "community" ? { communityId: punishment.communityId } : givenOn(punishment);
}

async function liftedAll({ runtime, actor }: Context, ids: string[]): Promise<z.input<typeof Lifted>> {
  await deliverNow(runtime, ids);
  return { lifted: await Promise.all(ids.map((id) => shownWithDeliveries(runtime.database, actor, id))) };
}

const Note = z.string().trim().max(500).optional().describe("Why, for the team.");

export const unban = defineDelivery({
  id: "moderation.unban",
  summary: "Lift the bans of a player",
  description:
    "All bans and suspensions that hold on the server, or without one all that you may lift. The games are told.",
  access: { kind: "permission", permission: "players:ban" },
  subject: onPlayer("players:ban"),
  errors: ["not_found", "conflict"],
  input: OnPlayer.extend({ note: Note }),
  output: Lifted,
  example: { playerId: PLAYER },
  http: { method: "DELETE", path: "/players/{playerId}/ban" },
  run: (context, { note, serverId }, here) =>
    liftAll(context, { kinds: ["suspend", "ban"], permission: "players:ban", note }, here, serverId),
  afterCommit: liftedAll,
});

export const unmute = defineDelivery({
  id: "moderation.unmute",
  summary: "Lift the mutes of a player",
  access: { kind: "permission", permission: "players:mute" },
  subject: onPlayer("players:mute"),
  errors: ["not_found", "conflict"],
  input: OnPlayer.extend({ note: Note }),
  output: Lifted,
  example: { playerId: PLAYER },
  http: { method: "DELETE", path: "/players/{playerId}/mute" },
  run: (context, { note, serverId }, here) =>
    liftAll(context, { kinds: ["mute"], permission: "players:mute", note }, here, serverId),
  afterCommit: liftedAll,
});

export const list = defineQuery({
  id: "moderation.list",
  summary: "List punishments",
  description: "Newest first: those that were given on servers whose players you may see.",
  access: { kind: "list", permission: "players:read" },
  input: PageInput.extend({
    kind: z
      .enum([...PunishmentKind.options, "out"])
      .optional()
      .describe("ban, suspend, mute, warn or kick; out: what keeps players out, which are bans and suspensions."),
    state: z.enum(["active", "past", "all"]).default("all").describe("active: those that hold now."),
    q: z.string().trim().max(100).optional().describe("Part of the player's name or of the reason."),
    playerId: z.string().max(100).optional(),
    serverId: z.string().max(100).optional().describe("Given on this server."),
  }),
  output: pageOf(Punishment),
  example: { state: "active" },
  http: { method: "GET", path: "/punishments" },
  async run({ db, actor }, { kind, state, q, playerId, serverId, page, limit }) {
    const kinds = kind === undefined ? null : kind === "out" ? KEEPS_OUT : [kind];
    const like = q ? `%${q.replace(/[\\%_]/g, "\\$&")}%` : null;
    const conditions = [
      visibleGiven(actor, "players:read"),
      ...(kinds ? [sql`p.kind = any(${[...kinds]}::text[])`] : []),
      ...(state === "all" ? [] : [state === "active" ? sql`p."endedAt" is null` : sql`p."endedAt" is not null`]),
      // An address is found by its whole name alone, and by those who may see it.
      ...(like ? [sql`((p.name ilike ${like} and p."playerId" is not null) or p.reason ilike ${like})`] : []),
      ...(playerId ? [sql`p."playerId" = ${playerId}`] : []),
      ...(serverId ? [sql`p."serverId" = ${serverId}`] : []),
    ];
    const { found, total } = await pageRows(
      db,
      PunishmentRow,
      sql`select ${PUNISHMENT_COLUMNS}, count(*) over ()::int as total from ${PUNISHMENT_FROM} where ${join(conditions, " and ")} order by p.num desc`,
      { page, limit },
    );
    return { items: found.map((each) => shownPunishment(actor, each)), total, page, limit };
  },
});

const OnePunishment = z.object({ punishmentId: PunishmentId });
const onePunishment: Subject<{ punishmentId: string }, PunishmentRow> = {
  kind: "punishment",
  load: ({ db }, { punishmentId }) => punishmentById(db, punishmentId),
  on: givenOn,
  see: "players:read",
  name: ({ id, name, kind }) => ({ id, label: `${kind} of ${name}` }),
};

export const get = defineQuery({
  id: "moderation.get",
  summary: "Get a punishment with what the games made of it",
  access: { kind: "permission", permission: "players:read" },
  subject: onePunishment,
  input: OnePunishment,
  output: PunishmentDetail,
  example: EXAMPLE,
  http: { method: "GET", path: "/punishments/{punishmentId}" },
  run: ({ db, actor }, { punishmentId }) => shownWithDeliveries(db, actor, punishmentId),
});

function requireOver({ actor }: Context, punishment: PunishmentRow): void {
  const permission = PERMISSION_OF[punishment.kind];
  if (!may(actor, permission, reachOfRow(punishment))) throw new AppError("forbidden", "forbidden", { permission });
  if (punishment.endedAt !== null) throw new AppError("conflict", "moderation.ended");
}

export const lift = defineDelivery({
  id: "moderation.lift",
  summary: "Lift one punishment",
  description: "A ban, suspension or mute ends and the games are told; a warning counts no more.",
  access: { kind: "permission", permission: "players:read" },
  subject: onePunishment,
  errors: ["conflict"],
  input: OnePunishment.extend({ note: Note }),
  output: PunishmentDetail,
  example: EXAMPLE,
  http: { method: "POST", path: "/punishments/{punishmentId}/lift" },
  async run(context, { punishmentId, note }, punishment) {
    requireOver(context, punishment);
    const ended = await endPunishment(context, punishmentId, {
      ended: "lifted",
      note: note ?? null,
      carries: "caller",
    });
    if (!ended) throw new AppError("conflict", "moderation.ended");
    return punishmentId;
  },
  afterCommit: carried,
});

export const change = defineCommand({
  id: "moderation.change",
  summary: "Change a punishment that holds",
  description: "Its reason, its note or its end. The games are told anew.",
  access: { kind: "permission", permission: "players:read" },
  subject: onePunishment,
  rings: true,
  errors: ["conflict"],
  input: OnePunishment.extend({
    reason: Reason.optional(),
    note: z.string().trim().max(2000).nullable().optional(),
    minutes: Minutes.nullable()
      .optional()
      .describe("For how long from its beginning; null: for ever, which a suspension cannot be."),
  }),
  output: PunishmentDetail,
  example: { ...EXAMPLE, reason: "Griefing, twice" },
  http: { method: "PATCH", path: "/punishments/{punishmentId}" },
  async run(context, { punishmentId, reason, note, minutes }, before) {
    const { db, now, actor, changed } = context;
    requireOver(context, before);
    const hasEnd = lasts(before.kind) && !(before.kind === "suspend" && minutes === null);
    const endsAt = minutes === undefined || !hasEnd ? before.endsAt : endOf(before.startsAt, minutes);
    await db.execute(sql`
      update punishments set reason = ${reason ?? before.reason}, note = ${note === undefined ? before.note : note}, "endsAt" = ${endsAt}::timestamptz, "updatedAt" = ${now}
      where id = ${punishmentId} and "endedAt" is null`);
    if (lasts(before.kind))
      await db.execute(sql`
        update punishment_deliveries set state = 'pending', "nextAttemptAt" = ${now}, tries = 0 where "punishmentId" = ${punishmentId} and wanted = 'held'`);
    await deriveStandingBy(db, punishmentId);
    const after = (await punishmentById(db, punishmentId))!;
    changed(
      { reason: before.reason, note: before.note, endsAt: iso(before.endsAt) },
      { reason: after.reason, note: after.note, endsAt: iso(after.endsAt) },
    );
    return shownWithDeliveries(db, actor, punishmentId);
  },
});
