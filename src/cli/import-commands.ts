import { appendFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Command } from "commander";
import type { ImportReport } from "#app/features/imports/report.ts";
import { OperatorError } from "#app/platform/operator-error.ts";
import { print, printJson, withInstallation } from "./run.ts";

interface Options {
  name?: string;
  config?: string;
  dryRun?: boolean;
  json?: boolean | undefined;
  report?: string | undefined;
}

/** `gamekeeper import …`: other panels, brought over to this one. */
export function addImportCommands(program: Command): void {
  const imports = program.command("import").description("Bring another panel over; again changes nothing twice");

  imports
    .command("heliactyl <database>")
    .description(
      "Members of a Heliactyl with coins, packages, resources and bans, out of its SQLite file (docs/moving.md)",
    )
    .option("--config <file>", "its config.toml (or settings.json), for the packages in it")
    .option("--name <name>", "which one, where several are brought over: letters, digits, . and -")
    .option("--dry-run", "try all of it, tell what comes of it, and take it back")
    .option("--report <file>", "write the whole report there, as JSON")
    .option("--json", "print the report as JSON")
    .action(importFromHeliactyl);

  imports
    .command("pterodactyl <from>")
    .description(
      "Users, nodes, eggs, servers and subusers of a Pterodactyl, out of its database (mysql://user:password@host/panel) or a dump of it; files of servers stay where they are",
    )
    .option("--name <name>", "which one, where several are brought over: letters, digits, . and -")
    .option("--dry-run", "try all of it, tell what comes of it, and take it back")
    .option("--report <file>", "write the whole report there, as JSON")
    .option("--json", "print the report as JSON")
    .action(importFromPterodactyl);

  imports
    .command("stellarstack <from>")
    .description(
      "Users, nodes, blueprints, servers and members of a StellarStack, out of its database (postgresql://user:password@host/stellarstack) or a dump of it; files of servers stay where they are",
    )
    .option("--name <name>", "which one, where several are brought over: letters, digits, . and -")
    .option("--dry-run", "try all of it, tell what comes of it, and take it back")
    .option("--report <file>", "write the whole report there, as JSON")
    .option("--json", "print the report as JSON")
    .action(importFromStellarstack);
}

async function importFromHeliactyl(file: string, options: Options): Promise<void> {
  const { config, dryRun = false, json, report } = options;
  for (const given of [file, config ?? file])
    if (!statSync(given, { throwIfNoEntry: false })?.isFile()) throw new OperatorError(`There is no file ${given}.`);
  const source = checkedSource("heliactyl", options);
  const { importHeliactyl, NotHeliactyl, NotHeliactylConfig, readHeliactyl, readHeliactylConfig, runImport } =
    await import("#app/features/imports/server/index.ts");
  const read = <T>(reads: () => T): T => {
    try {
      return reads();
    } catch (error) {
      throw error instanceof NotHeliactyl || error instanceof NotHeliactylConfig
        ? new OperatorError(error.message)
        : error;
    }
  };
  const database = read(() => readHeliactyl(file));
  const packages = config === undefined ? null : read(() => readHeliactylConfig(config));
  const told = await withInstallation(({ runtime, operator }) =>
    runImport({ runtime, actor: operator, source, from: path.basename(file), isDryRun: dryRun }, (into) =>
      importHeliactyl(into, database, packages),
    ),
  );
  tell(told, { json, report });
}

async function importFromPterodactyl(from: string, options: Options): Promise<void> {
  const { dryRun = false, json, report } = options;
  const source = checkedSource("pterodactyl", options);
  const { importPterodactyl } = await import("#app/features/imports/server/index.ts");
  const told = await withInstallation(({ runtime, operator }) =>
    importPterodactyl(from, { runtime, actor: operator, source, isDryRun: dryRun }),
  );
  tell(told, { json, report });
}

async function importFromStellarstack(from: string, options: Options): Promise<void> {
  const { dryRun = false, json, report } = options;
  const source = checkedSource("stellarstack", options);
  const { importStellarstack } = await import("#app/features/imports/server/index.ts");
  const told = await withInstallation(({ runtime, operator }) =>
    importStellarstack(from, { runtime, actor: operator, source, isDryRun: dryRun }),
  );
  tell(told, { json, report });
}

/** Under which name what comes over is remembered, so that a second import knows it. What is wrong with the options is said before anything is read. */
function checkedSource(panel: string, { name, report }: Options): string {
  if (report !== undefined) requireWritable(report);
  if (name !== undefined && !/^[\w.-]{1,60}$/.test(name))
    throw new OperatorError("A name has letters, digits, . and -, at most 60.");
  return name === undefined ? panel : `${panel}:${name}`;
}

/** What was imported is not to end with nowhere to tell of it. */
function requireWritable(file: string): void {
  try {
    appendFileSync(file, "");
  } catch (error) {
    throw new OperatorError(`The report cannot be written to ${file}: ${(error as Error).message}.`);
  }
}

function tell(told: ImportReport, { json, report }: Pick<Options, "json" | "report">): void {
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
