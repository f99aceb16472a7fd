import { type CatalogKind, slugOf } from "./entry.ts";

/** What a class stands for where it is to be named. */
export const NAMED_FACETS = ["weapon", "ship", "place", "system", "mode", "actor"] as const;
export type NamedFacet = (typeof NAMED_FACETS)[number];

/** A way to a name: an entry of the catalogue, and what is made of its name. */
export interface Way {
  kind: CatalogKind;
  key: string;
  /** The key is a slug: people's own words for it. */
  bySlug?: boolean;
  /** Made of words alone: it reads well and may be wrong. */
  isGuess?: boolean;
  /** A second entry that is needed for it. */
  with?: { kind: CatalogKind; key: string };
  name(entry: string, other: string): string;
}

/** How a class may come to a name: the first way whose entries are there; else `rule`, which needs none; else `guess`. */
export interface Naming {
  ways: Way[];
  rule: string | null;
  guess: string | null;
}

const INSTANCE = /_\d{9,}$/;
const CREW = /^(.+?)_((?:PU|EA)_AI_\w+)$/i;
const DEBRIS = /^SCItem_Debris_\d+_/i;
const plain = (name: string): string => name;

function words(text: string): string {
  return text
    .replaceAll(/[_-]+/g, " ")
    .replaceAll(/([a-z])([A-Z])/g, "$1 $2")
    .trim();
}

/** The class, and what is left of it without its last parts, longest first: paints and editions are further parts of a class. */
function shortened(text: string, least: number): { base: string; rest: string }[] {
  const parts = text.split("_");
  const all = [];
  for (let length = parts.length; length >= least; length--)
    all.push({ base: parts.slice(0, length).join("_"), rest: parts.slice(length).join("_") });
  return all;
}

function exactly(kinds: readonly CatalogKind[], text: string): Way[] {
  return kinds.map((kind) => ({ kind, key: text.toLowerCase(), name: plain }));
}

function makerAndWords(text: string): Way[] {
  const [mark = "", ...rest] = text.split("_");
  if (rest.length === 0) return [];
  const name = (maker: string) => `${maker} ${words(rest.join("_"))}`;
  return [{ kind: "maker", key: mark.toLowerCase(), isGuess: true, name }];
}

function shipNaming(raw: string): Naming {
  const text = raw.replace(DEBRIS, "").replace(INSTANCE, "");
  const [, flown, crew] = CREW.exec(text) ?? [];
  const ways: Way[] = exactly(["ship", "vehicle"], text);
  if (flown && crew) {
    // A crew's mark may have further parts behind it as well.
    for (const { base } of shortened(crew, 3))
      for (const kind of ["ship", "vehicle"] as const)
        ways.push({
          kind,
          key: flown.toLowerCase(),
          with: { kind: "crew", key: base.toLowerCase() },
          name: (ship, who) => `${ship} (${who})`,
        });
  }
  for (const { base, rest } of shortened(flown ?? text, 2))
    for (const kind of ["ship", "vehicle"] as const)
      ways.push({ kind, key: base.toLowerCase(), name: (ship) => (rest === "" ? ship : `${ship} (${words(rest)})`) });
  ways.push({ kind: "ship", key: slugOf(raw), bySlug: true, name: plain });
  return { ways, rule: null, guess: null };
}

const SIDE = /_(?:left|right|l|r|lb|rb|lt|rt|top|bottom|upper|lower|inner|outer|fore|rear|nose)$/i;

function weaponNaming(raw: string): Naming {
  const text = raw.replace(INSTANCE, "");
  const ways = exactly(["weapon"], text);
  for (const { base } of shortened(text, 3).slice(1)) ways.push(...exactly(["weapon"], base));
  // The names of racks say what they carry: MRCK_S03_AEGS_Sabre_Firebird.
  const [, size, carrier] = /^MRCK_S(\d\d?)_(.+)$/i.exec(text) ?? [];
  if (size && carrier) {
    let ship = carrier;
    while (SIDE.test(ship)) ship = ship.replace(SIDE, "");
    const missiles = `Rack of missiles, size ${Number(size)}`;
    for (const { base } of shortened(ship, 2))
      ways.push({ kind: "ship", key: base.toLowerCase(), name: (name) => `${missiles} (${name})` });
    return { ways, rule: missiles, guess: null };
  }
  return { ways, rule: null, guess: null };
}

