import { changePoint } from "./change-point.ts";
import { differenceOf, neededFights } from "./compare-cells.ts";
import {
  type Asking,
  group,
  LEAST_SHARE,
  type Part,
  part,
  SOUGHT_SHARE,
  shareOf,
  toldOf,
  wonShare,
} from "./questions.ts";

/** Whether, and when, winning changed. */
export function winChange({ encounters, seed }: Asking): Part {
  const wins = encounters.map(({ isKill }) => isKill);
  const point = changePoint(
    wins,
    seed,
    encounters.map(({ session }) => session),
  );
  const needed = 2 * neededFights(wonShare(encounters), SOUGHT_SHARE);
  if (point === null) return part("win_change", "encounters", wins.length, needed, []);
  return part("win_change", "encounters", wins.length, needed, [
    {
      type: "win_change",
      p: point.p,
      tell() {
        const before = shareOf(encounters.slice(0, point.at));
        const after = shareOf(encounters.slice(point.at));
        const { difference, low, high } = differenceOf(after, before);
        if (Math.abs(difference) < LEAST_SHARE) return null;
        return {
          ...toldOf("win_change", null, encounters, encounters.slice(point.at)),
          method:
            "The likeliest moment of one change, compared with the same fights in 9,999 shuffled orders of whole sessions. Range by Newcombe's method.",
          effect: { value: difference, low, high, confidence: 0.9, unit: "share" },
          groups: [group("before", before.successes, before.tries), group("after", after.successes, after.tries)],
          n: encounters.length,
          nUnit: "encounters",
          p: point.p,
          changed: {
            from: encounters[Math.max(0, point.from - 1)]!.at.toISOString(),
            to: encounters[Math.min(encounters.length - 1, point.to)]!.at.toISOString(),
          },
        };
      },
    },
  ]);
}
