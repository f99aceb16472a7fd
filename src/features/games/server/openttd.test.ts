import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type DocumentedPanel, startDocumentedPanel } from "#app/testing/documented-panel.ts";
import { giveOrder } from "#app/testing/game-orders.ts";
import { type RunningGame, startGame } from "#app/testing/game-server.ts";
import { watchGame } from "#app/testing/game-watch.ts";
import { until } from "#app/testing/sidecars.ts";

// OpenTTD with real clients that have no screen. Its packages are the machine's own: the agent installs them where it may.

const PROGRAM = "/usr/games/openttd";
const mayInstall = process.getuid?.() === 0 && spawnSync("apt-get", ["--version"]).status === 0;
const canRun = existsSync(PROGRAM) || mayInstall;
if (!canRun) console.log("Left out: OpenTTD. It is not here, and only root may install it with apt-get.");

let panel: DocumentedPanel;
let game: RunningGame;
let watch: ReturnType<typeof watchGame>;
const folder = mkdtempSync(path.join(tmpdir(), "gamekeeper-openttd-"));
const clients = new Set<ChildProcess>();

beforeAll(async () => {
  if (!canRun) return;
  panel = await startDocumentedPanel();
  game = await startGame(panel, { blueprintId: "openttd", name: "OpenTTD", variables: { MAP_SIZE: "7" } });
  watch = watchGame(panel.runtime.database, game.serverId);
}, 300_000);
afterAll(async () => {
  for (const client of clients) client.kill("SIGKILL");
  await panel?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** A client that joins; it plays until it is put out or ended. */
function join(name: string) {
  const config = path.join(folder, `${name}.cfg`);
  writeFileSync(config, `[misc]\ngraphicsset = OpenGFX\n[network]\nclient_name = ${name}\n`);
  const words = ["-v", "null:ticks=20000000", "-s", "null", "-m", "null", "-c", config, "-x"];
  const client = spawn(PROGRAM, [...words, "-n", `127.0.0.1:${game.port}`], {
    stdio: "ignore",
    env: { ...process.env, HOME: folder },
  });
  clients.add(client);
  const ended = new Promise<void>((resolve) =>
    client.once("exit", () => {
      clients.delete(client);
      resolve();
    }),
  );
  return {
    async end() {
      client.kill("SIGKILL");
      await ended;
    },
  };
}

describe.skipIf(!canRun)("a real OpenTTD", () => {
  test("tells who comes and goes, and obeys broadcast and kick", async () => {
    const alice = join("Alice");
    await watch.until("player_login player=Alice");
    await until(async () => (await watch.online()).length === 1);
    expect(await watch.online()).toEqual(["Alice"]);
    const said = await giveOrder(game.serverId, { kind: "broadcast", fields: { text: "Trains stop at ten" } });
    expect(said).toMatchObject({ state: "done", via: "console" });
    await until(async () => (await watch.told()).some((line) => line.includes("Trains stop at ten")));
    const kicked = await giveOrder(game.serverId, { kind: "kick", fields: { player: "Alice", reason: "Enough" } });
    expect(kicked).toMatchObject({ state: "done", via: "console" });
    await watch.until("player_logout player=Alice");
    expect(await watch.online()).toEqual([]);
    expect(await watch.sessions("Alice")).toMatchObject([
      { address: "127.0.0.1", endReason: expect.stringMatching(/Enough/) },
    ]);
    await alice.end();

    const bob = join("Bob");
    await watch.until("player_login player=Bob");
    await bob.end();
    await watch.until("player_logout player=Bob");
    expect(await watch.told("player_login", "player_logout")).toMatchObject(
      [
        /^player_login player=Alice/,
        /^player_logout player=Alice/,
        /^player_login player=Bob/,
        /^player_logout player=Bob/,
      ].map((line) => expect.stringMatching(line)),
    );
  }, 120_000);

  test("a ban keeps them out until it ends", async () => {
    // Of each try a name of its own: what a try before this one left in the log is not taken for its answer.
    const player = `Carol${++tries}`;
    const logins = async () =>
      (await watch.told("player_login")).filter((line) => line.startsWith(`player_login player=${player}`)).length;
    const carol = join(player);
    try {
      await until(async () => (await logins()) === 1, 30_000);
      const banned = await giveOrder(game.serverId, { kind: "ban", fields: { player, reason: "Blocking" } });
      expect(banned).toMatchObject({ state: "done", via: "console" });
      await watch.until(`player_logout player=${player}`);
      await carol.end();
      const turnedAway = await saidInLog("Banned ip tried to join");
      const refused = join(player);
      await until(async () => (await saidInLog("Banned ip tried to join")) > turnedAway, 30_000);
      await refused.end();
      expect(await logins()).toBe(1);
    } finally {
      await carol.end();
      expect(await giveOrder(game.serverId, { kind: "unban", fields: { player } })).toMatchObject({ state: "done" });
    }
    const back = join(player);
    await until(async () => (await logins()) === 2, 60_000);
    await back.end();
    await until(async () => (await watch.online()).length === 0, 30_000);
  }, 600_000);
});

let tries = 0;

/** How many lines of the console have this text. */
async function saidInLog(text: string): Promise<number> {
  const { lines } = await panel.runtime.gateway.ask(panel.nodeId, "console.search", {
    serverId: game.serverId,
    text,
    beforeSeq: null,
    limit: 100,
  });
  return lines.length;
}