/** Places that are named by what they are: each is one of many of its kind. */
const PLACES_BY_RULE: readonly (readonly [RegExp, string])[] = [
  [/^SolarSystem_/i, "Open space"],
  [/^Hangar_/i, "Hangar"],
  [/^TransitCarriage_/i, "Lift or shuttle"],
  [/[-_]ugf[-_]/i, "Underground facility"],
];

function placeNaming(raw: string): Naming {
  const text = raw.replace(/^@/, "").replace(INSTANCE, "");
  const ways = exactly(["zone", "place", "system"], text);
  // The copies of a place are counted behind it: ..._int-004.
  const copy = text.replace(/-\d{3}$/, "");
  if (copy !== text) ways.push(...exactly(["zone"], copy));
  const [, system, body, named] = /^OOC_([a-z]+)(?:_(\d[a-z]?))?(?:_(.+))?$/i.exec(text) ?? [];
  if (system && body) ways.push(...exactly(["place", "zone"], `${system}${body}`));
  if (system && !body && !named) ways.push(...exactly(["system"], system));
  const [, planet, point] = /^(?:RR_)?P(\d)_?(L\d)$/i.exec(text) ?? [];
  if (planet && point)
    ways.push(...exactly(["zone"], `P${planet}_${point}`), ...exactly(["zone"], `RR_P${planet}_${point}`));
  ways.push(...exactly(["zone"], `RR_${text}`));
  ways.push({ kind: "place", key: slugOf(text), bySlug: true, name: plain });
  const [, asSystem] = /^(.+?)[ _]system$/i.exec(text) ?? [];
  ways.push({ kind: "system", key: slugOf(asSystem ?? text), bySlug: true, name: plain });
  const rule = PLACES_BY_RULE.find(([pattern]) => pattern.test(raw))?.[1] ?? (named ? words(named) : null);
  if (rule !== null) return { ways, rule, guess: null };
  return { ways: [...ways, ...shipNaming(raw).ways], rule: null, guess: null };
}

const NOBODY = /^(?:PU|NPC|Human|Male|Female|Archetypes?|Pilots?|AIModule|Unmanned)$/i;

function actorNaming(raw: string): Naming {
  const text = raw.replace(INSTANCE, "");
  const ways = exactly(["actor", "vehicle"], text);
  const variant = text.replace(/_\d\d$/, "");
  if (variant !== text) ways.push(...exactly(["actor"], variant));
  const said = text.split(/[-_]/).filter((part) => part !== "" && !NOBODY.test(part) && !/^\d+$/.test(part));
  return {
    ways: [...ways, ...shipNaming(raw).ways],
    rule: null,
    guess: said.length > 0 && said.join("_") !== text ? words([...new Set(said)].join(" ")) : null,
  };
}

/** How a class is named, by what it stands for: exact names first, then what the rules of the game's own naming say. */
export function namingOf(facet: NamedFacet, text: string): Naming {
  switch (facet) {
    case "ship": {
      const naming = shipNaming(text);
      return { ...naming, ways: [...naming.ways, ...makerAndWords(text.replace(DEBRIS, "").replace(INSTANCE, ""))] };
    }
    case "weapon": {
      const naming = weaponNaming(text);
      return { ...naming, ways: [...naming.ways, ...makerAndWords(text.replace(INSTANCE, ""))] };
    }
    case "place":
      return placeNaming(text);
    case "system":
      return {
        ways: [{ kind: "system", key: slugOf(text.replace(/[ _]system$/i, "")), bySlug: true, name: plain }],
        rule: null,
        guess: null,
      };
    case "actor":
      return actorNaming(text);
    case "mode":
      return { ways: [], rule: null, guess: null };
  }
}
