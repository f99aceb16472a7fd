import type { Permission } from "#app/lib/permissions.ts";
import type { PunishmentKind, PunishmentScope } from "./schema.ts";

const MINUTE_MS = 60_000;
/** A hundred years: more is for ever. */
export const MAX_MINUTES = 100 * 366 * 24 * 60;
export const MAX_REASON = 200;

/** What it takes to give a punishment of a kind, and to lift it. */
export const PERMISSION_OF: Readonly<Record<PunishmentKind, Permission>> = {
  kick: "players:kick",
  warn: "players:kick",
  mute: "players:mute",
  suspend: "players:ban",
  ban: "players:ban",
};

/** What keeps a player out. */
export const KEEPS_OUT: readonly PunishmentKind[] = ["ban", "suspend"];
/** What holds for a time and is taken back in the game when it ends. */
export const LASTS: readonly PunishmentKind[] = ["ban", "suspend", "mute"];

export function lasts(kind: PunishmentKind): boolean {
  return LASTS.includes(kind);
}

/** The minutes that are left, as games count them: never less than one while any is left. Null: for ever. */
export function minutesLeft(endsAt: Date | null, now: Date): number | null {
  if (endsAt === null) return null;
  return Math.max(1, Math.ceil((endsAt.getTime() - now.getTime()) / MINUTE_MS));
}

export function endOf(startsAt: Date, minutes: number | null): Date | null {
  return minutes === null ? null : new Date(startsAt.getTime() + minutes * MINUTE_MS);
}

/** The server that a punishment may hold on. */
export interface Place {
  serverId: string;
  communityId: string | null;
  game: string;
}

/** Whether it holds on a server. Bans of one game say nothing about another, as names and ids of players do not either. */
export function holdsOn(punishment: Place & { scope: PunishmentScope }, server: Place): boolean {
  if (punishment.serverId === server.serverId) return true;
  if (punishment.game !== server.game.toLowerCase() || punishment.scope === "server") return false;
  return (
    punishment.scope === "all" || (punishment.communityId !== null && punishment.communityId === server.communityId)
  );
}

/** What the player reads: the reason, and how to appeal. */
export function toldReason(reason: string, appeal: { publicUrl: string; code: string } | null): string {
  return appeal === null ? reason : `${reason} | Appeal: ${appeal.publicUrl}/appeal, code ${appeal.code}`;
}

/** What a game says of a punishment, without the way to appeal: whoever reads the code could appeal in the player's name. */
export function withoutAppeal(said: string): string {
  return said.replace(/ \| Appeal: \S* code [A-Z2-9-]*/, "");
}

/** Letters and digits that are not mistaken for each other when they are copied from a game's screen. */
const CODE_ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
const CODE_LENGTH = 12;

/** A code that nobody guesses (60 bits), in groups of four. `random` fills the bytes. */
export function newAppealCode(random: (bytes: Uint8Array) => Uint8Array): string {
  const bytes = random(new Uint8Array(CODE_LENGTH));
  const letters = [...bytes].map((byte) => CODE_ALPHABET[byte % CODE_ALPHABET.length]).join("");
  return letters.match(/.{4}/g)!.join("-");
}

/** The code as people type it: small letters, other or no dashes. */
export function readAppealCode(typed: string): string {
  return (
    typed
      .toUpperCase()
      .replace(/[^A-Z0-9]/g, "")
      .match(/.{1,4}/g)
      ?.join("-") ?? ""
  );
}
