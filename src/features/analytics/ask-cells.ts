import { type CellType, cellOf, cellsOf, isComparable, LEAST_FIGHTS } from "./cells.ts";
import { type CellComparison, compareCell, neededFights } from "./compare-cells.ts";
import type { Encounter } from "./encounter.ts";
import {
  type Asking,
  group,
  LEAST_SHARE,
  type Part,
  part,
  SOUGHT_SHARE,
  seedOf,
  type Told,
  toldOf,
  wonShare,
} from "./questions.ts";

/** Where, when, with what and against whom fights are won otherwise than the rest. */
export function askCells({ encounters, seed }: Asking, type: CellType): Part {
  const found = cellsOf(encounters, type);
  const needed = neededFights(wonShare(encounters), SOUGHT_SHARE);
  const most = Math.max(0, ...found.map(({ fights }) => fights));
  if (!isComparable(encounters, type))
    return {
      ...part(type, "encounters", most, needed, []),
      type: { type, state: "not_comparable", asked: 0, have: most, needed, unit: "encounters" },
    };
  const known = encounters.filter((fight) => cellOf(fight, type) !== null);
  const asked = found.filter(({ fights }) => fights >= LEAST_FIGHTS && known.length - fights >= LEAST_FIGHTS);
  // Weekend and the rest are one question, not two.
  const once = type === "weekend" ? asked.filter(({ cell }) => cell === "weekend") : asked;
  return part(
    type,
    "encounters",
    most,
    needed,
    once.map(({ cell }) => {
      const fights = known.map((fight) => ({
        isIn: cellOf(fight, type) === cell,
        isWin: fight.isKill,
        session: fight.session,
      }));
      const compared = compareCell(fights, seed + seedOf(cell));
      return { type, p: compared.p, tell: () => tellCell(type, cell, known, compared) };
    }),
  );
}

function tellCell(type: CellType, cell: string, known: readonly Encounter[], compared: CellComparison): Told | null {
  const { inside, outside, difference, low, high, p } = compared;
  if (Math.abs(difference) < LEAST_SHARE) return null;
  return {
    ...toldOf(
      type,
      cell,
      known,
      known.filter((fight) => cellOf(fight, type) === cell),
    ),
    method:
      "Fisher's exact test of the fights, and a test of whole sessions with 9,999 random signs; the more cautious of the two counts. Range by Newcombe's method.",
    effect: { value: difference, low, high, confidence: 0.9, unit: "share" },
    groups: [group("inside", inside.successes, inside.tries), group("outside", outside.successes, outside.tries)],
    n: inside.tries + outside.tries,
    nUnit: "encounters",
    p,
    changed: null,
  };
}
