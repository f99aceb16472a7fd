import * as z from "zod";
import { type Meeting, meetPlayers } from "#app/features/players/server/index.ts";
import type { Context } from "#app/operation/context.ts";
import { row, type Sql, sql } from "#app/platform/sql.ts";

const Server = z.object({ communityId: z.string().nullable(), game: z.string(), vouches: z.boolean() });

/** Somebody as a report names them. */
interface Whom {
  player: string;
  platformId: string | null;
}

/** The server as players are met on it. */
export async function meetingOf(db: Sql, serverId: string): Promise<Meeting> {
  const server = await row(
    db,
    Server,
    sql`select "communityId", "blueprintDocument"->>'game' as game, vouches from servers where id = ${serverId}`,
  );
  return { serverId, ...server! };
}

/** The players that a report names, by their names; who is not known yet is made. */
export async function playersOf(
  { db, now }: Context,
  serverId: string,
  named: readonly Whom[],
): Promise<Map<string, string>> {
  if (named.length === 0) return new Map();
  const names = named.map(({ player, platformId }) => ({ name: player, platformId }));
  return meetPlayers(db, await meetingOf(db, serverId), names, now);
}
