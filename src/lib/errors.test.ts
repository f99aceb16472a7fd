import { expect, test, vi } from "vitest";
import { AppError, asAppError } from "./errors.ts";

test("an error of another copy of this file is one too: a bundler may make two of it", async () => {
  vi.resetModules();
  const copy = await import("./errors.ts");
  expect(copy.AppError).not.toBe(AppError);
  const error: unknown = new copy.AppError("node_offline", "node_offline", { node: "nod_1" });
  expect(error instanceof AppError).toBe(true);
  expect(asAppError(error)).toBe(error);
});

test("what only looks like one is none", () => {
  for (const thrown of [new Error("x"), { name: "AppError", code: "conflict" }, null, "conflict"])
    expect(asAppError(thrown).code).toBe("internal");
});
