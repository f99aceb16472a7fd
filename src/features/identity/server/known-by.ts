import * as z from "zod";
import { unkeepableText } from "#app/lib/text.ts";
import { row, type Sql, sql } from "#app/platform/sql.ts";

const LONGEST = 200;
const UUID = /^[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}$/i;

/**
 * Who is known by an id: their own here (also as the UUID that is in it), that of their account at Discord, Google or GitHub, that of the account on Discord
 * which they linked by the bot, or what they were in a panel that was imported. In this order, where one id is several people's. Null: nobody, or who left. People of
 * a Pterodactyl are counted from 1 up, as accounts at GitHub are: by such a number nobody is meant but who has it there.
 */
export async function personKnownBy(db: Sql, id: string): Promise<string | null> {
  if (id === "" || id.length > LONGEST || unkeepableText(id) !== null) return null;
  const own = UUID.test(id) ? `usr_${id.replaceAll("-", "").toLowerCase()}` : id;
  const found = await row(
    db,
    z.object({ id: z.string() }),
    sql`select u.id from (
          select ${own}::text as id, 0 as rank
          union all select "userId", case provider when 'discord' then 1 when 'google' then 3 else 4 end
            from accounts where provider in ('discord', 'google', 'github') and "providerAccountId" = ${id}
          union all select "userId", 2 from discord_links where "discordId" = ${id}
          union all select "ourId", 5 from import_sources where kind = 'user' and "foreignId" = ${id} and source !~ '^pterodactyl(:|$)'
        ) k join users u on u.id = k.id where u.kind = 'person' and u."removedAt" is null order by k.rank limit 1`,
  );
  return found?.id ?? null;
}
