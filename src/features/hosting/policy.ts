import { may, type Target, type Who } from "#app/lib/access.ts";

/**
 * Whether they run the servers of others too: only then may they give a server more of its node than it has, set what is not its owner's to set, and make
 * one for somebody else.
 */
export function mayManageServers(who: Who): boolean {
  return may(who, "servers:update");
}

/** Whether they may suspend a server and lift that: whoever holds it, but not by owning the server. */
export function maySuspend(who: Who, { id, communityId }: { id: string; communityId: string | null }): boolean {
  const on: Target = { serverId: id, communityId };
  return may(who, "servers:suspend", on);
}
