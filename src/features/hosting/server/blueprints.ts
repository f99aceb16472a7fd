import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import * as YAML from "yaml";
import * as z from "zod";
import { ConsolePatterns } from "#app/features/games/console-patterns.ts";
import { AppError } from "#app/lib/errors.ts";
import { PageInput, pageOf } from "#app/lib/page.ts";
import { iso, Timestamp } from "#app/lib/time.ts";
import { defineQuery } from "#app/operation/define.ts";
import { now } from "#app/platform/clock.ts";
import { pageRows, row, rows, type Sql, sql } from "#app/platform/sql.ts";
import { Blueprint } from "../blueprint.ts";
import { parseBlueprint } from "../blueprint-text.ts";

const Summary = z.object({
  id: z.string(),
  name: z.string(),
  description: z.string(),
  version: z.string(),
  game: z.string(),
  builtIn: z.boolean().describe("Ships with the panel."),
  servers: z.int().describe("How many servers are made of it."),
  updatedAt: Timestamp,
});
const SummaryRow = Summary.extend({ updatedAt: z.date() });
const COLUMNS = sql`b.id, b.name, b.description, b.version, coalesce(b.document->>'game', b.name) as game, b."builtIn", b."updatedAt",
  (select count(*)::int from servers s where s."blueprintId" = b.id) as servers`;

export const list = defineQuery({
  id: "blueprints.list",
  summary: "List the games that can be hosted",
  access: { kind: "permission", permission: "blueprints:read" },
  input: PageInput,
  output: pageOf(Summary),
  example: {},
  http: { method: "GET", path: "/blueprints" },
  async run({ db }, { page, limit }) {
    const { found, total } = await pageRows(
      db,
      SummaryRow,
      sql`select ${COLUMNS}, count(*) over ()::int as total from blueprints b order by b.name`,
      { page, limit },
    );
    return {
      items: found.map((blueprint) => ({ ...blueprint, updatedAt: iso(blueprint.updatedAt) })),
      total,
      page,
      limit,
    };
  },
});

const OneBlueprint = z.object({
  blueprintId: z.string().min(1).max(100).describe("Id of a blueprint, for example minecraft-java."),
});

export const get = defineQuery({
  id: "blueprints.get",
  summary: "Get a blueprint",
  access: { kind: "permission", permission: "blueprints:read" },
  subject: {
    kind: "blueprint",
    load: ({ db }, { blueprintId }: z.output<typeof OneBlueprint>) =>
      row(
        db,
        SummaryRow.extend({ document: z.json() }),
        sql`select ${COLUMNS}, b.document from blueprints b where b.id = ${blueprintId}`,
      ),
    name: (blueprint) => ({ id: blueprint.id, label: blueprint.name }),
  },
  input: OneBlueprint,
  output: Summary.extend({ document: z.json().describe("The whole blueprint.") }),
  example: { blueprintId: "hollow" },
  http: { method: "GET", path: "/blueprints/{blueprintId}" },
  run: async (_context, _input, blueprint) => ({ ...blueprint, updatedAt: iso(blueprint.updatedAt) }),
});

/** A blueprint to make a server of, or null. */
export async function blueprintById(db: Sql, id: string): Promise<Blueprint | null> {
  const found = await row(db, z.object({ document: Blueprint }), sql`select document from blueprints where id = ${id}`);
  return found?.document ?? null;
}

/** What of the files differed from what the database had. */
export interface SyncedBlueprints {
  blueprints: string[];
  consoles: string[];
}

const Changed = z.object({ id: z.string() });

/**
 * Brings the blueprints and the shared patterns of consoles that lie in this folder into the database: new ones are added, changed ones replaced, those that
 * people wrote are left alone. A file that is none of a blueprint throws `conflict`, naming what is wrong in it. Servers keep the blueprint that they were made
 * of; shared patterns reach those that read by them.
 */
export async function syncBlueprints(db: Sql, folder: string): Promise<SyncedBlueprints> {
  const consoles = await syncConsolePatterns(db, path.join(folder, "consoles"));
  const changed: string[] = [];
  for (const file of readdirSync(folder).filter((name) => /\.(ya?ml|json)$/.test(name))) {
    const parsed = parseBlueprint(readFileSync(path.join(folder, file), "utf8"));
    if ("problems" in parsed) throw unreadable(file, parsed.problems);
    const { blueprint } = parsed;
    const text = JSON.stringify(blueprint);
    const written = await rows(
      db,
      Changed,
      sql`
      insert into blueprints (id, name, description, version, "builtIn", document, "createdAt", "updatedAt")
      values (${blueprint.id}, ${blueprint.name}, ${blueprint.description}, ${blueprint.version}, true, ${text}::jsonb, ${now()}, ${now()})
      on conflict (id) do update set name = excluded.name, description = excluded.description, version = excluded.version,
        document = excluded.document, "updatedAt" = excluded."updatedAt"
      where blueprints."builtIn" and blueprints.document <> excluded.document returning id`,
    );
    changed.push(...written.map(({ id }) => id));
  }
  return { blueprints: changed, consoles };
}

async function syncConsolePatterns(db: Sql, folder: string): Promise<string[]> {
  if (!existsSync(folder)) return [];
  const changed: string[] = [];
  for (const file of readdirSync(folder).filter((name) => /\.ya?ml$/.test(name))) {
    const { id, game, ...rest } = patternsIn(path.join(folder, file));
    const text = JSON.stringify({ id, game, ...rest });
    const written = await rows(
      db,
      Changed,
      sql`
      insert into console_patterns (id, game, "builtIn", document, "createdAt", "updatedAt")
      values (${id}, ${game}, true, ${text}::jsonb, ${now()}, ${now()})
      on conflict (id) do update set game = excluded.game, document = excluded.document, "updatedAt" = excluded."updatedAt"
      where console_patterns."builtIn" and console_patterns.document <> excluded.document returning id`,
    );
    changed.push(...written.map(({ id }) => id));
  }
  return changed;
}

function patternsIn(file: string): ConsolePatterns {
  const name = `consoles/${path.basename(file)}`;
  let value: unknown;
  try {
    value = YAML.parse(readFileSync(file, "utf8"));
  } catch (error) {
    throw unreadable(name, [{ path: "", message: (error as Error).message.split("\n")[0] ?? "" }]);
  }
  const parsed = ConsolePatterns.safeParse(value);
  if (parsed.success) return parsed.data;
  throw unreadable(
    name,
    parsed.error.issues.map(({ path, message }) => ({ path: path.join("."), message })),
  );
}

function unreadable(file: string, problems: readonly { path: string; message: string }[]): AppError {
  const problem = problems.map(({ path, message }) => (path === "" ? message : `${path}: ${message}`)).join("; ");
  return new AppError("conflict", "blueprints.unreadable", { file, problem: problem.slice(0, 1000) });
}
