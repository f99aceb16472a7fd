import { PERMISSIONS, type Permission } from "#app/lib/permissions.ts";
import { type SqlText, sql } from "#app/platform/sql.ts";
import type { Actor } from "./actor.ts";

/**
 * The condition that keeps a list of servers to those on which the actor has this permission. The statement must call the table `s`.
 * The same decision as `may`, said in SQL.
 */
export function visibleServers(actor: Actor, permission: Permission): SqlText {
  if (actor.scopes && !actor.scopes.has(permission)) return sql`false`;
  if (actor.unbounded || actor.holdings.instance.has(permission)) return sql`true`;
  const servers = holders(actor.holdings.servers, permission);
  const communities = holders(actor.holdings.communities, permission);
  const owned = PERMISSIONS[permission].on === "server" ? sql`s."ownerId" = ${actor.userId}` : sql`false`;
  return sql`(${owned} or s.id = any(${servers}::text[]) or s."communityId" = any(${communities}::text[]))`;
}

function holders(map: ReadonlyMap<string, ReadonlySet<Permission>>, permission: Permission): string[] {
  return [...map].filter(([, set]) => set.has(permission)).map(([id]) => id);
}
