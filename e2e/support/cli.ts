import { spawnSync } from "node:child_process";
import path from "node:path";

/** Runs `gamekeeper …` on the panel under test, as the operator of its machine. Gives what it printed; throws with what it said. */
export function gamekeeper(args: string[], input = ""): string {
  const run = spawnSync(process.execPath, ["src/cli/main.ts", ...args], {
    env: {
      ...process.env,
      GAMEKEEPER_HOME: process.env.E2E_HOME,
      NODE_COMPILE_CACHE: path.resolve("node_modules/.cache/compiled-by-tests"),
      DATABASE_URL: "",
      NODE_ENV: "production",
    } as NodeJS.ProcessEnv,
    input,
    encoding: "utf8",
  });
  if (run.status !== 0) throw new Error(`gamekeeper ${args.join(" ")}: ${run.stderr}`);
  return run.stdout;
}
