import type { LiveEvent } from "#app/protocol/live.ts";

/** As long as a page that one goes to may be on its way. */
export const ON_ITS_WAY_MS = 10_000;
/** Where more happens in that time, more is about to, and a page hears of that. */
const MOST = 50;

/**
 * The events of the last seconds. What a page shows was read before the page listens: who begins to listen hears of what happened in between. All that an
 * event leads to may be done twice.
 */
export class RecentEvents {
  private kept: { event: LiveEvent; atMs: number }[] = [];

  /** `atMs`: milliseconds of any clock that only goes forward. */
  take(event: LiveEvent, atMs: number): void {
    this.kept = [...this.since(atMs).slice(1 - MOST), { event, atMs }];
  }

  /** Those that may have happened on the way, the oldest first. */
  at(nowMs: number): readonly LiveEvent[] {
    return this.since(nowMs).map(({ event }) => event);
  }

  private since(nowMs: number) {
    return this.kept.filter(({ atMs }) => nowMs - atMs < ON_ITS_WAY_MS);
  }
}
