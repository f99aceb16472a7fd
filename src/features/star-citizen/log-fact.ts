/** Somebody or something that acts in the game, as a log names it; `id` is null where the log gives none (0 or nothing). */
export interface LogActor {
  name: string;
  id: string | null;
}

export interface ActorDeath {
  kind: "actor_death";
  victim: LogActor;
  killer: LogActor;
  /** Where the victim was: a ship (as class and id) if aboard of one, else a place. */
  zone: string | null;
  /** The very thing that was used, with its id. */
  weapon: string | null;
  /** Its class on foot; `unknown` for the guns of ships, `Player` for one's own hand. */
  weaponClass: string | null;
  damageType: string | null;
}

export interface VehicleDestroyed {
  kind: "vehicle_destroyed";
  vehicle: LogActor;
  zone: string | null;
  driver: LogActor;
  /** 0 whole, 1 disabled, 2 destroyed. */
  from: number;
  to: number;
  by: LogActor;
  cause: string;
}

/** What a line of a Game.log says, where it says something that kills, sessions or owners are made of. */
export type LogFact =
  | ActorDeath
  | VehicleDestroyed
  | { kind: "incapacitated"; player: string; causes: { cause: string; damage: number }[] }
  /** The log's owner lies on the ground; `notice` is the same for repeats of one message. */
  | { kind: "own_incapacitated"; notice: string }
  /** The log's owner died, with no word of who did it. `body` where the burst of lost things tells of it, `ship` where the ship went with them. */
  | { kind: "own_death"; body: string }
  | { kind: "died_in_ship"; actor: LogActor; ship: string; place: string }
  | { kind: "collision"; vehicle: string; zone: string | null; playerPilot: boolean; hit: string }
  | { kind: "corpse"; player: string; place: string | null }
  | { kind: "started"; at: string }
  | { kind: "branch"; version: string; channel: string | null }
  | { kind: "file_version"; version: string }
  | { kind: "changelist"; changelist: string }
  | { kind: "environment"; environment: string }
  | { kind: "session"; session: string }
  | { kind: "executable"; channel: string }
  | { kind: "backup_name"; name: string }
  | { kind: "login"; handle: string }
  | { kind: "character"; handle: string; id: string; current: boolean }
  | { kind: "connected"; handle: string; id: string }
  | { kind: "mode"; mode: string }
  | { kind: "left_lobby" }
  | { kind: "system"; player: string; from: string; to: string }
  | { kind: "place"; player: string | null; place: string }
  | { kind: "joined"; shard: string }
  | { kind: "aboard"; ship: string }
  | { kind: "left_ship"; ship: string }
  | { kind: "respawned"; id: string };

export interface LogEntry {
  /** As the log has it, in UTC; null where a line has none. */
  at: string | null;
  fact: LogFact;
}
