import * as z from "zod";
import { may } from "#app/lib/access.ts";
import { iso } from "#app/lib/time.ts";
import type { Actor } from "#app/operation/actor.ts";
import type { Context } from "#app/operation/context.ts";
import { row, type Sql, sql } from "#app/platform/sql.ts";
import { appealDecided, appealFiled } from "../events.ts";
import { type Appeal, AppealState, PunishmentKind } from "../schema.ts";
import { givenOn } from "./punishment-rows.ts";

export const AppealRow = z.object({
  id: z.string(),
  num: z.number(),
  state: AppealState,
  punishmentId: z.string(),
  kind: PunishmentKind,
  scope: z.enum(["server", "community", "all"]),
  playerId: z.string().nullable(),
  name: z.string(),
  reason: z.string(),
  serverId: z.string().nullable(),
  serverName: z.string(),
  serverOwnerId: z.string().nullable(),
  serverCommunityId: z.string().nullable(),
  communityId: z.string().nullable(),
  endsAt: z.date().nullable(),
  text: z.string(),
  email: z.string().nullable(),
  userId: z.string().nullable(),
  answer: z.string().nullable(),
  decidedBy: z.string().nullable(),
  decidedAt: z.date().nullable(),
  createdAt: z.date(),
});
export type AppealRow = z.output<typeof AppealRow>;

/** The columns of an AppealRow, from `APPEAL_FROM`. */
export const APPEAL_COLUMNS = sql`a.id, a.num, a.state, a."punishmentId", p.kind, p.scope, p."playerId", p.name, p.reason, p."serverId", coalesce(s.name, p."serverName") as "serverName",
  s."ownerId" as "serverOwnerId", s."communityId" as "serverCommunityId", p."communityId", p."endsAt", a.text, a.email, a."userId", a.answer, a."decidedBy",
  a."decidedAt", a."createdAt"`;
export const APPEAL_FROM = sql`appeals a join punishments p on p.id = a."punishmentId" left join servers s on s.id = p."serverId"`;

export function appealById(db: Sql, appealId: string): Promise<AppealRow | null> {
  return row(db, AppealRow, sql`select ${APPEAL_COLUMNS} from ${APPEAL_FROM} where a.id = ${appealId}`);
}

export function shownAppeal(actor: Actor, appeal: AppealRow): Appeal {
  const {
    num,
    endsAt,
    decidedAt,
    createdAt,
    scope: _s,
    serverOwnerId: _o,
    serverCommunityId: _c,
    communityId: _m,
    ...rest
  } = appeal;
  return {
    ...rest,
    email: may(actor, "players.private:read", givenOn(appeal)) ? appeal.email : null,
    number: num,
    endsAt: iso(endsAt),
    decidedAt: iso(decidedAt),
    createdAt: iso(createdAt),
  };
}

/** Says that an appeal was filed, or what became of it. */
export function tellAppeal(
  { emit }: Context,
  { id, punishmentId, name, serverId, communityId, state }: AppealRow,
): void {
  emit(state === "open" ? appealFiled : appealDecided, {
    appealId: id,
    punishmentId,
    name,
    serverId,
    communityId,
    state,
  });
}
