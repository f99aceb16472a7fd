/** The game that kills are of where nobody says which. Here, not beside its schema, so that pages name it without a validator's code. */
export const STAR_CITIZEN = "star citizen";

/** What can be told of by hand as the one who died. */
export const VICTIM_TYPES = ["player", "npc", "creature", "drone", "ship"] as const;

/** Who or what takes part in a kill. `environment` and `unknown` name nobody. */
export const PARTY_TYPES = ["player", "npc", "drone", "creature", "ship", "item", "environment", "unknown"] as const;
export type PartyType = (typeof PARTY_TYPES)[number];

export const KILL_KINDS = ["pvp", "pve_kill", "pve_death", "suicide", "crash", "environmental", "unknown"] as const;
export type KillKind = (typeof KILL_KINDS)[number];

export const KILL_METHODS = [
  "fps",
  "ship",
  "collision",
  "explosion",
  "melee",
  "hazard",
  "suicide",
  "self_destruct",
  "unknown",
] as const;
export type KillMethod = (typeof KILL_METHODS)[number];

/** What a kill rests on, weakest first. */
export const KILL_EVIDENCE = ["claimed", "inferred", "observed"] as const;
export type KillEvidence = (typeof KILL_EVIDENCE)[number];

/** `api`: somebody's program said so; `log`: read from a log; `console` and `bridge`: told by a game server of this panel. */
export const KILL_SOURCES = ["api", "log", "console", "bridge"] as const;
export type KillSource = (typeof KILL_SOURCES)[number];

/** The doubt of what was told by one who had no part in it. */
export const WITNESS = "witness";
/** The doubt of what was read in a log of somebody else's player. */
export const OTHER_OWNER = "other_owner";
/** The doubt of what was read in a log whose importer has not proven to be its player: a log is a file that anybody can write. */
export const UNPROVEN_OWNER = "unproven_owner";

/** One who takes part. `playerId` of players alone; `key` is the same for the same one wherever they are named. */
export interface Party {
  type: PartyType;
  name: string | null;
  playerId: string | null;
  key: string;
}

/** A kill as one reporter tells it, its players found, before it is known whether others have told it too. */
export interface ToldKill {
  game: string;
  at: Date;
  kind: KillKind;
  method: KillMethod;
  evidence: KillEvidence;
  source: KillSource;
  /** `user:<id>` or `server:<id>`. */
  reporter: string;
  senderId: string | null;
  killer: Party;
  victim: Party;
  weapon: string | null;
  otherWeapons: readonly string[];
  damageType: string | null;
  killerVehicle: string | null;
  victimVehicle: string | null;
  vehicleId: string | null;
  place: string | null;
  system: string | null;
  mode: string | null;
  build: string | null;
  serverId: string | null;
  communityId: string | null;
  doubts: readonly string[];
  rawData: Record<string, unknown> | null;
}

/** Nobody: the environment, or one of whom nothing is told. */
export function nobody(type: "environment" | "unknown"): Party {
  return { type, name: null, playerId: null, key: "" };
}

export function playerParty(playerId: string, name: string): Party {
  return { type: "player", name, playerId, key: playerId };
}

/** One that the game moves: the same by name, whose number (where the game says it) is in it. */
export function madeParty(type: Exclude<PartyType, "player" | "environment" | "unknown">, name: string): Party {
  return { type, name, playerId: null, key: `npc:${name.toLowerCase()}` };
}

/** The kind that follows from who takes part, where nobody says it otherwise. */
export function kindOf(killer: Party, victim: Party): KillKind {
  if (killer.key !== "" && killer.key === victim.key) return "suicide";
  if (killer.type === "environment") return "environmental";
  if (killer.type === "unknown" || victim.type === "unknown") return "unknown";
  if (killer.type === "player") return victim.type === "player" ? "pvp" : "pve_kill";
  return victim.type === "player" ? "pve_death" : "unknown";
}
