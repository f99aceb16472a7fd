import type { LogActor } from "#app/features/star-citizen/log-fact.ts";

/** What an actor of a log is. `unknown`: a real one whose name the client had not been told; `environment`: nobody at all. */
export type ActorType = "player" | "npc" | "drone" | "creature" | "ship" | "item" | "environment" | "unknown";

/** Makers' marks that the names of ships begin with. */
const MAKERS =
  "AEGS|ANVL|ARGO|BANU|CNOU|CRUS|DRAK|ESPR|GAMA|GLSN|GRIN|KRIG|MISC|MRAI|ORIG|RSI|TMBL|VNCL|XIAN|XNAA|GREY|MIRA";
const SHIP = new RegExp(String.raw`^(?:${MAKERS})_\w`);
const INSTANCE = /_(\d{9,})$/;
/** Places and things that kill: hazards, rocks that turn, the rules of the game, wreckage. */
const ENVIRONMENT =
  /^(?:Hazard|Radiation_Hazard|Water_Hazard|RotationSimple|OscillationSimple|GameRules|SCItem_Debris|Environment|boundary)|_Hazard(?:$|[_-])/i;
const NPC = /^(?:PU[_-]|NPC[_-]|AIModule_|AImodule_|Shipjacker|.+[_-]NPC[_-]|(?:NineTails|XenoThreat)_|Pilot_Human)/;
const DRONE = /^AI[Mm]odule_(?:Unmanned|.*[Dd]rone)/;
/** Animals of the game by their names' first word. */
const CREATURE = /^(?:Kopion|Quasigrazer|Valakkar|Marok|Vlk|Wandering|Juvenile_Valakkar|Fish|Rat|Apex)/i;

/** Whether a name ends in the actor's own number: what the game itself made does, and no player's name ever (29 of 29 and 0 of 95 in real logs). */
function endsInOwnId(actor: LogActor): boolean {
  return actor.id !== null && actor.name.endsWith(`_${actor.id}`);
}

/** The class of an instance: its name without the number behind. */
export function classOf(name: string): string {
  return name.replace(INSTANCE, "");
}

export function isShipName(name: string): boolean {
  return SHIP.test(name) && INSTANCE.test(name);
}

/** Who an actor is, told by what they are called alone: no list of names says it as well. */
export function actorType(actor: LogActor): ActorType {
  const { name } = actor;
  if (ENVIRONMENT.test(name)) {
    return "environment";
  }
  if (name === "unknown" || name === "") {
    return actor.id === null ? "environment" : "unknown";
  }
  // A handle may end in digits as well, so a number that is not the actor's own says nothing.
  if (endsInOwnId(actor) || (actor.id === null && INSTANCE.test(name))) {
    if (DRONE.test(name)) {
      return "drone";
    }
    if (CREATURE.test(name)) {
      return "creature";
    }
    if (SHIP.test(name)) {
      return "ship";
    }
    return NPC.test(name) ? "npc" : "item";
  }
  return "player";
}
