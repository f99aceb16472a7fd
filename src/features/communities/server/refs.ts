import * as z from "zod";
import { AppError } from "#app/lib/errors.ts";
import { row, type Sql, sql } from "#app/platform/sql.ts";

/** The id of a community that is meant by its id or by that of its server of Discord. Throws AppError `not_found`. */
export async function communityIdOf(db: Sql, ref: string): Promise<string> {
  const found = await row(
    db,
    z.object({ id: z.string() }),
    sql`select id from communities where id = ${ref} or "guildId" = ${ref} order by id = ${ref} desc limit 1`,
  );
  if (!found) throw new AppError("not_found", "communities.unknown");
  return found.id;
}
