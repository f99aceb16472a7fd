import { may, type Target } from "#app/lib/access.ts";
import { isPermission, type Permission } from "#app/lib/permissions.ts";
import type { Actor } from "./actor.ts";
import type { SequencedEvent } from "./follow.ts";

/**
 * Permissions on what is one's own: that two people both have one does not let either see what is the other's. With each the permission by which one sees everybody's, if
 * there is one.
 */
export const OWN_PERMISSIONS: ReadonlyMap<Permission, Permission | null> = new Map([
  ["profile:read", null],
  ["api-keys:read", null],
  ["webhooks:read", null],
  ["analytics:read", null],
  ["economy:read", "economy.all:read"],
  ["tickets:read", "tickets.all:read"],
] as const);

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
  const everybodys = OWN_PERMISSIONS.get(permission);
  if (everybodys === undefined || actor.unbounded || userId === null || userId === actor.userId) return true;
  return everybodys !== null && may(actor, everybodys, on);
}
