import { appendFileSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { operations } from "#app/features/registry.ts";
import { AppError } from "#app/lib/errors.ts";
import type { Actor } from "#app/operation/actor.ts";
import { actorOfUser } from "#app/operation/actor-of-user.ts";
import { execute } from "#app/operation/execute.ts";
import { type DocumentedPanel, startDocumentedPanel } from "#app/testing/documented-panel.ts";
import { type GeneratedTruth, generateLog } from "#app/testing/star-citizen-log.ts";
import { followWatches } from "./follow-watches.ts";

const { logs } = operations;
let panel: DocumentedPanel;
let folder: string;
let owner: Actor;
beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "gamekeeper-logs-"));
  mkdirSync(path.join(folder, "LIVE", "logbackups"), { recursive: true });
  mkdirSync(path.join(folder, "minecraft"));
  process.env.GAMEKEEPER_LOG_ROOTS = folder;
  panel = await startDocumentedPanel();
  owner = (await actorOfUser(panel.runtime.database, panel.owner.id))!;
}, 120_000);
afterAll(async () => {
  delete process.env.GAMEKEEPER_LOG_ROOTS;
  await panel.close();
  rmSync(folder, { recursive: true });
});

function logOf(seed: number, handle: string, kills: number): string {
  const truth: GeneratedTruth = { handle, kills: [], npcOnly: 0 };
  return `${[...generateLog({ seed, kills, noise: 3, repeats: 2 }, truth)].join("\n")}\n`;
}
const kept = () => panel.runtime.database.prisma.kill.count();
const watchOf = async (id: string) => (await execute(logs.watches, owner, {})).items.find((each) => each.id === id)!;

test("a log is followed while it is written and when it is put aside, each death once, until it is stopped", async () => {
  const file = path.join(folder, "LIVE", "Game.log");
  const first = logOf(1, "Uma-Reed", 40);
  const half = first.indexOf("\n", first.length / 2) + 10;
  writeFileSync(file, first.slice(0, half));
  const { id: watchId } = await execute(logs.watch, owner, { path: file });
  await expect(execute(logs.watch, owner, { path: file })).rejects.toMatchObject({ reason: "logs.watched_already" });
  await followWatches(panel.runtime);
  const begun = await kept();
  expect(begun).toBeGreaterThan(0);
  // While its node is away nothing is read, and that is said.
  const away = {
    ...panel.runtime,
    gateway: { ask: () => Promise.reject(new AppError("node_offline", "node_offline", { node: "one" })) },
  };
  appendFileSync(file, first.slice(half));
  await followWatches(away);
  expect(await watchOf(watchId)).toMatchObject({ state: "running", problem: "node_offline" });
  expect(await kept()).toBe(begun);
  // Meanwhile the game was started anew: what nobody had read is in its backup.
  renameSync(file, path.join(folder, "LIVE", "logbackups", "Game Build(1).log"));
  writeFileSync(file, logOf(2, "Uma-Lark", 15));
  await followWatches(panel.runtime);
  await followWatches(panel.runtime);
  expect(await kept()).toBe(55);
  expect(await watchOf(watchId)).toMatchObject({ state: "running", problem: null });
  const imports = await panel.runtime.database.prisma.logImport.findMany({ where: { watchId } });
  expect(imports.map(({ state }) => state)).toEqual(["done", "done"]);
  expect(imports.reduce((sum, { recorded }) => sum + recorded, 0)).toBe(55);

  expect(await execute(logs.unwatch, owner, { watchId })).toMatchObject({ state: "stopped", reason: "stopped" });
  appendFileSync(file, logOf(3, "Uma-Lark", 5));
  await followWatches(panel.runtime);
  expect(await kept()).toBe(55);
});

test("what tells no day waits until the game puts it aside under one", async () => {
  const file = path.join(folder, "minecraft", "latest.log");
  const text =
    "[10:00:00] [Server thread/INFO]: Steve joined the game\n[10:00:09] [Server thread/INFO]: Steve drowned\n";
  const before = await kept();
  writeFileSync(file, text);
  await execute(logs.watch, owner, { path: file });
  await followWatches(panel.runtime);
  expect(await kept()).toBe(before);
  writeFileSync(path.join(folder, "minecraft", "2026-04-01-1.log.gz"), gzipSync(text));
  writeFileSync(file, "");
  await followWatches(panel.runtime);
  await followWatches(panel.runtime);
  expect(await kept()).toBe(before + 1);
});
