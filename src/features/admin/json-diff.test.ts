import { expect, it } from "vitest";
import { jsonDiff } from "./json-diff.ts";

it("names what differs by its path and leaves out what does not", () => {
  const before = { name: "Redgate", limits: { memoryMiB: 512, diskMiB: 1024 }, tags: ["a"] };
  const after = { name: "Redgate", limits: { memoryMiB: 1024, diskMiB: 1024 }, tags: ["a", "b"] };
  expect(jsonDiff(before, after)).toEqual([
    { path: "limits.memoryMiB", before: 512, after: 1024 },
    { path: "tags", before: ["a"], after: ["a", "b"] },
  ]);
});

it("tells what came and what went", () => {
  expect(jsonDiff({ old: null }, { fresh: 0 })).toEqual([
    { path: "old", before: null, after: undefined },
    { path: "fresh", before: undefined, after: 0 },
  ]);
  expect(jsonDiff({ limits: null }, { limits: { memoryMiB: 1 } })).toEqual([
    { path: "limits", before: null, after: { memoryMiB: 1 } },
  ]);
});

it("compares whole values too", () => {
  expect(jsonDiff("a", "b")).toEqual([{ path: "", before: "a", after: "b" }]);
  expect(jsonDiff({ a: 1 }, { a: 1 })).toEqual([]);
});
