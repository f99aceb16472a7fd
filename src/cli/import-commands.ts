import { statSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Command } from "commander";
import type { ImportReport } from "#app/features/imports/report.ts";
import { OperatorError } from "#app/platform/operator-error.ts";
import { print, printJson, withInstallation } from "./run.ts";

interface Options {
  name?: string;
  dryRun?: boolean;
  json?: boolean;
  report?: string;
}

/** `gamekeeper import …`: other panels, brought over to this one. */
export function addImportCommands(program: Command): void {
  const imports = program.command("import").description("Bring another panel over; again changes nothing twice");

  imports
    .command("heliactyl <database>")
    .description(
      "Members of a Heliactyl with coins, packages, resources and bans, out of its SQLite file (docs/moving.md)",
    )
    .option("--name <name>", "which one, where several are brought over: letters, digits, . and -")
    .option("--dry-run", "try all of it, tell what comes of it, and take it back")
    .option("--report <file>", "write the whole report there, as JSON")
    .option("--json", "print the report as JSON")
    .action(importFromHeliactyl);
}

async function importFromHeliactyl(file: string, { name, dryRun = false, json, report }: Options): Promise<void> {
  if (!statSync(file, { throwIfNoEntry: false })?.isFile()) throw new OperatorError(`There is no file ${file}.`);
  if (name !== undefined && !/^[\w.-]{1,60}$/.test(name))
    throw new OperatorError("A name has letters, digits, . and -, at most 60.");
  const { importHeliactyl, NotHeliactyl, readHeliactyl, runImport } = await import(
    "#app/features/imports/server/index.ts"
  );
  let database: ReturnType<typeof readHeliactyl>;
  try {
    database = readHeliactyl(file);
  } catch (error) {
    throw error instanceof NotHeliactyl ? new OperatorError(error.message) : error;
  }
  const source = name === undefined ? "heliactyl" : `heliactyl:${name}`;
  const told = await withInstallation(({ runtime, operator }) =>
    runImport({ runtime, actor: operator, source, from: path.basename(file), isDryRun: dryRun }, (into) =>
      importHeliactyl(into, database),
    ),
  );
  if (report !== undefined) writeFileSync(report, `${JSON.stringify(told, null, 2)}\n`);
  if (json) printJson(told);
  else printReport(told);
}

const SHOWN = 20;

function printReport({ dryRun, kinds, problems, leftOut, toDo }: ImportReport): void {
  print(dryRun ? "Tried, and taken back. It would be:" : "Brought over:");
  for (const { kind, read, created, changed, unchanged, skipped, failed } of kinds)
    print(
      `  ${kind}: ${read} read, ${created} new, ${changed} changed, ${unchanged} as they were, ${skipped} left out, ${failed} failed`,
    );
  if (problems.length > 0) print("What could not be taken as it was:");
  for (const { kind, id, why } of problems.slice(0, SHOWN)) print(`  ${kind} ${id}: ${why}`);
  if (problems.length > SHOWN) print(`  and ${problems.length - SHOWN} more: see --report.`);
  if (leftOut.length > 0) print("What has no place here:");
  for (const { what, why, count, examples } of leftOut)
    print(`  ${what} (${count}): ${why}${examples.length > 0 ? `. ${examples.slice(0, 3).join(", ")}` : ""}`);
  for (const sentence of toDo) print(`To do: ${sentence}`);
}
