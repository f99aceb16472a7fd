import { ALL_PERMISSIONS, type Permission } from "#app/lib/permissions.ts";

/** The heading that a permission stands under, by the part of its name before the first dot or colon. */
const GROUP_OF = {
  servers: "servers",
  nodes: "servers",
  blueprints: "servers",
  events: "servers",
  players: "players",
  appeals: "players",
  moderation: "players",
  world: "players",
  kills: "players",
  catalog: "players",
  statistics: "players",
  economy: "community",
  tickets: "community",
  broadcast: "community",
  users: "people",
  roles: "people",
  invitations: "people",
  profile: "account",
  "api-keys": "account",
  audit: "panel",
  settings: "panel",
  instance: "panel",
  webhooks: "panel",
} as const;

export const PERMISSION_GROUPS = ["servers", "players", "community", "people", "account", "panel"] as const;
export type PermissionGroup = (typeof PERMISSION_GROUPS)[number];

export function groupOf(permission: Permission): PermissionGroup {
  const resource = permission.split(/[.:]/)[0] as keyof typeof GROUP_OF;
  // A resource that is new here stands with the panel until it is given a place.
  return GROUP_OF[resource] ?? "panel";
}

export function permissionsIn(group: PermissionGroup): Permission[] {
  return ALL_PERMISSIONS.filter((permission) => groupOf(permission) === group);
}
