import * as z from "zod";
import { STAR_CITIZEN } from "#app/features/kills/told-kill.ts";
import { AppError } from "#app/lib/errors.ts";
import { join, likePart, literal, pageRows, row, rows, type Sql, type SqlText, sql } from "#app/platform/sql.ts";
import { type CatalogKind, FACTS, slugOf } from "../entry.ts";

export const EntryRow = z.object({
  key: z.string(),
  class: z.string().nullable(),
  slug: z.string(),
  name: z.string(),
  system: z.string().nullable(),
  parent: z.string().nullable(),
  facts: z.record(z.string(), z.unknown()),
  isImported: z.boolean(),
});
export type EntryRow = z.output<typeof EntryRow>;

/** The entries of a kind as they count: the imported one where there are two. A table expression, called `e`. */
export function entries(kind: CatalogKind): SqlText {
  return sql`(select distinct on (c.key) c.key, c.class, c.slug, c.name, c.system, c.parent, c.facts, c.origin = 'imported' as "isImported"
    from catalog_entries c where c.game = ${STAR_CITIZEN} and c.kind = ${kind} order by c.key, c.origin desc) e`;
}

/** An entry as it is told: what it is called, and each fact of its kind, null where it has none. */
export function shownEntry<K extends CatalogKind>(
  kind: K,
  { key, facts, ...entry }: EntryRow,
): Omit<EntryRow, "key" | "facts"> & z.output<(typeof FACTS)[K]> {
  return { ...entry, ...(FACTS[kind].parse(facts) as z.output<(typeof FACTS)[K]>) };
}

const MOST_OTHERS = 20;
const KINDS_WORDS = { ship: "ship", weapon: "weapon", place: "place", system: "system" } as const;

/**
 * The one that a text means, by class, slug, name (with its maker's mark or without) or full name, whatever its letters' case, and the others of that very name. Where nothing is called so, the one
 * thing whose name has all of the words. Throws AppError `not_found`, or `conflict` with the candidates where the words fit several.
 */
export async function foundEntry(
  db: Sql,
  kind: keyof typeof KINDS_WORDS,
  text: string,
): Promise<{ entry: EntryRow; others: EntryRow[] }> {
  const lower = text.toLowerCase();
  const same = await rows(
    db,
    EntryRow,
    sql`select e.* from ${entries(kind)}
        where e.key = ${lower} or e.slug = ${slugOf(text)} or lower(e.name) = ${lower} or lower(e.facts->>'fullName') = ${lower}
          or lower(e.name) = lower(e.facts->>'makerCode') || ' ' || ${lower}
        order by e.key = ${lower} desc, e.slug = ${lower} desc, lower(e.name) = ${lower} desc, length(e.key), e.key limit ${MOST_OTHERS + 1}`,
  );
  const [entry, ...others] = same;
  if (entry) return { entry, others };
  const words = lower
    .split(/[\s_-]+/)
    .filter((word) => word !== "")
    .slice(0, 8);
  const fits = words.map((word) => sql`(e.name || ' ' || coalesce(e.facts->>'fullName', '')) ilike ${likePart(word)}`);
  const near =
    words.length === 0
      ? []
      : await rows(
          db,
          EntryRow,
          sql`select e.* from ${entries(kind)} where ${fits.reduce((all, fit) => sql`${all} and ${fit}`)} order by length(e.name), e.key limit ${MOST_OTHERS}`,
        );
  const [only] = near;
  if (!only) throw new AppError("not_found", `catalog.unknown_${kind}`, { name: text });
  if (near.length === 1) return { entry: only, others: [] };
  throw new AppError(
    "conflict",
    "catalog.ambiguous",
    { name: text, count: near.length },
    near.map(({ key, name }) => ({ path: "name", code: "candidate", message: `${key}: ${name}` })),
  );
}

/** A page of the entries of a kind that fulfil all of these conditions, by name. */
export async function entryPage<K extends CatalogKind>(
  db: Sql,
  kind: K,
  where: readonly SqlText[],
  { page, limit }: { page: number; limit: number },
) {
  const { found, total } = await pageRows(
    db,
    EntryRow,
    sql`select e.*, count(*) over ()::int as total from ${entries(kind)} where ${join([...where], " and ")} order by e.name, e.key`,
    { page, limit },
  );
  return { items: found.map((entry) => shownEntry(kind, entry)), total, page, limit };
}

/** How many entries of a kind fulfil a condition. */
export async function countEntries(db: Sql, kind: CatalogKind, where: SqlText = literal("true")): Promise<number> {
  const counted = await row(
    db,
    z.object({ count: z.number() }),
    sql`select count(*)::int as count from ${entries(kind)} where ${where}`,
  );
  return counted!.count;
}

export function refOf({ class: gameClass, slug, name }: EntryRow): {
  class: string | null;
  slug: string;
  name: string;
} {
  return { class: gameClass, slug, name };
}
