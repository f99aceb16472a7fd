import * as z from "zod";
import { Timestamp } from "#app/lib/time.ts";
import { CatalogSource } from "./catalog-file.ts";
import { CATALOG_KINDS, PlaceFacts, ShipFacts, SystemFacts, WeaponFacts } from "./entry.ts";

/** A thing by its class and its name, where it is one of several. */
export const CatalogRef = z.object({ class: z.string().nullable(), slug: z.string(), name: z.string() });

const Named = z.object({
  class: z.string().nullable().describe("As the game calls it, in logs; null: not known."),
  slug: z.string().describe("What addresses name it by."),
  name: z.string(),
  isImported: z.boolean().describe("From a set that was imported here, and not from those that ship with the panel."),
});

export const Ship = Named.extend(ShipFacts.shape).meta({
  id: "Ship",
  description: "A ship or vehicle; null is what is not known.",
});
export const Weapon = Named.extend(WeaponFacts.shape).meta({
  id: "Weapon",
  description: "A weapon; null is what is not known.",
});
const InSystem = { system: z.string().nullable(), parent: z.string().nullable().describe("What it is part of.") };
export const Place = Named.extend(InSystem)
  .extend(PlaceFacts.shape)
  .meta({ id: "Place", description: "A place of the game's world." });
export const System = Named.extend(SystemFacts.shape).meta({ id: "System", description: "A star system." });

const others = {
  others: z.array(CatalogRef).describe("Others of the same name, at most 20: say the class to have one of them."),
};
export const OneShip = Ship.extend(others);
export const OneWeapon = Weapon.extend(others);
export const OnePlace = Place.extend({
  ...others,
  classes: z.array(z.string()).describe("Classes by which logs name this place, at most 100."),
  within: z.array(CatalogRef.extend({ type: PlaceFacts.shape.type })).describe("What is part of it, at most 200."),
});
export const OneSystem = System.extend({
  ...others,
  placesKnown: z.int().describe("How many places of it the catalogue knows."),
  bodies: z
    .array(
      z.object({
        ...CatalogRef.shape,
        type: PlaceFacts.shape.type,
        parent: z.string().nullable(),
        places: z.int().describe("How many places are part of it, themselves in parts of it or not."),
        placesByType: z.record(z.string(), z.int()),
        kills: z
          .int()
          .nullable()
          .describe("Kills that are told of there and in its parts; null for who does not see everybody's kills."),
      }),
    )
    .describe("Its star, planets, moons and other places that have places in them or stand by themselves in space."),
});

export const MissingName = z.object({
  facet: z.enum(["weapon", "ship", "place", "system"]),
  class: z.string(),
  guess: z.string().nullable().describe("What the panel makes of its words meanwhile."),
  kills: z.int().describe("How many kills of players are told with it."),
  deaths: z.int().describe("How many deaths of players are told with it."),
  lastAt: Timestamp,
});

export const CatalogSetSummary = z.object({
  kind: z.enum(CATALOG_KINDS),
  origin: z.enum(["shipped", "imported"]),
  entries: z.int(),
  sources: z.array(CatalogSource),
  updatedAt: Timestamp,
});
