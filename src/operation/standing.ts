import { now } from "#app/platform/clock.ts";
import { literal, type SqlText, sql } from "#app/platform/sql.ts";

/** The condition that a user is neither removed nor suspended at this moment; `table` is what the statement calls the users. */
export function mayComeIn(table: string): SqlText {
  const of = literal(table);
  return sql`((${of}."suspendedAt" is null or ${of}."suspendedUntil" <= ${now()}) and ${of}."removedAt" is null)`;
}
