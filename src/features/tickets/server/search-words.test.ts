import { expect, it } from "vitest";
import { daysBack, marksOf, monthsBack, queryOf, wordsOf } from "./search-words.ts";

it("folds case and accents, and takes letters of all scripts", () => {
  expect(wordsOf("Séance SEANCE — порт 25566, ポート!")).toEqual(["seance", "порт", "25566", "ホート"]);
});

it("lets no text make a mark or an operator", () => {
  const marks = marksOf(new Date("2026-11-22T00:00:00Z"));
  expect(wordsOf(`x #2026-11 ${marks.join(" ")}`)).toEqual(["x", "2026", "11", "22"]);
  expect(queryOf("' | !a & <-> :* b'", null)).toBe("'a' & 'b'");
  expect(queryOf("!!!", null)).toBeNull();
});

it("bounds how many words a text has and how long they are", () => {
  const many = Array.from({ length: 5_000 }, (_, i) => `w${i}`).join(" ");
  expect(wordsOf(many)).toHaveLength(2_000);
  expect(wordsOf("x".repeat(100_000))[0]).toHaveLength(40);
});

it("looks at the last word as a beginning, from three letters on", () => {
  expect(queryOf("port tak", null)).toBe("'port' & 'tak':*");
  expect(queryOf("ta", ["#2026-11"])).toBe("'ta' & ('#2026-11')");
});

it("names days and months back over the turn of a year", () => {
  const now = new Date("2026-01-31T12:00:00Z");
  expect(monthsBack(now, 3)).toEqual(["#2026-01", "#2025-12", "#2025-11"]);
  expect(daysBack(new Date("2026-01-01T00:30:00Z"), 2)).toEqual(["#2026-01-01", "#2025-12-31"]);
});
