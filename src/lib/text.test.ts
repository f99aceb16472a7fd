import { describe, expect, it } from "vitest";
import { keepableText, unkeepableText } from "./text.ts";

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
