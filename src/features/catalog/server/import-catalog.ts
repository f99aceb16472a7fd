import { createHash } from "node:crypto";
import * as z from "zod";
import { NAME_THINGS_JOB } from "#app/features/kills/things-job.ts";
import { STAR_CITIZEN } from "#app/features/kills/told-kill.ts";
import { AppError } from "#app/lib/errors.ts";
import { iso } from "#app/lib/time.ts";
import { defineCommand, defineQuery } from "#app/operation/define.ts";
import { row, rows, sql } from "#app/platform/sql.ts";
import { CATALOG_FORMAT, CatalogSource, MOST_ENTRIES, readCatalogFile } from "../catalog-file.ts";
import { CATALOG_KINDS, keyOf } from "../entry.ts";
import { CatalogSetSummary } from "../schema.ts";
import { keepSet } from "./sync-catalog.ts";

/** Kills follow what words mean. */
const FOLLOWED = { name: NAME_THINGS_JOB, payload: {}, key: NAME_THINGS_JOB };

const Kind = z.enum(CATALOG_KINDS);

export const sets = defineQuery({
  id: "catalog.sets",
  summary: "List the catalogue's sets and whose facts they are",
  access: { kind: "list", permission: "kills:read" },
  input: z.object({}),
  output: z.object({ items: z.array(CatalogSetSummary) }),
  example: {},
  http: { method: "GET", path: "/sc/sets" },
  async run({ db }) {
    const found = await rows(
      db,
      CatalogSetSummary.extend({ updatedAt: z.date() }),
      sql`select kind, origin::text as origin, entries, sources, "updatedAt" from catalog_sets where game = ${STAR_CITIZEN} order by kind, origin`,
    );
    return { items: found.map((set) => ({ ...set, updatedAt: iso(set.updatedAt) })) };
  },
});

export const importSet = defineCommand({
  id: "catalog.import",
  summary: "Import a set into the catalogue",
  description:
    "In the format of docs/catalog.md. It takes the place of the set of its kind that was imported before; what it has is before what ships with the panel, and what it has not is still there. A file with a mistake is not taken, and all mistakes are told, up to twenty.",
  access: { kind: "permission", permission: "catalog:write" },
  rate: "admin",
  errors: ["invalid_input"],
  input: z.object({
    kind: Kind.optional().describe("Of a file that does not say itself what it is of."),
    // Its own reader looks into it: it may be as deep as whoever sends it likes.
    document: z
      .record(z.string().max(100), z.unknown())
      .describe(`An object of format ${CATALOG_FORMAT}, at most ${MOST_ENTRIES} entries.`),
    dryRun: z.boolean().default(false).describe("Looks at it and changes nothing."),
  }),
  output: z.object({
    kind: Kind,
    entries: z.int(),
    added: z.int().describe("Entries that the catalogue had not."),
    replaced: z.int().describe("Entries that the catalogue had, of another origin or otherwise."),
    isDryRun: z.boolean(),
    sources: z.array(CatalogSource),
  }),
  example: {
    document: {
      format: CATALOG_FORMAT,
      game: STAR_CITIZEN,
      kind: "ship",
      sources: [{ name: "Our own measurements" }],
      entries: [{ class: "AEGS_Gladius", name: "Gladius", maker: "Aegis Dynamics", crew: 1 }],
    },
  },
  http: { method: "POST", path: "/sc/imports", status: 201 },
  async run({ db, target, changed, job }, { document, kind, dryRun }) {
    const read = readCatalogFile(document, kind ?? null);
    if ("problems" in read)
      throw new AppError(
        "invalid_input",
        "catalog.not_a_set",
        { count: read.problems.length },
        read.problems.map(({ path, message }) => ({
          path: `document.${path}`.replace(/\.$/, ""),
          code: "catalog",
          message,
        })),
      );
    const { file } = read;
    if (file.game !== STAR_CITIZEN) throw new AppError("invalid_input", "catalog.other_game", { game: file.game });
    const known = await row(
      db,
      z.object({ count: z.number() }),
      sql`select count(distinct key)::int as count from catalog_entries
          where game = ${file.game} and kind = ${file.kind} and key = any(${file.entries.map(keyOf)}::text[])`,
    );
    const replaced = known!.count;
    target("catalog", file.kind, file.kind);
    if (!dryRun) {
      const hash = createHash("sha256").update(JSON.stringify(file)).digest("hex");
      await keepSet(db, file, "imported", hash);
      job(FOLLOWED);
      changed(null, { entries: file.entries.length, sources: file.sources.map(({ name }) => name) });
    }
    const entries = file.entries.length;
    return { kind: file.kind, entries, added: entries - replaced, replaced, isDryRun: dryRun, sources: file.sources };
  },
});

export const removeImport = defineCommand({
  id: "catalog.removeImport",
  summary: "Take an imported set out of the catalogue",
  description: "What ships with the panel counts again.",
  access: { kind: "permission", permission: "catalog:write" },
  rate: "admin",
  errors: ["not_found"],
  input: z.object({ kind: Kind }),
  output: z.object({}),
  example: { kind: "ship" },
  http: { method: "DELETE", path: "/sc/imports/{kind}", status: 204 },
  async run({ db, target, job }, { kind }) {
    const gone = await db.execute(
      sql`delete from catalog_sets where game = ${STAR_CITIZEN} and kind = ${kind} and origin = 'imported'`,
    );
    if (gone === 0) throw new AppError("not_found", "catalog.not_imported");
    await db.execute(
      sql`delete from catalog_entries where game = ${STAR_CITIZEN} and kind = ${kind} and origin = 'imported'`,
    );
    target("catalog", kind, kind);
    job(FOLLOWED);
    return {};
  },
});
