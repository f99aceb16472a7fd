import { chmodSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { logFolder, makeDataFolder } from "./layout.ts";

let place: string;
beforeEach(() => {
  place = mkdtempSync(path.join(tmpdir(), "gamekeeper-layout-"));
});
afterEach(() => rmSync(place, { recursive: true, force: true }));

const modeOf = (folder: string) => statSync(folder).mode & 0o7777;

test("a new data folder can be passed through by games' users, and listed by its owner alone", () => {
  const home = path.join(place, "srv/panel/data");
  makeDataFolder(home);
  expect(modeOf(home)).toBe(0o711);
  expect(modeOf(logFolder(home))).toBe(0o700);
});

test.each([
  ["700", 0o700, 0o711],
  ["755", 0o755, 0o755],
  ["1777", 0o1777, 0o1777],
])("a folder of mode %s that was there loses nothing of it", (_mode, before, after) => {
  chmodSync(place, before);
  makeDataFolder(place);
  expect(modeOf(place)).toBe(after);
});
