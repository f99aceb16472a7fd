/** The end of a scale from 0 that holds a peak: 1, 2 or 5 times a power of ten, and at least 2. */
export function niceMaximum(peak: number): number {
  if (peak <= 2) return 2;
  const power = 10 ** Math.floor(Math.log10(peak));
  const found = [1, 2, 4, 5, 10].find((factor) => factor * power >= peak) ?? 10;
  return found * power;
}
