import { expect, it } from "vitest";
import { publicTold } from "./public-told.ts";

it("nobody is said to have killed themselves who crashed", () => {
  expect(publicTold("crash", true)).toBe("crash");
  expect(publicTold("environmental", false)).toBe("environmental");
  expect(publicTold("suicide", true)).toBe("suicide");
  expect(publicTold("pvp", true)).toBe("killed");
  expect(publicTold("pve_death", true)).toBe("killed");
  expect(publicTold("unknown", false)).toBe("died");
});
