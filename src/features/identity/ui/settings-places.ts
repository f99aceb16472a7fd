import { holdsSomewhere, type Who } from "#app/lib/access.ts";
import type { Permission } from "#app/lib/permissions.ts";

/** The pages of the settings and what each needs, null: nothing. `you` is one's own account, `community` the panel's. */
const PLACES = [
  { id: "profile", group: "you", needs: null },
  { id: "security", group: "you", needs: null },
  { id: "privacy", group: "you", needs: null },
  { id: "notifications", group: "you", needs: null },
  { id: "account", group: "you", needs: null },
  { id: "api-keys", group: "you", needs: "api-keys:read" },
  { id: "users", group: "community", needs: "users:read" },
  { id: "roles", group: "community", needs: "roles:read" },
  { id: "invitations", group: "community", needs: "invitations:read" },
  { id: "packages", group: "community", needs: "economy.all:read" },
  { id: "renewals", group: "community", needs: "economy.all:read" },
  { id: "moderation", group: "community", needs: "players:read" },
  { id: "tickets", group: "community", needs: "tickets:manage" },
  { id: "blueprints", group: "community", needs: "blueprints:read" },
  { id: "earning", group: "community", needs: "settings:read" },
  { id: "audit", group: "community", needs: "audit:read" },
  { id: "all-keys", group: "community", needs: "usage:read" },
  { id: "usage", group: "community", needs: "usage:read" },
  { id: "discord", group: "community", needs: "settings:read" },
  { id: "store", group: "community", needs: "economy:write" },
  { id: "upkeep", group: "community", needs: "broadcast:write" },
  { id: "backups", group: "community", needs: "instance:manage" },
  { id: "panel", group: "community", needs: "settings:read" },
] as const satisfies readonly { id: string; group: "you" | "community"; needs: Permission | null }[];

export type SettingsPlace = (typeof PLACES)[number];
export const SETTINGS_GROUPS = ["you", "community"] as const;

/** The pages of the settings that this person may open; of some what they may on one server shows a part. */
export function settingsPlaces(who: Who): SettingsPlace[] {
  return PLACES.filter(({ needs }) => needs === null || holdsSomewhere(who, needs));
}

export function settingsPath(place: SettingsPlace): string {
  return `/settings/${place.id}`;
}
