import { now } from "#app/platform/clock.ts";
import { literal, type SqlText, sql } from "#app/platform/sql.ts";

/** The condition that a user is neither removed nor suspended at this moment: true or false, also of a suspension without an end. `table` is what the statement calls the users. */
export function mayComeIn(table: string): SqlText {
  const of = literal(table);
  return sql`((${of}."suspendedAt" is null or coalesce(${of}."suspendedUntil" <= ${now()}, false)) and ${of}."removedAt" is null)`;
}
