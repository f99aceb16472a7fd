import type { Sql } from "#app/platform/sql.ts";
import type { CountedKill } from "../../tally.ts";
import { dayFigures } from "./day-figures.ts";
import { facetFigures, totalFigures } from "./facet-figures.ts";
import { type Change, writeFigures } from "./figure-rows.ts";
import type { StreakPlan } from "./streaks.ts";
import { hourFigures, pairFigures, tallyFigures } from "./tally-figures.ts";
import type { TallyShape } from "./tally-shape.ts";

/** Where nobody's streaks move, or they are settled otherwise. */
const NO_STREAKS: StreakPlan["standing"] = new Map();

/** Kills to be put into figures (1) or taken out of them (-1). */
export function changesOf(kills: readonly CountedKill[], sign: 1 | -1): Change[] {
  return kills.map((kill) => ({ kill, sign }));
}

/** Keeps every figure of players with their kills, in the caller's transaction. */
export async function countKills(
  db: Sql,
  changes: readonly Change[],
  shape: TallyShape,
  streaks: StreakPlan["standing"] = NO_STREAKS,
): Promise<void> {
  const ofPlayers = [
    tallyFigures(changes, shape, streaks),
    facetFigures(changes),
    pairFigures(changes),
    hourFigures(changes),
  ];
  // Those of all last: whoever has a part in common with others holds it, and then waits for nobody.
  await writeFigures(db, ofPlayers, [totalFigures(changes), dayFigures(changes)]);
}

/** Of kills that are one player's alone (nobody else is in them) what is theirs: no pairs, and no totals of all players, which have them already. */
export async function countOneself(
  db: Sql,
  kills: readonly CountedKill[],
  shape: TallyShape,
  streaks: StreakPlan["standing"],
): Promise<void> {
  const changes = changesOf(kills, 1);
  await writeFigures(db, [tallyFigures(changes, shape, streaks), facetFigures(changes), hourFigures(changes)]);
}

/** With what and where alone: for kills of which nothing else has changed. */
export async function countFacets(db: Sql, kills: readonly CountedKill[], sign: 1 | -1): Promise<void> {
  await writeFigures(db, [facetFigures(changesOf(kills, sign))]);
}

/** The same of all players together, with the hours of the week. */
export async function countTotals(db: Sql, kills: readonly CountedKill[], sign: 1 | -1): Promise<void> {
  await writeFigures(db, [totalFigures(changesOf(kills, sign))]);
}
