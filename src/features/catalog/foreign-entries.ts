import { STAR_CITIZEN } from "#app/features/kills/told-kill.ts";
import { CATALOG_KINDS, type CatalogKind, slugOf } from "./entry.ts";

type Fields = Record<string, unknown>;

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Text that says something: collections write words of their own where they know nothing. */
function told(value: unknown): string | null {
  if (typeof value !== "string") return null;
  const text = value.trim();
  return text === "" || text === "Unknown" || /^<=.*=>$|^@?LOC_|PLACEHOLDER|UNINITIALIZED/i.test(text) ? null : text;
}

function numberOf(value: unknown): number | null {
  return typeof value === "number" && Number.isFinite(value) ? value : null;
}

/**
 * Brings a collection as others publish them (`{_meta: {sources}, entries}`, entries a list of things or a table of class and name) into our own format. What has
 * our format passes as it is, and what is none of both comes back with a sentence.
 */
export function ownEntries(value: unknown, wanted: CatalogKind | null): { value: unknown } | { problem: string } {
  if (!isFields(value)) return { problem: "The file is not an object with entries. See docs/catalog.md." };
  if ("format" in value) return { value };
  const { entries } = value;
  if (!Array.isArray(entries) && !isFields(entries))
    return { problem: "The file has no format and no entries. See docs/catalog.md." };
  const kind = wanted ?? guessedKind(entries);
  if (kind === null) return { problem: `It does not say what it is of. Say so: one of ${CATALOG_KINDS.join(", ")}.` };
  const read = Array.isArray(entries)
    ? entries.filter(isFields).map((entry) => READERS[kind]?.(entry) ?? entry)
    : sameOnce(Object.entries(entries).map(([key, name]) => namedClass(kind, key, name)));
  return {
    value: {
      format: "gamekeeper-catalog-1",
      game: STAR_CITIZEN,
      kind,
      sources: sourcesOf(value._meta),
      entries: onlyOnce(read.filter((entry) => told(entry.name) !== null)),
    },
  };
}

function guessedKind(entries: unknown[] | Fields): CatalogKind | null {
  const [first] = Array.isArray(entries) ? entries : [];
  if (!isFields(first)) return null;
  if ("jumpPointsTo" in first) return "system";
  if ("className" in first) return "slug" in first || "role" in first ? "ship" : "weapon";
  return "parent" in first && "type" in first ? "place" : null;
}

/** A class and its name; a name may come with a word before it (`on`, `inside`), or with a variant behind it. */
function namedClass(kind: CatalogKind, key: string, value: unknown): Fields {
  const [first, second] = Array.isArray(value) ? value.map(told) : [told(value), null];
  if (kind !== "zone") return { class: key, name: second ? `${first} (${second})` : first, slug: slugOf(key) };
  const [name, ...within] = ((second ?? first) || "").split(", ");
  const system = /stanton|pyro|nyx/i.exec(key)?.[0]?.toLowerCase() ?? null;
  const last = within.at(-1) ?? "";
  const isSystem = /^(stanton|pyro|nyx|ellis)$/i.test(last);
  return {
    class: key,
    name,
    slug: slugOf(key),
    parent: within.length > 0 && !(within.length === 1 && isSystem) ? (within[0] as string) : null,
    system: isSystem ? last : system === null ? null : system[0]!.toUpperCase() + system.slice(1),
  };
}

const TYPES: Readonly<Record<string, string>> = {
  Star: "star",
  Planet: "planet",
  Moon: "moon",
  Manmade: "station",
  Settlement: "settlement",
  Outpost: "outpost",
  Asteroid: "asteroid",
  Anomaly: "anomaly",
  "Nav. Point": "nav_point",
};

const READERS: Partial<Record<CatalogKind, (entry: Fields) => Fields>> = {
  ship: ({ className, name, slug, fullName, manufacturer, manufacturerCode, role, career, stats }) => {
    const known = isFields(stats) ? stats : {};
    const number = (field: string) => numberOf(known[field]);
    return {
      class: className,
      name: told(name),
      slug: told(slug) ?? undefined,
      fullName: told(fullName),
      maker: told(manufacturer),
      makerCode: told(manufacturerCode),
      role: told(role),
      career: told(career),
      size: number("size"),
      crew: number("crewPilot"),
      gunners: number("crewWeapons"),
      operators: number("crewOperations"),
      cargoScu: number("cargoScu"),
      massKg: number("massKg"),
      lengthM: number("lengthM"),
      widthM: number("widthM"),
      heightM: number("heightM"),
      isSpaceship: typeof known.isSpaceship === "boolean" ? known.isSpaceship : null,
      scmSpeed: number("scmSpeed"),
      maxSpeed: number("maxSpeed"),
      pitch: number("pitch"),
      yaw: number("yaw"),
      roll: number("roll"),
      hullHp: number("hullHp"),
      shieldHp: number("shieldHp"),
      factsOf: told(known.source),
    };
  },
  weapon: ({ className, name, manufacturer, kind, subType, type, fpsClass, size }) => ({
    class: className,
    name: told(name),
    slug: typeof className === "string" ? slugOf(className) : undefined,
    maker: told(manufacturer),
    use: kind === "missilerack" ? "rack" : kind === "fps" || kind === "ship" ? kind : null,
    type: told(subType) ?? told(type),
    damage: told(fpsClass),
    size: numberOf(size),
  }),
  place: ({ id, name, system, parent, type }) => ({
    name: told(name),
    slug: told(id) ?? undefined,
    system: told(system),
    parent: told(parent),
    type: typeof type === "string" ? (TYPES[type] ?? null) : null,
  }),
  system: ({ name, code, affiliation, size, starType, coordinates, jumpPointsTo, playable }) => ({
    name: told(name),
    code: told(code),
    affiliation: told(affiliation),
    size: told(size),
    stars: told(starType),
    coordinates: Array.isArray(coordinates) ? coordinates : null,
    jumpPoints: Array.isArray(jumpPointsTo) ? jumpPointsTo : [],
    isPlayable: typeof playable === "boolean" ? playable : null,
  }),
};

/** A table may have one class in several ways of writing it: where they say the same, they are one. */
function sameOnce(entries: Fields[]): Fields[] {
  const known = new Map<string, unknown>();
  return entries.filter(({ class: key, name }) => {
    const lower = String(key).toLowerCase();
    if (known.has(lower) && known.get(lower) === name) return false;
    known.set(lower, name);
    return true;
  });
}

/** Collections name a thing once for each of its copies; slugs that are taken are those of another. */
function onlyOnce(entries: Fields[]): Fields[] {
  const slugs = new Set<unknown>();
  return entries.map((entry) => {
    const { slug, ...rest } = entry;
    if (entry.class === undefined && slug === undefined) return entry;
    if (slug !== undefined && slugs.has(slug) && typeof entry.class === "string")
      return { ...rest, slug: slugOf(entry.class) };
    slugs.add(slug);
    return entry;
  });
}

function sourcesOf(meta: unknown): Fields[] {
  const sources = isFields(meta) && Array.isArray(meta.sources) ? meta.sources.filter(isFields) : [];
  const read = sources.map(({ repo, what, path, licence, commit }) => ({
    name: told(repo) ?? "not named",
    address: typeof repo === "string" && /^[\w.-]+\/[\w.-]+$/.test(repo) ? `https://github.com/${repo}` : null,
    licence: told(licence),
    gives: told(what) ?? told(path),
    asOf: Array.isArray(commit) ? told(commit[1]) : null,
  }));
  return read.length > 0 ? read : [{ name: "not named" }];
}
