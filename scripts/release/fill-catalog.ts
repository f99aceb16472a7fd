import path from "node:path";
import { syncCatalog } from "#app/features/catalog/server/index.ts";
import { operations } from "#app/features/registry.ts";
import type { Actor } from "#app/operation/actor.ts";
import { execute } from "#app/operation/execute.ts";
import type { Runtime } from "#app/operation/runtime.ts";
import { setEnvironment } from "#app/platform/env.ts";

const CATALOG = path.resolve(import.meta.dirname, "../../catalog");

/** Facts that ship and one that was imported, and a page that was asked for where nobody answers. */
export async function addCatalog({ database }: Runtime, owner: Actor): Promise<void> {
  const { catalog, settings } = operations;
  await syncCatalog(database, CATALOG);
  await execute(catalog.import, owner, {
    document: {
      format: "gamekeeper-catalog-1",
      game: "star citizen",
      kind: "ship",
      sources: [{ name: "Our own measurements" }],
      entries: [{ class: "AEGS_Gladius", name: "Gladius", crew: 1 }],
    },
  });
  setEnvironment({ RSI_URL: "http://127.0.0.1:9" });
  await execute(settings.set, owner, { key: "rsi-profiles", value: true });
  await execute(catalog.player, owner, { handle: "Outlaw-Joe" });
  await execute(catalog.beginHandleProof, owner, { handle: "Outlaw-Joe" });
}
