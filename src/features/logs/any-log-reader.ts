import { ConsoleReader } from "../games/console-reader.ts";
import { type LogReader, newLogReader } from "../star-citizen/log-reader.ts";
import { type GameLogOutput, newGameLogReader } from "./game-log-reader.ts";
import type { LogGame, ReadHow } from "./log-games.ts";
import { STAR_CITIZEN_LOG } from "./log-terms.ts";
import { ownTimeZone } from "./log-time.ts";
import type { ReadReport } from "./logged-facts.ts";

/** A log whose first part tells of no game tells of none that is known. */
const HEAD_BYTES = 256 * 1024;
const HEAD_LINES = 2_000;
const STAR_CITIZEN_LINE = /^\uFEFF?<\d{4}-\d\d-\d\dT[\d:.]+Z>/m;

/** Whose log this is the beginning of, by the lines that its game's patterns take; null: nobody's that is known, as yet. */
export function gameOfLog(head: string, games: readonly LogGame[]): string | null {
  if (STAR_CITIZEN_LINE.test(head)) return STAR_CITIZEN_LOG;
  const lines = head.split("\n", HEAD_LINES).map((line) => line.replace(/\r$/, "").slice(0, 2_000));
  const scores = games.map(({ id, console }) => {
    const reader = new ConsoleReader(console);
    return { id, score: lines.filter((line) => reader.read(line).pattern !== null).length };
  });
  const [best] = scores.sort((a, b) => b.score - a.score);
  return best !== undefined && best.score > 0 ? best.id : null;
}

/** Reads one log of whichever game, which is found out by its first lines where nobody says it. */
export function newAnyLogReader(
  { game, begins, timeZone, games, name }: ReadHow & { name: string },
  output: GameLogOutput,
): LogReader {
  let reader: LogReader | null = null;
  let head: Uint8Array[] = [];
  let headBytes = 0;

  function begin(id: string | null): LogReader {
    const patterns = games.find((each) => each.id === id);
    reader = patterns
      ? newGameLogReader(patterns, { name, begins, timeZone: timeZone ?? ownTimeZone() }, output)
      : newLogReader(output);
    for (const chunk of head) reader.push(chunk);
    head = [];
    return reader;
  }
  function choose(isForced: boolean): LogReader | null {
    const id = game ?? gameOfLog(new TextDecoder().decode(joined(head).subarray(0, HEAD_BYTES)), games);
    return id === null && !isForced ? null : begin(id);
  }
  /** What is known at once is read as it comes. Star Citizen's is known by any line of it. */
  const isOfStarCitizen = (chunk: Uint8Array) =>
    STAR_CITIZEN_LINE.test(new TextDecoder().decode(chunk.subarray(0, HEAD_BYTES / 4)));
  /** Without its own word for it, it is Star Citizen's if it says anything that only that says. */
  const named = (report: ReadReport): ReadReport => {
    const { startedAt, version, handle } = report.session;
    const isOurs = [startedAt, version, handle].some((each) => each !== null) || report.killLines > 0;
    return report.game === undefined ? { ...report, game: isOurs ? STAR_CITIZEN_LOG : null } : report;
  };
  return {
    push(chunk) {
      if (reader) {
        reader.push(chunk);
        return;
      }
      const isFirst = headBytes === 0;
      headBytes += chunk.length;
      if (game !== null || (isFirst && isOfStarCitizen(chunk))) {
        begin(game ?? STAR_CITIZEN_LOG).push(chunk);
        return;
      }
      // The chunk is good until the next alone.
      head.push(new Uint8Array(chunk));
      if (headBytes >= HEAD_BYTES) choose(true);
    },
    settle: () => (reader ?? choose(false))?.settle(),
    end: () => named((reader ?? choose(true)!).end()),
    report: () => named(reader ? reader.report() : { ...newLogReader(output).report(), bytes: headBytes }),
  };
}

function joined(chunks: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(chunks.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}
