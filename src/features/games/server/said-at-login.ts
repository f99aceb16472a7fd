import * as z from "zod";
import { row, type Sql, sql } from "#app/platform/sql.ts";

const Login = z.object({
  details: z.record(z.string(), z.string()).nullable(),
  address: z.string().nullable(),
});

/**
 * What a game said of a player when they came in: where from, and while they are in whatever else it said, such as the number by which it speaks of them.
 * Nothing of who was never here.
 */
export async function saidAtLogin(db: Sql, serverId: string, player: string): Promise<Record<string, string>> {
  const login = await row(
    db,
    Login,
    sql`select e.details, s.address
        from player_servers p
        left join lateral (
          select details from game_events
          where "playerId" = p."playerId" and "serverId" = p."serverId" and kind = 'player_login' and p.online
          order by at desc, id desc limit 1) e on true
        left join lateral (
          select address from player_sessions
          where "playerId" = p."playerId" and "serverId" = p."serverId" and address is not null
          order by id desc limit 1) s on true
        where p."serverId" = ${serverId} and p.name = ${player}
        order by p.online desc, p."lastSeenAt" desc limit 1`,
  );
  return { ...login?.details, ...(login?.address && { address: login.address }) };
}
