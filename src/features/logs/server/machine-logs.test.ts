import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { operatorAccount } from "#app/features/identity/server/index.ts";
import { operations } from "#app/features/registry.ts";
import { type Actor, operatorActor } from "#app/operation/actor.ts";
import { actorOfUser } from "#app/operation/actor-of-user.ts";
import { execute } from "#app/operation/execute.ts";
import { type DocumentedPanel, startDocumentedPanel } from "#app/testing/documented-panel.ts";
import { createUser } from "#app/testing/runtime.ts";
import { type GeneratedTruth, generateLog } from "#app/testing/star-citizen-log.ts";
import { importMachineLog } from "./machine-imports.ts";

const { logs } = operations;
let panel: DocumentedPanel;
let home: string;
let live: string;
let owner: Actor;
let member: Actor;
beforeAll(async () => {
  home = mkdtempSync(path.join(tmpdir(), "gamekeeper-logs-"));
  live = path.join(home, "StarCitizen", "LIVE");
  mkdirSync(path.join(live, "logbackups"), { recursive: true });
  process.env.GAMEKEEPER_LOG_ROOTS = path.join(home, "StarCitizen");
  panel = await startDocumentedPanel();
  owner = (await actorOfUser(panel.runtime.database, panel.owner.id))!;
  member = await createUser(panel.runtime.database, "member");
}, 120_000);
afterAll(async () => {
  delete process.env.GAMEKEEPER_LOG_ROOTS;
  await panel.close();
  rmSync(home, { recursive: true });
});

function write(name: string, handle: string, kills: number, seed: number): { file: string; truth: GeneratedTruth } {
  const truth: GeneratedTruth = { handle, kills: [], npcOnly: 0 };
  const text = [...generateLog({ seed, kills, noise: 4, repeats: 2 }, truth)].join("\r\n");
  const file = path.join(live, name);
  writeFileSync(file, name.endsWith(".gz") ? gzipSync(text) : text);
  return { file, truth };
}

/** What the worker does with an import that was begun. */
async function imported(paths: string[], by = owner) {
  const { items } = await execute(logs.import, by, { paths });
  for (const { id } of items) await importMachineLog(panel.runtime, { importId: id });
  return await Promise.all(items.map(({ id }) => execute(logs.importOf, by, { importId: id })));
}

test("folders and files on a node are listed, looked at and read without keeping anything", async () => {
  const { file, truth } = write("Game.log", "Lena-Orr", 30, 1);
  const { items, message } = await execute(logs.directories, owner, {});
  expect(items).toMatchObject([{ nodeId: panel.nodeId, path: live, channel: "LIVE", files: 1 }]);
  expect(message).toBeNull();
  const listed = await execute(logs.files, owner, { directory: live });
  expect(listed.items).toMatchObject([{ path: file, name: "Game.log", importedAt: null }]);
  const validated = await execute(logs.validate, owner, { path: file });
  expect(validated).toMatchObject({ isGameLog: true, isWhole: true, build: "4.1.0", handle: "Lena-Orr" });
  const parsed = await execute(logs.parse, owner, { path: file });
  expect(parsed.deaths).toHaveLength(truth.kills.length);
  const onlyPvP = await execute(logs.parse, owner, { path: file, includePvE: false, limit: 2 });
  expect(onlyPvP.found).toBe(truth.kills.filter(({ kind }) => kind === "pvp").length);
  expect(onlyPvP.deaths.map(({ kind }) => kind)).toEqual(["pvp", "pvp"]);
  expect(await panel.runtime.database.prisma.kill.count()).toBe(0);
});

test("logs are imported where they lie, each death once, and again adds nothing", async () => {
  const plain = write("Game.log", "Milo-Ten", 1_200, 2);
  const packed = write("logbackups/old.log.gz", "Mila-Ten", 40, 3);
  const done = await imported([plain.file, packed.file]);
  expect(done.map(({ state, recorded, handle }) => ({ state, recorded, handle }))).toEqual(
    [plain, packed].map(({ truth }) => ({ state: "done", recorded: truth.kills.length, handle: truth.handle })),
  );
  expect(done[0]).toMatchObject({ source: "node", readBytes: done[0]!.bytes });
  const again = await imported([plain.file]);
  expect(again).toMatchObject([{ state: "done", recorded: 0, repeated: plain.truth.kills.length }]);
  const { items } = await execute(logs.files, owner, { directory: live });
  expect(items[0]?.importedAt).not.toBeNull();
});

