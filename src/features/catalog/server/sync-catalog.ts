import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import * as z from "zod";
import { now } from "#app/platform/clock.ts";
import { row, type Sql, sql } from "#app/platform/sql.ts";
import { type CatalogFile, readCatalogFile } from "../catalog-file.ts";
import { keyOf } from "../entry.ts";

export type CatalogOrigin = "shipped" | "imported";

/**
 * Brings the sets that ship with the panel into its tables: `folder` holds a folder for each game, of one file for each kind. A set that is as it was costs one
 * look at its hash. Says which were new. Throws for a file that is no catalogue: one that ships is one.
 */
export async function syncCatalog(db: Sql, folder: string): Promise<string[]> {
  const changed: string[] = [];
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".json"));
  for (const name of files.sort()) {
    const text = readFileSync(path.join(folder, name), "utf8");
    const read = readCatalogFile(JSON.parse(text));
    if ("problems" in read) {
      const [{ path: at, message } = { path: "", message: "" }] = read.problems;
      throw new Error(`${path.join(folder, name)} is no catalogue. ${at}: ${message}`);
    }
    if (await keepSet(db, read.file, "shipped", createHash("sha256").update(text).digest("hex"))) changed.push(name);
  }
  return changed;
}

/** Puts a set in place of the one of its game, kind and origin; false where it is the same already. */
export async function keepSet(db: Sql, file: CatalogFile, origin: CatalogOrigin, hash: string): Promise<boolean> {
  const { game, kind, entries, sources } = file;
  const known = await row(
    db,
    z.object({ hash: z.string() }),
    sql`select hash from catalog_sets where game = ${game} and kind = ${kind} and origin = ${origin}::catalog_origin`,
  );
  if (known?.hash === hash) return false;
  const lines = JSON.stringify(entries.map((entry) => ({ ...entry, key: keyOf(entry) })));
  // One statement, so that nobody reads a catalogue that is half there.
  await db.execute(sql`
    with wanted as materialized (
      select * from jsonb_to_recordset(${lines}::jsonb) as e(key text, class text, slug text, name text, system text, parent text, facts jsonb)),
    gone as (
      delete from catalog_entries c where c.game = ${game} and c.kind = ${kind} and c.origin = ${origin}::catalog_origin
        and not exists (select 1 from wanted w where w.key = c.key)),
    kept as (
      insert into catalog_entries (game, kind, key, origin, class, slug, name, system, parent, facts)
      select ${game}, ${kind}, key, ${origin}::catalog_origin, class, slug, name, system, parent, facts from wanted
      on conflict (game, kind, key, origin) do update set class = excluded.class, slug = excluded.slug, name = excluded.name, system = excluded.system,
        parent = excluded.parent, facts = excluded.facts)
    insert into catalog_sets (game, kind, origin, hash, entries, sources, "updatedAt")
    values (${game}, ${kind}, ${origin}::catalog_origin, ${hash}, ${entries.length}, ${JSON.stringify(sources)}::jsonb, ${now()})
    on conflict (game, kind, origin) do update set hash = excluded.hash, entries = excluded.entries, sources = excluded.sources, "updatedAt" = excluded."updatedAt"`);
  return true;
}
