import { expect, it } from "vitest";
import { generateLog } from "#app/testing/star-citizen-log.ts";
import { newAnyLogReader } from "../any-log-reader.ts";
import { ONLY_STAR_CITIZEN } from "../log-games.ts";
import type { ReadReport } from "../logged-facts.ts";
import { whyNothing } from "./why-nothing.ts";

function reportOf(text: string): ReadReport {
  const reader = newAnyLogReader({ ...ONLY_STAR_CITIZEN, name: "a.log" }, { kill: () => {} });
  reader.push(new TextEncoder().encode(text));
  return reader.end();
}
const newBuild = [
  ...generateLog({ seed: 1, kills: 2, noise: 2, version: "4.5.0" }, { handle: "Vex", kills: [], npcOnly: 0 }),
]
  .filter((line) => !line.includes("Actor Death"))
  .join("\n");

it("files that are no logs are not said to be of a build that writes no kills", () => {
  const diary = reportOf("Dear diary, it rained.\n");
  const build = reportOf(newBuild);
  expect(whyNothing([diary])).toBe("noLogs");
  expect(whyNothing([diary, build])).toBe("noKills");
  expect(whyNothing([{ ...build, game: "minecraft" }])).toBe("noDeaths");
  expect(whyNothing([{ ...build, game: "minecraft", needs: "day" }, diary])).toBe("lacking");
});
