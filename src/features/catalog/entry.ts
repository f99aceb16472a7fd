import * as z from "zod";
import { PLACE_TYPES } from "./place-types.ts";

/**
 * Kinds of what a catalogue knows: `vehicle` and `zone` are names of classes as logs have them, where ship and place are the things themselves; `crew` is who
 * flies a ship that the game moves, `maker` whose mark the names of ships and weapons begin with.
 */
export const CATALOG_KINDS = [
  "ship",
  "vehicle",
  "weapon",
  "place",
  "zone",
  "system",
  "actor",
  "crew",
  "maker",
] as const;
export type CatalogKind = (typeof CATALOG_KINDS)[number];

const text = z.string().trim().min(1).max(200);
const word = text.nullable().default(null);
const number = z.number().min(-1e15).max(1e15).nullable().default(null);
const flag = z.boolean().nullable().default(null);

/** What is known of a ship or vehicle beside its name; null is what is not known. */
export const ShipFacts = z.object({
  fullName: word.describe("With its maker's name."),
  maker: word,
  makerCode: word.describe("The mark that the maker's classes begin with."),
  role: word,
  career: word,
  size: number.describe("The game's class of size."),
  crew: number.describe("How many the game says fly it."),
  gunners: number,
  operators: number,
  cargoScu: number,
  massKg: number,
  lengthM: number,
  widthM: number,
  heightM: number,
  isSpaceship: flag.describe("False: it stays on the ground."),
  scmSpeed: number.describe("Metres a second in combat."),
  maxSpeed: number.describe("Metres a second."),
  pitch: number.describe("Degrees a second."),
  yaw: number.describe("Degrees a second."),
  roll: number.describe("Degrees a second."),
  hullHp: number.describe("Hit points of its vital parts."),
  shieldHp: number,
  factsOf: word.describe("Which build or reading of the game the numbers are of."),
});

export const WeaponFacts = z.object({
  maker: word,
  use: z.enum(["fps", "ship", "rack"]).nullable().default(null).describe("In hand, on a ship, or a rack of missiles."),
  type: word,
  damage: word,
  size: number,
});

export const PlaceFacts = z.object({
  type: z.enum(PLACE_TYPES).nullable().default(null),
  count: z.int().min(1).max(1e6).default(1).describe("How many of this name there are at this parent."),
});

export const SystemFacts = z.object({
  code: word,
  affiliation: word,
  size: word,
  stars: word,
  coordinates: z.tuple([z.number(), z.number(), z.number()]).nullable().default(null),
  jumpPoints: z.array(text).max(100).default([]).describe("Systems that it has jump points to."),
  isPlayable: flag.describe("Whether players can be in it."),
});

const NoFacts = z.object({});
export const FACTS = {
  ship: ShipFacts,
  vehicle: NoFacts,
  weapon: WeaponFacts,
  place: PlaceFacts,
  zone: NoFacts,
  system: SystemFacts,
  actor: NoFacts,
  crew: NoFacts,
  maker: NoFacts,
} as const satisfies Record<CatalogKind, z.ZodObject>;

/** What every entry may say; the rest are facts of its kind. */
const Common = z.object({
  class: text.nullable().default(null).describe("As the game calls it, in logs; null: not known."),
  slug: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{0,199}$/, "has small letters, digits and -")
    .optional()
    .describe("What addresses name it by; absent: made of the name."),
  name: text,
  system: word,
  parent: word.describe("The name of what it is part of."),
});

export interface CatalogEntry {
  class: string | null;
  slug: string;
  name: string;
  system: string | null;
  parent: string | null;
  facts: Record<string, unknown>;
}

const SCHEMAS = Object.fromEntries(
  CATALOG_KINDS.map((kind) => [kind, z.strictObject({ ...Common.shape, ...FACTS[kind].shape })]),
) as unknown as Record<CatalogKind, z.ZodType<z.output<typeof Common> & Record<string, unknown>>>;

/** Reads one entry of a file; a sentence says what is wrong with it. A field that nobody knows is a mistake and not dropped. */
export function readEntry(kind: CatalogKind, value: unknown): CatalogEntry | { problem: string } {
  const parsed = SCHEMAS[kind].safeParse(value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return { problem: `${issue!.path.join(".") || "entry"}: ${issue!.message}` };
  }
  const { class: gameClass, slug, name, system, parent, ...facts } = parsed.data;
  return { class: gameClass, slug: slug ?? slugOf(name), name, system, parent, facts };
}

/** What a thing is found by: its class, else its slug. */
export function keyOf(entry: Pick<CatalogEntry, "class" | "slug">): string {
  return (entry.class ?? entry.slug).toLowerCase();
}

/** A name as it stands in an address. */
export function slugOf(name: string): string {
  const slug = name
    .normalize("NFKD")
    .replaceAll(/[\u0300-\u036f']/g, "")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-+|-+$/g, "");
  return slug.slice(0, 200) || "unnamed";
}
