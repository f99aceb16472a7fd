import { describe, expect, it } from "vitest";
import { isWanted, typesOfAddress } from "./maid-socket.ts";

describe("isWanted", () => {
  it("tells who names no types those of the document, but for ticks", () => {
    const wanted = ["player_login", "tick", "achievement"].map((type) => isWanted(typesOfAddress(null), type));
    expect(wanted).toEqual([true, false, false]);
  });

  it("tells who names types these alone, those too that the document does not list", () => {
    const types = typesOfAddress("tick, achievement,");
    const wanted = ["player_login", "tick", "achievement"].map((type) => isWanted(types, type));
    expect(wanted).toEqual([false, true, true]);
  });
});
