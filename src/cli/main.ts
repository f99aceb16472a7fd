import { Command } from "commander";
import { AppError } from "#app/lib/errors.ts";
import { OperatorError } from "#app/platform/operator-error.ts";
import { VERSION } from "#app/platform/version.ts";
import { addApiCommands } from "./api-commands.ts";
import { addBackupCommands } from "./backup-commands.ts";
import { addCatalogCommands } from "./catalog-commands.ts";
import { addCompletionCommand } from "./completion.ts";
import { addDoctorCommand } from "./doctor-command.ts";
import { addKillsCommands } from "./kills-commands.ts";
import { addLogsCommands } from "./logs-commands.ts";
import { addProfileCommands } from "./profile-commands.ts";
import { addSettingsCommands } from "./settings-commands.ts";
import { addStatisticsCommands } from "./statistics-commands.ts";
import { addUserCommands } from "./user-commands.ts";

const program = new Command("gamekeeper")
  .description(
    "Works on the installation of this machine, as its operator. `gamekeeper call` is an ordinary client of a panel's API.",
  )
  .version(VERSION)
  .showHelpAfterError();

addApiCommands(program);
addUserCommands(program);
addSettingsCommands(program);
addStatisticsCommands(program);
addLogsCommands(program);
addKillsCommands(program);
addBackupCommands(program);
addCatalogCommands(program);
addProfileCommands(program);
addDoctorCommand(program);
addCompletionCommand(program);

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
