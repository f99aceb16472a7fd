import { holdsSomewhere, type Who } from "#app/lib/access.ts";
import type { Permission } from "#app/lib/permissions.ts";
import { NAV_PLACES, type NavId } from "#app/ui/shell/nav.ts";

/** The places that have pages, and what must be held, on the instance or on any one server, for them to be shown. Null: everybody. */
const NEEDS: Readonly<Partial<Record<NavId, Permission | null>>> = {
  home: null,
  servers: null,
  nodes: "nodes:read",
  kills: "kills:read",
  communities: null,
  stats: null,
  store: "economy:read",
  events: "events:read",
  webhooks: "webhooks:read",
  players: "players:read",
  earn: "economy:read",
  world: "world:read",
  tickets: "tickets:read",
  settings: null,
};

/** The places of the panel this person may go. What they may not is left out; a direct link says what is missing. */
export function navFor(who: Who): NavId[] {
  return NAV_PLACES.map((place) => place.id).filter((id) => {
    const permission = NEEDS[id];
    return permission === null || (permission !== undefined && holdsSomewhere(who, permission));
  });
}
