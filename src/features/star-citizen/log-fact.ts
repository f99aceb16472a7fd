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

const ENVELOPE = /^(?:<(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)>)?\s*(?:\[[^\]]{1,38}\]\s*)*/;

const ID = String.raw`\[([^\]]*)\]`;
const ACTOR_DEATH = new RegExp(
  String.raw`CActor::Kill: '([^']+)' ${ID}(?: in zone '([^']*)')? killed by '([^']+)' ${ID}(?: using '([^']*)'(?: \[Class ([^\]]*)\])?)?(?: with damage type '([^']*)')?`,
);
const VEHICLE = new RegExp(
  String.raw`Vehicle '([^']+)' ${ID}(?: in zone '([^']*)')?(?: \[pos [^\]]*\])? driven by '([^']*)' ${ID} advanced from destroy level (\d) to (\d) caused by '([^']*)' ${ID} with '([^']*)'`,
);
const DIED_IN_SHIP =
  /Actor '([^']+)' \[([^\]]*)\] ejected from zone '([^']+)' \[[^\]]*\] to zone '([^']+)' \[[^\]]*\] due to previous zone being in a destroyed vehicle/;
const COLLISION = /for vehicle (\S+) \[([^\]]*)\] after hitting entity: (.+?)(?: \[[^\]]*\])*\s*$/;
const CORPSE = /Player '([^']+)'[^:]*:(?: DoesLocationContainHospital: Searching landing zone location "@?([^"]*)")?/;
const INCAPACITATED = /nickname: ([^,]+), causes: \[(.*)\]/;
const CAUSE = /(\w+) \((\d+(?:\.\d+)?) damage\)/g;
const BODY = /Item '(body_01_noMagicPocket_\d+) - /;
const NOTICE = /Added notification "(.*)" \[(\d+)\]/s;
const CHARACTER = /geid (\d+) - accountId \d+ - name ([\w-]+) - state STATE_(\w+)/;
const CONNECTED = /nickname="([\w-]+)"\s+playerGEID=(\d+)/;
const CONTROL = /(?:requesting|releasing|granted) control token for '([^']+)'/;

function actor(name: string, id: string): LogActor {
  return { name, id: id === "" || id === "0" ? null : id };
}

function orNull(text: string | undefined): string | null {
  return text === undefined || text === "" ? null : text;
}

function notification(line: string): LogFact | null {
  const match = NOTICE.exec(line);
  if (match === null) {
    return null;
  }
  const text = (match[1] as string).replaceAll(/\s+/g, " ");
  if (text.startsWith("Incapacitated") || text.startsWith("Standby, Local Emergency")) {
    return { kind: "own_incapacitated", notice: match[2] as string };
  }
  const aboard = /^You have joined channel '(.+) : [^:']+'/.exec(text);
  if (aboard !== null) {
    return { kind: "aboard", ship: aboard[1] as string };
  }
  const jurisdiction = /^Entered (.+?) Jurisdiction/.exec(text);
  return jurisdiction === null ? null : { kind: "place", player: null, place: jurisdiction[1] as string };
}

