import { jStat } from "jstat";

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
const FITTED_FROM_TRIES = 5;
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

/**
 * How the shares of a whole population lie, by the method of moments over those with enough tries: variance beyond what chance alone makes is what people
 * differ by. With too few people it is the flat prior.
 */
export function fitPrior(population: readonly Share[]): BetaPrior {
  const known = population.filter(({ tries }) => tries >= FITTED_FROM_TRIES);
  const tries = known.reduce((sum, share) => sum + share.tries, 0);
  if (known.length < 3) return FLAT_PRIOR;
  const mean = known.reduce((sum, share) => sum + share.successes, 0) / tries;
  if (mean <= 0 || mean >= 1) return FLAT_PRIOR;
  const weighted = known.reduce((sum, share) => sum + share.tries * (share.successes / share.tries - mean) ** 2, 0);
  const byChance = (known.length - 1) * mean * (1 - mean);
  const spread = tries - known.reduce((sum, share) => sum + share.tries ** 2, 0) / tries;
  const between = (weighted - byChance) / spread;
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

/** A share of encounters won, as kills for each death. */
export function asRatio(share: number): number {
  return share / (1 - share);
}
