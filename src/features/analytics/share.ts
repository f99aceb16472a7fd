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

/**
 * What is believed of somebody as long as nobody else is known: as of ten encounters that went half and half. Flat it would be believed that somebody with twelve wins
 * and no loss wins thirteen of fourteen, as if who wins nearly always were as common as who wins half of the time; in games that keep scores, shares lie about so far apart.
 */
export const USUAL_PRIOR: BetaPrior = { alpha: 5, beta: 5 };

/** Fewer tries say too little of one to say something of all. */
export const FITTED_FROM_TRIES = 5;
/** What is usual weighs as much as so many people who are known, so that the first few do not turn what is believed of all. */
const USUAL_PEOPLE = 20;
/** A population as alike as coins would leave no room for anybody to be better: so sure nobody is. */
const MOST_STRENGTH = 50;
/** Nobody is believed to win or to lose always, whatever all others do. */
const LEAST_OF_EACH = 1;

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
 * differ by. Of nobody it is what is usual, and it goes from there to what is seen the more people there are, without a step.
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
  // Who tells of kills alone, or of deaths alone, tells nothing of how the two lie to each other.
  if (people < 2 || successes <= 0 || successes >= tries) return USUAL_PRIOR;
  const seen = successes / tries;
  const weighted = successesSquared - seen ** 2 * tries;
  const byChance = (people - 1) * seen * (1 - seen);
  const between = Math.min(seen * (1 - seen), Math.max(0, (weighted - byChance) / (tries - triesSquared / tries)));
  const known = people / (people + USUAL_PEOPLE);
  const usual = USUAL_PRIOR.alpha / (USUAL_PRIOR.alpha + USUAL_PRIOR.beta);
  const usualBetween = (usual * (1 - usual)) / (USUAL_PRIOR.alpha + USUAL_PRIOR.beta + 1);
  const mean = known * seen + (1 - known) * usual;
  const variance = known * between + (1 - known) * usualBetween;
  const strength = Math.min(MOST_STRENGTH, (mean * (1 - mean)) / variance - 1);
  return { alpha: Math.max(LEAST_OF_EACH, mean * strength), beta: Math.max(LEAST_OF_EACH, (1 - mean) * strength) };
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
