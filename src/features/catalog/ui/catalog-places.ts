import type { Permission } from "#app/lib/permissions.ts";

/** The parts of the catalogue, and what must be held, anywhere, to see them. */
export const CATALOG_PLACES = [
  { href: "/kills/catalog", name: "ships", needs: "kills:read" },
  { href: "/kills/catalog/systems", name: "systems", needs: "kills:read" },
  { href: "/kills/catalog/places", name: "places", needs: "kills:read" },
  { href: "/kills/catalog/missing", name: "missing", needs: "catalog:write" },
] as const satisfies readonly { href: string; name: string; needs: Permission }[];

export function shipPath(key: string): string {
  return `/kills/catalog/ships/${encodeURIComponent(key)}`;
}
export function placePath(key: string): string {
  return `/kills/catalog/places/${encodeURIComponent(key)}`;
}
export function systemPath(name: string): string {
  return `/kills/catalog/systems/${encodeURIComponent(name)}`;
}
