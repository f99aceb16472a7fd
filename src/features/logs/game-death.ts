import type { ReadEvent } from "../games/console-reader.ts";
import { isNoDeath, isOwnHand } from "../kills/game-words.ts";
import type { LoggedDeath } from "./logged-facts.ts";

// biome-ignore lint/suspicious/noControlCharactersInRegex: names may hold them, and what is handed in may not
const NOT_OF_A_NAME = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/g;

type Party = LoggedDeath["victim"];

/** What a line told of a death, as far as it does. Or why it is none: nobody died, or no player had part in it. */
export function gameDeath(
  { fields, details }: ReadEvent,
  isPlayer: (name: string) => boolean,
): Omit<LoggedDeath, "at" | "line" | "lines" | "written"> | "no_death" | "npc_only" {
  const cause = text(fields.cause);
  if (isNoDeath(cause)) return "no_death";
  const how = text(details.how);
  // Who dies is a player in all games whose patterns say nothing else.
  const victim = party(fields.victim, fields.victimKind ?? "player")!;
  const told = party(fields.killer, fields.killerKind ?? (isPlayer(String(fields.killer)) ? "player" : undefined));
  const isOwn = isOwnHand(cause, how) || (told !== null && told.name === victim.name && told.type === victim.type);
  const killer = isOwn ? null : told;
  if (victim.type !== "player" && killer?.type !== "player") return "npc_only";
  const kind = isOwn ? "suicide" : kindOf(victim, killer, cause);
  const weapon = text(fields.weapon);
  const isUnsure = [victim, killer].some(
    (one) => one && (one.type === "unknown" || (one.type === "player" && !isPlayer(one.name))),
  );
  return {
    evidence: "observed",
    kind,
    method: isOwn ? "suicide" : "unknown",
    victim,
    killer,
    weapons: weapon === null ? [] : [weapon],
    damageType: how ?? (killer === null ? cause : null),
    zone: null,
    victimShip: null,
    killerShip: null,
    mode: null,
    doubts: isUnsure ? ["name_only", "unsure_who"] : ["name_only"],
  };
}

function kindOf(victim: Party, killer: Party | null, cause: string | null): LoggedDeath["kind"] {
  // Where a game says neither by whom nor how, nobody knows.
  if (killer === null) return cause === null ? "unknown" : "environmental";
  if (killer.type === "unknown") return "unknown";
  if (killer.type !== "player") return "pve_death";
  return victim.type === "player" ? "pvp" : "pve_kill";
}

function party(name: unknown, kind: unknown): Party | null {
  const called = text(name);
  if (called === null) return null;
  return { name: called, id: null, type: kind === "player" ? "player" : kind === undefined ? "unknown" : "npc" };
}

/** Text out of a game, in one line and no longer than names are. */
function text(value: unknown): string | null {
  if (typeof value !== "string") return null;
  const plain = value.replaceAll(NOT_OF_A_NAME, "\ufffd").trim().slice(0, 200);
  return plain === "" ? null : plain.toWellFormed();
}
