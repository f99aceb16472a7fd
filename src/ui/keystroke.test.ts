import { describe, expect, it } from "vitest";
import { matchStroke, strokeOf } from "./keystroke.ts";

const plain = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false };

describe("strokeOf", () => {
  it.each([
    [{ ...plain, key: "k", ctrlKey: true }, "mod+k"],
    [{ ...plain, key: "K", metaKey: true, shiftKey: true }, "mod+shift+k"],
    [{ ...plain, key: "?", shiftKey: true }, "?"],
    [{ ...plain, key: "G", shiftKey: true }, "g"],
    [{ ...plain, key: "Shift", shiftKey: true }, null],
    [{ ...plain, key: "q", altKey: true, ctrlKey: true }, null],
  ])("%j is %s", (press, stroke) => {
    expect(strokeOf(press)).toBe(stroke);
  });
});

describe("matchStroke", () => {
  const hotkeys = [{ keys: "s" }, { keys: "g s" }, { keys: "g s", newest: true }];
  it("prefers the longer sequence and the newest binding", () => {
    expect(matchStroke(hotkeys, ["g", "s"])).toEqual({ keys: "g s", newest: true });
    expect(matchStroke(hotkeys, ["x", "s"])).toEqual({ keys: "s" });
    expect(matchStroke(hotkeys, ["g"])).toBeUndefined();
  });
});
