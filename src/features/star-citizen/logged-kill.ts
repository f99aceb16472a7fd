import type { ActorType } from "#app/features/star-citizen/actor.ts";
import type { KillMethod, LoggedKind } from "#app/features/star-citizen/kill-kind.ts";

/** One who took part in a death, as the log names them. */
export interface Participant {
  name: string;
  /** The game's own number of them; null where the log gives none. */
  id: string | null;
  type: ActorType;
}

/** What speaks against believing a kill; it is kept and said, never dropped silently. */
export type Doubt =
  | "build_logs_no_kills"
  | "before_session"
  | "name_of_other_id"
  | "no_session"
  | "name_only"
  | "unsure_who"
  | "unsure_when";

/** A death as one log tells it: several lines about the same one are one. */
export interface LoggedKill {
  /** UTC, ISO 8601, by the game's own clock. */
  at: string;
  /** The first line that tells of it, and how many do. */
  line: number;
  lines: number;
  evidence: "observed" | "inferred";
  kind: Exclude<LoggedKind, "npc">;
  method: KillMethod;
  victim: Participant;
  /** Null where nobody killed, or where the log does not tell who. */
  killer: Participant | null;
  /** What was used, without its number; more than one where several lines name different ones. */
  weapons: string[];
  damageType: string | null;
  /** Where the victim was, raw. */
  zone: string | null;
  /** The ship that the victim was aboard of: its class and its very own number. */
  victimShip: { class: string; id: string | null } | null;
  /** The ship that the killer flew; known of the log's owner alone. */
  killerShip: string | null;
  mode: string | null;
  doubts: Doubt[];
}

/** A step of a ship's end, each told once. A ship's end alone is nobody's kill. */
export interface VehicleStep {
  at: string | null;
  line: number;
  class: string;
  id: string | null;
  to: number;
  by: Participant;
  cause: string;
  zone: string | null;
}

/** What is known of the session that a log is of; null is what it does not say. */
export interface LogSession {
  startedAt: string | null;
  firstAt: string | null;
  lastAt: string | null;
  version: string | null;
  fileVersion: string | null;
  changelist: string | null;
  channel: string | null;
  environment: string | null;
  session: string | null;
  backupName: string | null;
  /** Whose log it is; nothing is said of "own" kills where it is not known. */
  handle: string | null;
  ownId: string | null;
  shard: string | null;
}

export type SkipReason = "npc_only" | "repeated" | "without_time" | "unreadable" | "other_mode" | "not_in";

export interface LogReport {
  session: LogSession;
  lines: number;
  bytes: number;
  /** Lines that tell of a death, before repeats are put together. */
  killLines: number;
  kills: number;
  inferredDeaths: number;
  vehicleSteps: number;
  incapacitations: number;
  corpses: number;
  skipped: Partial<Record<SkipReason, number>>;
  /** The first of them, with their lines. */
  skippedLines: { line: number; reason: SkipReason }[];
}
