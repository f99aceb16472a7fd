import type * as z from "zod";
import { rows, type Sql, sql } from "#app/platform/sql.ts";
import type { OneSystem } from "../schema.ts";
import { EntryRow, entries, refOf, shownEntry } from "./entry-rows.ts";

type Body = z.output<typeof OneSystem>["bodies"][number];
const BODIES: ReadonlySet<string | null> = new Set(["star", "planet", "moon", "station", "settlement"]);

/**
 * What a map of a system shows: its bodies and whatever else has places in it, each with how many places are part of it or of its parts. A place whose parent is
 * not known to be in the system stands by itself.
 */
export async function bodiesOf(db: Sql, system: string): Promise<Body[]> {
  const found = await rows(
    db,
    EntryRow,
    sql`select e.* from ${entries("place")} where lower(e.system) = ${system.toLowerCase()} order by e.name, e.key`,
  );
  const places = found.map((entry) => ({ entry, ...shownEntry("place", entry) }));
  const byName = new Map<string, (typeof places)[number]>();
  // Of several of one name the larger is what others are part of.
  for (const place of places) {
    const known = byName.get(place.name);
    if (!known || rank(place.type) < rank(known.type)) byName.set(place.name, place);
  }
  const bodies = new Map<string, Body>();
  const parents = new Set(places.map(({ parent }) => parent).filter((parent) => parent !== null));
  for (const place of byName.values())
    if (BODIES.has(place.type) || parents.has(place.name))
      bodies.set(place.name, {
        ...refOf(place.entry),
        type: place.type,
        parent: place.parent !== null && byName.has(place.parent) && place.parent !== place.name ? place.parent : null,
        places: 0,
        placesByType: {},
      });
  for (const place of places) {
    const seen = new Set([place.name]);
    let parent = place.parent;
    // A catalogue that was imported may go round in circles.
    while (parent !== null && !seen.has(parent)) {
      seen.add(parent);
      const body = bodies.get(parent);
      if (!body) break;
      body.places += place.count;
      const type = place.type ?? "other";
      body.placesByType[type] = (body.placesByType[type] ?? 0) + place.count;
      parent = body.parent;
    }
  }
  return [...bodies.values()];
}

const RANKS = ["star", "planet", "moon", "station", "settlement"];
function rank(type: string | null): number {
  const place = RANKS.indexOf(type ?? "");
  return place < 0 ? RANKS.length : place;
}
