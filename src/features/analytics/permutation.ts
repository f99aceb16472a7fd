/** So many shuffles as far apart as what was seen settle that it is nothing: more would only say so more precisely. */
const ENOUGH = 20;

/**
 * The p value of what was seen among at most so many shuffles, by Besag and Clifford: it stops as soon as enough of them are as far, so that the many questions
 * with no answer cost little and the few with one are asked to the last. It is valid at whatever place it stops.
 */
export function permutationP(most: number, isAsFar: () => boolean): number {
  let asFar = 0;
  for (let round = 1; round <= most; round++) {
    if (isAsFar()) asFar++;
    if (asFar === ENOUGH) return asFar / round;
  }
  return (asFar + 1) / (most + 1);
}