/** One reader for each opening: the words behind it are looked at by nobody else. */
const READERS: [opening: string, read: (line: string) => LogFact | null][] = [
  [
    "<Actor Death>",
    (line) => {
      const match = ACTOR_DEATH.exec(line);
      return match === null
        ? null
        : {
            kind: "actor_death",
            victim: actor(match[1] as string, match[2] as string),
            zone: orNull(match[3]),
            killer: actor(match[4] as string, match[5] as string),
            weapon: orNull(match[6]),
            weaponClass: orNull(match[7]),
            damageType: orNull(match[8]),
          };
    },
  ],
  [
    "<Vehicle Destruction>",
    (line) => {
      const match = VEHICLE.exec(line);
      return match === null
        ? null
        : {
            kind: "vehicle_destroyed",
            vehicle: actor(match[1] as string, match[2] as string),
            zone: orNull(match[3]),
            driver: actor(match[4] as string, match[5] as string),
            from: Number(match[6]),
            to: Number(match[7]),
            by: actor(match[8] as string, match[9] as string),
            cause: match[10] as string,
          };
    },
  ],
  ["<Corpse>", corpse],
  ["<[ActorState] Corpse>", corpse],
  [
    "<[ActorState] Dead>",
    (line) => {
      const match = DIED_IN_SHIP.exec(line);
      return match === null
        ? null
        : {
            kind: "died_in_ship",
            actor: actor(match[1] as string, match[2] as string),
            ship: match[3] as string,
            place: match[4] as string,
          };
    },
  ],
  [
    "<FatalCollision>",
    (line) => {
      const match = COLLISION.exec(line);
      if (match === null) {
        return null;
      }
      const details = match[2] as string;
      return {
        kind: "collision",
        vehicle: match[1] as string,
        zone: orNull(/Zone: ([^,]+)/.exec(details)?.[1]),
        playerPilot: /PlayerPilot: 1/.test(details),
        hit: match[3] as string,
      };
    },
  ],
  [
    "<Adding non kept item [CSCActorCorpseUtils",
    (line) => {
      const match = BODY.exec(line);
      return match === null ? null : { kind: "own_death", body: match[1] as string };
    },
  ],
  ['<SHUDEvent_OnNotification> Added notification "Incapacitated', notification],
  ['<SHUDEvent_OnNotification> Added notification "Standby, Local Emergency', notification],
  ['<SHUDEvent_OnNotification> Added notification "You have joined channel', notification],
  ['<SHUDEvent_OnNotification> Added notification "Entered ', notification],
  [
    "<Recv Unbind Batch Add Player>",
    (line) => {
      const id = /playerGEID=(\d+)/.exec(line)?.[1];
      return id === undefined ? null : { kind: "respawned", id };
    },
  ],
  [
    "<Vehicle Control Flow>",
    (line) => {
      const ship = line.includes("Local client node") ? CONTROL.exec(line)?.[1] : undefined;
      return ship === undefined ? null : { kind: line.includes("releasing") ? "left_ship" : "aboard", ship };
    },
  ],
  [
    "<RequestLocationInventory>",
    (line) => {
      const match = /Player\[([^\]]+)\] requested inventory for Location\[([^\]]+)\]/.exec(line);
      return match === null || match[2] === "INVALID_LOCATION_ID"
        ? null
        : { kind: "place", player: match[1] as string, place: match[2] as string };
    },
  ],
  [
    "<Join PU>",
    (line) => {
      const shard = /shard\[([^\]]+)\]/.exec(line)?.[1];
      return shard === undefined ? null : { kind: "joined", shard };
    },
  ],
  [
    "<Legacy login response>",
    (line) => {
      const handle = /Handle\[([\w-]+)\]/.exec(line)?.[1];
      return handle === undefined ? null : { kind: "login", handle };
    },
  ],
  [
    "<AccountLoginCharacterStatus_Character>",
    (line) => {
      const match = CHARACTER.exec(line);
      return match === null
        ? null
        : {
            kind: "character",
            id: match[1] as string,
            handle: match[2] as string,
            current: match[3] === "CURRENT",
          };
    },
  ],
  ["<Expect Incoming Connection>", connected],
  ["<Channel Created>", connected],
  ["<SeedingProcessor::SeedGameRulesAndMode", (line) => mode(/GameMode\[([^\]]+)\]/.exec(line)?.[1])],
  ["<Context Establisher Done>", (line) => mode(/gamerules="([^"]+)"/.exec(line)?.[1])],
  [
    "<Changing Solar System>",
    (line) => {
      const match = /Client entity (\S+).*? changing system from (\w+) to (\w+)/.exec(line);
      return match === null
        ? null
        : { kind: "system", player: match[1] as string, from: match[2] as string, to: match[3] as string };
    },
  ],
  [
    "<Quantum Drive Arrived",
    (line) => {
      const ship = /\| ([A-Z]{3,4}_\w+_\d{9,})\[/.exec(line)?.[1];
      return ship === undefined ? null : { kind: "aboard", ship };
    },
  ],
  ["<[EALobby] EALobbyQuit>", () => ({ kind: "left_lobby" })],
  ["Logged an incap", incapacitated],
  [
    "Loading screen for ",
    (line) => {
      const match = /Loading screen for (\S+) : (\S+) closed/.exec(line);
      return mode(match === null ? undefined : match[1] === "pu" ? "pu" : (match[2] as string));
    },
  ],
  [
    "Log started on ",
    (line) => {
      const at = Date.parse(`${/Log started on (.{20,30})$/.exec(line)?.[1]} UTC`);
      return Number.isNaN(at) ? null : { kind: "started", at: new Date(at).toISOString() };
    },
  ],
  [
    "BackupNameAttachment=",
    (line) => {
      const name = /BackupNameAttachment="([^"]*)"/.exec(line)?.[1];
      return name === undefined ? null : { kind: "backup_name", name: name.trim() };
    },
  ],
  [
    "Branch: ",
    (line) => {
      const match = /sc-alpha-(\d+\.\d+(?:\.\d+)?)[a-z]?(?:-([\w-]+))?/.exec(line);
      return match === null ? null : { kind: "branch", version: match[1] as string, channel: orNull(match[2]) };
    },
  ],
  [
    "FileVersion: ",
    (line) => {
      const version = /FileVersion: ([\d.]+)/.exec(line)?.[1];
      return version === undefined ? null : { kind: "file_version", version };
    },
  ],
  [
    "Changelist: ",
    (line) => {
      const changelist = /Changelist: (\d+)/.exec(line)?.[1];
      return changelist === undefined ? null : { kind: "changelist", changelist };
    },
  ],
  [
    "Executable: ",
    (line) => {
      const channel = /[\\/](LIVE|PTU|EPTU|HOTFIX|TECH-PREVIEW)[\\/]Bin64/i.exec(line)?.[1];
      return channel === undefined ? null : { kind: "executable", channel: channel.toUpperCase() };
    },
  ],
  [
    "Environment: ",
    (line) => {
      const environment = /Environment:\s+(\S+)/.exec(line)?.[1];
      return environment === undefined ? null : { kind: "environment", environment };
    },
  ],
  [
    "@session: ",
    (line) => {
      const session = /@session:\s+'([\w-]+)'/.exec(line)?.[1];
      return session === undefined ? null : { kind: "session", session };
    },
  ],
];

