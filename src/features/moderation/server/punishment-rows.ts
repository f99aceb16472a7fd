import * as z from "zod";
import { may, type Target } from "#app/lib/access.ts";
import type { Permission } from "#app/lib/permissions.ts";
import { iso } from "#app/lib/time.ts";
import type { Actor } from "#app/operation/actor.ts";
import { visibleServers } from "#app/operation/visible.ts";
import { row, rows, type Sql, type SqlText, sql } from "#app/platform/sql.ts";
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
  serverId: z.string().nullable(),
  serverName: z.string(),
  serverOwnerId: z.string().nullable(),
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
export const PUNISHMENT_COLUMNS = sql`p.id, p.num, p.kind, p.scope, p."serverId", coalesce(s.name, p."serverName") as "serverName", s."ownerId" as "serverOwnerId",
  s."communityId" as "serverCommunityId", p."communityId", p.game, p."playerId", p.address, p.name, p.reason, p.note, p.evidence, p.source, p."createdBy",
  p."startsAt", p."endsAt", p."endedAt", p."endReason", p."endedBy", p."endNote",
  (select a.id from appeals a where a."punishmentId" = p.id and a.state = 'open' order by a.num limit 1) as "openAppealId"`;
export const PUNISHMENT_FROM = sql`punishments p left join servers s on s.id = p."serverId"`;

export function punishmentById(db: Sql, punishmentId: string): Promise<PunishmentRow | null> {
  return row(db, PunishmentRow, sql`select ${PUNISHMENT_COLUMNS} from ${PUNISHMENT_FROM} where p.id = ${punishmentId}`);
}

/**
 * What a permission is asked on, to see it or to have to do with the server on which it was given. Of a server that is gone: its community, where the
 * punishment holds in all of that, else the instance.
 */
export function givenOn(
  row: Pick<PunishmentRow, "serverId" | "serverCommunityId" | "serverOwnerId" | "scope" | "communityId">,
) {
  if (row.serverId === null) return { communityId: row.scope === "community" ? row.communityId : null };
  return { serverId: row.serverId, communityId: row.serverCommunityId, ownerId: row.serverOwnerId };
}

/** What a permission is asked on for as far as it holds. */
export function reachOfRow(punishment: PunishmentRow): Target {
  if (punishment.scope === "all") return {};
  return punishment.scope === "community" ? { communityId: punishment.communityId } : givenOn(punishment);
}

/** The condition that keeps a list of punishments `p`, with their servers `s` where they are there still, to those of `givenOn`. */
export function visibleGiven(actor: Actor, permission: Permission): SqlText {
  if (may(actor, permission)) return sql`true`;
  const communities = [...actor.holdings.communities.keys()].filter((communityId) =>
    may(actor, permission, { communityId }),
  );
  return sql`(${visibleServers(actor, permission)}
    or (p."serverId" is null and p.scope = 'community' and p."communityId" = any(${communities}::text[])))`;
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
  const seesAddresses = may(actor, "players.private:read", givenOn(punishment));
  const readsNotes = may(actor, "players.notes:read", givenOn(punishment));
  return {
    ...rest,
    number: num,
    state: stateOf(punishment),
    address: seesAddresses ? punishment.address : null,
    // An address that stands for a name would tell it to those who may not see addresses.
    name:
      punishment.playerId === null && punishment.name === punishment.address && !seesAddresses ? "…" : punishment.name,
    note: readsNotes ? punishment.note : null,
    endNote: readsNotes ? punishment.endNote : null,
    startsAt: iso(startsAt),
    endsAt: iso(endsAt),
    endedAt: iso(endedAt),
  };
}

const DeliveryRow = DeliveryShape.extend({ updatedAt: z.date() });

/** How the servers took it whose players the actor may see, those that have something to say first. */
async function deliveriesOf(db: Sql, actor: Actor, punishmentId: string): Promise<Delivery[]> {
  const found = await rows(
    db,
    DeliveryRow,
    sql`select d."serverId", s.name as "serverName", d.state, d.via, d.said, d.reason, d."updatedAt"
        from punishment_deliveries d join servers s on s.id = d."serverId" where d."punishmentId" = ${punishmentId} and ${visibleServers(actor, "players:read")}
        order by d.state = 'applied', s.name, s.id limit 1000`,
  );
  return found.map((each) => ({ ...each, updatedAt: iso(each.updatedAt) }));
}

export async function shownWithDeliveries(db: Sql, actor: Actor, punishmentId: string): Promise<PunishmentDetail> {
  const punishment = (await punishmentById(db, punishmentId))!;
  return { ...shownPunishment(actor, punishment), deliveries: await deliveriesOf(db, actor, punishmentId) };
}

/** Whether its end is told to games too. */
export function isTakenBack({ kind }: Pick<PunishmentRow, "kind">): boolean {
  return lasts(kind);
}
