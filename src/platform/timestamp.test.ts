import pg from "pg";
import { expect, test } from "vitest";
import { parseTimestamp } from "./timestamp.ts";

const theirs = pg.types.getTypeParser(pg.types.builtins.TIMESTAMPTZ, "text") as (text: string) => Date | number;

test.each([
  "2026-11-21 08:15:33+00",
  "2026-11-21 08:15:33.1+00",
  "2026-11-21 08:15:33.12+00",
  "2026-11-21 08:15:33.123+00",
  "2026-11-21 08:15:33.123456+00",
  "1999-12-31 23:59:59.999+00",
  "2024-02-29 00:00:00+00",
  "2026-07-01 12:00:00+02",
  "2026-07-01 12:00:00-03:30",
  "2026-07-01 12:00:00.5+05:30",
  "12026-07-01 12:00:00+00",
  "0044-03-15 12:00:00+00 BC",
  "0044-03-15 12:00:00+00",
  "infinity",
  "-infinity",
])("%s is the moment that pg's own parser takes it for", (text) => {
  expect(parseTimestamp(text)).toEqual(theirs(text));
});

test("each millisecond of a day's last minute is read as written", () => {
  for (let ms = 0; ms < 60_000; ms++) {
    const at = new Date(Date.UTC(2026, 10, 21, 23, 59, 0, ms));
    const text = at.toISOString().replace("T", " ").replace(/0*Z$/, "").replace(/\.$/, "");
    if (parseTimestamp(`${text}+00`).getTime() !== at.getTime()) expect(parseTimestamp(`${text}+00`)).toEqual(at);
  }
});
