import * as z from "zod";
import { rows, type Sql, sql } from "#app/platform/sql.ts";

/** Every table that has rows of players, whichever feature it belongs to: whoever erases or joins players forgets none that is added. */
export async function tablesOfPlayers(db: Sql): Promise<string[]> {
  return await withPlayers(db, ["r", "p"]);
}

/** What is kept of players by their numbers, with names for these: to be read alone. Whose it is removes it. */
export async function viewsOfPlayers(db: Sql): Promise<string[]> {
  return await withPlayers(db, ["v"]);
}

async function withPlayers(db: Sql, kinds: readonly string[]): Promise<string[]> {
  const found = await rows(
    db,
    z.object({ name: z.string() }),
    sql`select c.relname::text as name from pg_class c join pg_attribute a on a.attrelid = c.oid
        where c.relnamespace = 'public'::regnamespace and c.relkind = any(${kinds}::"char"[]) and not c.relispartition and a.attname = 'playerId' and not a.attisdropped
        order by c.relname collate "C"`,
  );
  return found.map(({ name }) => name);
}
