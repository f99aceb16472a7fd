import { expect, it } from "vitest";
import { sectionsOf } from "./reloaded-sections.ts";

it("reads the sections that a game names, and invents none", () => {
  expect(sectionsOf('["engine", "world", 7]')).toEqual(["engine", "world"]);
  expect(sectionsOf('{"sections": ["bans"]}')).toEqual(["bans"]);
  expect(sectionsOf("2026-11-21T12:00:00.000Z INFO [admin] reloaded: world, bans")).toEqual(["world", "bans"]);
  expect(sectionsOf("[12:00:00 INFO]: Reload complete.")).toEqual([]);
  expect(sectionsOf("[broken")).toEqual([]);
  expect(sectionsOf(null)).toEqual([]);
  expect(sectionsOf(JSON.stringify(["a".repeat(61), "<b>", "ok"]))).toEqual(["ok"]);
});

it("takes no longer than a long answer is", () => {
  expect(sectionsOf(`reloaded: ${"a, ".repeat(20_000)}!`)).toEqual([]);
});
