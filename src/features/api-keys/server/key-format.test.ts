import { describe, expect, it } from "vitest";
import { newId } from "#app/lib/id.ts";
import { formatOf, isWellFormed, newMaidKey, shownParts } from "./key-format.ts";

describe("a key as MAID's clients know it", () => {
  it("has the first 8 digits of its id's UUID and 32 characters, and is checked without the database", () => {
    const id = newId("key");
    const key = newMaidKey(id);
    expect(key).toMatch(new RegExp(`^maid_${id.slice(4, 12)}_[0-9A-Za-z]{32}$`));
    expect([isWellFormed(key), formatOf(key), formatOf("gk_live_")]).toEqual([true, "maid", "gamekeeper"]);
    expect(shownParts(key)).toEqual({ start: key.slice(0, 18), last4: key.slice(-4) });
  });

  it("is unique, and notices any one changed character", () => {
    const id = newId("key");
    const keys = Array.from({ length: 5_000 }, () => newMaidKey(id));
    expect(new Set(keys).size).toBe(keys.length);
    const [key] = keys as [string];
    for (let i = 0; i < key.length; i++) {
      const other = key[i] === "1" ? "2" : "1";
      expect(isWellFormed(key.slice(0, i) + other + key.slice(i + 1))).toBe(false);
    }
  });
});
