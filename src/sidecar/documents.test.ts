import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { connect, type Socket } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { syncBlueprints } from "#app/features/hosting/server/index.ts";
import { operations } from "#app/features/registry.ts";
import type { Actor } from "#app/operation/actor.ts";
import { execute } from "#app/operation/execute.ts";
import { type DocumentedPanel, startDocumentedPanel } from "#app/testing/documented-panel.ts";
import { type RunningGame, startGame } from "#app/testing/game-server.ts";
import { signInAs } from "#app/testing/people.ts";
import { until } from "#app/testing/sidecars.ts";

// What README and docs tell people to type, as it stands there, against a panel with games.

const SLOW_MS = 90_000;
const hasPython = spawnSync("python3", ["-c", "import sys; sys.exit(sys.version_info < (3, 9))"]).status === 0;
const hasCurl = spawnSync("bash", ["-c", "curl --version"]).status === 0;
if (!hasPython) console.log("Left out: the first bot. There is no python3 of 3.9 or newer here.");
if (!hasCurl) console.log("Left out: the lines of the documents. There is no bash with curl here.");
let panel: DocumentedPanel;
let owner: Actor;
let folder: string;
let ferry: RunningGame;
const children: ChildProcess[] = [];
const sockets: Socket[] = [];

beforeAll(async () => {
  panel = await startDocumentedPanel();
  owner = (await signInAs(panel.runtime, panel.owner.email)).actor;
  folder = mkdtempSync(path.join(tmpdir(), "gamekeeper-documents-"));
  const [blueprint] = blocks("docs/world-and-bridge.md", "yaml");
  const shelf = path.join(folder, "blueprints");
  mkdirSync(shelf);
  writeFileSync(path.join(shelf, "ferry.yaml"), blueprint!);
  writeFileSync(
    path.join(shelf, "silent.yaml"),
    blueprint!.replace("bridge: true\n", "").replace("id: ferry", "id: silent"),
  );
  await syncBlueprints(panel.runtime.database, shelf);
  ferry = await startGame(panel, { blueprintId: "ferry", name: "Ferry" });
}, SLOW_MS);
afterAll(async () => {
  for (const child of children) if (child.pid && child.exitCode === null) process.kill(-child.pid, "SIGKILL");
  for (const socket of sockets) socket.destroy();
  await panel?.close();
  rmSync(folder, { recursive: true, force: true });
}, SLOW_MS);

/** The samples of a document in this language, below a heading if one is named. */
function blocks(file: string, language: string, below?: string): string[] {
  const text = readFileSync(file, "utf8");
  const from = below === undefined ? 0 : text.indexOf(`\n${below}\n`);
  expect(from, `${file} has a part ${below}`).toBeGreaterThanOrEqual(0);
  const fence = new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, "gm");
  return [...text.slice(from).matchAll(fence)].map(([, code]) => code!);
}

function run(command: string, args: readonly string[], environment: Record<string, string>) {
  const env = { PATH: process.env.PATH, NODE_ENV: "test", KEY: panel.key, ...environment } as NodeJS.ProcessEnv;
  // A group of its own: what it leaves in the background ends with it.
  const child = spawn(command, args, { cwd: folder, env, stdio: ["ignore", "pipe", "pipe"], detached: true });
  children.push(child);
  const said = { text: "", code: null as number | null };
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (chunk) => {
      said.text += chunk;
    });
  child.once("exit", (code) => {
    said.code = code ?? -1;
  });
  return said;
}

/** Types a sample into a shell. Where it says to put something of one's own, that is in the environment already; a call that is refused ends it. */
function shell(code: string, environment: Record<string, string>) {
  const typed = code
    .split("\n")
    .filter((line) => !/^export .*…/.test(line))
    .map((line) => line.replaceAll("ord_…", "$ORDER"))
    .join("\n");
  const strict = 'set -e\ncurl() { command curl --fail-with-body "$@"; }\n';
  return run("bash", ["-c", strict + typed], { PANEL: `${panel.url}/api/v1`, ...environment });
}

async function typed(code: string, environment: Record<string, string>): Promise<string> {
  const said = shell(code, environment);
  await until(() => said.code !== null, 30_000);
  expect(said.code, said.text).toBe(0);
  return said.text;
}

/** Somebody who comes in by telnet, with what they read. */
async function comeIn({ port }: RunningGame, name: string): Promise<{ socket: Socket; read(): string }> {
  const socket = connect(port, "127.0.0.1");
  sockets.push(socket);
  let text = "";
  socket.setEncoding("utf8").on("data", (chunk) => {
    text += chunk;
  });
  await until(() => text.includes("Your name?"));
  socket.write(`${name}\r\n`);
  await until(() => text.includes(`${name} is on the west bank`));
  return { socket, read: () => text };
}

const playerCalled = async (name: string) =>
  (await execute(operations.players.list, owner, { q: name })).items.find((player) => player.name === name);

