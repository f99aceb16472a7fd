import { type Sql, sql } from "#app/platform/sql.ts";

/** Takes a server's row away, and all that belongs to it. Who was in its game is so no more: the rows that say where they are go too, and theirs stays. */
export async function deleteServer(db: Sql, serverId: string): Promise<void> {
  await db.execute(sql`
    update players p set online = exists (
      select 1 from player_servers o where o."playerId" = p.id and o."serverId" <> ${serverId} and o.online)
    from player_servers s where s."serverId" = ${serverId} and s.online and p.id = s."playerId"`);
  await db.execute(sql`delete from servers where id = ${serverId}`);
}
