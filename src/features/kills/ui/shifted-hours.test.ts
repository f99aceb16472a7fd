import { expect, it } from "vitest";
import { shiftedHours, wholeHoursOf } from "./shifted-hours.ts";

it("a zone's distance from UTC is that of its clock at the moment", () => {
  const summer = Date.UTC(2026, 6, 1, 12);
  const winter = Date.UTC(2026, 0, 1, 12);
  expect(wholeHoursOf("UTC", winter)).toBe(0);
  expect([winter, summer].map((at) => wholeHoursOf("Europe/Berlin", at))).toEqual([1, 2]);
  expect(wholeHoursOf("America/Los_Angeles", winter)).toBe(-8);
  expect(wholeHoursOf("Pacific/Kiritimati", winter)).toBe(14);
  expect(wholeHoursOf("Asia/Kolkata", winter)).toBeNull();
});

it("the last hour of Sunday in UTC is Monday's first further east, and nothing is lost on the way", () => {
  const hours = Array.from({ length: 168 }, (_, hour) => hour);
  const east = shiftedHours(hours, 1);
  expect(east[0]![0]).toBe(167);
  expect(east[0]![1]).toBe(0);
  const west = shiftedHours(hours, -8);
  expect(west[6]![16]).toBe(0);
  expect(west.flat().sort((a, b) => a - b)).toEqual(hours);
});
