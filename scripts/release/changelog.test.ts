import { expect, test } from "vitest";
import { releaseNotes } from "./changelog.ts";

const HEAD = "# Changelog\n\nAll notable changes.\n\n";

test("what was unreleased stands under the version, and a place for what comes next is left", () => {
  expect(releaseNotes(`${HEAD}## Unreleased\n\nThe skeleton.\n\n- one\n- two\n`, "0.1.0", "2026-11-21")).toBe(
    `${HEAD}## Unreleased\n\n## 0.1.0 – 2026-11-21\n\nThe skeleton.\n\n- one\n- two\n`,
  );
});

test("earlier versions stay as they are", () => {
  const earlier = "## 0.1.0 – 2026-11-21\n\n- one\n";
  expect(releaseNotes(`${HEAD}## Unreleased\n\n- two\n\n${earlier}`, "0.2.0", "2027-01-02")).toBe(
    `${HEAD}## Unreleased\n\n## 0.2.0 – 2027-01-02\n\n- two\n\n${earlier}`,
  );
});

test("a version that is made once more takes its new day, and what has come since to its end", () => {
  const once = releaseNotes(`${HEAD}## Unreleased\n\n- one\n`, "0.1.0", "2026-11-21");
  expect(releaseNotes(once, "0.1.0", "2026-11-22")).toBe(once.replace("-21", "-22"));
  expect(releaseNotes(once.replace("## Unreleased\n", "## Unreleased\n\n- late\n"), "0.1.0", "2026-11-22")).toBe(
    `${HEAD}## Unreleased\n\n## 0.1.0 – 2026-11-22\n\n- one\n\n- late\n`,
  );
});

test("a version with nothing to say, and a file without the part, are refused", () => {
  expect(() => releaseNotes(`${HEAD}## Unreleased\n`, "0.1.0", "2026-11-21")).toThrow(
    "CHANGELOG.md says nothing under Unreleased about 0.1.0.",
  );
  expect(() => releaseNotes(HEAD, "0.1.0", "2026-11-21")).toThrow('CHANGELOG.md has no part "## Unreleased".');
});
