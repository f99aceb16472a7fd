import { expect, it } from "vitest";
import { autoProblemWord } from "./auto-problem.ts";

it.each([
  ["economy.insufficient", "insufficient"],
  ["renewals.may_not_spend", "may_not_spend"],
  ["renewals.too_far", "other"],
  ["constructor", "other"],
])("a failed renewal is told in a word that the messages know: %s", (reason, word) =>
  expect(autoProblemWord(reason)).toBe(word),
);