function mode(text: string | undefined): LogFact | null {
  return text === undefined ? null : { kind: "mode", mode: text };
}

function connected(line: string): LogFact | null {
  const match = CONNECTED.exec(line);
  return match === null ? null : { kind: "connected", handle: match[1] as string, id: match[2] as string };
}

function corpse(line: string): LogFact | null {
  const match = CORPSE.exec(line);
  return match === null ? null : { kind: "corpse", player: match[1] as string, place: orNull(match[2]) };
}

function incapacitated(line: string): LogFact | null {
  const match = INCAPACITATED.exec(line);
  if (match === null) {
    return null;
  }
  const causes = [...(match[2] as string).matchAll(CAUSE)].map(([, cause, damage]) => ({
    cause: cause as string,
    damage: Number(damage),
  }));
  return { kind: "incapacitated", player: match[1] as string, causes };
}

/** How the lines begin that say something, behind stamp and severity. */
export const LOG_OPENINGS = READERS.map(([opening]) => opening);

/**
 * What one line of a Game.log says, or null. The tags behind (`[Team_ActorTech][Actor]`) change from build to build and are never looked at.
 * Forms of the lines: public logs and the tests of public trackers, builds 3.22 to 4.10.
 */
export function logFact(line: string): LogEntry | null {
  const envelope = ENVELOPE.exec(line) as RegExpExecArray;
  const words = line.slice(envelope[0].length);
  for (const [opening, read] of READERS) {
    if (words.startsWith(opening)) {
      const fact = read(words);
      return fact === null ? null : { at: envelope[1] ?? null, fact };
    }
  }
  return null;
}
