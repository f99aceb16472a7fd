import rate from "glicko2-lite";

/** How good somebody is at beating others, by Glicko-2 (Glickman, 2013): `deviation` says how far that may be off. */
export interface Rating {
  rating: number;
  deviation: number;
  volatility: number;
}

/** Of who has fought nobody yet. */
export const NEW_RATING: Rating = { rating: 1500, deviation: 350, volatility: 0.06 };

export interface Duel {
  winnerId: string;
  loserId: string;
}

/** Two who fought within a period, and which part of it the one won. */
interface Match {
  oneId: string;
  otherId: string;
  won: number;
  fought: number;
}

function matchesOf(duels: readonly Duel[]): Match[] {
  const matches = new Map<string, Match>();
  for (const { winnerId, loserId } of duels) {
    const [oneId, otherId] = winnerId < loserId ? [winnerId, loserId] : [loserId, winnerId];
    const key = `${oneId}\n${otherId}`;
    const match = matches.get(key) ?? { oneId, otherId, won: 0, fought: 0 };
    match.fought++;
    if (winnerId === oneId) match.won++;
    matches.set(key, match);
  }
  return [...matches.values()];
}

/**
 * Ratings after one period (a day) in which these duels were fought: all are rated at once by what was known before it. What two did to each other within a
 * period is one match, won in part: the kills of one evening hang together, and counted singly they make ratings surer than they are, which shows on games
 * that were not seen. Everybody in `before` who fought nobody is a little less certain than before.
 */
export function ratePeriod(before: ReadonlyMap<string, Rating>, duels: readonly Duel[]): Map<string, Rating> {
  const opponents = new Map<string, [rating: number, deviation: number, score: number][]>();
  const of = (id: string) => before.get(id) ?? NEW_RATING;
  const add = (id: string, otherId: string, score: number) => {
    const { rating, deviation } = of(otherId);
    const list = opponents.get(id) ?? [];
    list.push([rating, deviation, score]);
    opponents.set(id, list);
  };
  for (const { oneId, otherId, won, fought } of matchesOf(duels)) {
    add(oneId, otherId, won / fought);
    add(otherId, oneId, 1 - won / fought);
  }
  const after = new Map<string, Rating>();
  for (const id of new Set([...before.keys(), ...opponents.keys()])) {
    const was = of(id);
    const next = rate(was.rating, was.deviation, was.volatility, opponents.get(id) ?? [], { tau: 0.5 });
    after.set(id, { rating: next.rating, deviation: Math.min(NEW_RATING.deviation, next.rd), volatility: next.vol });
  }
  return after;
}

/** Glicko-2 counts in smaller units than it shows. */
const SCALE = 173.7178;

/** A rating after so many periods without a fight: as sure as before but for what may have changed meanwhile, never less than of somebody new. */
export function rested(before: Rating, periods: number): Rating {
  const deviation = Math.sqrt(before.deviation ** 2 + periods * (before.volatility * SCALE) ** 2);
  return { ...before, deviation: Math.min(NEW_RATING.deviation, deviation) };
}

/** How likely the one beats the other, both uncertainties taken into account. */
export function expectedScore(one: Rating, other: Rating): number {
  const deviation = Math.hypot(one.deviation, other.deviation) / SCALE;
  const weight = 1 / Math.sqrt(1 + (3 * deviation ** 2) / Math.PI ** 2);
  return 1 / (1 + Math.exp((-weight * (one.rating - other.rating)) / SCALE));
}
