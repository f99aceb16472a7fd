import { expect, test } from "vitest";
import { LoggedDeath } from "#app/features/logs/logged-facts.ts";
import { OTHER_OWNER, WITNESS } from "../told-kill.ts";
import messages from "./messages.en.json" with { type: "json" };

test("whatever can speak against a kill is said in words", () => {
  const doubts = [WITNESS, OTHER_OWNER, ...LoggedDeath.shape.doubts.element.options];
  expect(doubts.filter((doubt) => !(doubt in messages.doubts))).toEqual([]);
});
