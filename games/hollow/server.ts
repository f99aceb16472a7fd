import { setFlagsFromString } from "node:v8";
import { createLog } from "./console/log.ts";
import { openHollow, StartError } from "./hollow.ts";
import { type Options, OptionsError, readOptions, usage } from "./options.ts";
import { WorldError } from "./world/load.ts";

/** Starts the whole game; it then runs until it is told to stop. What keeps it from starting is said on standard error. */
export async function startServer(args: readonly string[]): Promise<void> {
  // A reader that goes away must not take the game with it.
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {});
  if (args.includes("--help")) {
    console.log(usage());
    return;
  }
  // Small instead of quick: the optimising compilers alone take 8 MiB, and a tick takes a tenth of a millisecond without.
  // Not as flags of the process: kept code is good only under the flags under which it was made.
  for (const flag of ["--no-opt", "--no-maglev"]) setFlagsFromString(flag);
  try {
    const options: Options = readOptions(args, process.env);
    await openHollow(
      options,
      createLog((line) => process.stdout.write(line)),
    );
  } catch (error) {
    if (error instanceof WorldError) fail(`${error.message}\n${error.problems.join("\n")}`);
    else if (error instanceof OptionsError || error instanceof StartError) fail(error.message);
    else throw error;
  }
}

function fail(message: string): void {
  process.stderr.write(`Hollow cannot start: ${message}\n`);
  process.exit(1);
}

if (import.meta.main) await startServer(process.argv.slice(2));
