import { describe, expect, it } from "vitest";
import { NO_HOLDINGS, type Who } from "#app/lib/access.ts";
import type { Permission } from "#app/lib/permissions.ts";
import { settingsPlaces } from "./settings-places.ts";

function holding(...permissions: Permission[]): Who {
  return {
    userId: "usr_1",
    holdings: { ...NO_HOLDINGS, instance: new Set(permissions) },
    scopes: null,
    unbounded: false,
  };
}

describe("settingsPlaces", () => {
  it("leaves a person without any rights their own account", () => {
    expect(settingsPlaces(holding()).map(({ id }) => id)).toEqual([
      "profile",
      "security",
      "privacy",
      "notifications",
      "account",
    ]);
  });

  it("opens each page of the community by its own permission", () => {
    expect(settingsPlaces(holding("audit:read", "users:read")).map(({ id }) => id)).toEqual([
      "profile",
      "security",
      "privacy",
      "notifications",
      "account",
      "users",
      "audit",
    ]);
  });
});
