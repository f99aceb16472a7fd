import * as z from "zod";
import { PageInput, pageOf } from "#app/lib/page.ts";
import { iso } from "#app/lib/time.ts";
import { defineCommand, defineQuery } from "#app/operation/define.ts";
import { join, likePart, pageRows, sql } from "#app/platform/sql.ts";
import { endOf, KEEPS_OUT, lasts } from "../rules.ts";
import { Punishment, PunishmentDetail, PunishmentKind } from "../schema.ts";
import { Minutes, Reason } from "./on-player.ts";
import { EXAMPLE_PUNISHMENT, OnePunishment, onePunishment, requireOver } from "./one-punishment.ts";
import {
  PUNISHMENT_COLUMNS,
  PUNISHMENT_FROM,
  PunishmentRow,
  punishmentById,
  shownPunishment,
  shownWithDeliveries,
  visibleGiven,
} from "./punishment-rows.ts";
import { deriveStandingBy } from "./standing.ts";

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
    const like = q ? likePart(q) : null;
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

export const get = defineQuery({
  id: "moderation.get",
  summary: "Get a punishment with what the games made of it",
  access: { kind: "permission", permission: "players:read" },
  subject: onePunishment,
  input: OnePunishment,
  output: PunishmentDetail,
  example: EXAMPLE_PUNISHMENT,
  http: { method: "GET", path: "/punishments/{punishmentId}" },
  run: ({ db, actor }, { punishmentId }) => shownWithDeliveries(db, actor, punishmentId),
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
  example: { ...EXAMPLE_PUNISHMENT, reason: "Griefing, twice" },
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
