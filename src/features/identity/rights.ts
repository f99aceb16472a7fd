import type { Who } from "#app/lib/access.ts";
import { ALL_PERMISSIONS, PERMISSIONS, type Permission } from "#app/lib/permissions.ts";
import type { Rights } from "./schema.ts";

const ON_SERVERS = ALL_PERMISSIONS.filter((permission) => PERMISSIONS[permission].on === "server");

/** Somebody with all that they may, server by server, so that `may` answers for a server's id alone: pages know of a server often nothing else. */
export function whoWith(userId: string, { everywhere, ownServers, communities, servers }: Rights): Who {
  const held = new Map<string, Set<Permission>>();
  function add(serverId: string, permissions: readonly Permission[]) {
    const set = held.get(serverId) ?? new Set();
    for (const permission of permissions) set.add(permission);
    held.set(serverId, set);
  }
  for (const serverId of ownServers) add(serverId, ON_SERVERS);
  for (const { serverId, permissions } of servers) add(serverId, permissions);
  for (const { permissions, serverIds } of communities) for (const serverId of serverIds) add(serverId, permissions);
  return {
    userId,
    scopes: null,
    unbounded: false,
    holdings: {
      instance: new Set(everywhere),
      communities: new Map(communities.map(({ communityId, permissions }) => [communityId, new Set(permissions)])),
      servers: held,
    },
  };
}
