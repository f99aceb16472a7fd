import { describe, expect, it } from "vitest";
import { seededRandom } from "#app/testing/star-citizen-log.ts";
import { changePoint } from "./change-point.ts";
import { asRatio, estimate, fitPrior, type Share, USUAL_PRIOR } from "./share.ts";
import { adjusted, compareSessions, fisherExact } from "./tests-of-chance.ts";
import { trend } from "./trend.ts";

describe("as others compute it (SciPy 1.17)", () => {
  it("Fisher's exact test", () => {
    expect(fisherExact({ successes: 8, tries: 10 }, { successes: 1, tries: 6 })).toBeCloseTo(0.034965034965, 9);
    expect(fisherExact({ successes: 34, tries: 50 }, { successes: 41, tries: 90 })).toBeCloseTo(0.013345659839, 9);
    expect(fisherExact({ successes: 0, tries: 0 }, { successes: 1, tries: 6 })).toBe(1);
  });

  it("the interval of a share", () => {
    const { low, high, mean } = estimate({ successes: 1, tries: 5 }, { alpha: 1, beta: 1 });
    expect([low, high]).toEqual([expect.closeTo(0.06284989, 7), expect.closeTo(0.58180341, 7)]);
    expect(mean).toBeCloseTo(2 / 7);
    expect(asRatio(0.75)).toBe(3);
  });

  it("what several questions at once cost, by Benjamini and Hochberg", () => {
    expect(adjusted([0.01, 0.04, 0.03, 0.005])).toEqual([0.02, 0.04, 0.04, 0.02]);
    expect(adjusted([])).toEqual([]);
  });

  it("a trend, by Mann and Kendall and by Sen", () => {
    const { slope, p } = trend([1, 3, 2, 5, 4, 6, 8, 7, 9, 10])!;
    expect(slope).toBe(1);
    // S = 39, variance 125: z = 38 / sqrt(125).
    expect(p).toBeCloseTo(0.000677, 5);
    expect(trend([1, 2, 3])).toBeNull();
    expect(trend(Array(9).fill(4))).toEqual({ slope: 0, low: 0, high: 0, p: 1 });
  });
});

describe("by what is known to be true", () => {
  /** How many of so many runs say that there is something. */
  const spoken = (runs: number, says: (random: () => number, run: number) => boolean) =>
    Array.from({ length: runs }, (_, run) => says(seededRandom(run + 1), run)).filter(Boolean).length / runs;
  /** Sessions whose luck differs from evening to evening: a gamma of shape 2, as sums of exponentials. */
  const evening = (random: () => number, rate: number) => {
    const hours = 0.5 + random() * 3;
    const expected = rate * hours * ((-Math.log(random()) - Math.log(random())) / 2);
    let count = 0;
    let waited = -Math.log(random());
    while (waited < expected) {
      count++;
      waited -= Math.log(random());
    }
    return { count, hours };
  };
  const evenings = (random: () => number, n: number, rate: number) =>
    Array.from({ length: n }, () => evening(random, rate));

  it("weeks that do not differ are said to differ in no more than one of twenty", () => {
    const speaks = (before: number, after: number) =>
      spoken(
        200,
        (random, run) => compareSessions(evenings(random, 8, before), evenings(random, 8, after), run).p < 0.05,
      );
    expect(speaks(6, 6)).toBeLessThan(0.05 + 2 * Math.sqrt((0.05 * 0.95) / 200));
    expect(speaks(3, 12)).toBeGreaterThan(0.7);
  });

  it("a change of winning is found near where it is, and seldom where there is none", () => {
    const fights = (random: () => number, n: number, share: number) =>
      Array.from({ length: n }, () => random() < share);
    expect(spoken(40, (random, run) => changePoint(fights(random, 200, 0.5), run)!.p < 0.05)).toBeLessThan(0.13);
    const places: number[] = [];
    const found = spoken(25, (random, run) => {
      const point = changePoint([...fights(random, 100, 0.4), ...fights(random, 100, 0.65)], run)!;
      places.push(Math.abs(point.at - 100));
      return point.p < 0.05;
    });
    expect(found).toBeGreaterThan(0.7);
    expect(places.sort((a, b) => a - b)[12]).toBeLessThan(15);
    expect(changePoint([true, false], 1)).toBeNull();
  });

  it("shares drawn to the others' are nearer to the truth than raw ones, and their intervals hold it as often as they say", () => {
    const random = seededRandom(3);
    // A true share as the median of eleven: some Beta(6, 6).
    const players = Array.from({ length: 400 }, () => {
      const truth = Array.from({ length: 11 }, () => random()).sort((a, b) => a - b)[5]!;
      const tries = 1 + Math.floor(random() * 20);
      return { truth, tries, successes: Array.from({ length: tries }, () => random() < truth).filter(Boolean).length };
    });
    const prior = fitPrior(players);
    expect(prior.alpha + prior.beta).toBeGreaterThan(6);
    expect(prior.alpha + prior.beta).toBeLessThan(24);
    const error = (of: (player: (typeof players)[number]) => number) =>
      Math.sqrt(players.reduce((sum, player) => sum + (of(player) - player.truth) ** 2, 0) / players.length);
    expect(error((player) => estimate(player, prior).mean)).toBeLessThan(
      0.75 * error(({ successes, tries }) => successes / tries),
    );
    const held = players.filter((player) => {
      const { low, high } = estimate(player, prior);
      return low <= player.truth && player.truth <= high;
    }).length;
    expect(held / players.length).toBeGreaterThan(0.85);
    expect(held / players.length).toBeLessThan(0.95);
  });
});