test("an import that a worker left in the middle goes on where it was", async () => {
  const { file, truth } = write("left.log", "Nora-Ilk", 900, 4);
  const { items } = await execute(logs.import, owner, { paths: [file] });
  const importId = items[0]!.id;
  const gateway = panel.runtime.gateway;
  let asked = 0;
  const dying = {
    ...panel.runtime,
    gateway: {
      ask: ((...question: Parameters<typeof gateway.ask>) => {
        asked += 1;
        if (asked > 1) throw new Error("the worker is gone");
        return gateway.ask(...question);
      }) as typeof gateway.ask,
    },
  };
  await expect(importMachineLog(dying, { importId })).rejects.toThrow("the worker is gone");
  const half = await execute(logs.importOf, owner, { importId });
  expect(half).toMatchObject({ state: "running", taken: 500 });
  await importMachineLog(panel.runtime, { importId });
  expect(await execute(logs.importOf, owner, { importId })).toMatchObject({
    state: "done",
    taken: truth.kills.length,
    recorded: truth.kills.length,
    repeated: 0,
  });
});

test("what is not below the node's folders of logs reads as if it were not there", async () => {
  for (const outside of ["/etc/passwd", path.join(live, "..", "..", "..", "private.log"), "Game.log"])
    for (const operation of [logs.validate, logs.parse])
      await expect(execute(operation, owner, { path: outside, nodeId: panel.nodeId })).rejects.toMatchObject({
        code: "not_found",
        reason: "logs.unknown",
      });
  await expect(execute(logs.files, owner, { directory: "/etc" })).rejects.toMatchObject({ reason: "logs.unknown" });
  await expect(execute(logs.import, owner, { paths: ["/etc/passwd"] })).rejects.toMatchObject({
    reason: "logs.unknown",
  });
  const { items } = await execute(logs.import, owner, { nodeId: panel.nodeId, paths: ["/etc/passwd"] });
  await importMachineLog(panel.runtime, { importId: items[0]!.id });
  expect(await execute(logs.importOf, owner, { importId: items[0]!.id })).toMatchObject({
    state: "failed",
    reason: "outside",
    taken: 0,
  });
});

test("a file that is no log of the game is said to be none", async () => {
  const file = path.join(live, "other.log");
  writeFileSync(file, "hello\nworld\n");
  expect(await execute(logs.validate, owner, { path: file })).toMatchObject({ isGameLog: false, killLines: 0 });
});

test("who may not see nodes is shown no logs on them, and told why", async () => {
  const { items, message } = await execute(logs.directories, member, {});
  expect(items).toEqual([]);
  expect(message).toContain("nodes:read");
  expect((await execute(logs.files, member, {})).items).toEqual([]);
  await expect(execute(logs.parse, member, { path: path.join(live, "Game.log") })).rejects.toMatchObject({
    code: "forbidden",
  });
});

test("a key of the installation imports as well", async () => {
  const { file } = write("key.log", "Pia-Quell", 3, 7);
  const account = await operatorAccount(panel.runtime.database);
  const operator = operatorActor(account!.id, "test");
  expect(await imported([file], operator)).toMatchObject([{ state: "done", recorded: 3 }]);
});

test("who may import no more is stopped in the middle", async () => {
  const { file } = write("stopped.log", "Otto-Pym", 5, 6);
  const moderator = await createUser(panel.runtime.database, "moderator");
  const { items } = await execute(logs.import, moderator, { paths: [file] });
  // The account's own roles are asked, and it has none.
  await importMachineLog(panel.runtime, { importId: items[0]!.id });
  expect(await execute(logs.importOf, moderator, { importId: items[0]!.id })).toMatchObject({
    state: "stopped",
    reason: "not_allowed",
    recorded: 0,
  });
});
