import { ConsoleReader, type LineReading } from "../games/console-reader.ts";
import type { LogReader, LogReaderOutput } from "../star-citizen/log-reader.ts";
import { newSession } from "../star-citizen/log-session.ts";
import { gameDeath } from "./game-death.ts";
import type { LogGame } from "./log-games.ts";
import { LogClock, type LogTimes } from "./log-time.ts";
import type { LoggedDeath, ReadReport } from "./logged-facts.ts";

/** What is longer is cut, as an agent cuts it. */
const LINE_LENGTH = 8_192;
const MAX_SKIPPED_LINES = 200;
const MOST_SEEN = 10_000;
type Skip = ReadReport["skippedLines"][number]["reason"];

export interface GameLogOutput extends LogReaderOutput {
  kill(death: LoggedDeath): void;
}

/**
 * Reads one log of a game by the patterns of its console, of any size in constant memory. What no pattern says is not known: a death of which no killer is told
 * has none, and one whose time cannot be told is left out and counted.
 */
export function newGameLogReader(game: LogGame, times: LogTimes, output: GameLogOutput): LogReader {
  const reader = new ConsoleReader(game.console);
  const clock = new LogClock(game.stamps, times);
  const decoder = new TextDecoder();
  const seen = new Set<string>();
  const counts = { lines: 0, bytes: 0, killLines: 0, kills: 0 };
  const skipped: Partial<Record<Skip, number>> = {};
  const skippedLines: ReadReport["skippedLines"] = [];
  let rest = "";
  let isContinued = false;
  let firstAt: number | null = null;
  let lastAt: number | null = null;
  /** Deaths of one moment that read alike, so that each stays another one. */
  let moment = "";
  let alike = new Map<string, number>();

  function skip(reason: Skip) {
    skipped[reason] = (skipped[reason] ?? 0) + 1;
    if (skippedLines.length < MAX_SKIPPED_LINES) skippedLines.push({ line: counts.lines, reason });
  }

  /** A log may begin when players are in already: whoever is spoken of before anybody came in was. */
  function readLine(line: string): LineReading {
    const reading = reader.read(line);
    if (isContinued || reading.pattern === null) return reading;
    const isDeath = game.console.events[reading.pattern]!.event === "death";
    const isUnknown = reading.noEvent === "not_in" || reading.event?.fields.victimKind === "npc";
    if (!isUnknown || (isDeath && seen.size > 0)) return reading;
    isContinued = true;
    reader.miss();
    return reader.read(line);
  }

  function take(raw: string) {
    counts.lines += 1;
    const line = raw.endsWith("\r") ? raw.slice(0, -1) : raw;
    const time = clock.read(line);
    if (time) {
      firstAt ??= time.at;
      lastAt = Math.max(lastAt ?? time.at, time.at);
    }
    const { pattern, event, noEvent } = readLine(line);
    if (pattern === null) return;
    const player = event?.fields.player;
    if (typeof player === "string" && seen.size < MOST_SEEN) seen.add(player);
    if (game.console.events[pattern]!.event !== "death") return;
    counts.killLines += 1;
    if (!event) return skip(noEvent === "not_in" ? "not_in" : "unreadable");
    if (event.kind !== "death") return;
    const death = gameDeath(event, (name) => seen.has(name));
    if (death === "no_death") return;
    if (death === "npc_only") return skip(death);
    if (!time) return skip("without_time");
    counts.kills += 1;
    const written = numbered(time.written, death);
    const doubts: LoggedDeath["doubts"] = time.isSure ? death.doubts : [...death.doubts, "unsure_when"];
    const whole = { at: new Date(time.at).toISOString(), line: counts.lines, lines: 1, written, ...death, doubts };
    // A copy: parts of a text would keep all of it.
    output.kill(JSON.parse(JSON.stringify(whole)) as LoggedDeath);
  }

  function numbered(
    written: string,
    { victim, killer, weapons, damageType }: Pick<LoggedDeath, "victim" | "killer" | "weapons" | "damageType">,
  ) {
    if (written !== moment) alike = new Map();
    moment = written;
    const facts = JSON.stringify([victim.name, killer?.name, weapons, damageType]);
    const number = (alike.get(facts) ?? 0) + 1;
    alike.set(facts, number);
    return number === 1 ? written : `${written} #${number}`;
  }

  function report(): ReadReport {
    const at = (time: number | null) => (time === null ? null : new Date(time).toISOString());
    return {
      game: game.id,
      needs: clock.needs,
      session: { ...newSession(), firstAt: at(firstAt), lastAt: at(lastAt) },
      ...counts,
      inferredDeaths: 0,
      vehicleSteps: 0,
      incapacitations: 0,
      corpses: 0,
      skipped: { ...skipped },
      skippedLines: [...skippedLines],
    };
  }

  return {
    push(chunk) {
      counts.bytes += chunk.length;
      const text = decoder.decode(chunk, { stream: true });
      let from = 0;
      for (let end = text.indexOf("\n"); end >= 0; end = text.indexOf("\n", from)) {
        take((rest + text.slice(from, end)).slice(0, LINE_LENGTH));
        rest = "";
        from = end + 1;
      }
      rest = (rest + text.slice(from)).slice(0, LINE_LENGTH);
    },
    // A line is whole when it ends.
    settle() {},
    end() {
      rest += decoder.decode();
      if (rest !== "") take(rest);
      rest = "";
      return report();
    },
    report,
  };
}