describe("what is believed of a ratio while few are known", () => {
  const share = ({ alpha, beta }: { alpha: number; beta: number }) => alpha / (alpha + beta);
  const people = (n: number, of: (place: number) => Share) => Array.from({ length: n }, (_, place) => of(place));
  /** Half of them win a third, the others two thirds. */
  const split = (place: number) => ({ successes: place % 2 === 0 ? 20 : 40, tries: 60 });

  it("is as of ten encounters half and half: a streak of twelve is no ratio of thirteen", () => {
    for (const nobody of [[], [{ successes: 3, tries: 4 }], [{ successes: 12, tries: 12 }]]) {
      expect(fitPrior(nobody)).toEqual(USUAL_PRIOR);
    }
    expect(asRatio(estimate({ successes: 12, tries: 12 }, fitPrior([])).mean)).toBeCloseTo(3.4);
  });

  it("goes to what is seen without a step, one more person at a time", () => {
    for (const of of [
      split,
      () => ({ successes: 54, tries: 60 }),
      (place: number) => ({ successes: 1 + (place % 59), tries: 60 }),
    ]) {
      let before = fitPrior([]);
      for (let n = 1; n <= 300; n++) {
        const prior = fitPrior(people(n, of));
        const [one, other] = [before, prior].map((each) => estimate({ successes: 12, tries: 12 }, each).mean);
        expect(Math.abs(one! - other!)).toBeLessThan(0.035);
        before = prior;
      }
    }
  });

  it("is what is seen once many are known", () => {
    const prior = fitPrior(people(5_000, split));
    expect(share(prior)).toBeCloseTo(0.5, 2);
    // Of shares a third and two thirds the variance is 1/36.
    expect(prior.alpha + prior.beta).toBeGreaterThan(7);
    expect(prior.alpha + prior.beta).toBeLessThan(11);
    expect(share(fitPrior(people(5_000, () => ({ successes: 54, tries: 60 }))))).toBeCloseTo(0.9, 2);
  });

  it("never makes anybody win or lose always, and tells nothing of who tells of kills alone", () => {
    expect(fitPrior(people(5_000, () => ({ successes: 60, tries: 60 })))).toEqual(USUAL_PRIOR);
    const nearly = fitPrior(people(5_000, (place) => ({ successes: place === 0 ? 59 : 60, tries: 60 })));
    expect(Math.min(nearly.alpha, nearly.beta)).toBeGreaterThanOrEqual(1);
  });
});
