import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { checkVersion, readVersion, writeVersion } from "./version.ts";

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "gamekeeper-version-"));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("the version is written where npm keeps it, and nothing else changes", () => {
  const texts = ["package.json", "package-lock.json"].map((name) => {
    const text = readFileSync(name, "utf8");
    writeFileSync(path.join(folder, name), text);
    return text;
  });
  const present = readVersion(folder);
  writeVersion(folder, "7.8.9");
  expect(readVersion(folder)).toBe("7.8.9");
  const lock = JSON.parse(readFileSync(path.join(folder, "package-lock.json"), "utf8"));
  expect([lock.version, lock.packages[""].version]).toEqual(["7.8.9", "7.8.9"]);
  writeVersion(folder, present);
  expect(["package.json", "package-lock.json"].map((name) => readFileSync(path.join(folder, name), "utf8"))).toEqual(
    texts,
  );
});

test.each(["0.1", "v0.1.0", "0.1.0-beta.1", "", "0.1.0\n"])("%j is no version", (version) => {
  expect(() => checkVersion(version, "0.0.0")).toThrow("Give the version as three numbers: npm run release -- 0.1.0");
});

test("a version goes up or stays", () => {
  checkVersion("0.10.0", "0.9.3");
  checkVersion("0.1.0", "0.1.0");
  expect(() => checkVersion("0.9.9", "0.10.0")).toThrow("0.9.9 is earlier than 0.10.0, which package.json has.");
});
