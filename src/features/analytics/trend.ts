import { jStat } from "./distributions.ts";

/** Fewer weeks or days are no trend. */
export const LEAST_PERIODS = 8;

export interface Trend {
  /** Change for each period: the median of the slopes of all pairs (Sen). */
  slope: number;
  /** The slope lies between these with 90 %. */
  low: number;
  high: number;
  /** Two-sided, by Mann and Kendall with the correction for ties. */
  p: number;
}

function median(sorted: readonly number[]): number {
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** Whether a series goes up or down on the whole; null: too few periods to say. */
export function trend(series: readonly number[]): Trend | null {
  const n = series.length;
  if (n < LEAST_PERIODS) return null;
  let s = 0;
  const slopes: number[] = [];
  for (let i = 0; i < n; i++) {
    for (let j = i + 1; j < n; j++) {
      const difference = series[j]! - series[i]!;
      s += Math.sign(difference);
      slopes.push(difference / (j - i));
    }
  }
  const ties = new Map<number, number>();
  for (const value of series) ties.set(value, (ties.get(value) ?? 0) + 1);
  const tied = [...ties.values()].reduce((sum, t) => sum + t * (t - 1) * (2 * t + 5), 0);
  const variance = (n * (n - 1) * (2 * n + 5) - tied) / 18;
  const z = variance === 0 || s === 0 ? 0 : (s - Math.sign(s)) / Math.sqrt(variance);
  slopes.sort((a, b) => a - b);
  // By Gilbert: as many slopes from each end as the statistic strays with 90 %.
  const strays = jStat.normal.inv(0.95, 0, 1) * Math.sqrt(variance);
  const at = (position: number) => slopes[Math.min(slopes.length - 1, Math.max(0, Math.round(position)))]!;
  return {
    slope: median(slopes),
    low: at((slopes.length - strays) / 2 - 1),
    high: at((slopes.length + strays) / 2),
    p: 2 * jStat.normal.cdf(-Math.abs(z), 0, 1),
  };
}
