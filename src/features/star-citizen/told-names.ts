import { actorType, classOf, isShipName } from "#app/features/star-citizen/actor.ts";
import type { ActorDeath, LogActor } from "#app/features/star-citizen/log-fact.ts";
import type { LoggedKill, Participant } from "#app/features/star-citizen/logged-kill.ts";

/** The names of the game are shorter by far; what is longer was written by somebody else. */
const MAX_NAME = 200;

export function participant(actor: LogActor): Participant {
  return { name: actor.name, id: actor.id, type: actorType(actor) };
}

/** Whether the game could have written it: one line, not endless, nothing that a terminal or a page would take for more than text. */
export function isPlain(text: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what it is about
  return text.length <= MAX_NAME && !/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/.test(text);
}

export function plain(text: string | null): string | null {
  return text !== null && isPlain(text) ? text : null;
}

export function killerName(fact: ActorDeath): string {
  return actorType(fact.killer) === "environment" || fact.killer.name === fact.victim.name ? "" : fact.killer.name;
}

/** The weapon's class: what is told of it, else the very thing without its number. One's own name is no weapon. */
export function weaponOf(fact: ActorDeath): string | null {
  if (fact.weaponClass !== null && fact.weaponClass !== "unknown" && fact.weaponClass !== "Player") {
    return fact.weaponClass;
  }
  if (fact.weapon === null || fact.weapon === "unknown" || fact.weaponClass === "Player") {
    return null;
  }
  return classOf(fact.weapon);
}

export function shipOf(zone: string | null): LoggedKill["victimShip"] {
  if (zone === null || !isShipName(zone)) {
    return null;
  }
  return { class: classOf(zone), id: /_(\d{9,})$/.exec(zone)?.[1] ?? null };
}
