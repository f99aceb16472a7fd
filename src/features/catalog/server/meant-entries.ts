import * as z from "zod";
import { rows, type Sql, sql } from "#app/platform/sql.ts";
import { CATALOG_KINDS } from "../entry.ts";
import { lookupOf, type MeantEntry, meantEntry, type ThingFacet } from "../meaning.ts";

const Found = z.object({
  kind: z.enum(CATALOG_KINDS),
  key: z.string(),
  class: z.string().nullable(),
  slug: z.string(),
  name: z.string(),
  fullName: z.string().nullable(),
});

/** An entry that a word means: its key, and how the catalogue writes that. */
export interface Meant {
  key: string;
  word: string;
}

/** What each of these words of a facet means, where exactly one entry of the catalogue is meant: by the word as it was given. */
export async function meantBy(
  db: Sql,
  game: string,
  facet: ThingFacet,
  texts: Iterable<string>,
): Promise<Map<string, Meant>> {
  const lookups = new Map([...texts].map((text) => [text, lookupOf(facet, text)]));
  if (lookups.size === 0) return new Map();
  const all = [...lookups.values()];
  const found = await rows(
    db,
    Found,
    sql`select e.* from (
          select distinct on (c.kind, c.key) c.kind, c.key, c.class, c.slug, c.name, c.facts->>'fullName' as "fullName" from catalog_entries c
          where c.game = ${game} and c.kind = any(${[...new Set(all.flatMap(({ kinds, keys }) => [...kinds, ...keys.map(({ kind }) => kind)]))]}::text[])
          order by c.kind, c.key, c.origin desc) e
        where e.key = any(${all.flatMap(({ keys }) => keys.map(({ key }) => key))}::text[]) or e.slug = any(${all.flatMap(({ slugs }) => [...slugs])}::text[])
          or lower(e.name) = any(${all.map(({ name }) => name)}::text[]) or lower(e."fullName") = any(${all.map(({ name }) => name)}::text[])
          or exists (select 1 from unnest(${all.flatMap(({ isBeginning, name }) => (isBeginning ? [`${name} `] : []))}::text[]) as b(beginning) where starts_with(lower(e.name), b.beginning))
        order by e.kind, e.key`,
  );
  const places = await placesOf(db, game, found);
  const itself = (entry: MeantEntry) => (entry.kind === "zone" ? (places.get(entry.slug) ?? entry) : entry);
  const meant = new Map<string, Meant>();
  for (const [text, lookup] of lookups) {
    const entry = meantEntry(lookup, found, itself);
    if (entry) meant.set(text, { key: entry.key, word: entry.class ?? entry.slug });
  }
  return meant;
}

/** The places that names in logs stand for, by their slugs. */
async function placesOf(db: Sql, game: string, found: readonly MeantEntry[]): Promise<Map<string, MeantEntry>> {
  const slugs = found.flatMap(({ kind, slug }) => (kind === "zone" ? [slug] : []));
  if (slugs.length === 0) return new Map();
  const places = await rows(
    db,
    Found,
    sql`select distinct on (c.slug) c.kind, c.key, c.class, c.slug, c.name, null as "fullName" from catalog_entries c
        where c.game = ${game} and c.kind = 'place' and c.slug = any(${slugs}::text[]) order by c.slug, c.origin desc, c.key`,
  );
  return new Map(places.map((place) => [place.slug, place]));
}
