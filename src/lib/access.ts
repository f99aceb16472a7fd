import { PERMISSIONS, type Permission } from "./permissions.ts";

/** What somebody holds: permissions on the instance, and beyond that on single communities and servers. */
export interface Holdings {
  instance: ReadonlySet<Permission>;
  communities: ReadonlyMap<string, ReadonlySet<Permission>>;
  servers: ReadonlyMap<string, ReadonlySet<Permission>>;
}

export const NO_HOLDINGS: Holdings = { instance: new Set(), communities: new Map(), servers: new Map() };

/** As much of an actor as a decision needs, so that the interface can ask the same question. */
export interface Who {
  userId: string | null;
  holdings: Holdings;
  /** An API key's scopes: the most it may do, whatever its owner holds. Null where there is no such bound. */
  scopes: ReadonlySet<Permission> | null;
  /** A key's one server: what it may, it may there alone. Absent or null: no such bound. */
  onlyServerId?: string | null;
  /** The machine's operator and the panel itself: everything. */
  unbounded: boolean;
}

/** What a permission is asked on; nothing means the instance. */
export interface Target {
  serverId?: string | null;
  communityId?: string | null;
  ownerId?: string | null;
}

/** Whether they may do this kind of act on this thing, now. The one decision that all doors and the interface share. */
export function may(who: Who, permission: Permission, on: Target = {}): boolean {
  if (who.scopes && !who.scopes.has(permission)) return false;
  if (who.onlyServerId && on.serverId !== who.onlyServerId) return false;
  if (who.unbounded || who.holdings.instance.has(permission)) return true;
  if (on.ownerId && on.ownerId === who.userId && PERMISSIONS[permission].on === "server") return true;
  if (on.serverId && who.holdings.servers.get(on.serverId)?.has(permission)) return true;
  return Boolean(on.communityId && who.holdings.communities.get(on.communityId)?.has(permission));
}

/** Whether somebody holds a permission on the instance, or on any one server or community. Of servers of their own nothing is known here. */
export function holdsSomewhere(who: Who, permission: Permission): boolean {
  const { servers, communities } = who.holdings;
  return may(who, permission) || [...servers.values(), ...communities.values()].some((held) => held.has(permission));
}

/** Whether they may do this kind of act to anything at all: what a key is asked before its subject is known. */
export function mayAnywhere(who: Who, permission: Permission): boolean {
  if (who.onlyServerId && PERMISSIONS[permission].on !== "server") return false;
  return !who.scopes || who.scopes.has(permission);
}

/** Of these permissions, the ones they lack on the instance: nobody grants what they lack. */
export function lacking(who: Who, permissions: readonly Permission[]): Permission[] {
  return permissions.filter((permission) => !may(who, permission));
}
