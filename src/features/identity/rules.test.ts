import { describe, expect, it } from "vitest";
import { DAY, MINUTE } from "#app/lib/duration.ts";
import { normalizeEmail, passwordProblem, safeReturnPath, sessionExpiry, waitAfter } from "./rules.ts";

describe("passwordProblem", () => {
  it.each([
    ["nine char", "short"],
    ["x".repeat(257), "long"],
    ["aaaaaaaaaaaa", "common"],
    ["1234567890", "common"],
    ["qwertyuiop", "common"],
    ["poiuytrewq", "common"],
    ["Password123!", "common"],
    ["P4$$w0rd2026", "common"],
    ["iloveyou2024", "common"],
    ["minecraft1!!", "common"],
  ])("refuses %s as %s", (password, problem) => {
    expect(passwordProblem(password)).toBe(problem);
  });

  it.each(["three green doors", "vK3#pQ9zLm", "пароль из пяти слов", "correct horse staple", `${"x7".repeat(40)}yzw`])(
    "takes %s",
    (password) => {
      expect(passwordProblem(password)).toBeNull();
    },
  );

  it("refuses the person's own name and address", () => {
    expect(passwordProblem("Ada.Lovelace1815", { name: "Ada Lovelace" })).toBe("personal");
    expect(passwordProblem("ada.lovelace2026", { email: "ada.lovelace@example.org" })).toBe("personal");
  });

  it("counts characters, not code units", () => {
    expect(passwordProblem("🦊🐻🐼🐨🐯🦁🐮🐷")).toBe("short");
  });
});

describe("safeReturnPath", () => {
  it.each([
    "//evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "https:evil.example",
    "https://evil.example",
    "javascript:alert(1)",
    "/a\r\nSet-Cookie: x",
    "/\t/evil.example",
    "/a/..//evil.example",
    "/./..//evil.example",
    "evil",
    "",
    null,
    undefined,
  ])("sends %j to the start", (path) => {
    expect(safeReturnPath(path)).toBe("/");
  });

  it.each(["/", "/servers?q=a&sort=name", "/servers/srv_1/console#end", "/%0d%0a"])("keeps %s", (path) => {
    expect(safeReturnPath(path)).toBe(path);
  });
});

it("a session lives 30 days without use and 90 at most", () => {
  const made = new Date("2026-01-01T00:00:00Z");
  expect(sessionExpiry(made, made)).toEqual(new Date(made.getTime() + 30 * DAY));
  expect(sessionExpiry(made, new Date(made.getTime() + 80 * DAY))).toEqual(new Date(made.getTime() + 90 * DAY));
});

it("the wait after failed tries grows and ends at a minute", () => {
  expect([4, 5, 6, 7, 11, 50].map((failed) => waitAfter(failed, 5))).toEqual([0, 1000, 2000, 4000, MINUTE, MINUTE]);
});

it("an address has one form", () => {
  expect(normalizeEmail("  ADA@Example.ORG ")).toBe("ada@example.org");
});
