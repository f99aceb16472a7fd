import { actorType, classOf } from "#app/features/star-citizen/actor.ts";
import { killKind, killMethod } from "#app/features/star-citizen/kill-kind.ts";
import { killLogging } from "#app/features/star-citizen/log-build.ts";
import type { ActorDeath } from "#app/features/star-citizen/log-fact.ts";
import type { Doubt, LoggedKill, LogSession, SkipReason } from "#app/features/star-citizen/logged-kill.ts";
import { newRecent } from "#app/features/star-citizen/recent.ts";
import { isPlain, killerName, participant, plain, shipOf, weaponOf } from "#app/features/star-citizen/told-names.ts";

/** Lines about one death are so far apart at most: the rule on which public trackers agree. */
const SAME_DEATH_MS = 3_000;
/** What tells of an own death without a killer comes within this of other signs of the same one; corpses are told again after 10 s. */
const SAME_SIGN_MS = 15_000;
/** A death is handed on when the log has gone on by this: until then more lines of it may come. */
const SETTLED_MS = 30_000;
const MAX_PENDING = 500;
const MAX_WEAPONS = 100;
/** Stamps may lie before the session's start by clocks that are put right; not by more. */
const BEFORE_START_MS = 120_000;

/** What is known at a line of where the log's owner is. */
export interface Surroundings {
  mode: string | null;
  ship: string | null;
  place: string | null;
}

interface OwnSign {
  ship?: string;
  place?: string | null;
  collision?: boolean;
}

interface DeathsOutput {
  hand(kill: LoggedKill): void;
  skip(reason: SkipReason, line: number): void;
}

interface Deaths {
  /** A line that tells of a death, with who did it. */
  told(fact: ActorDeath, at: string | null, line: number): void;
  /** A sign that the log's owner died: alone it makes an inferred death, beside others of the same time it adds to one. */
  signed(at: string | null, line: number, sign: OwnSign): void;
  /** The log has gone on to this time (ms): what no more lines can be of is handed on. */
  goOn(time: number): void;
  /** Hands on all. */
  settle(): void;
}

