import { shuffler } from "./tests-of-chance.ts";

/** A part of a series must be so long to be told from chance. */
const LEAST_SEGMENT = 15;
const PERMUTATIONS = 999;

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

/** How much likelier successes are with their own share than not: the log-likelihood of so many out of so many. */
function logLikelihood(successes: number, tries: number): number {
  if (successes === 0 || successes === tries) return 0;
  const share = successes / tries;
  return successes * Math.log(share) + (tries - successes) * Math.log(1 - share);
}

function ratios(wins: readonly boolean[]): number[] {
  const total = wins.filter(Boolean).length;
  const whole = logLikelihood(total, wins.length);
  const found = new Array<number>(wins.length).fill(Number.NEGATIVE_INFINITY);
  let before = 0;
  for (let at = 1; at < wins.length; at++) {
    if (wins[at - 1]) before++;
    if (at < LEAST_SEGMENT || wins.length - at < LEAST_SEGMENT) continue;
    found[at] = logLikelihood(before, at) + logLikelihood(total - before, wins.length - at) - whole;
  }
  return found;
}

/** Where half of what a chi-squared of one degree leaves out beyond 90 % lies: splits within it of the best are nearly as likely. */
const NEARLY = 2.706 / 2;

/** The one place in a series of fights where winning changed most, if it is more than shuffling the same fights brings; null: too few to say. */
export function changePoint(wins: readonly boolean[], seed: number): ChangePoint | null {
  if (wins.length < 2 * LEAST_SEGMENT) return null;
  const found = ratios(wins);
  const best = Math.max(...found);
  const at = found.indexOf(best);
  const shuffle = shuffler(seed);
  let asFar = 1;
  for (let round = 0; round < PERMUTATIONS; round++) if (Math.max(...ratios(shuffle(wins))) >= best - 1e-12) asFar++;
  const near = found.flatMap((ratio, index) => (ratio >= best - NEARLY ? [index] : []));
  const share = (from: number, to: number) => wins.slice(from, to).filter(Boolean).length / (to - from);
  return {
    at,
    from: near[0]!,
    to: near.at(-1)!,
    before: share(0, at),
    after: share(at, wins.length),
    p: asFar / (PERMUTATIONS + 1),
  };
}
