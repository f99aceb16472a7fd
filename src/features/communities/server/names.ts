import * as z from "zod";
import { rows, type Sql, sql } from "#app/platform/sql.ts";

/** What communities are called, by their ids; one that is gone is not in it. */
export async function communityNames(db: Sql, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const found = await rows(
    db,
    z.object({ id: z.string(), name: z.string() }),
    sql`select id, name from communities where id = any(${[...new Set(ids)]}::text[])`,
  );
  return new Map(found.map(({ id, name }) => [id, name]));
}

/** What a community is called; null: it is gone. */
export async function communityName(db: Sql, id: string): Promise<string | null> {
  return (await communityNames(db, [id])).get(id) ?? null;
}