/** Puts together what lines of one session tell of deaths, and hands on each death once. */
export function newDeaths(session: LogSession, around: Surroundings, { hand, skip }: DeathsOutput): Deaths {
  let pending: (LoggedKill & { time: number })[] = [];
  const handedOn = newRecent();
  const idsOfNames = new Map<string, string>();

  function handOn(until: number): void {
    const ready = pending.filter(({ time }) => time <= until);
    if (ready.length === 0) {
      return;
    }
    pending = pending.filter(({ time }) => time > until);
    for (const { time: _time, ...kill } of ready.sort((a, b) => a.time - b.time)) {
      hand(kill);
    }
  }

  function doubtsOf(death: ActorDeath, time: number): Doubt[] {
    const doubts: Doubt[] = [];
    if (killLogging(session.version) === "none") {
      doubts.push("build_logs_no_kills");
    }
    if (session.startedAt === null) {
      doubts.push("no_session");
    } else if (time < Date.parse(session.startedAt) - BEFORE_START_MS) {
      doubts.push("before_session");
    }
    for (const actor of [death.victim, death.killer]) {
      if (actor.id === null || actorType(actor) !== "player") {
        continue;
      }
      const before = idsOfNames.get(actor.name);
      if (before !== undefined && before !== actor.id) {
        doubts.push("name_of_other_id");
      } else if (before === undefined && idsOfNames.size < 10_000) {
        idsOfNames.set(actor.name, actor.id);
      }
    }
    return [...new Set(doubts)];
  }

  function told(fact: ActorDeath, at: string | null, line: number): void {
    if (at === null) {
      skip("without_time", line);
      return;
    }
    if (!isPlain(fact.victim.name) || !isPlain(fact.killer.name)) {
      skip("unreadable", line);
      return;
    }
    const kind = killKind(fact);
    if (kind === "npc") {
      skip("npc_only", line);
      return;
    }
    const time = Date.parse(at);
    const key = `${fact.victim.name} ${fact.killer.name}`;
    const weapon = weaponOf(fact);
    const known = pending.find(
      (other) =>
        other.evidence === "observed" &&
        other.victim.name === fact.victim.name &&
        (other.killer?.name ?? "") === killerName(fact) &&
        Math.abs(other.time - time) <= SAME_DEATH_MS,
    );
    if (known !== undefined) {
      known.lines += 1;
      if (weapon !== null && isPlain(weapon) && known.weapons.length < MAX_WEAPONS && !known.weapons.includes(weapon)) {
        known.weapons.push(weapon);
      }
      known.victimShip ??= shipOf(fact.zone);
      skip("repeated", line);
      return;
    }
    if (handedOn.near(key, time, SAME_DEATH_MS)) {
      skip("repeated", line);
      return;
    }
    handedOn.add(key, time);
    pending = pending.filter(
      (other) =>
        !(
          other.evidence === "inferred" &&
          other.victim.name === fact.victim.name &&
          Math.abs(other.time - time) <= SAME_SIGN_MS
        ),
    );
    const killer = participant(fact.killer);
    const own = session.handle !== null && fact.killer.name === session.handle;
    add({
      at,
      time,
      line,
      lines: 1,
      evidence: "observed",
      kind,
      method: killMethod(fact),
      victim: participant(fact.victim),
      killer: killer.type === "environment" || fact.killer.name === fact.victim.name ? null : killer,
      weapons: weapon === null ? [] : [weapon],
      damageType: fact.damageType,
      zone: fact.zone,
      victimShip: shipOf(fact.zone),
      killerShip: own && around.ship !== null ? classOf(around.ship) : null,
      mode: around.mode,
      doubts: doubtsOf(fact, time),
    });
  }

  function add(kill: LoggedKill & { time: number }): void {
    pending.push({
      ...kill,
      damageType: plain(kill.damageType),
      zone: plain(kill.zone),
      mode: plain(kill.mode),
      killerShip: plain(kill.killerShip),
      weapons: kill.weapons.filter(isPlain),
    });
    if (pending.length > MAX_PENDING) {
      const times = pending.map(({ time }) => time).sort((a, b) => a - b);
      handOn(times[Math.floor(MAX_PENDING / 2)] as number);
    }
  }

  function signed(at: string | null, line: number, sign: OwnSign): void {
    if (at === null) {
      skip("without_time", line);
      return;
    }
    const time = Date.parse(at);
    const victim = session.handle ?? "";
    if (victim === "") {
      return;
    }
    const near = pending.find((other) => other.victim.name === victim && Math.abs(other.time - time) <= SAME_SIGN_MS);
    const shipOfSign = sign.ship === undefined ? null : shipOf(sign.ship);
    if (near !== undefined) {
      near.lines += 1;
      near.victimShip ??= shipOfSign;
      near.zone ??= sign.place ?? null;
      if (near.evidence === "inferred" && sign.collision) {
        near.kind = "crash";
        near.method = "collision";
      }
      return;
    }
    if (handedOn.near(`own ${victim}`, time, SAME_SIGN_MS)) {
      return;
    }
    handedOn.add(`own ${victim}`, time);
    add({
      at,
      time,
      line,
      lines: 1,
      evidence: "inferred",
      kind: sign.collision ? "crash" : "unknown",
      method: sign.collision ? "collision" : "unknown",
      victim: { name: victim, id: session.ownId, type: "player" },
      killer: null,
      weapons: [],
      damageType: null,
      zone: sign.place ?? around.place,
      victimShip: shipOfSign,
      killerShip: null,
      mode: around.mode,
      doubts: [],
    });
  }

  return {
    told,
    signed,
    goOn(time) {
      if (pending.length > 0) {
        handOn(time - SETTLED_MS);
      }
    },
    settle() {
      handOn(Number.MAX_SAFE_INTEGER);
    },
  };
}
