import { classOf } from "#app/features/star-citizen/actor.ts";
import type { LogEntry } from "#app/features/star-citizen/log-fact.ts";
import { logFact } from "#app/features/star-citizen/log-line.ts";
import { newLogScan } from "#app/features/star-citizen/log-scan.ts";
import { heedSession, newSession } from "#app/features/star-citizen/log-session.ts";
import type { LoggedKill, LogReport, SkipReason, VehicleStep } from "#app/features/star-citizen/logged-kill.ts";
import { newRecent } from "#app/features/star-citizen/recent.ts";
import { newDeaths, type Surroundings } from "#app/features/star-citizen/told-deaths.ts";
import { participant } from "#app/features/star-citizen/told-names.ts";

/** What tells of one death once more comes within this of it; corpses are told again after 10 s. */
const SAME_SIGN_MS = 15_000;
const MAX_SKIPPED_LINES = 200;

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

/**
 * Reads one Game.log of any size in constant memory and hands on each death once: lines that repeat it, name other weapons for it or come out of order are one.
 * What the newer builds tell of own deaths only, with no word of a killer, is handed on as inferred.
 */
export function newLogReader(output: LogReaderOutput): LogReader {
  const session = newSession();
  const counts = { killLines: 0, kills: 0, inferredDeaths: 0, vehicleSteps: 0, incapacitations: 0, corpses: 0 };
  const skipped: Partial<Record<SkipReason, number>> = {};
  const skippedLines: LogReport["skippedLines"] = [];
  const steps = newRecent();
  const incapacitated = newRecent();
  const corpses = newRecent();
  const around: Surroundings = { mode: null, ship: null, place: null };
  let latest = 0;

  function skip(reason: SkipReason, line: number): void {
    skipped[reason] = (skipped[reason] ?? 0) + 1;
    if (skippedLines.length < MAX_SKIPPED_LINES) {
      skippedLines.push({ line, reason });
    }
  }

  const deaths = newDeaths(session, around, {
    hand(kill) {
      counts[kill.evidence === "inferred" ? "inferredDeaths" : "kills"] += 1;
      output.kill(kill);
    },
    skip,
  });

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
      deaths.goOn(latest);
    }
    understand(entry, line);
  }

  function understand({ at, fact }: LogEntry, line: number): void {
    const time = at === null ? null : Date.parse(at);
    switch (fact.kind) {
      case "actor_death":
        counts.killLines += 1;
        deaths.told(fact, at, line);
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
        deaths.signed(at, line, {});
        return;
      case "died_in_ship":
        if (session.handle !== null && fact.actor.name === session.handle) {
          deaths.signed(at, line, { ship: fact.ship, place: fact.place });
        }
        return;
      case "collision":
        if (fact.playerPilot && fact.vehicle === around.ship) {
          deaths.signed(at, line, { ship: fact.vehicle, place: fact.zone, collision: true });
        }
        return;
      case "mode":
        around.mode = fact.mode;
        return;
      case "left_lobby":
        around.mode = null;
        return;
      case "system":
        if (fact.player === session.handle) {
          around.place = fact.to;
        }
        return;
      case "place":
        if (fact.player === null || fact.player === session.handle) {
          around.place = fact.place;
        }
        return;
      case "aboard":
        around.ship = fact.ship;
        return;
      case "left_ship":
        around.ship = null;
        return;
      case "respawned":
        around.ship = null;
        return;
      default:
        heedSession(session, fact);
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
      deaths.settle();
    },
    end() {
      scan.end();
      deaths.settle();
      return report();
    },
    report,
  };
}
