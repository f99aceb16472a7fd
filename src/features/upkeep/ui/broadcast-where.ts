import type { REACHES } from "../reaches.ts";

/** A server that one may speak on, with what would become of a broadcast there now. */
export interface ReachedServer {
  serverId: string;
  serverName: string;
  communityId: string | null;
  communityName: string | null;
  reach: (typeof REACHES)[number];
  online: number;
}

/** Where a broadcast is to be heard, as it is being chosen. */
export interface Where {
  scope: "all" | "communities" | "servers";
  /** The communities or servers; not looked at for all. */
  ids: readonly string[];
}

export const EVERYWHERE: Where = { scope: "all", ids: [] };

/** The servers among these to which it goes. */
export function reachedBy<S extends ReachedServer>(servers: readonly S[], { scope, ids }: Where): S[] {
  if (scope === "all") return [...servers];
  return servers.filter(({ serverId, communityId }) => {
    const id = scope === "servers" ? serverId : communityId;
    return id !== null && ids.includes(id);
  });
}

/** As the panel is asked for it. */
export function whereInput({ scope, ids }: Where) {
  return {
    scope,
    ...(scope === "servers" && { serverIds: [...ids] }),
    ...(scope === "communities" && { communityIds: [...ids] }),
  };
}
