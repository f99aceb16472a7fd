import * as z from "zod";
import { may } from "#app/lib/access.ts";
import { iso } from "#app/lib/time.ts";
import type { Actor } from "#app/operation/actor.ts";
import { row, rows, type Sql, sql } from "#app/platform/sql.ts";
import { lasts } from "../rules.ts";
import {
  type Delivery,
  Delivery as DeliveryShape,
  Evidence,
  type Punishment,
  type PunishmentDetail,
  PunishmentKind,
  PunishmentScope,
  Punishment as PunishmentShape,
} from "../schema.ts";

export const PunishmentRow = z.object({
  id: z.string(),
  num: z.number(),
  kind: PunishmentKind,
  scope: PunishmentScope,
  serverId: z.string(),
  serverName: z.string(),
  serverOwnerId: z.string(),
  serverCommunityId: z.string().nullable(),
  communityId: z.string().nullable(),
  game: z.string(),
  playerId: z.string().nullable(),
  address: z.string().nullable(),
  name: z.string(),
  reason: z.string(),
  note: z.string().nullable(),
  evidence: z.array(Evidence),
  source: PunishmentShape.shape.source,
  createdBy: z.string(),
  startsAt: z.date(),
  endsAt: z.date().nullable(),
  endedAt: z.date().nullable(),
  endReason: z.enum(["over", "lifted", "appeal", "done"]).nullable(),
  endedBy: z.string().nullable(),
  endNote: z.string().nullable(),
  openAppealId: z.string().nullable(),
});
export type PunishmentRow = z.output<typeof PunishmentRow>;

/** The columns of a PunishmentRow, from `PUNISHMENT_FROM`. */
export const PUNISHMENT_COLUMNS = sql`p.id, p.num, p.kind, p.scope, p."serverId", s.name as "serverName", s."ownerId" as "serverOwnerId",
  s."communityId" as "serverCommunityId", p."communityId", p.game, p."playerId", p.address, p.name, p.reason, p.note, p.evidence, p.source, p."createdBy",
  p."startsAt", p."endsAt", p."endedAt", p."endReason", p."endedBy", p."endNote",
  (select a.id from appeals a where a."punishmentId" = p.id and a.state = 'open' order by a.num limit 1) as "openAppealId"`;
export const PUNISHMENT_FROM = sql`punishments p join servers s on s.id = p."serverId"`;

export function punishmentById(db: Sql, punishmentId: string): Promise<PunishmentRow | null> {
  return row(db, PunishmentRow, sql`select ${PUNISHMENT_COLUMNS} from ${PUNISHMENT_FROM} where p.id = ${punishmentId}`);
}

/** What a permission is asked on, to see it or to have to do with the server on which it was given. */
export function givenOn({ serverId, serverCommunityId, serverOwnerId }: PunishmentRow) {
  return { serverId, communityId: serverCommunityId, ownerId: serverOwnerId };
}

function stateOf({ kind, endedAt, endReason }: PunishmentRow): Punishment["state"] {
  if (kind === "kick") return "done";
  if (endedAt === null) return "active";
  return endReason === "over" ? "over" : "lifted";
}

export function shownPunishment(actor: Actor, punishment: PunishmentRow): Punishment {
  const {
    num,
    startsAt,
    endsAt,
    endedAt,
    serverOwnerId: _o,
    serverCommunityId: _c,
    game: _g,
    endReason: _r,
    ...rest
  } = punishment;
  return {
    ...rest,
    number: num,
    state: stateOf(punishment),
    address: may(actor, "players.private:read", givenOn(punishment)) ? punishment.address : null,
    // An address that stands for a name would tell it to those who may not see addresses.
    name:
      punishment.playerId === null &&
      punishment.name === punishment.address &&
      !may(actor, "players.private:read", givenOn(punishment))
        ? "…"
        : punishment.name,
    startsAt: iso(startsAt),
    endsAt: iso(endsAt),
    endedAt: iso(endedAt),
  };
}

const DeliveryRow = DeliveryShape.extend({ updatedAt: z.date() });

/** How the servers took it, those that have something to say first. */
export async function deliveriesOf(db: Sql, punishmentId: string): Promise<Delivery[]> {
  const found = await rows(
    db,
    DeliveryRow,
    sql`select d."serverId", s.name as "serverName", d.state, d.via, d.said, d.reason, d."updatedAt"
        from punishment_deliveries d join servers s on s.id = d."serverId" where d."punishmentId" = ${punishmentId}
        order by d.state = 'applied', s.name, s.id limit 1000`,
  );
  return found.map((each) => ({ ...each, updatedAt: iso(each.updatedAt) }));
}

export async function shownWithDeliveries(db: Sql, actor: Actor, punishmentId: string): Promise<PunishmentDetail> {
  const punishment = (await punishmentById(db, punishmentId))!;
  return { ...shownPunishment(actor, punishment), deliveries: await deliveriesOf(db, punishmentId) };
}

/** Whether its end is told to games too. */
export function isTakenBack({ kind }: Pick<PunishmentRow, "kind">): boolean {
  return lasts(kind);
}
