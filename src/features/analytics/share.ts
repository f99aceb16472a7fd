import { jStat } from "./distributions.ts";

/** Successes out of so many tries: kills out of encounters, wins out of fights. */
export interface Share {
  successes: number;
  tries: number;
}

/** What is believed of a share before anything is seen of the one it is of: as of so many successes and failures. */
export interface BetaPrior {
  alpha: number;
  beta: number;
}

/** Nobody knows anything: each share is as likely as any other. */
export const FLAT_PRIOR: BetaPrior = { alpha: 1, beta: 1 };

/** Fewer tries say too little of one to say something of all. */
export const FITTED_FROM_TRIES = 5;
/** A population as alike as coins would leave no room for anybody to be better: so sure nobody is. */
const MOST_STRENGTH = 500;

export interface Estimate {
  /** Expected, 0 to 1. */
  mean: number;
  /** The true share is below `low` with 5 % and above `high` with 5 %. */
  low: number;
  high: number;
  tries: number;
}

/** A population as sums, over those with at least `FITTED_FROM_TRIES`: a database adds them up without anybody reading all of it. */
export interface Population {
  people: number;
  tries: number;
  successes: number;
  /** Of the squares of tries. */
  triesSquared: number;
  /** Of the squares of successes, each by its tries. */
  successesSquared: number;
}

/**
 * How the shares of a whole population lie, by the method of moments over those with enough tries: variance beyond what chance alone makes is what people
 * differ by. With too few people it is the flat prior.
 */
export function fitPrior(population: readonly Share[]): BetaPrior {
  const sums = { people: 0, tries: 0, successes: 0, triesSquared: 0, successesSquared: 0 };
  for (const { successes, tries } of population) {
    if (tries < FITTED_FROM_TRIES) continue;
    sums.people++;
    sums.tries += tries;
    sums.successes += successes;
    sums.triesSquared += tries ** 2;
    sums.successesSquared += successes ** 2 / tries;
  }
  return fitPriorOf(sums);
}

/** The same of a population that is added up already. */
export function fitPriorOf({ people, tries, successes, triesSquared, successesSquared }: Population): BetaPrior {
  if (people < 3) return FLAT_PRIOR;
  const mean = successes / tries;
  if (mean <= 0 || mean >= 1) return FLAT_PRIOR;
  const weighted = successesSquared - mean ** 2 * tries;
  const byChance = (people - 1) * mean * (1 - mean);
  const between = (weighted - byChance) / (tries - triesSquared / tries);
  const strength = between <= 0 ? MOST_STRENGTH : Math.min(MOST_STRENGTH, (mean * (1 - mean)) / between - 1);
  if (strength <= 0) return FLAT_PRIOR;
  return { alpha: mean * strength, beta: (1 - mean) * strength };
}

/** What a share is believed to be after what was seen, drawn towards what others are like the more the less was seen. */
export function estimate({ successes, tries }: Share, prior: BetaPrior): Estimate {
  const alpha = prior.alpha + successes;
  const beta = prior.beta + tries - successes;
  return {
    mean: alpha / (alpha + beta),
    low: jStat.beta.inv(0.05, alpha, beta),
    high: jStat.beta.inv(0.95, alpha, beta),
    tries,
  };
}

/** What a share is above with this much certainty (0.95: it is less with 5 %). */
export function atLeast({ successes, tries }: Share, prior: BetaPrior, certainty: number): number {
  return jStat.beta.inv(1 - certainty, prior.alpha + successes, prior.beta + tries - successes);
}

/** A share of encounters won, as kills for each death. */
export function asRatio(share: number): number {
  return share / (1 - share);
}
