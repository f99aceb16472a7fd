import { ALL_PERMISSIONS, PERMISSIONS, type Permission } from "#app/lib/permissions.ts";
import { type SqlText, sql } from "#app/platform/sql.ts";
import type { Actor } from "./actor.ts";
import { OWN_PERMISSIONS } from "./may-see-event.ts";

/**
 * The condition that keeps a list of servers to those on which the actor has this permission. The statement must call the table `s`.
 * The same decision as `may`, said in SQL.
 */
export function visibleServers(actor: Actor, permission: Permission): SqlText {
  if (actor.scopes && !actor.scopes.has(permission)) return sql`false`;
  const { onlyServerId = null, ...unbound } = actor;
  if (onlyServerId) return sql`(s.id = ${onlyServerId} and ${visibleServers(unbound, permission)})`;
  if (actor.unbounded || actor.holdings.instance.has(permission)) return sql`true`;
  const servers = holders(actor.holdings.servers, permission);
  const communities = holders(actor.holdings.communities, permission);
  const owned = PERMISSIONS[permission].on === "server" ? sql`s."ownerId" = ${actor.userId}` : sql`false`;
  return sql`(${owned} or s.id = any(${servers}::text[]) or s."communityId" = any(${communities}::text[]))`;
}

/**
 * The condition that keeps events to those the actor may know of. The statement must call the table `e`. The same decision as `maySeeEvent`, said in SQL,
 * but that of a server which is gone only those are shown who hold its permission elsewhere: nobody is its owner any more.
 */
export function visibleEvents(actor: Actor): SqlText {
  const { onlyServerId = null, ...unbound } = actor;
  if (onlyServerId) return sql`(e."serverId" = ${onlyServerId} and ${visibleEvents(unbound)})`;
  const scoped = ALL_PERMISSIONS.filter((permission) => !actor.scopes || actor.scopes.has(permission));
  if (actor.unbounded) return sql`e.permission = any(${scoped}::text[])`;
  const { instance, servers, communities } = actor.holdings;
  const anywhere = scoped.filter((permission) => instance.has(permission));
  const byOwner = scoped.filter((permission) => PERMISSIONS[permission].on === "server");
  const onServers = pairs(servers, scoped);
  const onCommunities = pairs(communities, scoped);
  const own = [...OWN_PERMISSIONS].filter(([, everybodys]) => everybodys === null || !anywhere.includes(everybodys));
  return sql`(
    (e.permission = any(${anywhere}::text[])
      or (e.permission = any(${byOwner}::text[]) and e."serverId" in (select id from servers where "ownerId" = ${actor.userId}))
      or (e."serverId", e.permission) in (select * from unnest(${onServers.ids}::text[], ${onServers.permissions}::text[]))
      or (e."communityId", e.permission) in (select * from unnest(${onCommunities.ids}::text[], ${onCommunities.permissions}::text[])))
    and (e.permission <> all(${own.map(([permission]) => permission)}::text[]) or e."userId" is null or e."userId" = ${actor.userId}))`;
}

function pairs(held: ReadonlyMap<string, ReadonlySet<Permission>>, scoped: readonly Permission[]) {
  const all = [...held].flatMap(([id, set]) => scoped.filter((one) => set.has(one)).map((one) => [id, one] as const));
  return { ids: all.map(([id]) => id), permissions: all.map(([, permission]) => permission) };
}

function holders(map: ReadonlyMap<string, ReadonlySet<Permission>>, permission: Permission): string[] {
  return [...map].filter(([, set]) => set.has(permission)).map(([id]) => id);
}
