import * as z from "zod";
import { rows, type Sql, sql } from "#app/platform/sql.ts";
import { namingOf, type Way } from "../naming.ts";

const Found = z.object({
  kind: z.string(),
  key: z.string(),
  slug: z.string(),
  name: z.string(),
  systems: z.array(z.string()),
});

/**
 * In which system of a game places are, by the place as it was given, in the game's word or in people's: as far as the catalogue knows. Of places that are called the
 * same in two systems it knows nothing.
 */
export async function systemsOfPlaces(db: Sql, game: string, places: Iterable<string>): Promise<Map<string, string>> {
  const waysOf = new Map([...new Set(places)].map((place) => [place, waysTo(place)]));
  const wanted = [...waysOf.values()].flat();
  if (wanted.length === 0) return new Map();
  const found = await rows(
    db,
    Found,
    sql`with meant as materialized (
          select kind, key, slug, name from catalog_entries where game = ${game} and kind in ('place', 'zone', 'system')
            and (key = any(${keysOf(wanted, false)}::text[]) or slug = any(${keysOf(wanted, true)}::text[]))),
        known as (
          select kind, name, array_agg(distinct system) as systems from catalog_entries
          where game = ${game} and system is not null and (kind, name) in (select kind, name from meant) group by 1, 2)
        select meant.*, coalesce(known.systems, '{}') as systems from meant left join known using (kind, name)`,
  );
  const systems = new Map<string, string>();
  for (const [place, ways] of waysOf) {
    const entry = ways.map((way) => found.find((one) => isMeant(one, way))).find((one) => one !== undefined);
    const known = entry?.kind === "system" ? [entry.name] : (entry?.systems ?? []);
    if (known.length === 1) systems.set(place, known[0]!);
  }
  return systems;
}

/** The ways to a place that its system is known by. */
function waysTo(place: string): Way[] {
  return namingOf("place", place).ways.filter(({ kind }) => kind === "place" || kind === "zone" || kind === "system");
}

function keysOf(ways: readonly Way[], bySlug: boolean): string[] {
  return [...new Set(ways.filter((way) => (way.bySlug ?? false) === bySlug).map(({ key }) => key))];
}

function isMeant(entry: z.output<typeof Found>, { kind, key, bySlug }: Way): boolean {
  return entry.kind === kind && (bySlug ? entry.slug : entry.key) === key;
}
