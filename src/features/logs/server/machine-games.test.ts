import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { operations } from "#app/features/registry.ts";
import { AppError } from "#app/lib/errors.ts";
import type { Actor } from "#app/operation/actor.ts";
import { actorOfUser } from "#app/operation/actor-of-user.ts";
import { execute } from "#app/operation/execute.ts";
import { sql } from "#app/platform/sql.ts";
import { type DocumentedPanel, startDocumentedPanel } from "#app/testing/documented-panel.ts";
import { importMachineLog } from "./machine-imports.ts";

const { logs } = operations;
let panel: DocumentedPanel;
let folder: string;
let owner: Actor;
beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "gamekeeper-logs-"));
  mkdirSync(path.join(folder, "logs"));
  process.env.GAMEKEEPER_LOG_ROOTS = folder;
  panel = await startDocumentedPanel();
  owner = (await actorOfUser(panel.runtime.database, panel.owner.id))!;
}, 120_000);
afterAll(async () => {
  delete process.env.GAMEKEEPER_LOG_ROOTS;
  await panel.close();
  rmSync(folder, { recursive: true });
});

const minecraft = (killer: string, count: number) =>
  [
    `[10:00:00] [Server thread/INFO]: Steve joined the game`,
    `[10:00:00] [Server thread/INFO]: ${killer} joined the game`,
    ...Array.from({ length: count }, (_, at) => {
      const [minute, second] = [Math.floor(at / 6) + 1, (at % 6) * 10].map((part) => String(part).padStart(2, "0"));
      return `[10:${minute}:${second}] [Server thread/INFO]: Steve was slain by ${killer}`;
    }),
    "",
  ].join("\n");

function write(name: string, text: string): string {
  const file = path.join(folder, "logs", name);
  writeFileSync(file, name.endsWith(".gz") ? gzipSync(text) : text);
  return file;
}

async function imported(file: string, how: { begins?: string; timeZone?: string; game?: string } = {}) {
  const { items } = await execute(logs.import, owner, { paths: [file], ...how });
  await importMachineLog(panel.runtime, { importId: items[0]!.id });
  return await execute(logs.importOf, owner, { importId: items[0]!.id });
}

test("a packed log of Minecraft becomes kills on the day of its name, and again adds nothing", async () => {
  const file = write("2026-04-01-1.log.gz", minecraft("Alex", 30));
  const place = { path: file, timeZone: "Europe/Berlin" };
  expect(await execute(logs.validate, owner, place)).toMatchObject({
    isGameLog: true,
    game: "minecraft",
    kills: 30,
    whyNoKills: null,
  });
  expect(await imported(file, { timeZone: "Europe/Berlin" })).toMatchObject({
    state: "done",
    game: "minecraft",
    recorded: 30,
    missing: { weapon: [] },
  });
  const [first] = await panel.runtime.database.prisma.kill.findMany({
    where: { killerName: "Alex" },
    orderBy: { at: "asc" },
  });
  expect(first).toMatchObject({ game: "minecraft", victimName: "Steve", source: "log", doubts: ["name_only"] });
  expect(first!.at.toISOString()).toBe("2026-04-01T08:01:00.000Z");
  expect(await imported(file, { timeZone: "America/New_York" })).toMatchObject({ recorded: 0, repeated: 30 });
});

test("a log whose day nobody says has no kills but says what it needs", async () => {
  const file = write("latest.log", minecraft("Kai", 5));
  expect(await imported(file)).toMatchObject({
    state: "done",
    recorded: 0,
    report: { needs: "day", skipped: { without_time: 5 } },
  });
  expect(await imported(file, { begins: "2026-04-02" })).toMatchObject({ recorded: 5, report: { needs: null } });
  await expect(execute(logs.import, owner, { paths: [file], game: "chess" })).rejects.toMatchObject({
    reason: "logs.unknown_game",
  });
  await expect(execute(logs.import, owner, { paths: [file], begins: "yesterday" })).rejects.toMatchObject({
    code: "invalid_input",
  });
});

test("an import whose node stays away fails in the end with why, and goes on where it was", async () => {
  const file = write("2026-04-03-1.log", minecraft("Noor", 12));
  const { items } = await execute(logs.import, owner, { paths: [file] });
  const { id: importId } = items[0]!;
  const away = {
    ...panel.runtime,
    gateway: { ask: () => Promise.reject(new AppError("node_offline", "node_offline", { node: "one" })) },
  };
  await expect(importMachineLog(away, { importId })).rejects.toMatchObject({ code: "node_offline" });
  expect(await execute(logs.importOf, owner, { importId })).toMatchObject({ state: "running" });
  await expect(execute(logs.resume, owner, { importId })).rejects.toMatchObject({ reason: "logs.not_to_resume" });
  await panel.runtime.database.execute(
    sql`update log_imports set "updatedAt" = "updatedAt" - interval '1 hour' where id = ${importId}`,
  );
  await importMachineLog(away, { importId });
  expect(await execute(logs.importOf, owner, { importId })).toMatchObject({
    state: "failed",
    reason: "away",
    taken: 0,
  });
  expect(await execute(logs.resume, owner, { importId })).toMatchObject({ state: "running", reason: null });
  await importMachineLog(panel.runtime, { importId });
  expect(await execute(logs.importOf, owner, { importId })).toMatchObject({ state: "done", recorded: 12 });
});
