import * as z from "zod";
import { CATALOG_KINDS, type CatalogEntry, type CatalogKind, keyOf, readEntry } from "./entry.ts";
import { ownEntries } from "./foreign-entries.ts";

export const CATALOG_FORMAT = "gamekeeper-catalog-1";
/** More than any game's catalogue that is known has. */
export const MOST_ENTRIES = 20_000;

/** Who a set of facts is from. */
export const CatalogSource = z.object({
  name: z.string().trim().min(1).max(200),
  address: z.httpUrl().max(500).nullable().default(null),
  licence: z.string().trim().min(1).max(300).nullable().default(null),
  gives: z.string().trim().min(1).max(300).nullable().default(null).describe("What of the set is from it."),
  asOf: z.string().trim().min(1).max(100).nullable().default(null),
});
export type CatalogSource = z.output<typeof CatalogSource>;

const Head = z.object({
  format: z.literal(CATALOG_FORMAT),
  game: z.string().trim().toLowerCase().min(1).max(60),
  kind: z.enum(CATALOG_KINDS),
  sources: z.array(CatalogSource).min(1).max(50),
  note: z.string().max(2000).optional(),
  entries: z.array(z.unknown()).min(1).max(MOST_ENTRIES),
});

/** One set of a catalogue, read and checked. */
export interface CatalogFile {
  game: string;
  kind: CatalogKind;
  sources: CatalogSource[];
  entries: CatalogEntry[];
}

export interface FileProblem {
  /** Where in the file; empty: the file itself. */
  path: string;
  message: string;
}

/** As many problems as are worth reading at once. */
const MOST_PROBLEMS = 20;

/**
 * Reads a set: our own format, or as other collections have them (`_meta` and `entries`), whose kind is told by `kind` or by the fields. All problems are told at
 * once, up to twenty; a file with one is not taken.
 */
export function readCatalogFile(
  value: unknown,
  kind: CatalogKind | null = null,
): { file: CatalogFile } | { problems: FileProblem[] } {
  const own = ownEntries(value, kind);
  if ("problem" in own) return { problems: [{ path: "", message: own.problem }] };
  const head = Head.safeParse(own.value);
  if (!head.success)
    return {
      problems: head.error.issues
        .slice(0, MOST_PROBLEMS)
        .map(({ path, message }) => ({ path: path.join("."), message })),
    };
  const { game, kind: fileKind, sources, entries: raw } = head.data;
  const problems: FileProblem[] = [];
  const entries = new Map<string, CatalogEntry>();
  raw.forEach((each, index) => {
    const entry = readEntry(fileKind, each);
    const path = `entries.${index}`;
    if ("problem" in entry) problems.push({ path, message: entry.problem });
    else if (entries.has(keyOf(entry)))
      problems.push({ path, message: `${entry.class ?? entry.slug} is in the file twice.` });
    else entries.set(keyOf(entry), entry);
  });
  if (problems.length > 0) return { problems: problems.slice(0, MOST_PROBLEMS) };
  return { file: { game, kind: fileKind, sources, entries: [...entries.values()] } };
}
