import { type Env, home } from "#app/platform/env.ts";
import { postgresFolder } from "./layout.ts";
import type { Options } from "./options.ts";
import { stopPostgres } from "./postgres.ts";
import { openSteps, type Steps } from "./steps.ts";
import { type Product, supervise } from "./supervise.ts";

/**
 * Runs a panel in the foreground until SIGINT or SIGTERM, and ends the process then. Throws as `supervise` does.
 */
export async function run(settings: Env, options: Options, product: Product): Promise<void> {
  const asked = new Promise<void>((resolve) => {
    process.once("SIGINT", () => resolve());
    process.once("SIGTERM", () => resolve());
  });
  const steps = openSteps();
  const supervisor = await Promise.race([supervise(settings, options, steps, product), asked]);
  if (!supervisor) return leaveWhileStarting(settings, steps);
  // Stopped before it was ready: nothing to add.
  supervisor.ready.catch(() => {});
  await asked;
  process.on("SIGINT", () => void supervisor.stop());
  process.on("SIGTERM", () => void supervisor.stop());
  await supervisor.stop();
  process.exit(0);
}

/** What was being made (packages of pages, a client) is made anew at the next start; the database has to end in order. */
async function leaveWhileStarting(settings: Env, steps: Steps): Promise<void> {
  steps.say("Stopped before it was ready.");
  if (!settings.DATABASE_URL) await stopPostgres(postgresFolder(home(settings)), 600);
  process.exit(0);
}
