import { permutationP } from "./permutation.ts";
import { shuffler } from "./tests-of-chance.ts";

/** A part of a series must be so long to be told from chance. */
const LEAST_SEGMENT = 15;
const PERMUTATIONS = 9_999;

export interface ChangePoint {
  /** The first try of the new share. */
  at: number;
  /** The change lies between these with some 90 %: the tries at which it is nearly as likely. */
  from: number;
  to: number;
  before: number;
  after: number;
  p: number;
}

/** `k log k` of every whole number up to this: the log-likelihood of a share is made of three of them. */
function logTable(most: number): Float64Array {
  const table = new Float64Array(most + 1);
  for (let k = 2; k <= most; k++) table[k] = k * Math.log(k);
  return table;
}

/**
 * How much likelier the series is with a change at its best place than without one; too near to an end nothing is said. `found` is given how it is at each place.
 */
function bestRatio(wins: Uint8Array, total: number, logs: Float64Array, found: Float64Array | null): number {
  const n = wins.length;
  let best = Number.NEGATIVE_INFINITY;
  let before = 0;
  for (let at = 1; at <= n - LEAST_SEGMENT; at++) {
    before += wins[at - 1]!;
    if (at < LEAST_SEGMENT) continue;
    const after = total - before;
    const rest = n - at;
    const ratio = logs[before]! + logs[at - before]! - logs[at]! + logs[after]! + logs[rest - after]! - logs[rest]!;
    if (found !== null) found[at] = ratio;
    if (ratio > best) best = ratio;
  }
  return best;
}

/** Where half of what a chi-squared of one degree leaves out beyond 90 % lies: splits within it of the best are nearly as likely. */
const NEARLY = 2.706 / 2;

/**
 * The one place in a series of fights where winning changed most, if it is more than shuffling brings; null: too few to say. With `sessionOf` whole sessions are
 * shuffled: fights of one evening hang together, and a good evening is no change.
 */
export function changePoint(wins: readonly boolean[], seed: number, sessionOf?: readonly number[]): ChangePoint | null {
  const n = wins.length;
  if (n < 2 * LEAST_SEGMENT) return null;
  const logs = logTable(n);
  const total = wins.filter(Boolean).length;
  const found = new Float64Array(n).fill(Number.NEGATIVE_INFINITY);
  const best = bestRatio(Uint8Array.from(wins, Number), total, logs, found);
  const at = found.indexOf(best);
  const shuffle = shuffler(seed);
  const parts =
    sessionOf === undefined ? wins.map((isWin) => Uint8Array.of(isWin ? 1 : 0)) : bySession(wins, sessionOf);
  const dealt = new Uint8Array(n);
  const p = permutationP(PERMUTATIONS, () => {
    let place = 0;
    for (const part of shuffle(parts)) {
      // A copy by hand: sessions are a few fights each, too short for `set` to pay.
      for (let i = 0; i < part.length; i++) dealt[place++] = part[i]!;
    }
    return bestRatio(dealt, total, logs, null) >= best - 1e-12;
  });
  let from = at;
  let to = at;
  for (let i = LEAST_SEGMENT; i <= n - LEAST_SEGMENT; i++) {
    if (found[i]! < best - NEARLY) continue;
    from = Math.min(from, i);
    to = Math.max(to, i);
  }
  const share = (first: number, end: number) => wins.slice(first, end).filter(Boolean).length / (end - first);
  return { at, from, to, before: share(0, at), after: share(at, n), p };
}

function bySession(wins: readonly boolean[], sessionOf: readonly number[]): Uint8Array[] {
  const parts = new Map<number, number[]>();
  wins.forEach((isWin, i) => {
    const part = parts.get(sessionOf[i]!);
    if (part) part.push(isWin ? 1 : 0);
    else parts.set(sessionOf[i]!, [isWin ? 1 : 0]);
  });
  return [...parts.values()].map((part) => Uint8Array.from(part));
}
