import { expect, it } from "vitest";
import { shownGame } from "./shown-game.ts";

const HOLLOW = { game: "hollow" };

it("shows the game that is asked for, whatever is known of it", () => {
  expect(shownGame("openttd", [HOLLOW])).toBe("openttd");
});

it("shows the usual game, or the one with the most kills where the usual one has none", () => {
  expect(shownGame("", [])).toBe("");
  expect(shownGame("", [HOLLOW, { game: "star citizen" }])).toBe("");
  expect(shownGame("", [HOLLOW, { game: "openttd" }])).toBe("hollow");
});
