import path from "node:path";
import { generateClient } from "#app/supervisor/prisma-command.ts";
import { runTool } from "#app/supervisor/run-tool.ts";
import { buildWeb } from "#app/supervisor/web-build.ts";

/** What `npm start` builds, built before the first test, so that no test pays for it. Nothing is done where it is there already. */
export default async function build(): Promise<void> {
  await generateClient();
  await runTool([path.resolve("scripts/build-agent.mjs")], process.env);
  await buildWeb();
}
