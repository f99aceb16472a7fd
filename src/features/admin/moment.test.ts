import { describe, expect, it } from "vitest";
import { readMoment } from "./moment.ts";

const NOW = Date.parse("2026-03-01T12:00:00Z");

describe("a moment in an address", () => {
  it.each([
    ["now", "2026-03-01T12:00:00.000Z"],
    ["now-90m", "2026-03-01T10:30:00.000Z"],
    ["now-24h", "2026-02-28T12:00:00.000Z"],
    ["now-2w", "2026-02-15T12:00:00.000Z"],
    [" now-1d ", "2026-02-28T12:00:00.000Z"],
    ["2026-02-03", "2026-02-03T00:00:00.000Z"],
    ["2026-02-03T04:05", "2026-02-03T04:05:00.000Z"],
    ["2026-02-03T04:05:06.789Z", "2026-02-03T04:05:06.789Z"],
    ["2026-02-03T04:05:00+02:00", "2026-02-03T02:05:00.000Z"],
  ])("%s", (text, expected) => {
    expect(readMoment(text, NOW)).toBe(expected);
  });

  it.each(["", "yesterday", "now-", "now-5y", "now+1h", "2026-13-01", "2026-02-03T25:00", "03.02.2026", "1700000000"])(
    "%s is none",
    (text) => {
      expect(readMoment(text, NOW)).toBeNull();
    },
  );
});
