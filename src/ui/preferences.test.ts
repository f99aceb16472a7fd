import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DEFAULT_PREFERENCES, parsePreferences, serializePreferences } from "./preferences.ts";

describe("preferences", () => {
  it("come back from the cookie as they were written", () => {
    const chosen = {
      ...DEFAULT_PREFERENCES,
      theme: "dark" as const,
      zone: "Europe/Berlin",
      singleKeys: false,
      tables: { servers: { hidden: ["node"], limit: 50 } },
    };
    expect(parsePreferences(serializePreferences(chosen))).toEqual(chosen);
  });

  it("leave the defaults out of the cookie", () => {
    expect(decodeURIComponent(serializePreferences(DEFAULT_PREFERENCES))).toBe("{}");
  });

  it("fall back to the default one by one when a value is unknown", () => {
    const raw = JSON.stringify({
      theme: "pink",
      density: "compact",
      zone: "Mars/Olympus",
      tables: { a: { limit: 9999 } },
    });
    expect(parsePreferences(raw)).toEqual({
      ...DEFAULT_PREFERENCES,
      density: "compact",
      tables: { a: { limit: 100 } },
    });
  });

  it("survive any cookie at all", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (raw) => {
        expect(["system", "light", "dark"]).toContain(parsePreferences(raw).theme);
      }),
    );
  });
});
