import { atLeast, type BetaPrior, estimate } from "#app/features/analytics/share.ts";

/** How often two have killed each other, from the one's side. */
export interface Fights {
  kills: number;
  deaths: number;
}

/** Fewer fights with somebody say nothing of who is the better of the two. */
const FROM_FIGHTS = 5;
/** How sure one must be, of all opponents taken together, to name one of them. */
const CERTAINTY = 0.95;
/** What is known of somebody's fights with all others weighs as much as so many with the one. */
const WEIGHT_OF_OTHERS = 4;

/** What is believed of the share that somebody loses to one of their opponents, before anything is seen of the two: what they lose to all. */
export function priorOfLosing({ kills, deaths }: Fights): BetaPrior {
  const lost = (deaths + 1) / (kills + deaths + 2);
  return { alpha: WEIGHT_OF_OTHERS * lost, beta: WEIGHT_OF_OTHERS * (1 - lost) };
}

/** The share of fights with one opponent that is believed to be lost, 90 % certain to be between low and high. */
export function lossTo({ kills, deaths }: Fights, overall: Fights): { lost: number; low: number; high: number } {
  const { mean, low, high } = estimate({ successes: deaths, tries: kills + deaths }, priorOfLosing(overall));
  return { lost: mean, low, high };
}

/**
 * Who beats this player more than others do, and whom they beat more: not whoever killed them most, but those of whom it is certain. The share lost to them is
 * at least (at most) what is lost to all, with 5 % of error for all opponents together, because among many one is always the worst by luck. Null: nobody.
 */
export function nemesisAndPrey<T extends Fights>(
  opponents: readonly T[],
  overall: Fights,
): { nemesis: T | null; prey: T | null } {
  const known = opponents.filter(({ kills, deaths }) => kills + deaths >= FROM_FIGHTS);
  const prior = priorOfLosing(overall);
  const lost = prior.alpha / WEIGHT_OF_OTHERS;
  const certainty = 1 - (1 - CERTAINTY) / Math.max(1, known.length);
  let nemesis: { of: T; by: number } | null = null;
  let prey: { of: T; by: number } | null = null;
  for (const one of known) {
    const tries = one.kills + one.deaths;
    const loses = atLeast({ successes: one.deaths, tries }, prior, certainty) - lost;
    if (loses > 0 && (nemesis === null || loses > nemesis.by)) nemesis = { of: one, by: loses };
    const wins =
      atLeast({ successes: one.kills, tries }, { alpha: prior.beta, beta: prior.alpha }, certainty) - (1 - lost);
    if (wins > 0 && (prey === null || wins > prey.by)) prey = { of: one, by: wins };
  }
  return { nemesis: nemesis?.of ?? null, prey: prey?.of ?? null };
}
