import type { Who } from "#app/lib/access.ts";
import { type CommunityLevel, mayReadCommunity } from "../communities/may-read.ts";
import { EVENT_TYPES } from "./catalogue.ts";

/** What somebody who may know of an event is told of it: all, all but which community it was in, or nothing. */
export type Sight = "whole" | "unnamed" | "none";

interface OfCommunity {
  type: string;
  communityId: string | null;
}

/** Whether it depends on the community's privacy what is told of an event. */
export function isGuarded({ type, communityId }: OfCommunity): boolean {
  return communityId !== null && EVENT_TYPES.get(type)?.beyondCommunity !== undefined;
}

/** What they are told who may know of it by its permission. `level` is that of its community; one that is gone shows nothing any more. */
export function sightOf(who: Who, event: OfCommunity, level: CommunityLevel): Sight {
  const beyond = event.communityId === null ? undefined : EVENT_TYPES.get(event.type)?.beyondCommunity;
  if (beyond === undefined || mayReadCommunity(who, event.communityId!, level)) return "whole";
  return beyond === "unnamed" ? "unnamed" : "none";
}

/** An event without the word of which community it was in. */
export function unnamed<E extends { communityId: string | null; payload: unknown }>(event: E): E {
  return { ...event, communityId: null, payload: { ...(event.payload as object), communityId: null } };
}
