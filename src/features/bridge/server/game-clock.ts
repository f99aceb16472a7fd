import { SECOND } from "#app/lib/duration.ts";

/** What a report takes to arrive is no fault of the game's clock. */
const UNDERWAY_MS = 5 * SECOND;
/** The end of the year 9999: what lies behind it is written in a form of its own. */
const LAST_MS = Date.parse("9999-12-31T23:59:59.999Z");

/** What a moment of the game's clock is by ours, in milliseconds since 1970: as it is said, or moved by as much as the game's clock is off. */
export function byOurClock(sentAt: string | null | undefined, now: Date): (said: string) => number {
  const offMs = sentAt ? now.getTime() - Date.parse(sentAt) : 0;
  const byMs = Math.abs(offMs) > UNDERWAY_MS ? offMs : 0;
  return (said) => Math.min(LAST_MS, Math.max(0, Date.parse(said) + byMs));
}
