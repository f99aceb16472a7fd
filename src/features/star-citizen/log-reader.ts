import { actorType, classOf, isShipName } from "#app/features/star-citizen/actor.ts";
import { killKind, killMethod } from "#app/features/star-citizen/kill-kind.ts";
import { killLogging } from "#app/features/star-citizen/log-build.ts";
import { type ActorDeath, type LogActor, type LogEntry, logFact } from "#app/features/star-citizen/log-fact.ts";
import { newLogScan } from "#app/features/star-citizen/log-scan.ts";
import type {
  Doubt,
  LoggedKill,
  LogReport,
  LogSession,
  Participant,
  SkipReason,
  VehicleStep,
} from "#app/features/star-citizen/logged-kill.ts";
import { newRecent } from "#app/features/star-citizen/recent.ts";

/** Lines about one death are so far apart at most: the rule on which public trackers agree. */
const SAME_DEATH_MS = 3_000;
/** What tells of an own death without a killer comes within this of other signs of the same one; corpses are told again after 10 s. */
const SAME_SIGN_MS = 15_000;
/** A death is handed on when the log has gone on by this: until then more lines of it may come. */
const SETTLED_MS = 30_000;
const MAX_PENDING = 500;
const MAX_SKIPPED_LINES = 200;
const MAX_WEAPONS = 100;
/** The names of the game are shorter by far; what is longer was written by somebody else. */
const MAX_NAME = 200;
/** Stamps may lie before the session's start by clocks that are put right; not by more. */
const BEFORE_START_MS = 120_000;

export interface LogReaderOutput {
  kill(kill: LoggedKill): void;
  vehicle?(step: VehicleStep): void;
}

export interface LogReader {
  push(chunk: Uint8Array): void;
  /** The end of what is there; more may be pushed later, where a log is still being written. */
  settle(): void;
  end(): LogReport;
  report(): LogReport;
}

function participant(actor: LogActor): Participant {
  return { name: actor.name, id: actor.id, type: actorType(actor) };
}

function newSession(): LogSession {
  return {
    startedAt: null,
    firstAt: null,
    lastAt: null,
    version: null,
    fileVersion: null,
    changelist: null,
    channel: null,
    environment: null,
    session: null,
    backupName: null,
    handle: null,
    ownId: null,
    shard: null,
  };
}

/**
 * Reads one Game.log of any size in constant memory and hands on each death once: lines that repeat it, name other weapons for it or come out of order are one.
 * What the newer builds tell of own deaths only, with no word of a killer, is handed on as inferred.
 */
