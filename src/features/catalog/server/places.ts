import * as z from "zod";
import { may } from "#app/lib/access.ts";
import { AppError } from "#app/lib/errors.ts";
import { PageInput, pageOf } from "#app/lib/page.ts";
import { defineQuery } from "#app/operation/define.ts";
import { likePart, row, rows, type Sql, type SqlText, sql } from "#app/platform/sql.ts";
import { PLACE_TYPES } from "../place-types.ts";
import { OnePlace, OneSystem, Place, System } from "../schema.ts";
import { countEntries, EntryRow, entries, entryPage, foundEntry, refOf, shownEntry } from "./entry-rows.ts";
import { bodiesOf } from "./system-bodies.ts";
import { Wanted, Words } from "./things.ts";

export const places = defineQuery({
  id: "catalog.places",
  summary: "List places",
  access: { kind: "list", permission: "kills:read" },
  input: PageInput.extend({
    query: Words.describe("Only those with this in their name."),
    system: Words.describe("Only those of this system."),
    parent: Words.describe("Only those that are part of this place."),
    type: z.enum(PLACE_TYPES).optional(),
  }),
  output: pageOf(Place),
  example: { system: "Pyro", type: "planet" },
  http: { method: "GET", path: "/sc/locations" },
  async run({ db }, { page, limit, query, system, parent, type }) {
    const where: SqlText[] = [sql`true`];
    if (query !== undefined) where.push(sql`e.name ilike ${likePart(query)}`);
    if (system !== undefined) where.push(sql`lower(e.system) = lower(${system})`);
    if (parent !== undefined) where.push(sql`lower(e.parent) = lower(${parent})`);
    if (type !== undefined) where.push(sql`e.facts->>'type' = ${type}`);
    return await entryPage(db, "place", where, { page, limit });
  },
});

export const place = defineQuery({
  id: "catalog.place",
  summary: "Get a place",
  description: "By its name or slug, or by a class as logs have it.",
  access: { kind: "list", permission: "kills:read" },
  errors: ["not_found", "conflict"],
  input: Wanted,
  output: OnePlace,
  example: { name: "Daymar" },
  http: { method: "GET", path: "/sc/locations/{name}" },
  async run({ db }, { name }) {
    const { entry, others } = await foundPlace(db, name);
    const zones = await rows(
      db,
      EntryRow,
      sql`select e.* from ${entries("zone")} where e.slug = ${entry.slug} order by e.key limit 100`,
    );
    const within = await rows(
      db,
      EntryRow,
      sql`select e.* from ${entries("place")} where e.parent = ${entry.name} and e.system is not distinct from ${entry.system} and e.key <> ${entry.key}
          order by e.name, e.key limit 200`,
    );
    return {
      ...shownEntry("place", entry),
      others: others.map(refOf),
      classes: [...new Set([entry.class, ...zones.map((zone) => zone.class)].filter((text) => text !== null))],
      within: within.map((part) => ({ ...refOf(part), type: shownEntry("place", part).type })),
    };
  },
});

/** The place of a class that logs have stands for itself where the catalogue has no such place. */
async function foundPlace(db: Sql, text: string): Promise<{ entry: EntryRow; others: EntryRow[] }> {
  const zone = await row(
    db,
    EntryRow,
    sql`select e.* from ${entries("zone")} where e.key = ${text.toLowerCase().replace(/^@/, "")}`,
  );
  if (!zone) {
    return foundEntry(db, "place", text).catch(async (error) => {
      if (!(error instanceof AppError) || error.code !== "not_found") throw error;
      const [named, ...others] = await rows(
        db,
        EntryRow,
        sql`select e.* from ${entries("zone")} where lower(e.name) = ${text.toLowerCase()} order by length(e.key), e.key limit 21`,
      );
      if (!named) throw error;
      return { entry: named, others };
    });
  }
  const itself = await row(db, EntryRow, sql`select e.* from ${entries("place")} where e.slug = ${zone.slug}`);
  return { entry: itself ?? zone, others: [] };
}

export const systems = defineQuery({
  id: "catalog.systems",
  summary: "List star systems",
  description: "All at once, with their coordinates and the systems that they have jump points to.",
  access: { kind: "list", permission: "kills:read" },
  input: z.object({}),
  output: z.object({ items: z.array(System), total: z.int() }),
  example: {},
  http: { method: "GET", path: "/sc/systems" },
  async run({ db }) {
    const found = await rows(db, EntryRow, sql`select e.* from ${entries("system")} order by e.name, e.key`);
    return { items: found.map((entry) => shownEntry("system", entry)), total: found.length };
  },
});

export const system = defineQuery({
  id: "catalog.system",
  summary: "Get a star system",
  description: "With what it has in it: its places are listed by GET /sc/locations.",
  access: { kind: "list", permission: "kills:read" },
  errors: ["not_found", "conflict"],
  input: Wanted,
  output: OneSystem,
  example: { name: "Stanton" },
  http: { method: "GET", path: "/sc/systems/{name}" },
  async run({ db, actor }, { name }) {
    const { entry, others } = await foundEntry(db, "system", name);
    const placesKnown = await countEntries(db, "place", sql`lower(e.system) = ${entry.name.toLowerCase()}`);
    return {
      ...shownEntry("system", entry),
      others: others.map(refOf),
      placesKnown,
      bodies: placesKnown === 0 ? [] : await bodiesOf(db, entry.name, may(actor, "kills:read")),
    };
  },
});
