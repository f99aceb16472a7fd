import { expect, it } from "vitest";
import { overallState } from "./schema.ts";

it("is as its worst part, and what nobody has measured says nothing", () => {
  expect(overallState(["up", "up", "unknown"])).toBe("up");
  expect(overallState(["up", "degraded"])).toBe("degraded");
  expect(overallState(["down", "degraded", "up"])).toBe("down");
  expect(overallState(["unknown", "unknown"])).toBe("unknown");
  expect(overallState([])).toBe("unknown");
});
