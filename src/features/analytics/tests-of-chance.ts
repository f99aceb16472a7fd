import { uniformInt } from "pure-rand/distribution/uniformInt";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import { jStat } from "./distributions.ts";
import { permutationP } from "./permutation.ts";
import type { Share } from "./share.ts";

/** The two-sided p of Fisher's exact test: how likely two shares are as far apart as these, or farther, if there is no difference. */
export function fisherExact(one: Share, other: Share): number {
  const population = one.tries + other.tries;
  const successes = one.successes + other.successes;
  const probability = (k: number) => jStat.hypgeom.pdf(k, population, successes, one.tries);
  const seen = probability(one.successes);
  let p = 0;
  for (let k = Math.max(0, successes - other.tries); k <= Math.min(successes, one.tries); k++) {
    const here = probability(k);
    // What is as likely differs in its last digits.
    if (here <= seen * (1 + 1e-7)) p += here;
  }
  return Math.min(1, p);
}

/**
 * P values as they must be read where several questions were asked at once, by Benjamini and Hochberg: of those that stay below a bound, no larger a part than that
 * bound is false on average.
 */
export function adjusted(ps: readonly number[]): number[] {
  const order = ps.map((p, index) => ({ p, index })).sort((a, b) => b.p - a.p);
  const result = new Array<number>(ps.length);
  let least = 1;
  order.forEach(({ p, index }, position) => {
    least = Math.min(least, (p * ps.length) / (ps.length - position));
    result[index] = least;
  });
  return result;
}

/** Numbers by chance that are the same whenever the same is asked, so that an insight does not come and go between two looks. */
export function shuffler(seed: number): <T>(list: readonly T[]) => T[] {
  const random = xoroshiro128plus(seed);
  return (list) => {
    const shuffled = [...list];
    for (let i = shuffled.length - 1; i > 0; i--) {
      const j = uniformInt(random, 0, i);
      [shuffled[i], shuffled[j]] = [shuffled[j]!, shuffled[i]!];
    }
    return shuffled;
  };
}

/** A sitting: how much was counted in it, and for how long it went. */
export interface Exposure {
  count: number;
  hours: number;
}

/** Events an hour. */
export function rateOf(sessions: readonly Exposure[]): number {
  const hours = sessions.reduce((sum, session) => sum + session.hours, 0);
  return hours === 0 ? 0 : sessions.reduce((sum, session) => sum + session.count, 0) / hours;
}

const PERMUTATIONS = 9_999;

/**
 * Whether the rate of two groups of sessions differs, by dealing whole sessions out anew: single events within one evening hang together, so a test that takes each by
 * itself sees changes where there are none. `difference` is of events an hour.
 */
export function compareSessions(
  before: readonly Exposure[],
  after: readonly Exposure[],
  seed: number,
): { difference: number; p: number } {
  const difference = rateOf(after) - rateOf(before);
  const shuffle = shuffler(seed);
  const all = [...before, ...after];
  const p = permutationP(PERMUTATIONS, () => {
    const dealt = shuffle(all);
    const chance = rateOf(dealt.slice(before.length)) - rateOf(dealt.slice(0, before.length));
    return Math.abs(chance) >= Math.abs(difference) - 1e-12;
  });
  return { difference, p };
}

const REDRAWS = 999;

function redrawn(seed: number): (sessions: readonly Exposure[]) => number {
  const random = xoroshiro128plus(seed);
  return (sessions) => rateOf(sessions.map(() => sessions[uniformInt(random, 0, sessions.length - 1)]!));
}

function middle(draw: () => number): { low: number; high: number } {
  const drawn = Array.from({ length: REDRAWS }, draw).sort((a, b) => a - b);
  return { low: drawn[Math.floor(REDRAWS * 0.05)]!, high: drawn[Math.floor(REDRAWS * 0.95)]! };
}

/** Between what a rate lies with 90 %: the middle of what sessions drawn anew, each as often as chance has it, give. */
export function rateSpread(sessions: readonly Exposure[], seed: number): { low: number; high: number } {
  const draw = redrawn(seed);
  return middle(() => draw(sessions));
}

/** The same of the difference of two rates. */
export function rateInterval(
  before: readonly Exposure[],
  after: readonly Exposure[],
  seed: number,
): { low: number; high: number } {
  const draw = redrawn(seed);
  return middle(() => draw(after) - draw(before));
}
