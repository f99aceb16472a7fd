import * as z from "zod";
import type { Permission } from "#app/lib/permissions.ts";
import type { Context } from "#app/operation/context.ts";
import type { Subject } from "#app/operation/define.ts";
import { MAX_MINUTES, MAX_REASON } from "../rules.ts";
import type { PunishmentDetail } from "../schema.ts";
import { deliverNow } from "./deliver-now.ts";
import { onServer, type PlayerHere, playerHere } from "./places.ts";
import { shownWithDeliveries } from "./punishment-rows.ts";

export const PLAYER = "ply_01930000000070008000000000000001";

export const Reason = z.string().trim().min(1).max(MAX_REASON).describe("Told to the player.");
export const Minutes = z.int().min(1).max(MAX_MINUTES);
export const OnPlayer = z.object({
  playerId: z.string().regex(/^ply_[0-9a-f]{32}$/, "must be the id of a player"),
  serverId: z.string().max(100).optional().describe("Where; absent: where they are now, else where they were last."),
});
/** Whom it is done to, on a server on which the actor may do it. */
export function onPlayer<I extends { playerId: string; serverId?: string | undefined }>(
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

/** What the games made of it, as an answer to whoever waits. */
export async function carried({ runtime, actor }: Context, punishmentId: string): Promise<PunishmentDetail> {
  await deliverNow(runtime, [punishmentId]);
  return shownWithDeliveries(runtime.database, actor, punishmentId);
}
