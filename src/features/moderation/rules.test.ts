import { expect, it } from "vitest";
import { holdsOn, minutesLeft, newAppealCode, readAppealCode, toldReason, withoutAppeal } from "./rules.ts";

it("says minutes as games count them: never none while any is left", () => {
  const now = new Date(0);
  expect(minutesLeft(null, now)).toBeNull();
  expect([1, 60_000, 60_001].map((ms) => minutesLeft(new Date(ms), now))).toEqual([1, 1, 2]);
});

it("holds where it was given, and beyond that on servers of the same game alone", () => {
  const given = { serverId: "a", communityId: "c", game: "hollow" };
  const on = (serverId: string, communityId: string | null, game = "Hollow") => ({ serverId, communityId, game });
  expect(holdsOn({ ...given, scope: "server" }, on("a", null, "Other"))).toBe(true);
  expect(holdsOn({ ...given, scope: "server" }, on("b", "c"))).toBe(false);
  expect(holdsOn({ ...given, scope: "community" }, on("b", "c"))).toBe(true);
  expect(holdsOn({ ...given, scope: "community" }, on("b", "d"))).toBe(false);
  expect(holdsOn({ ...given, communityId: null, scope: "community" }, on("b", null))).toBe(false);
  expect(holdsOn({ ...given, scope: "all" }, on("b", null))).toBe(true);
  expect(holdsOn({ ...given, scope: "all" }, on("b", null, "Minecraft"))).toBe(false);
});

it("reads a code as people type it", () => {
  const code = newAppealCode((bytes) => crypto.getRandomValues(bytes));
  expect(code).toMatch(/^[A-HJ-NP-Z2-9]{4}(-[A-HJ-NP-Z2-9]{4}){2}$/);
  expect(readAppealCode(` ${code.toLowerCase().replaceAll("-", " ")} `)).toBe(code);
  expect(toldReason("Spam", { publicUrl: "https://p.example", code })).toBe(
    `Spam | Appeal: https://p.example/appeal, code ${code}`,
  );
  const said = toldReason("Spam", { publicUrl: "https://p.example", code });
  expect(withoutAppeal(`banned: ${said}!`)).toBe("banned: Spam!");
  expect(withoutAppeal("Appeal: none")).toBe("Appeal: none");
});
