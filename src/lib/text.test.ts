import { describe, expect, it } from "vitest";
import { keepableText, unkeepableText, withoutTurns } from "./text.ts";

describe("unkeepableText", () => {
  it("finds a NUL and half of a surrogate pair, however deep", () => {
    expect(unkeepableText({ name: "fine", list: [{ a: "🎲" }], at: new Date(), n: 1, no: null })).toBeNull();
    expect(unkeepableText({ name: "a\0b" })).toBe("name");
    expect(unkeepableText({ list: ["ok", { text: "\ud83c" }] })).toBe("list.1.text");
    expect(unkeepableText({ variables: { "K\0": "v" } })).toBe("variables.K");
  });
});

describe("keepableText", () => {
  it("mends what is broken and leaves all else", () => {
    const at = new Date();
    expect(keepableText({ a: ["x\0", "\ud83c", "🎲"], at, n: null })).toEqual({
      a: ["x\uFFFD", "\uFFFD", "🎲"],
      at,
      n: null,
    });
  });
});

describe("withoutTurns", () => {
  it("leaves no text that turns the reading direction, however deep, and all else as it is", () => {
    const at = new Date();
    const turned = { name: "\u202enimda", of: [{ "\u2066key": "a\u2069b" }, 1, null, at], left: "\u200eשלום" };
    expect(withoutTurns(turned)).toEqual({ name: "nimda", of: [{ key: "ab" }, 1, null, at], left: "\u200eשלום" });
    const plain = { name: "Ada", of: [{ at }] };
    expect(withoutTurns(plain)).toBe(plain);
  });
});
