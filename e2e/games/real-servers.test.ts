import { readFileSync } from "node:fs";
import path from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { parseBlueprint } from "#app/features/hosting/blueprint-text.ts";
import { type DocumentedPanel, startDocumentedPanel } from "#app/testing/documented-panel.ts";
import { giveOrder } from "#app/testing/game-orders.ts";
import { type RunningGame, startGame } from "#app/testing/game-server.ts";
import { watchGame } from "#app/testing/game-watch.ts";
import { until } from "#app/testing/sidecars.ts";
import { openScreen, type Screen } from "./screen.ts";

// Servers of the machine's packages with their own clients on a screen that nobody sees: what the panel says of them is what happened.

let panel: DocumentedPanel;
let screen: Screen;
let displays = 70 + Math.floor(Math.random() * 500);
beforeAll(async () => {
  panel = await startDocumentedPanel();
}, 120_000);
afterAll(() => panel?.close());
beforeEach(() => {
  screen = openScreen(displays++);
});
afterEach(() => screen.close());

async function started(id: string): Promise<RunningGame & ReturnType<typeof watchGame>> {
  const parsed = parseBlueprint(readFileSync(path.resolve(`e2e/games/${id}.yaml`), "utf8"));
  if ("problems" in parsed) throw new Error(JSON.stringify(parsed.problems));
  const { blueprint } = parsed;
  await panel.runtime.database.prisma.blueprint.create({
    data: { id: blueprint.id, name: blueprint.name, description: "", version: "1", document: blueprint as object },
  });
  const game = await startGame(panel, { blueprintId: blueprint.id, name: blueprint.name });
  return { ...game, ...watchGame(panel.runtime.database, game.serverId) };
}

test("OpenArena: its bots and a real client come in, die and speak; a kick puts the client out", async () => {
  const game = await started("openarena");
  const words = ["+set", "name", "RealJoe", "+set", "s_initsound", "0", "+set", "com_introplayed", "1"];
  const client = screen.play("/usr/games/openarena", [...words, "+connect", `127.0.0.1:${game.port}`]);
  await game.until("player_login player=RealJoe");
  await until(async () => (await game.online()).length >= 3, 60_000);
  await until(async () => (await game.told("death")).length >= 3, 90_000);
  const deaths = await game.told("death");
  expect(deaths.every((line) => /victim=\S.* victimKind=player/.test(line))).toBe(true);
  const kicked = await giveOrder(game.serverId, { kind: "kick", fields: { player: "RealJoe" } });
  expect(kicked).toMatchObject({ state: "done", via: "console" });
  await game.until("player_logout player=RealJoe");
  expect(await game.online()).not.toContain("RealJoe");
  client.quit();
}, 240_000);

test("Luanti: a real client comes in, speaks, dies and goes", async () => {
  const game = await started("luanti");
  const words = [
    "--address",
    "127.0.0.1",
    "--port",
    String(game.port),
    "--name",
    "Bob",
    "--password",
    "secret",
    "--go",
  ];
  const client = screen.play("/usr/games/minetest", words);
  await game.until("player_login player=Bob");
  await until(async () => {
    client.press("t", "type hello from Bob", "Return");
    return (await game.told("chat_message")).some((line) => line.includes("player=Bob"));
  }, 90_000);
  await until(async () => {
    client.press("t", "type /killme", "Return");
    return (await game.told("death")).length > 0;
  }, 60_000);
  expect((await game.told("death"))[0]).toMatch(/^death victim=Bob victimKind=player/);
  client.quit();
  // The client is gone without a word, which its server believes after half a minute.
  await game.until("player_logout player=Bob", 90_000);
  expect(await game.sessions("Bob")).toMatchObject([{ address: "127.0.0.1" }]);
  expect(await game.online()).toEqual([]);
}, 240_000);

test("Teeworlds: a real client comes in, dies, speaks and goes", async () => {
  const game = await started("teeworlds");
  const client = screen.play("/usr/games/teeworlds", [
    `player_name Tee1; gfx_fullscreen 0; snd_enable 0; cl_show_welcome 0; bind k kill; connect 127.0.0.1:${game.port}`,
  ]);
  await game.until("player_login player=Tee1");
  await until(async () => {
    client.press("k");
    return (await game.told("death")).length > 0;
  }, 60_000);
  expect((await game.told("death"))[0]).toMatch(/^death victim=Tee1 victimKind=player.* cause=suicide/);
  await until(async () => {
    client.press("t", "type hello from Tee1", "Return");
    return (await game.told("chat_message")).some((line) => line.includes("player=Tee1 text=hello from Tee1"));
  }, 90_000);
  client.quit();
  await game.until("player_logout player=Tee1", 90_000);
  expect(await game.sessions("Tee1")).toMatchObject([{ address: "127.0.0.1" }]);
}, 240_000);
