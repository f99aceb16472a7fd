import * as z from "zod";
import { row, type Sql, type SqlText, sql } from "#app/platform/sql.ts";
import { holdZone } from "./rollups.ts";

const Standing = z.object({
  online: z.number(),
  onlineAt: z.date().nullable(),
  countsCommands: z.boolean(),
});

/**
 * How a server stands, held until the commit: one after the other counts what happens on it. With it is held the zone of the days.
 */
export async function holdServer(db: Sql, serverId: string): Promise<z.output<typeof Standing>> {
  await db.query(sql`select 1 as held from (select ${holdZone}) as l`);
  const standing = await row(
    db,
    Standing,
    sql`insert into statistic_servers ("serverId") values (${serverId})
        on conflict ("serverId") do update set online = statistic_servers.online returning online, "onlineAt", "countsCommands"`,
  );
  return standing!;
}

/** What `told` is, with these. */
export function toldWith(told: readonly string[]): SqlText {
  return sql`case when told @> ${[...told]}::text[] then told else array(select distinct unnest(told || ${[...told]}::text[]) order by 1) end`;
}

/** Remembers that these were told: none of them is not known any more. */
export async function rememberTold(db: Sql, serverId: string, told: readonly string[]): Promise<void> {
  if (told.length === 0) return;
  await db.execute(sql`
    update statistic_servers set told = ${toldWith(told)} where "serverId" = ${serverId} and not told @> ${[...told]}::text[]`);
}
