import { uniformInt } from "pure-rand/distribution/uniformInt";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import { jStat } from "./distributions.ts";
import { permutationP } from "./permutation.ts";
import type { Share } from "./share.ts";
import { fisherExact } from "./tests-of-chance.ts";

/** A fight as a question sees it: in the cell asked for or outside, won or lost, and in which session. */
export interface Answered {
  isIn: boolean;
  isWin: boolean;
  session: number;
}

export interface CellComparison {
  inside: Share;
  outside: Share;
  /** Share won inside, less that outside. */
  difference: number;
  /** The difference lies between these with 90 %. */
  low: number;
  high: number;
  p: number;
}

const FLIPS = 9_999;
/** Beyond it nothing is said anyway, so the sessions need not be asked. */
const HOPELESS = 0.1;

/**
 * Whether fights of one kind (in a place, a ship, against somebody) are won otherwise than the rest. Both must say so: Fisher's exact test of the fights, and a test of
 * the sessions, in which each session's pull towards the difference is given a sign by chance. Fights of one evening hang together, so a place that was visited on two
 * good evenings is not a good place.
 */
export function compareCell(fights: readonly Answered[], seed: number): CellComparison {
  const shareOf = (wanted: boolean): Share => {
    const those = fights.filter(({ isIn }) => isIn === wanted);
    return { successes: those.filter(({ isWin }) => isWin).length, tries: those.length };
  };
  const inside = shareOf(true);
  const outside = shareOf(false);
  const fisher = fisherExact(inside, outside);
  const p = fisher > HOPELESS ? fisher : Math.max(fisher, signFlips(fights, inside, outside, seed));
  return { inside, outside, p, ...differenceOf(inside, outside) };
}

function signFlips(fights: readonly Answered[], inside: Share, outside: Share, seed: number): number {
  const n = fights.length;
  const won = (inside.successes + outside.successes) / n;
  const within = inside.tries / n;
  const pulls = new Map<number, number>();
  for (const { isIn, isWin, session } of fights) {
    const pull = ((isIn ? 1 : 0) - within) * ((isWin ? 1 : 0) - won);
    pulls.set(session, (pulls.get(session) ?? 0) + pull);
  }
  const each = [...pulls.values()];
  const seen = Math.abs(each.reduce((sum, pull) => sum + pull, 0));
  const random = xoroshiro128plus(seed);
  return permutationP(FLIPS, () => {
    let sum = 0;
    let signs = 0;
    for (let i = 0; i < each.length; i++) {
      if (i % 30 === 0) signs = uniformInt(random, 0, 0x3fff_ffff);
      sum += signs & 1 ? each[i]! : -each[i]!;
      signs >>>= 1;
    }
    return Math.abs(sum) >= seen - 1e-12;
  });
}

/** The difference of two shares with its 90 % interval, by Newcombe's method 10: right also for few fights and shares near 0 or 1. */
export function differenceOf(one: Share, other: Share): { difference: number; low: number; high: number } {
  const a = wilson(one);
  const b = wilson(other);
  const difference = a.share - b.share;
  return {
    difference,
    low: difference - Math.hypot(a.share - a.low, b.high - b.share),
    high: difference + Math.hypot(a.high - a.share, b.share - b.low),
  };
}

const Z = jStat.normal.inv(0.95, 0, 1);

function wilson({ successes, tries }: Share): { share: number; low: number; high: number } {
  if (tries === 0) return { share: 0, low: 0, high: 1 };
  const share = successes / tries;
  const middle = (share + (Z * Z) / (2 * tries)) / (1 + (Z * Z) / tries);
  const half = (Z / (1 + (Z * Z) / tries)) * Math.sqrt((share * (1 - share)) / tries + (Z * Z) / (4 * tries * tries));
  return { share, low: middle - half, high: middle + half };
}

/** How many fights on each side it takes to see a difference of so much with 80 %, where the share is about this. */
export function neededFights(share: number, difference: number): number {
  const p = Math.min(0.95, Math.max(0.05, share));
  const q = Math.min(0.99, Math.max(0.01, p + (p > 0.5 ? -difference : difference)));
  const z = jStat.normal.inv(0.975, 0, 1) + jStat.normal.inv(0.8, 0, 1);
  return Math.ceil((z * z * (p * (1 - p) + q * (1 - q))) / (difference * difference));
}
