import * as z from "zod";
import { PageInput, pageOf } from "#app/lib/page.ts";
import { defineQuery } from "#app/operation/define.ts";
import { join, likePart, rows, type SqlText, sql } from "#app/platform/sql.ts";
import { OneShip, OneWeapon, Ship, Weapon } from "../schema.ts";
import { EntryRow, entries, entryPage, foundEntry, refOf, shownEntry } from "./entry-rows.ts";

export const Wanted = z.object({
  name: z.string().trim().min(1).max(200).describe("Its class, its slug or its name, in letters of any case."),
});
export const Words = z.string().trim().min(1).max(100).optional();

export const ships = defineQuery({
  id: "catalog.ships",
  summary: "List ships and vehicles",
  description: "All at once, by name: there are some hundreds. What is not known of one is null.",
  access: { kind: "list", permission: "kills:read" },
  input: z.object({
    query: Words.describe("Only those with this in their name or class."),
    maker: Words.describe("Only those of this maker, by its name or its mark."),
  }),
  output: z.object({ items: z.array(Ship), total: z.int() }),
  example: { maker: "AEGS" },
  http: { method: "GET", path: "/sc/ships" },
  async run({ db }, { query, maker }) {
    const where: SqlText[] = [sql`true`];
    if (query !== undefined)
      where.push(sql`(e.key || ' ' || e.name || ' ' || coalesce(e.facts->>'fullName', '')) ilike ${likePart(query)}`);
    if (maker !== undefined)
      where.push(sql`lower(${maker}) in (lower(e.facts->>'maker'), lower(e.facts->>'makerCode'))`);
    const found = await rows(
      db,
      EntryRow,
      sql`select e.* from ${entries("ship")} where ${join(where, " and ")} order by e.name, e.key`,
    );
    return { items: found.map((entry) => shownEntry("ship", entry)), total: found.length };
  },
});

export const ship = defineQuery({
  id: "catalog.ship",
  summary: "Get a ship",
  description:
    "By its class, slug or name. Several may have one name: the plainest is answered, and the others are named beside it. Words that fit several and name none are answered with the candidates.",
  access: { kind: "list", permission: "kills:read" },
  errors: ["not_found", "conflict"],
  input: Wanted,
  output: OneShip,
  example: { name: "AEGS_Gladius" },
  http: { method: "GET", path: "/sc/ships/{name}" },
  async run({ db }, { name }) {
    const { entry, others } = await foundEntry(db, "ship", name);
    return { ...shownEntry("ship", entry), others: others.map(refOf) };
  },
});

export const weapons = defineQuery({
  id: "catalog.weapons",
  summary: "List weapons",
  access: { kind: "list", permission: "kills:read" },
  input: PageInput.extend({
    query: Words.describe("Only those with this in their name or class."),
    use: z.enum(["fps", "ship", "rack"]).optional().describe("In hand, on a ship, or a rack of missiles."),
  }),
  output: pageOf(Weapon),
  example: { use: "fps" },
  http: { method: "GET", path: "/sc/weapons" },
  async run({ db }, { page, limit, query, use }) {
    const where: SqlText[] = [sql`true`];
    if (query !== undefined) where.push(sql`(e.key || ' ' || e.name) ilike ${likePart(query)}`);
    if (use !== undefined) where.push(sql`e.facts->>'use' = ${use}`);
    return await entryPage(db, "weapon", where, { page, limit });
  },
});

export const weapon = defineQuery({
  id: "catalog.weapon",
  summary: "Get a weapon",
  description: "By its class or name, as a ship is.",
  access: { kind: "list", permission: "kills:read" },
  errors: ["not_found", "conflict"],
  input: Wanted,
  output: OneWeapon,
  example: { name: "KLWE_LaserRepeater_S3" },
  http: { method: "GET", path: "/sc/weapons/{name}" },
  async run({ db }, { name }) {
    const { entry, others } = await foundEntry(db, "weapon", name);
    return { ...shownEntry("weapon", entry), others: others.map(refOf) };
  },
});
