import { afterAll, beforeAll, expect, test } from "vitest";
import { newId } from "#app/lib/id.ts";
import { type DocumentedPanel, startDocumentedPanel } from "#app/testing/documented-panel.ts";
import { giveOrder } from "#app/testing/game-orders.ts";
import { type RunningGame, startGame } from "#app/testing/game-server.ts";
import { watchGame } from "#app/testing/game-watch.ts";
import { fetchMineflayer, joinMinecraft } from "#app/testing/minecraft-bot.ts";
import { until } from "#app/testing/sidecars.ts";

// A real Minecraft server with real clients: flying-squid as the blueprint installs it, played by mineflayer.

let panel: DocumentedPanel;
let game: RunningGame;
let watch: ReturnType<typeof watchGame>;
beforeAll(async () => {
  panel = await startDocumentedPanel();
  await Promise.all([
    fetchMineflayer(),
    startGame(panel, {
      blueprintId: "minecraft-java",
      name: "Minecraft",
      variables: { GENERATOR: "superflat", VIEW_DISTANCE: 2 },
    }).then((started) => {
      game = started;
    }),
  ]);
  watch = watchGame(panel.runtime.database, game.serverId);
}, 300_000);
afterAll(() => panel?.close());

/** Types a line on the game's console. */
async function typeInto(line: string): Promise<string> {
  const { runtime, nodeId } = panel;
  const order = { orderId: newId("ord"), serverId: game.serverId, kind: "command" as const, line };
  return (await runtime.gateway.ask(nodeId, "order", { ...order, deadline: Date.now() + 10_000 })).state;
}

test("who comes, what they say, how they die and that they go is known, each once and in its order", async () => {
  const alice = await joinMinecraft(game.port, "Alice");
  const bobby = await joinMinecraft(game.port, "Bobby");
  await until(async () => (await watch.online()).length === 2);
  expect(await watch.online()).toEqual(["Alice", "Bobby"]);
  alice.chat("hello everyone");
  await until(() => bobby.seen.some((text) => text.includes("hello everyone")));
  // What a player says is no line of the game's own.
  alice.chat("Bobby (127.0.0.1) connected");
  alice.chat("[INFO]: Bobby disconnected");
  bobby.chat("[INFO]: Killed Alice");
  await watch.until("chat_message player=Bobby");
  await giveOrder(game.serverId, { kind: "broadcast", fields: { text: "Back in five minutes" } });
  await until(() => bobby.seen.some((text) => text.includes("Back in five minutes")));
  bobby.quit();
  await watch.until("player_logout player=Bobby");
  alice.quit();
  await watch.until("player_logout player=Alice");
  expect((await watch.told("player_login", "player_logout", "chat_message")).toSorted()).toEqual(
    [
      "player_login player=Alice",
      "player_login player=Bobby",
      "chat_message player=Alice text=hello everyone",
      "chat_message player=Alice text=Bobby (127.0.0.1) connected",
      "chat_message player=Alice text=[INFO]: Bobby disconnected",
      "chat_message player=Bobby text=[INFO]: Killed Alice",
      "player_logout player=Bobby",
      "player_logout player=Alice",
    ].toSorted(),
  );
  expect(await watch.told("death")).toEqual([]);
  expect(await watch.online()).toEqual([]);
  expect(await watch.sessions("Alice")).toMatchObject([{ address: "127.0.0.1", endedAt: expect.any(Date) }]);
}, 120_000);

test("it obeys kick, ban and the end of a ban, and who is killed has died", async () => {
  const carol = await joinMinecraft(game.port, "Carol");
  await watch.until("player_login player=Carol");
  const kicked = await giveOrder(game.serverId, { kind: "kick", fields: { player: "Carol", reason: "Enough" } });
  expect(kicked).toMatchObject({ state: "done", via: "console" });
  expect(await carol.ended).toMatch(/Enough/);
  await watch.until("player_logout player=Carol");

  await joinMinecraft(game.port, "Carol");
  await until(async () => (await watch.told("player_login")).filter((line) => line.includes("Carol")).length === 2);
  expect(
    await giveOrder(game.serverId, { kind: "ban", fields: { player: "Carol", reason: "Griefing" } }),
  ).toMatchObject({
    state: "done",
  });
  await until(async () => (await watch.online()).length === 0);
  await expect(joinMinecraft(game.port, "Carol")).rejects.toThrow(/not let in/);
  expect(await giveOrder(game.serverId, { kind: "unban", fields: { player: "Carol" } })).toMatchObject({
    state: "done",
  });
  const back = await joinMinecraft(game.port, "Carol");
  await until(async () => (await watch.online()).includes("Carol"));
  // Only who is in charge in the game may kill by command: the console may.
  expect(await typeInto(`kill Carol`)).toBe("done");
  await watch.until("death victim=Carol victimKind=player");
  back.quit();
  await until(async () => (await watch.online()).length === 0);
}, 120_000);
