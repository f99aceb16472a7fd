import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import messages from "./messages.en.json" with { type: "json" };

test("the marks of all systems that ship are said in words", () => {
  const file = path.resolve("catalog/star-citizen/systems.json");
  const { entries } = JSON.parse(readFileSync(file, "utf8")) as { entries: { affiliation: string; stars: string }[] };
  expect(entries.length).toBeGreaterThan(80);
  expect(entries.filter(({ affiliation }) => !(affiliation in messages.system.affiliations))).toEqual([]);
  expect(entries.filter(({ stars }) => !(stars in messages.system.starKinds))).toEqual([]);
});
