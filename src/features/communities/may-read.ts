import { may, type Who } from "#app/lib/access.ts";

/** Who sees what a community's own members do in it. */
export type CommunityLevel = "PUBLIC" | "PRIVATE" | "FRIENDS_ONLY";

/** Whether the kills of a community may be read as its own: as its privacy level says, and always by who sees all communities. */
export function mayReadCommunity(who: Who, communityId: string, level: CommunityLevel): boolean {
  if (!may(who, "kills:read", { communityId })) return false;
  if (level === "PUBLIC" || may(who, "communities:read")) return true;
  const held = who.holdings.communities.get(communityId);
  return level === "PRIVATE" ? (held?.has("kills:decide") ?? false) : (held?.has("kills:read") ?? false);
}
