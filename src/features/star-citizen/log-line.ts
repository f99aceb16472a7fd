import { DEATH_LINES } from "#app/features/star-citizen/death-lines.ts";
import type { LogEntry } from "#app/features/star-citizen/log-fact.ts";
import { SESSION_LINES } from "#app/features/star-citizen/session-lines.ts";

const READERS = [...DEATH_LINES, ...SESSION_LINES];
const ENVELOPE = /^(?:<(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)>)?\s*(?:\[[^\]]{1,38}\]\s*)*/;

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
