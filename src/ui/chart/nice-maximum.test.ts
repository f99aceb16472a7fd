import { expect, it } from "vitest";
import { niceMaximum } from "./nice-maximum.ts";

it.each([
  [0, 2],
  [1, 2],
  [3, 4],
  [9, 10],
  [10, 10],
  [11, 20],
  [41, 50],
  [501, 1000],
  [1_000_001, 2_000_000],
])("%i fits below %i", (peak, end) => expect(niceMaximum(peak)).toBe(end));
