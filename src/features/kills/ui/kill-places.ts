import type { Permission } from "#app/lib/permissions.ts";

/** The places about kills, and what must be held, anywhere, to see them. */
export const KILL_PLACES = [
  { href: "/kills", name: "feed", needs: "kills:read" },
  { href: "/kills/leaderboards", name: "leaderboards", needs: "kills:read" },
  { href: "/kills/weapons", name: "weapons", needs: "kills:read" },
  { href: "/kills/ships", name: "ships", needs: "kills:read" },
  { href: "/kills/places", name: "places", needs: "kills:read" },
  { href: "/kills/compare", name: "compare", needs: "kills:read" },
  { href: "/kills/catalog", name: "catalog", needs: "kills:read" },
  { href: "/kills/import", name: "import", needs: "kills:write" },
  { href: "/kills/analytics", name: "analytics", needs: "analytics:read" },
] as const satisfies readonly { href: string; name: string; needs: Permission }[];
