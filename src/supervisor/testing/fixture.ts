/** A supervisor as `main.ts` starts it, with parts that do nothing: for tests of what concerns processes alone. */
import path from "node:path";
import { env } from "#app/platform/env.ts";
import { OperatorError } from "#app/platform/operator-error.ts";
import { readOptions } from "../options.ts";
import type { Boot } from "../panel-parts.ts";
import type { Part } from "../part.ts";
import { run } from "../run.ts";

const PART = path.join(import.meta.dirname, "part.mjs");
const words = process.argv.slice(2);
const extra = (process.env.TEST_PART ?? "").split(" ").filter(Boolean);

function parts(boot: Boot): Part[] {
  const shared = { ...process.env, DATABASE_URL: boot.databaseUrl, SECRET: boot.secret };
  return [
    { name: "front", args: [PART, "front"], env: { ...shared, PORT: String(boot.settings.PORT) } },
    { name: "back", args: [PART, "back", ...extra], env: shared },
  ];
}

try {
  await run(env(), readOptions(words), {
    async build(steps, signal) {
      if (process.env.TEST_BUILD === "endless")
        await new Promise((_, reject) => signal.addEventListener("abort", reject));
      steps.say("Built");
    },
    parts,
    prepare: async () => ({ joinToken: null, setupUrl: "http://127.0.0.1/setup?token=one-use" }),
  });
} catch (error) {
  if (!(error instanceof OperatorError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
