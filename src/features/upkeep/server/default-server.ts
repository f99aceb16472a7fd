import * as z from "zod";
import { setting } from "#app/features/admin/server/index.ts";
import { rows, type Sql, sql } from "#app/platform/sql.ts";

/** The server that whoever knows one game means and names none: that of the settings, else the only one there is; null where there are several or none. */
export async function defaultServer(db: Sql): Promise<string | null> {
  const chosen = await setting(db, "dialects.maid-server");
  if (chosen !== "") return chosen;
  const found = await rows(
    db,
    z.object({ id: z.string() }),
    sql`select id from servers where desired <> 'deleted' limit 2`,
  );
  return found.length === 1 ? found[0]!.id : null;
}
