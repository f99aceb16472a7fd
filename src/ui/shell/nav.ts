/** The panel's places, in the order of the sidebar. Icons and words belong to the id. */
export const NAV_PLACES = [
  { id: "home", href: "/home", group: "operate", keys: "g h" },
  { id: "servers", href: "/servers", group: "operate", keys: "g s" },
  { id: "nodes", href: "/nodes", group: "operate", keys: "g n" },
  { id: "events", href: "/events", group: "operate", keys: "g e" },
  { id: "webhooks", href: "/webhooks", group: "operate", keys: "g k" },
  { id: "players", href: "/players", group: "community", keys: "g p" },
  { id: "world", href: "/world", group: "community", keys: "g w" },
  { id: "kills", href: "/kills", group: "community", keys: "g l" },
  { id: "communities", href: "/communities", group: "community", keys: "g c" },
  { id: "stats", href: "/stats", group: "community", keys: "g a" },
  { id: "store", href: "/store", group: "community", keys: "g o" },
  { id: "earn", href: "/earn", group: "community", keys: "g r" },
  { id: "tickets", href: "/tickets", group: "community", keys: "g t" },
  { id: "settings", href: "/settings/profile", under: "/settings", group: null, keys: "g ," },
] as const satisfies readonly NavShape[];

interface NavShape {
  id: string;
  href: string;
  /** The path all its pages are under, where it is not `href`. */
  under?: string;
  group: "operate" | "community" | null;
  keys: string;
}

export type NavId = (typeof NAV_PLACES)[number]["id"];
export type NavPlace = NavShape & { id: NavId };

/** The places a person may go, by the ids that the server gave. Others are left out, not greyed. */
export function placesOf(ids: readonly NavId[]): readonly NavPlace[] {
  return NAV_PLACES.filter((place) => ids.includes(place.id));
}

/** The place a path belongs to. */
export function placeAt(places: readonly NavPlace[], pathname: string): NavPlace | undefined {
  return places.find((place) => {
    const under = place.under ?? place.href;
    return pathname === under || pathname.startsWith(`${under}/`);
  });
}