describe("the game of one's own", () => {
  test(
    "is whole in the panel: who plays, where they are and what they say, and it obeys",
    async () => {
      const { serverId } = ferry;
      const { socket, read } = await comeIn(ferry, "Wanda");
      socket.write("hello river\r\ncross\r\n");
      await until(async () => (await playerCalled("Wanda"))?.online === true);
      const positions = async () => (await execute(operations.world.positions, owner, { serverId })).positions;
      await until(async () => (await positions()).some(({ roomName }) => roomName === "East bank"));
      expect(await execute(operations.world.state, owner, { serverId })).toMatchObject({ roomCount: 2, areaCount: 1 });
      const { id: playerId } = (await playerCalled("Wanda"))!;
      const chat = () => execute(operations.players.timeline, owner, { playerId, kinds: "chat" });
      await until(async () => (await chat()).items.length > 0);
      expect((await chat()).items.map(({ text }) => text)).toEqual(["hello river"]);
      const { deliveries } = await execute(operations.moderation.kick, owner, { playerId, reason: "Rocking the boat" });
      expect(deliveries).toMatchObject([{ state: "applied", via: "bridge", said: "Wanda was put ashore." }]);
      await until(() => read().includes("You are put ashore: Rocking the boat"));
      await until(async () => (await playerCalled("Wanda"))?.online === false);
    },
    SLOW_MS,
  );
});

describe("the lines of", () => {
  test.skipIf(!hasCurl)(
    "README, docs/players-and-moderation.md, docs/statistics.md and docs/consoles.md do what is said there",
    async () => {
      const { socket } = await comeIn(ferry, "Ashwyn");
      await until(async () => (await playerCalled("Ashwyn"))?.online === true);
      const SERVER = ferry.serverId;
      const [who] = blocks("README.md", "sh", "### Who plays");
      const [listed, broadcast, events] = who!.split(/\n(?=curl)/);
      expect(await typed(listed!, { SERVER })).toContain('"name":"Ashwyn"');
      expect(await typed(broadcast!, { SERVER })).toContain("1 heard it.");
      const stream = shell(events!, { SERVER });
      await until(() => stream.text.includes("event: ready"));
      socket.write("is anybody there\r\n");
      await until(() => stream.text.includes("is anybody there"));

      const PLAYER = (await playerCalled("Ashwyn"))!.id;
      const [moderation] = blocks("docs/players-and-moderation.md", "sh", "## By program");
      const answers = await typed(moderation!, { PLAYER });
      expect(answers).toContain("is anybody there");
      expect(answers).toContain('"state":"active"');
      expect(answers).toContain('"lifted":[{');

      const [figures] = blocks("docs/statistics.md", "sh");
      expect(await typed(figures!, { SERVER })).toContain('"peakEver":');

      const [reading] = blocks("docs/consoles.md", "sh", "## Trying them out");
      expect(await typed(reading!, {})).toContain('"kind":"player_login","fields":{"player":"Ada"}');
    },
    SLOW_MS,
  );

  test.skipIf(!hasCurl)(
    "docs/world-and-bridge.md make a world by hand and obey",
    async () => {
      const silent = await startGame(panel, { blueprintId: "silent", name: "Silent" });
      const { serverId } = silent;
      const [, connecting] = blocks("docs/world-and-bridge.md", "sh", "## Connect");
      const [world] = blocks("docs/world-and-bridge.md", "sh", "## Tell the world");
      const [obeying] = blocks("docs/world-and-bridge.md", "sh", "## Obey");
      const [follow, answer] = obeying!.split(/\n(?=say)/);
      const game = shell(`${connecting}\n${world}\n${follow}\nwait`, { SERVER: serverId });
      await until(() => game.text.includes("event: ready"), 30_000);
      expect(game.text).not.toContain('"error"');
      const { items } = await execute(operations.world.rooms, owner, { serverId });
      expect(items.map(({ name }) => name).toSorted()).toEqual(["Cellar", "Market", "Square"]);
      const { positions } = await execute(operations.world.positions, owner, { serverId });
      expect(positions).toMatchObject([{ name: "Ashwyn", roomName: "Market" }]);

      const said = execute(operations.broadcasts.toServer, owner, { serverId, text: "Supper" });
      await until(() => /^id: (ord_\w+)$/m.test(game.text));
      const ORDER = /^id: (ord_\w+)$/m.exec(game.text)![1]!;
      const [saying] = connecting!.match(/^say\(\).*$/m)!;
      await typed(`${saying}\n${answer}`, { SERVER: serverId, ORDER });
      expect((await said).deliveries).toMatchObject([{ via: "bridge", state: "done", said: "Ashwyn was kicked." }]);
    },
    SLOW_MS,
  );

  test.skipIf(!hasPython)(
    "docs/first-bot.md greet in Python and in TypeScript",
    async () => {
      copyFileSync("docs/samples/gamekeeper.py", path.join(folder, "gamekeeper.py"));
      copyFileSync("public/gamekeeper-client.ts", path.join(folder, "gamekeeper-client.ts"));
      const [greeter, welcomer] = blocks("docs/first-bot.md", "python");
      const [typescript] = blocks("docs/first-bot.md", "ts");
      for (const [file, code] of Object.entries({ "a.py": greeter, "b.py": welcomer, "c.ts": typescript }))
        writeFileSync(path.join(folder, file), code!);
      const URL = panel.url;
      const bots = [run("python3", ["a.py"], { URL }), run("python3", ["b.py"], { URL })];
      const inTypeScript = run(process.execPath, ["c.ts"], { URL });
      const [greeting, welcoming] = bots;
      // Each begins where the events end when it is there: what happens is repeated until it has heard of it.
      await until(async () => {
        const { socket } = await comeIn(ferry, "Bertram");
        socket.destroy();
        await until(async () => (await playerCalled("Bertram"))?.online === false);
        return welcoming!.text.includes("welcomed Bertram");
      }, 120_000);
      await execute(operations.servers.restart, owner, { serverId: ferry.serverId });
      await until(() => [greeting!, inTypeScript].every(({ text }) => text.includes("greeted Ferry")), 60_000);
    },
    SLOW_MS,
  );
});
