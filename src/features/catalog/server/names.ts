import * as z from "zod";
import { rows, type Sql, sql } from "#app/platform/sql.ts";
import { type NamedFacet, type Naming, namingOf, type Way } from "../naming.ts";

export interface CatalogName {
  name: string;
  /** Made of words alone, because the catalogue has no entry that says it. */
  isGuess: boolean;
}

const Found = z.object({ kind: z.string(), key: z.string(), slug: z.string(), name: z.string() });

/** The names of classes of a game, as far as the catalogue or the rules of naming know them: by the class as it was given. One statement for all of them. */
export async function namesOf(
  db: Sql,
  game: string,
  facet: NamedFacet,
  classes: Iterable<string>,
): Promise<Map<string, string>> {
  const named = await namesWithDoubt(db, game, facet, classes);
  return new Map([...named].map(([text, { name }]) => [text, name]));
}

/** As `namesOf`, with which of them are guessed. */
export async function namesWithDoubt(
  db: Sql,
  game: string,
  facet: NamedFacet,
  classes: Iterable<string>,
): Promise<Map<string, CatalogName>> {
  const texts = [...new Set(classes)];
  const found = await namesOfAll(
    db,
    game,
    texts.map((text) => ({ facet, text })),
  );
  return new Map(
    texts.flatMap((text) => (found.has(asked(facet, text)) ? [[text, found.get(asked(facet, text))!]] : [])),
  );
}

/** What a class is found by among the answers of `namesOfAll`. */
export function asked(facet: NamedFacet, text: string): string {
  return `${facet} ${text}`;
}

/** Names of classes of several facets at once, by `asked`: still one statement. */
export async function namesOfAll(
  db: Sql,
  game: string,
  wanted: Iterable<{ facet: NamedFacet; text: string }>,
): Promise<Map<string, CatalogName>> {
  const namings = new Map([...wanted].map(({ facet, text }) => [asked(facet, text), namingOf(facet, text)]));
  const known = await entriesOf(db, game, [...namings.values()]);
  const named = new Map<string, CatalogName>();
  for (const [sign, naming] of namings) {
    const name = nameBy(naming, known);
    if (name !== null) named.set(sign, name);
  }
  return named;
}

function nameBy({ ways, rule, guess }: Naming, known: Map<string, string>): CatalogName | null {
  let doubtful: CatalogName | null = null;
  for (const way of ways) {
    const entry = known.get(signOf(way));
    const other = way.with ? known.get(signOf(way.with)) : "";
    if (entry === undefined || other === undefined) continue;
    if (!way.isGuess) return { name: way.name(entry, other), isGuess: false };
    doubtful ??= { name: way.name(entry, other), isGuess: true };
  }
  if (rule !== null) return { name: rule, isGuess: false };
  return doubtful ?? (guess === null ? null : { name: guess, isGuess: true });
}

function signOf({ kind, key, bySlug }: Sought): string {
  return `${kind} ${bySlug ? "slug" : "key"} ${key}`;
}

/** Names of the entries that any way needs, by sign. What was imported is before what was shipped. */
async function entriesOf(db: Sql, game: string, namings: readonly Naming[]): Promise<Map<string, string>> {
  const wanted: Sought[] = namings.flatMap(({ ways }) => ways.flatMap((way) => (way.with ? [way, way.with] : [way])));
  if (wanted.length === 0) return new Map();
  const pairs = (bySlug: boolean) => {
    const unique = new Map(wanted.filter((way) => isBySlug(way) === bySlug).map((way) => [signOf(way), way]));
    return { kinds: [...unique.values()].map(({ kind }) => kind), keys: [...unique.values()].map(({ key }) => key) };
  };
  const [byKey, bySlug] = [pairs(false), pairs(true)];
  const found = await rows(
    db,
    Found,
    sql`select kind, key, slug, name from (
          select c.kind, c.key, '' as slug, coalesce(c.facts->>'fullName', c.name) as name, c.origin
          from unnest(${byKey.kinds}::text[], ${byKey.keys}::text[]) as w(kind, key)
            join catalog_entries c on c.game = ${game} and c.kind = w.kind and c.key = w.key
          union all
          select c.kind, '', c.slug, coalesce(c.facts->>'fullName', c.name), c.origin
          from unnest(${bySlug.kinds}::text[], ${bySlug.keys}::text[]) as w(kind, slug)
            join catalog_entries c on c.game = ${game} and c.kind = w.kind and c.slug = w.slug) e
        order by origin, kind, key desc, name desc`,
  );
  return new Map(
    found.map(({ kind, key, slug, name }) => [slug === "" ? `${kind} key ${key}` : `${kind} slug ${slug}`, name]),
  );
}

type Sought = Pick<Way, "kind" | "key" | "bySlug">;

function isBySlug({ bySlug = false }: Sought): boolean {
  return bySlug;
}
