import { actor, type LineReader, orNull } from "#app/features/star-citizen/line-reader.ts";
import type { LogFact } from "#app/features/star-citizen/log-fact.ts";

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

/** What lines say of deaths, ends of ships, and of those who lie on the ground. */
export const DEATH_LINES: LineReader[] = [
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
  ["Logged an incap", incapacitated],
];

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
