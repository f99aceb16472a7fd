import { expect, it } from "vitest";
import { boardRatio } from "./board-ratio.ts";

it("what is likely lies between what is sure, for everybody", () => {
  for (let kills = 0; kills <= 400; kills += 7)
    for (let deaths = 0; deaths <= 400; deaths += 9) {
      const { expected, low, high } = boardRatio(kills, deaths);
      expect(low).toBeGreaterThan(0);
      expect(low).toBeLessThan(expected);
      expect(high).toBeGreaterThan(expected);
      expect(Number.isFinite(high)).toBe(true);
    }
});

it("a streak of twelve is likely three to one and no thirteen", () => {
  const { expected, low, high } = boardRatio(12, 0);
  expect(expected).toBeCloseTo(3.4, 5);
  expect(low).toBeCloseTo(1.51, 2);
  expect(high).toBeLessThan(8);
});
