import { type ActorType, actorType } from "#app/features/star-citizen/actor.ts";
import type { ActorDeath } from "#app/features/star-citizen/log-fact.ts";

/** What a death counts as. `npc`: nobody of those in it was a player. */
export type LoggedKind = "pvp" | "pve_kill" | "pve_death" | "suicide" | "crash" | "environmental" | "unknown" | "npc";

/** How it was done. */
export type KillMethod =
  | "fps"
  | "ship"
  | "collision"
  | "explosion"
  | "melee"
  | "hazard"
  | "suicide"
  | "self_destruct"
  | "unknown";

const BY_DAMAGE: Record<string, KillMethod> = {
  VehicleDestruction: "ship",
  Crash: "collision",
  Collision: "collision",
  Explosion: "explosion",
  Melee: "melee",
  TakeDown: "melee",
  Suicide: "suicide",
  SelfDestruct: "self_destruct",
  Hazard: "hazard",
  Fire: "hazard",
  Depressurization: "hazard",
  Suffocation: "hazard",
};

/** Guns of ships are named by their maker in capitals and end in a size; what is carried by hand is in small letters. */
const SHIP_WEAPON = /^[A-Z]{4}_\w|^MRCK_/;

export function killMethod(death: ActorDeath): KillMethod {
  const byDamage = BY_DAMAGE[death.damageType ?? ""];
  if (byDamage !== undefined) {
    return byDamage;
  }
  const known = death.weaponClass !== null && death.weaponClass !== "unknown";
  // The class of a ship's gun is not told in real logs, so a bullet of known class was fired by hand.
  if (known && (death.damageType === "Bullet" || !SHIP_WEAPON.test(death.weaponClass as string))) {
    return "fps";
  }
  return known || (death.weapon !== null && death.weapon !== "unknown") ? "ship" : "unknown";
}

function isMade(type: ActorType): boolean {
  return type === "npc" || type === "drone" || type === "creature" || type === "ship" || type === "item";
}

/** A death by who took part, in the order in which public trackers' mistakes have shown that it must be asked. */
export function killKind(death: ActorDeath): LoggedKind {
  const victim = actorType(death.victim);
  const killer = actorType(death.killer);
  if (death.victim.name === death.killer.name) {
    if (isMade(victim)) {
      return "npc";
    }
    return death.damageType === "Crash" || death.damageType === "Collision" ? "crash" : "suicide";
  }
  if (isMade(victim)) {
    return killer === "player" ? "pve_kill" : "npc";
  }
  if (killer === "environment") {
    return death.damageType === "Crash" || death.damageType === "Collision" ? "crash" : "environmental";
  }
  if (isMade(killer)) {
    return victim === "player" ? "pve_death" : "unknown";
  }
  return killer === "player" && victim === "player" ? "pvp" : "unknown";
}
