import type { Context } from "#app/operation/context.ts";
import { sql } from "#app/platform/sql.ts";

/** Holds what happens on a server until the commit, as its console's reports do: visits are written by one at a time. */
export async function holdFeed({ db, now }: Context, serverId: string): Promise<void> {
  await db.execute(sql`
    insert into game_feeds ("serverId", epoch, seq, n, "updatedAt") values (${serverId}, '', 0, 0, ${now}) on conflict do nothing`);
  await db.query(sql`select 1 as held from game_feeds where "serverId" = ${serverId} for update`);
}
