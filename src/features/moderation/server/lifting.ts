import * as z from "zod";
import { may } from "#app/lib/access.ts";
import { AppError } from "#app/lib/errors.ts";
import type { Permission } from "#app/lib/permissions.ts";
import type { Context } from "#app/operation/context.ts";
import { defineDelivery } from "#app/operation/define.ts";
import { rows, sql } from "#app/platform/sql.ts";
import { PunishmentDetail, type PunishmentKind } from "../schema.ts";
import { deliverNow } from "./deliver-now.ts";
import { carried, OnPlayer, onPlayer, PLAYER } from "./on-player.ts";
import { EXAMPLE_PUNISHMENT, OnePunishment, onePunishment, requireOver } from "./one-punishment.ts";
import type { PlayerHere } from "./places.ts";
import { endPunishment } from "./punish.ts";
import {
  PUNISHMENT_COLUMNS,
  PUNISHMENT_FROM,
  PunishmentRow,
  reachOfRow,
  shownWithDeliveries,
} from "./punishment-rows.ts";

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

export const lift = defineDelivery({
  id: "moderation.lift",
  summary: "Lift one punishment",
  description: "A ban, suspension or mute ends and the games are told; a warning counts no more.",
  access: { kind: "permission", permission: "players:read" },
  subject: onePunishment,
  errors: ["conflict"],
  input: OnePunishment.extend({ note: Note }),
  output: PunishmentDetail,
  example: EXAMPLE_PUNISHMENT,
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
