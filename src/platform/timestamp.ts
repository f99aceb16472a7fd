import pg from "pg";

const otherwise = pg.types.getTypeParser(pg.types.builtins.TIMESTAMPTZ, "text") as (text: string) => Date;

/**
 * Reads PostgreSQL's text of a `timestamptz(3)` in a session whose time zone is UTC, such as `2026-11-21 08:15:33.12+00`. What has another form (years
 * below 1000 or beyond 9999, BC, infinity, another zone, microseconds) is left to the parser of `pg`. A list of 20 servers has 80 of them, and that parser's regular
 * expression cost a fifth of the whole call.
 */
export function parseTimestamp(text: string): Date {
  const end = text.length - 3;
  if (
    end < 19 ||
    end > 23 ||
    end === 20 ||
    text.charCodeAt(0) === 48 ||
    text.charCodeAt(10) !== 32 ||
    !text.endsWith("+00")
  )
    return otherwise(text);
  let milliseconds = 0;
  for (let i = 20, unit = 100; i < end; i++, unit /= 10) milliseconds += digit(text, i) * unit;
  return new Date(
    Date.UTC(
      two(text, 0) * 100 + two(text, 2),
      two(text, 5) - 1,
      two(text, 8),
      two(text, 11),
      two(text, 14),
      two(text, 17),
      milliseconds,
    ),
  );
}

function two(text: string, at: number): number {
  return digit(text, at) * 10 + digit(text, at + 1);
}

function digit(text: string, at: number): number {
  return text.charCodeAt(at) - 48;
}
