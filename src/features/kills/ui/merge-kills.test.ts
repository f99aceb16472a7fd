import { expect, it } from "vitest";
import type { Kill } from "../schema.ts";
import { type KillPage, mergeKills, newAmong } from "./merge-kills.ts";

/** Kills of these numbers, each a second after the one before. */
function page(numbers: readonly number[], nextCursor: string | null): KillPage {
  const items = numbers.map(
    (number) => ({ id: `kil_${number}`, number, at: new Date(number * 1_000).toISOString() }) as Kill,
  );
  return { items, nextCursor };
}
const numbersOf = (pages: readonly KillPage[]) => pages.map(({ items }) => items.map(({ number }) => number));

it("new kills stand before those that were read, and older pages stay", () => {
  const shown = [page([9, 8, 7], "c7"), page([6, 5], null)];
  const fresh = page([11, 10, 9], "c9");
  expect(newAmong(fresh, shown)).toBe(2);
  const merged = mergeKills(fresh, shown);
  expect(numbersOf(merged)).toEqual([
    [11, 10, 9, 8, 7],
    [6, 5],
  ]);
  expect(merged.at(-1)?.nextCursor).toBeNull();
});

it("a kill that counts no more goes, and one that was told late takes its place", () => {
  const merged = mergeKills(page([9, 8, 6], "c6"), [page([9, 7, 6, 5], "c5")]);
  expect(numbersOf(merged)).toEqual([[9, 8, 6, 5]]);
  expect(merged[0]!.nextCursor).toBe("c5");
});

it("where more is new than fits on a page, nothing is skipped unseen", () => {
  expect(mergeKills(page([99, 98], "c98"), [page([9, 8], "c8")])).toEqual([page([99, 98], "c98")]);
});

it("a list that is whole on one page is that page", () => {
  expect(mergeKills(page([3], null), [page([2, 1], "c1")])).toEqual([page([3], null)]);
  expect(mergeKills(page([], null), [page([2, 1], null)])).toEqual([page([], null)]);
});

it("kills of one moment are told apart by their numbers", () => {
  const at = new Date(0).toISOString();
  const of = (numbers: number[]): KillPage => ({
    items: numbers.map((number) => ({ id: `kil_${number}`, number, at }) as Kill),
    nextCursor: "more",
  });
  expect(numbersOf(mergeKills(of([5, 4]), [of([4, 3]), of([2])]))).toEqual([[5, 4, 3], [2]]);
});
