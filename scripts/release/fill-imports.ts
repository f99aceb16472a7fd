import { runImport } from "#app/features/imports/server/index.ts";
import type { Actor } from "#app/operation/actor.ts";
import type { Runtime } from "#app/operation/runtime.ts";

/** An import that found the owner here. */
export async function addImport(runtime: Runtime, operator: Actor, { userId }: Actor): Promise<void> {
  const options = { runtime, actor: operator, source: "heliactyl", from: "heliactyl.db", isDryRun: false };
  await runImport(options, async (into) => {
    await into.one("user", "80351110224678912", async () => ({ ourId: userId, fate: "unchanged" }));
  });
}
