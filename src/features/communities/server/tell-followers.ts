import type * as z from "zod";
import { serverEvent } from "#app/features/kills/events.ts";
import type { Context } from "#app/operation/context.ts";
import { communityChanged, communityMemberChanged } from "../events.ts";

type Changed = z.input<typeof communityChanged.payload>;
type MemberChanged = z.input<typeof communityMemberChanged.payload>;

/** How programs of the kill tracker, whose servers are communities, are told of the same: without who did it. */
const SERVER_EVENT = {
  added: "created",
  changed: "updated",
  servers: "updated",
  settings: "settings_updated",
  removed: "removed",
} as const;

/** Tells followers that a community was changed. */
export function tellChanged(emit: Context["emit"], changed: Changed): void {
  emit(communityChanged, changed);
  const { communityId, name, change } = changed;
  emit(serverEvent, { communityId, name, event: SERVER_EVENT[change] });
}

/** Tells followers of who is in a community or is not any more; `community` is its name. */
export function tellMemberChanged(emit: Context["emit"], changed: MemberChanged, community: string): void {
  emit(communityMemberChanged, changed);
  emit(serverEvent, { communityId: changed.communityId, name: community, event: "members_updated" });
}
