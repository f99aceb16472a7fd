import { may, type Target } from "#app/lib/access.ts";
import { isPermission, type Permission } from "#app/lib/permissions.ts";
import type { Actor } from "./actor.ts";
import type { SequencedEvent } from "./follow.ts";

/** Permissions on what is one's own: that two people both have one does not let either see what is the other's. */
export const OWN_PERMISSIONS: ReadonlySet<Permission> = new Set([
  "profile:read",
  "api-keys:read",
  "webhooks:read",
  "analytics:read",
]);

/** Whether an actor may know of an event; `visibleEvents` says the same in SQL. `ownerId` is that of the event's server, as far as it is known. */
export function maySeeEvent(
  actor: Actor,
  {
    permission,
    serverId,
    communityId,
    userId,
  }: Pick<SequencedEvent, "permission" | "serverId" | "communityId" | "userId">,
  ownerId: string | null,
): boolean {
  if (!isPermission(permission)) return false;
  const on: Target = { serverId, communityId, ownerId };
  if (!may(actor, permission, on)) return false;
  return !OWN_PERMISSIONS.has(permission) || actor.unbounded || userId === null || userId === actor.userId;
}
