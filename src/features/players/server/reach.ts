import * as z from "zod";
import { may } from "#app/lib/access.ts";
import type { Permission } from "#app/lib/permissions.ts";
import type { Actor } from "#app/operation/actor.ts";
import { visibleServers } from "#app/operation/visible.ts";
import { rows, type Sql, type SqlText, sql } from "#app/platform/sql.ts";

/** How far a permission reaches: over all there is, or over these servers. Null: all. */
export type Reach = readonly string[] | null;

/**
 * The servers on which the actor has a permission, found out once, so that statements over many players compare ids alone. Narrowed to one server where that
 * is what was asked for; of a server that they may not see, or that is not there, nothing is in reach.
 */
export async function reachOf(
  db: Sql,
  actor: Actor,
  permission: Permission,
  serverId: string | null = null,
): Promise<Reach> {
  if (serverId === null && may(actor, permission)) return null;
  const found = await rows(
    db,
    z.object({ id: z.string() }),
    sql`select s.id from servers s where ${visibleServers(actor, permission)} and (${serverId}::text is null or s.id = ${serverId})`,
  );
  return found.map(({ id }) => id);
}

/** The condition that keeps rows to those of servers in reach. Rows of no server are those of all. */
export function within(reach: Reach, column: SqlText): SqlText {
  return reach === null ? sql`true` : sql`${column} = any(${[...reach]}::text[])`;
}

export function isWithin(reach: Reach, serverId: string): boolean {
  return reach === null || reach.includes(serverId);
}
