import { describe, expect, it } from "vitest";
import { sameInOtherWords } from "./rephrase.ts";

const SENTENCE = "Against {NAME} you won 12 of 41 fights, against 88 of 140 otherwise; 47 to 20 points fewer.";

describe("other words for an insight", () => {
  it.each([
    "You took 12 of 41 fights against {NAME}, against 88 of 140 otherwise: 47 to 20 points fewer.",
    "  With 12 of 41 fights won against {NAME} and, against that, 88 of 140 otherwise, it is 47 to 20 points fewer.  ",
  ])("are shown where they say the same: %s", (text) => {
    expect(sameInOtherWords(SENTENCE, text)).toBe(text.trim());
  });

  it.each([
    ["another figure", "You won 13 of 41 fights against {NAME}, against 88 of 140 otherwise: 47 to 20 points fewer."],
    [
      "a figure more",
      "You won 12 of 41 fights (29) against {NAME}, against 88 of 140 otherwise: 47 to 20 points fewer.",
    ],
    ["a figure less", "You won 12 of 41 fights against {NAME}, against 88 otherwise: 47 to 20 points fewer."],
    [
      "figures in another order",
      "You won 88 of 140 against {NAME}, against 12 of 41 otherwise: 47 to 20 points fewer.",
    ],
    ["the other way", "You won 12 of 41 fights against {NAME}, against 88 of 140 otherwise: 47 to 20 points more."],
    [
      "a figure in a word",
      "You won 12 of 41 against {NAME}, against 88 of 140 otherwise: 47 to 20 points fewer, less than half.",
    ],
    ["a reason", "Because of {NAME} you won 12 of 41 against, against 88 of 140 otherwise: 47 to 20 points fewer."],
    ["nobody's name", "You won 12 of 41 fights against them, against 88 of 140 otherwise: 47 to 20 points fewer."],
    [
      "somebody else's name",
      "You won 12 of 41 against {NAME} {OTHER}, against 88 of 140 otherwise: 47 to 20 points fewer.",
    ],
    [
      "an address",
      "12 of 41 against {NAME}, against 88 of 140 otherwise: 47 to 20 points fewer https://evil.example?a=b",
    ],
    ["a figure as a share", "12% of 41 against {NAME}, against 88 of 140 otherwise: 47 to 20 points fewer."],
    ["markup", "<b>12 of 41</b> against {NAME}, against 88 of 140 otherwise: 47 to 20 points fewer."],
    ["a second line", "12 of 41 against {NAME}, against 88 of 140 otherwise:\n47 to 20 points fewer."],
    ["nothing", ""],
    [
      "a speech",
      `12 of 41 against {NAME}, against 88 of 140 otherwise: 47 to 20 points fewer ${"and so on ".repeat(60)}`,
    ],
  ])("are refused where they say %s", (_what, text) => {
    expect(sameInOtherWords(SENTENCE, text)).toBeNull();
  });
});