export function newLogReader(output: LogReaderOutput): LogReader {
  const session = newSession();
  const counts = { killLines: 0, kills: 0, inferredDeaths: 0, vehicleSteps: 0, incapacitations: 0, corpses: 0 };
  const skipped: Partial<Record<SkipReason, number>> = {};
  const skippedLines: LogReport["skippedLines"] = [];
  let pending: (LoggedKill & { time: number })[] = [];
  const handedOn = newRecent();
  const steps = newRecent();
  const incapacitated = newRecent();
  const corpses = newRecent();
  const idsOfNames = new Map<string, string>();
  let mode: string | null = null;
  let ship: string | null = null;
  let place: string | null = null;
  let latest = 0;

  function skip(reason: SkipReason, line: number): void {
    skipped[reason] = (skipped[reason] ?? 0) + 1;
    if (skippedLines.length < MAX_SKIPPED_LINES) {
      skippedLines.push({ line, reason });
    }
  }

  function handOn(until: number): void {
    const ready = pending.filter(({ time }) => time <= until);
    if (ready.length === 0) {
      return;
    }
    pending = pending.filter(({ time }) => time > until);
    for (const { time: _time, ...kill } of ready.sort((a, b) => a.time - b.time)) {
      counts[kill.evidence === "inferred" ? "inferredDeaths" : "kills"] += 1;
      output.kill(kill);
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

  function death(fact: ActorDeath, at: string | null, line: number): void {
    counts.killLines += 1;
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
      killerShip: own && ship !== null ? classOf(ship) : null,
      mode,
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

  /** A sign that the log's owner died: alone it makes an inferred death, beside others of the same time it adds to one. */
  function ownDeath(
    at: string | null,
    line: number,
    sign: { ship?: string; place?: string | null; collision?: boolean },
  ): void {
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
      zone: sign.place ?? place,
      victimShip: shipOfSign,
      killerShip: null,
      mode,
      doubts: [],
    });
  }

  function take(text: string, line: number): void {
    const entry = logFact(text);
    if (entry === null) {
      if (text.includes("CActor::Kill") || text.includes("OnAdvanceDestroyLevel")) {
        counts.killLines += text.includes("CActor::Kill") ? 1 : 0;
        skip("unreadable", line);
      }
      return;
    }
    if (entry.at !== null) {
      session.firstAt ??= entry.at;
      session.lastAt = entry.at;
      latest = Math.max(latest, Date.parse(entry.at));
      if (pending.length > 0) {
        handOn(latest - SETTLED_MS);
      }
    }
    understand(entry, line);
  }

  function understand({ at, fact }: LogEntry, line: number): void {
    const time = at === null ? null : Date.parse(at);
    switch (fact.kind) {
      case "actor_death":
        death(fact, at, line);
        return;
      case "vehicle_destroyed": {
        if (steps.near(`${fact.vehicle.id ?? fact.vehicle.name} ${fact.to}`, time ?? 0, Number.MAX_SAFE_INTEGER)) {
          return;
        }
        steps.add(`${fact.vehicle.id ?? fact.vehicle.name} ${fact.to}`, time ?? 0);
        counts.vehicleSteps += 1;
        output.vehicle?.({
          at,
          line,
          class: classOf(fact.vehicle.name),
          id: fact.vehicle.id,
          to: fact.to,
          by: participant(fact.by),
          cause: fact.cause,
          zone: fact.zone,
        });
        return;
      }
      case "incapacitated":
      case "own_incapacitated": {
        const who = fact.kind === "incapacitated" ? fact.player : `notice ${fact.notice}`;
        if (!incapacitated.near(who, time ?? 0, SAME_SIGN_MS)) {
          counts.incapacitations += 1;
        }
        incapacitated.add(who, time ?? 0);
        return;
      }
      case "corpse":
        if (!corpses.near(fact.player, time ?? 0, SAME_SIGN_MS)) {
          counts.corpses += 1;
        }
        corpses.add(fact.player, time ?? 0);
        return;
      case "own_death":
        ownDeath(at, line, {});
        return;
      case "died_in_ship":
        if (session.handle !== null && fact.actor.name === session.handle) {
          ownDeath(at, line, { ship: fact.ship, place: fact.place });
        }
        return;
      case "collision":
        if (fact.playerPilot && ship !== null && fact.vehicle === ship) {
          ownDeath(at, line, { ship: fact.vehicle, place: fact.zone, collision: true });
        }
        return;
      case "started":
        session.startedAt ??= fact.at;
        return;
      case "branch":
        session.version ??= fact.version;
        return;
      case "file_version":
        session.fileVersion ??= fact.version;
        return;
      case "changelist":
        session.changelist ??= fact.changelist;
        return;
      case "environment":
        session.environment ??= fact.environment;
        return;
      case "session":
        session.session ??= fact.session;
        return;
      case "executable":
        session.channel ??= fact.channel;
        return;
      case "backup_name":
        session.backupName ??= fact.name;
        return;
      case "login":
        session.handle ??= fact.handle;
        return;
      case "character":
        session.handle ??= fact.handle;
        if (fact.handle === session.handle) {
          session.ownId ??= fact.id;
        }
        return;
      case "connected":
        session.handle ??= fact.handle;
        if (fact.handle === session.handle) {
          session.ownId ??= fact.id;
        }
        return;
      case "mode":
        mode = fact.mode;
        return;
      case "left_lobby":
        mode = null;
        return;
      case "system":
        if (fact.player === session.handle) {
          place = fact.to;
        }
        return;
      case "place":
        if (fact.player === null || fact.player === session.handle) {
          place = fact.place;
        }
        return;
      case "joined":
        session.shard ??= fact.shard;
        return;
      case "aboard":
        ship = fact.ship;
        return;
      case "left_ship":
        ship = null;
        return;
      case "respawned":
        ship = null;
        return;
    }
  }

  const scan = newLogScan(take);
  function report(): LogReport {
    return {
      session: { ...session },
      lines: scan.lines,
      bytes: scan.bytes,
      ...counts,
      skipped: { ...skipped },
      skippedLines: [...skippedLines],
    };
  }
  return {
    push: scan.push,
    settle() {
      handOn(Number.MAX_SAFE_INTEGER);
    },
    end() {
      scan.end();
      handOn(Number.MAX_SAFE_INTEGER);
      return report();
    },
    report,
  };
}

/** Whether the game could have written it: one line, not endless, nothing that a terminal or a page would take for more than text. */
function isPlain(text: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what it is about
  return text.length <= MAX_NAME && !/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/.test(text);
}

function plain(text: string | null): string | null {
  return text !== null && isPlain(text) ? text : null;
}

function killerName(fact: ActorDeath): string {
  return actorType(fact.killer) === "environment" || fact.killer.name === fact.victim.name ? "" : fact.killer.name;
}

/** The weapon's class: what is told of it, else the very thing without its number. One's own name is no weapon. */
function weaponOf(fact: ActorDeath): string | null {
  if (fact.weaponClass !== null && fact.weaponClass !== "unknown" && fact.weaponClass !== "Player") {
    return fact.weaponClass;
  }
  if (fact.weapon === null || fact.weapon === "unknown" || fact.weaponClass === "Player") {
    return null;
  }
  return classOf(fact.weapon);
}

function shipOf(zone: string | null): LoggedKill["victimShip"] {
  if (zone === null || !isShipName(zone)) {
    return null;
  }
  return { class: classOf(zone), id: /_(\d{9,})$/.exec(zone)?.[1] ?? null };
}
