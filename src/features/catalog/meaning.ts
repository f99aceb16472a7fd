import type { CatalogKind } from "./entry.ts";
import { slugOf } from "./entry.ts";
import { namingOf, type Way } from "./naming.ts";

/** What things of kills are told apart by: each is one thing, however many words there are for it. */
export const THING_FACETS = ["weapon", "ship", "place", "system"] as const;
export type ThingFacet = (typeof THING_FACETS)[number];

/** As much of an entry as says whether it is meant. */
export interface MeantEntry {
  kind: CatalogKind;
  key: string;
  class: string | null;
  slug: string;
  name: string;
  fullName: string | null;
}

/** Changes with the rules here and those of naming, so that words are looked at anew. */
export const MEANING_RULES = 1;

const COPY = /_\d{9,}$/;
const DEBRIS = /^SCItem_Debris_\d+_/i;

/** The kinds of entries that may be meant, by where they are looked for first: a ship before the name of one of its paints. */
const KINDS: Record<ThingFacet, readonly CatalogKind[]> = {
  weapon: ["weapon"],
  ship: ["ship", "vehicle"],
  place: ["zone", "place", "system", "ship", "vehicle"],
  system: ["system"],
};
/** Kinds that people's own words are looked for in. */
const BY_WORD: Record<ThingFacet, readonly CatalogKind[]> = { ...KINDS, place: ["place", "zone", "system"] };

/** A word as the game or people say it, without the number of the copy that it was: of the same thing there may be thousands. */
export function wordOf(text: string): string {
  return text.replace(DEBRIS, "").replace(/^@/, "").replace(COPY, "").trim() || text;
}

/** What is the same for one word, however it is written. */
export function spellingOf(text: string): string {
  return wordOf(text).toLowerCase();
}

/** What has to be looked up to know what a word means. */
export interface Lookup {
  /** Keys of entries in the order in which they are tried. */
  keys: readonly Pick<Way, "kind" | "key">[];
  kinds: readonly CatalogKind[];
  name: string;
  slugs: readonly string[];
  /** Names that begin with the word will do: "P4-AR" for the "P4-AR Rifle". */
  isBeginning: boolean;
}

export function lookupOf(facet: ThingFacet, text: string): Lookup {
  const word = wordOf(text);
  const ways = namingOf(facet, word).ways.filter((way) => !way.isGuess && !way.with && KINDS[facet].includes(way.kind));
  const rank = (kind: CatalogKind) => (facet === "ship" ? KINDS.ship.indexOf(kind) : 0);
  return {
    keys: ways.filter(({ bySlug }) => !bySlug).sort((a, b) => rank(a.kind) - rank(b.kind)),
    kinds: BY_WORD[facet],
    name: word.toLowerCase(),
    slugs: [...new Set([slugOf(word), ...ways.filter(({ bySlug }) => bySlug).map(({ key }) => key)])],
    isBeginning: facet === "weapon",
  };
}

/**
 * The one entry that a word means, by its key, else its name, else its slug, among those that were found for it; null where none or several are meant. `itself` gives
 * the thing that an entry is only a name of.
 */
export function meantEntry(
  { keys, kinds, name, slugs, isBeginning }: Lookup,
  found: readonly MeantEntry[],
  itself: (entry: MeantEntry) => MeantEntry,
): MeantEntry | null {
  for (const { kind, key } of keys) {
    const entry = found.find((one) => one.kind === kind && one.key === key);
    if (entry) return itself(entry);
  }
  const tiers: ((entry: MeantEntry) => boolean)[] = [
    (entry) => entry.name.toLowerCase() === name || entry.fullName?.toLowerCase() === name,
    (entry) => slugs.includes(entry.slug),
    (entry) => isBeginning && entry.name.toLowerCase().startsWith(`${name} `),
  ];
  for (const fits of tiers) {
    for (const kind of kinds) {
      const things = new Map(
        found
          .filter((entry) => entry.kind === kind && fits(entry))
          .map(itself)
          .map((entry) => [entry.key, entry]),
      );
      if (things.size > 0) return plainest([...things.values()]);
    }
  }
  return null;
}

/** The one of them, or the one that all others are editions of. */
function plainest(entries: readonly MeantEntry[]): MeantEntry | null {
  const [first, ...others] = [...entries].sort((a, b) => a.key.length - b.key.length);
  return first && others.every(({ key }) => key.startsWith(`${first.key}_`)) ? first : null;
}
