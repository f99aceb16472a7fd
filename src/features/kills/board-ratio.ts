/** Ten encounters half and half are added to what was seen. */
const ADDED = 5;
/** One-sided 95 %. */
const Z = 1.6448536269514722;

/**
 * Kills for each death as boards believe them, of everybody alike: as if ten more encounters had gone half and half, between Wilson's bounds of the share won. `low` is
 * what the board of ratios is ordered by: the database makes `kill_counts."kdrLow"` by the same form, and the two never differ.
 */
export function boardRatio(kills: number, deaths: number): { expected: number; low: number; high: number } {
  const [won, lost] = [kills + ADDED, deaths + ADDED];
  const spread = Z * Math.sqrt((won * lost) / (won + lost) + Z ** 2 / 4);
  const half = Z ** 2 / 2;
  return {
    expected: won / lost,
    low: (won + half - spread) / (lost + half + spread),
    high: (won + half + spread) / (lost + half - spread),
  };
}
