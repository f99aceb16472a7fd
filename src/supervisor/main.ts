import path from "node:path";
import { env } from "#app/platform/env.ts";
import { OperatorError } from "#app/platform/operator-error.ts";
import { readOptions, USAGE } from "./options.ts";
import { panel } from "./panel.ts";
import { run } from "./run.ts";

process.chdir(path.resolve(import.meta.dirname, "../.."));
try {
  const options = readOptions(process.argv.slice(2));
  if (options.help) console.log(USAGE);
  else await run(env(), options, panel(options));
} catch (error) {
  if (!(error instanceof OperatorError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
