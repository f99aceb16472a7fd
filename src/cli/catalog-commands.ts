import { readFileSync, statSync } from "node:fs";
import type { Command } from "commander";
import { CATALOG_KINDS, type CatalogKind } from "#app/features/catalog/entry.ts";
import { operations } from "#app/features/registry.ts";
import { OperatorError } from "#app/platform/operator-error.ts";
import { print, printJson, runOperation } from "./run.ts";

/** A catalogue of a whole game is a tenth of it. */
const MOST_BYTES = 32 * 1024 * 1024;

/** `gamekeeper catalog list`, `import` and `remove`. */
export function addCatalogCommands(program: Command): void {
  const catalog = program.command("catalog").description("Facts about games: ships, weapons, places and their names");

  catalog
    .command("list")
    .description("The sets that there are, how much is in each, and whose facts they are")
    .option("--json", "print JSON")
    .action(async (options: { json?: boolean }) => {
      const { items } = await runOperation(operations.catalog.sets, {});
      if (options.json) return printJson(items);
      for (const { kind, origin, entries, sources } of items) {
        print(`${kind} (${origin}): ${entries}`);
        for (const { name, licence } of sources) print(`    ${name}${licence === null ? "" : `, ${licence}`}`);
      }
    });

  catalog
    .command("import <file>")
    .description("Bring a set into the catalogue, before what ships with the panel. The format is in docs/catalog.md")
    .option("--kind <kind>", `what it is of, where it does not say so: ${CATALOG_KINDS.join(", ")}`)
    .option("--dry-run", "look at it and change nothing")
    .action(async (file: string, options: { kind?: string; dryRun?: boolean }) => {
      const { kind, dryRun = false } = options;
      const document = readDocument(file);
      const given = { document, dryRun, ...(kind !== undefined && { kind: kindOf(kind) }) };
      const done = await runOperation(operations.catalog.import, given);
      const what = `${done.entries} of kind ${done.kind}: ${done.added} new, ${done.replaced} in place of others`;
      print(dryRun ? `It would import ${what}.` : `Imported ${what}.`);
    });

  catalog
    .command("remove <kind>")
    .description("Take an imported set out again; what ships with the panel counts then")
    .action(async (kind: string) => {
      await runOperation(operations.catalog.removeImport, { kind: kindOf(kind) });
      print(`Took out what was imported of kind ${kind}.`);
    });
}

function kindOf(text: string): CatalogKind {
  const kind = CATALOG_KINDS.find((each) => each === text);
  if (!kind) throw new OperatorError(`There is no kind ${text}. There are: ${CATALOG_KINDS.join(", ")}.`);
  return kind;
}

function readDocument(file: string): Record<string, unknown> {
  const stats = statSync(file, { throwIfNoEntry: false });
  if (!stats?.isFile()) throw new OperatorError(`There is no file ${file}.`);
  if (stats.size > MOST_BYTES)
    throw new OperatorError(`${file} has ${Math.ceil(stats.size / 1024 / 1024)} MB; at most 32 are read.`);
  let document: unknown;
  try {
    document = JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    throw new OperatorError(`${file} is not JSON: ${(error as Error).message}`);
  }
  if (typeof document !== "object" || document === null || Array.isArray(document))
    throw new OperatorError(`${file} is no object with entries.`);
  return document as Record<string, unknown>;
}
