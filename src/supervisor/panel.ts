import { existsSync } from "node:fs";
import path from "node:path";
import * as z from "zod";
import { panelParts, partEnvironment } from "./panel-parts.ts";
import { generateClient } from "./prisma-command.ts";
import { runTool } from "./run-tool.ts";
import type { Product } from "./supervise.ts";
import { buildWeb } from "./web-build.ts";

const AGENT_BUNDLER = path.resolve(import.meta.dirname, "../../scripts/build-agent.mjs");
const Prepared = z.object({ joinToken: z.string().nullable(), setupUrl: z.string().nullable() });

/** The panel itself: what is built, what runs, what is prepared. `dev` leaves the pages to be compiled when asked for. */
export function panel({ dev }: { dev: boolean }): Product {
  return {
    async build(steps, signal) {
      await steps.run(generateClient, (hasWritten) => (hasWritten ? "Database client generated" : null));
      if (existsSync(AGENT_BUNDLER)) await runTool([AGENT_BUNDLER], process.env);
      if (dev) return;
      await steps.run(
        () => buildWeb(signal),
        (hasBuilt) => (hasBuilt ? "Pages built" : null),
      );
    },
    parts: panelParts,
    async prepare(boot, steps) {
      const file = path.join(import.meta.dirname, "prepare-panel.ts");
      const output = await steps.run(
        () => runTool([file], partEnvironment(boot)),
        () => "Installation checked",
      );
      // What came before is its log.
      return Prepared.parse(JSON.parse(output.trim().split("\n").at(-1)!));
    },
  };
}
