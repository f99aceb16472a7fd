import { parseArgs } from "node:util";
import { OperatorError } from "#app/platform/operator-error.ts";

/** What the words after `npm start --` ask for. */
export interface Options {
  /** A community that plays, so that there is something to see. In development unless `--no-demo` says otherwise. */
  demo: boolean;
  /** Pages are compiled as they are asked for, and again when their source changes. */
  dev: boolean;
  /** The end of the panel is the end of its game servers too. */
  stopServers: boolean;
  /** How many sidecars run: the second on the port after PORT, and so on. */
  sidecars: number;
  help: boolean;
}

export const USAGE = `npm start -- [--demo] [--stop-servers] [--sidecars N]

Starts the panel and stays until SIGINT or SIGTERM. Settings: .env.example.

  --demo          with a small community that plays, all of it true
  --stop-servers  game servers are stopped at the end too; they live on otherwise
  --sidecars N    N processes for live connections, on PORT, PORT+1, …
  --dev           pages are compiled as they change (npm run dev), with --demo
                  unless --no-demo is given`;

/** Reads the command line. Throws OperatorError for what it does not know. */
export function readOptions(words: string[]): Options {
  const { values } = parse(words);
  const sidecars = Number(values.sidecars ?? 1);
  if (!Number.isInteger(sidecars) || sidecars < 1 || sidecars > 16)
    throw new OperatorError(`--sidecars takes a number from 1 to 16, not ${values.sidecars}.`);
  return {
    demo: values.demo ?? values.dev ?? false,
    dev: values.dev ?? false,
    stopServers: values["stop-servers"] ?? false,
    sidecars,
    help: values.help ?? false,
  };
}

function parse(words: string[]) {
  try {
    return parseArgs({
      args: words,
      allowNegative: true,
      options: {
        demo: { type: "boolean" },
        dev: { type: "boolean" },
        "stop-servers": { type: "boolean" },
        sidecars: { type: "string" },
        help: { type: "boolean", short: "h" },
      },
    });
  } catch (error) {
    throw new OperatorError(`${(error as Error).message}\n\n${USAGE}`);
  }
}
