import * as z from "zod";
import { StoredSettings } from "#app/features/communities/schema.ts";
import { row, type Sql, sql } from "#app/platform/sql.ts";

/** The language that the community of a server of Discord wishes; of one that is no community, English. */
export async function languageOfGuild(db: Sql, guildId: string): Promise<string> {
  const found = await row(
    db,
    z.object({ settings: StoredSettings }),
    sql`select settings from communities where "guildId" = ${guildId}`,
  );
  return found?.settings.language ?? "en";
}
