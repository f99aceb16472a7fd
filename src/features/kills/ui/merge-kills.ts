import type { Kill } from "../schema.ts";

/** Kills as they are listed: pages, newest first, and where the next one begins. */
export interface KillPage {
  items: Kill[];
  nextCursor: string | null;
}

/** As many kills of `fresh` as are not among those that are shown. */
export function newAmong(fresh: KillPage, shown: readonly KillPage[]): number {
  const known = new Set(shown.flatMap(({ items }) => items.map(({ id }) => id)));
  return fresh.items.filter(({ id }) => !known.has(id)).length;
}

/**
 * The pages that are shown, with the newest page as it is now: what is in its stretch of time is told by it alone, so that a kill that counts no more goes and one
 * that was corrected changes. Where so much is new that nothing is in both, what was shown is left behind, for there would be a gap between the two.
 */
export function mergeKills(fresh: KillPage, shown: readonly KillPage[]): KillPage[] {
  const last = fresh.items.at(-1);
  if (fresh.nextCursor === null || last === undefined) return [fresh];
  const isAfter = (kill: Kill) => kill.at < last.at || (kill.at === last.at && kill.number < last.number);
  const known = shown.flatMap(({ items }) => items);
  const overlaps = known.some((kill) => !isAfter(kill));
  if (!overlaps) return [fresh];
  const older = shown
    .map(({ items, nextCursor }) => ({ items: items.filter(isAfter), nextCursor }))
    .filter(({ items }) => items.length > 0);
  const [first, ...rest] = older;
  // One page of both: where it ends is where its older part does.
  return first ? [{ items: [...fresh.items, ...first.items], nextCursor: first.nextCursor }, ...rest] : [fresh];
}
