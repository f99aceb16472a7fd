import type { Permission } from "#app/lib/permissions.ts";
import { type Actor, ANONYMOUS } from "#app/operation/actor.ts";

/**
 * Everybody who looks at a community from outside: sees of its kills what is public, and of its players those alone who show their kills to everybody. For what is
 * told to many: its page and its messages. Whether the community wishes that is asked before.
 */
export function visitorOf(communityId: string): Actor {
  const held: readonly Permission[] = ["communities:read", "kills:read", "kills:decide"];
  const holdings = {
    instance: new Set<never>(),
    communities: new Map([[communityId, new Set(held)]]),
    servers: new Map(),
  };
  return { ...ANONYMOUS, kind: "system", label: "A community's page", holdings };
}
