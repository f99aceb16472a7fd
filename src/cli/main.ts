import { Command } from "commander";
import { AppError } from "#app/lib/errors.ts";
import { OperatorError } from "#app/platform/operator-error.ts";
import { VERSION } from "#app/platform/version.ts";

// `gamekeeper users list | head`: what nobody reads any more is dropped, and what was begun is done to its end.
for (const stream of [process.stdout, process.stderr])
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
  });

const program = new Command("gamekeeper")
  .description(
    "Works on the installation of this machine, as its operator. `gamekeeper call` is an ordinary client of a panel's API.",
  )
  .version(VERSION)
  .showHelpAfterError();

/** By their first word; only those that are asked for are loaded, as most bring the whole panel with them. */
const COMMANDS: Record<string, () => Promise<(program: Command) => void>> = {
  api: async () => (await import("./api-commands.ts")).addApiCommands,
  call: async () => (await import("./call-command.ts")).addCallCommand,
  users: async () => (await import("./user-commands.ts")).addUserCommands,
  settings: async () => (await import("./settings-commands.ts")).addSettingsCommands,
  statistics: async () => (await import("./statistics-commands.ts")).addStatisticsCommands,
  logs: async () => (await import("./logs-commands.ts")).addLogsCommands,
  kills: async () => (await import("./kills-commands.ts")).addKillsCommands,
  backup: async () => (await import("./backup-commands.ts")).addBackupCommand,
  restore: async () => (await import("./backup-commands.ts")).addRestoreCommand,
  catalog: async () => (await import("./catalog-commands.ts")).addCatalogCommands,
  import: async () => (await import("./import-commands.ts")).addImportCommands,
  profiles: async () => (await import("./profile-commands.ts")).addProfileCommands,
  doctor: async () => (await import("./doctor-command.ts")).addDoctorCommand,
  completion: async () => (await import("./completion.ts")).addCompletionCommand,
};

const [word = ""] = process.argv.slice(2);
// What completes commands names them all, as the help does.
const asked = word !== "completion" && Object.hasOwn(COMMANDS, word) ? [COMMANDS[word]!] : Object.values(COMMANDS);
for (const load of asked) (await load())(program);

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof AppError) {
    process.stderr.write(`${error.message}\n`);
    for (const { path, message } of error.details) process.stderr.write(`  ${path}: ${message}\n`);
  } else if (error instanceof OperatorError) process.stderr.write(`${error.message}\n`);
  else throw error;
  process.exitCode = 1;
}
