import { describe, expect, it } from "vitest";
import { returnPath } from "./return-path.ts";

describe("returnPath", () => {
  it.each([
    "//evil.example",
    "/\\evil.example",
    "https://evil.example",
    "https:evil.example",
    "javascript:alert(1)",
    "/\t/evil.example",
    "/a/..//evil.example",
    "/",
    "",
    null,
    undefined,
    "/sign-in",
    "/sign-in?next=/sign-in",
    "/sign-up",
    "/setup?token=abc",
    "/a/../sign-in",
  ])("sends %j home", (next) => {
    expect(returnPath(next)).toBe("/home");
  });

  it("takes no list of addresses", () => {
    expect(returnPath(["/servers", "/nodes"])).toBe("/home");
  });

  it.each(["/servers?q=a#end", "/earn?code=7KQ2-MWXA", "/settings/security", "/invite/abc", "/sign-internal"])(
    "keeps %s",
    (next) => {
      expect(returnPath(next)).toBe(next);
    },
  );
});
