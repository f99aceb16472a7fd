import { describe, expect, it } from "vitest";
import { DAY } from "#app/lib/duration.ts";
import { keptPath, keptText } from "./kept-path.ts";

const AT = Date.parse("2026-05-01T12:00:00Z");

describe("keptPath", () => {
  it("keeps the code of a link for a day", () => {
    const text = keptText("/earn?code=7KQ2-MWXA", AT);
    expect(keptPath(text, AT)).toBe("/earn?code=7KQ2-MWXA");
    expect(keptPath(text, AT + DAY - 1)).toBe("/earn?code=7KQ2-MWXA");
    expect(keptPath(text, AT + DAY)).toBe("/home");
    expect(keptPath(text, AT - 1)).toBe("/home");
  });

  it.each([
    null,
    "",
    "{",
    "null",
    "[]",
    '"/earn"',
    '{"next": "/earn"}',
    `{"next": ["/earn"], "at": ${AT}}`,
    `{"next": "/earn", "at": "${AT}"}`,
    keptText("https://evil.example/", AT),
    keptText("//evil.example", AT),
    keptText("/sign-in?next=/earn", AT),
  ])("sends %j home", (text) => {
    expect(keptPath(text, AT)).toBe("/home");
  });
});
