import { iso } from "#app/lib/time.ts";
import type { Context } from "#app/operation/context.ts";
import {
  playerBanned,
  playerKicked,
  playerMuted,
  playerPardoned,
  playerSuspended,
  playerUnbanned,
  playerUnmuted,
  playerWarned,
} from "../events.ts";
import type { PunishmentRow } from "./punishment-rows.ts";

const GIVEN = {
  kick: playerKicked,
  warn: playerWarned,
  mute: playerMuted,
  suspend: playerSuspended,
  ban: playerBanned,
} as const;

const ENDED = {
  warn: playerPardoned,
  mute: playerUnmuted,
  suspend: playerUnbanned,
  ban: playerUnbanned,
} as const;

function payloadOf({ id, kind, playerId, name, address, reason, scope, serverId, communityId, endsAt }: PunishmentRow) {
  return {
    punishmentId: id,
    kind,
    playerId,
    // Addresses are for who may see them, not for all who follow events.
    name: name === address ? "…" : name,
    reason,
    scope,
    serverId,
    communityId,
    until: iso(endsAt),
  };
}

/** Says that a punishment was given. */
export function tellGiven({ emit }: Context, punishment: PunishmentRow): void {
  emit(GIVEN[punishment.kind], { ...payloadOf(punishment), by: punishment.createdBy });
}

/** Says that a punishment is no more, and who ended it. */
export function tellEnded(
  { emit }: Context,
  punishment: PunishmentRow,
  ended: "over" | "lifted" | "appeal",
  by: string,
): void {
  if (punishment.kind === "kick") return;
  emit(ENDED[punishment.kind], { ...payloadOf(punishment), ended, by });
}
