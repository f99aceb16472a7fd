import { afterAll, beforeAll, expect, test } from "vitest";
import * as nodes from "#app/features/hosting/server/nodes.ts";
import { bootstrap } from "#app/features/identity/server/index.ts";
import { operations } from "#app/features/registry.ts";
import { HOUR } from "#app/lib/duration.ts";
import { operatorActor } from "#app/operation/actor.ts";
import { execute } from "#app/operation/execute.ts";
import { type AgentCluster, openAgentCluster } from "#app/testing/agent-cluster.ts";
import { giveOrder } from "#app/testing/game-orders.ts";
import { createBlueprint, createNode, createServer } from "#app/testing/hosting.ts";
import { createUser } from "#app/testing/runtime.ts";
import { signedIn, until } from "#app/testing/sidecars.ts";
import { Bridge } from "../../games/bridge/bridge.ts";

/** Somebody comes in, hurts somebody and speaks, over and over, each time by a number of its own. */
const GAME = `
console.log("ready");
console.log("+ Ada");
let n = 0;
setInterval(() => { n += 1; console.log("Ada: numbered " + n); console.log("! Ada rat " + n); }, 5);
process.stdin.resume()`.replaceAll("\n", " ");
const BLUEPRINT = {
  format: 1,
  id: "numbers",
  name: "Numbers",
  version: "1",
  game: "Numbers",
  start: { argv: [process.execPath, "-e", GAME] },
  stop: { command: "stop", graceSec: 1 },
  readiness: { pattern: "^ready" },
  console: {
    events: [
      { event: "player_login", pattern: "^\\+ (?P<player>\\w+)$" },
      { event: "chat_message", pattern: "^(?P<player>\\w+): (?P<text>.*)$" },
      { event: "damage", pattern: "^! (?P<attacker>\\w+) (?P<target>\\w+) (?P<amount>\\d+)$" },
    ],
  },
} as const;

/** Five parts of a whole. */
const ROOMS = 10_000;

let cluster: AgentCluster;
beforeAll(async () => {
  cluster = await openAgentCluster();
});
afterAll(() => cluster?.close());

test("what a game tells, with its agent killed, its clock set, the panel killed and the link cut: each once, in its order and at its time", async () => {
  const first = await cluster.addSidecar();
  await cluster.addSidecar();
  const { nodeId, token } = await execute(nodes.createLocal, operatorActor(null, "test"), {});
  const owner = await signedIn(cluster.runtime.database, "owner");
  const serverId = await cluster.addGame(nodeId, owner.userId, BLUEPRINT);
  const { prisma } = cluster.runtime.database;
  const count = () => prisma.gameEvent.count({ where: { serverId, kind: "chat_message" } });
  const more = async (events: number) => {
    const from = await count();
    await until(async () => (await count()) >= from + events, 60_000);
  };
  /** Once what was read before has been told, what is told happens now, whatever the clock of its machine says. */
  const atItsTime = () =>
    until(async () => {
      const { at } = await prisma.gameEvent.findFirstOrThrow({ where: { serverId }, orderBy: { id: "desc" } });
      return Math.abs(at.getTime() - Date.now()) < HOUR / 2;
    }, 120_000);
  cluster.startAgent(token);
  await more(200);
  await cluster.endAgent("SIGKILL");
  cluster.startAgent(undefined, HOUR);
  await more(200);
  await atItsTime();
  await first.kill("SIGKILL");
  await more(200);
  for (let cut = 0; cut < 3; cut++) {
    cluster.forwarder.cutAll();
    await more(50);
  }
  // The whole panel is away for a while, and the agent ends meanwhile.
  const [, second] = cluster.sidecars;
  await second!.kill("SIGKILL");
  await cluster.endAgent("SIGKILL");
  cluster.forwarder.targets.length = 0;
  await cluster.addSidecar();
  cluster.startAgent(undefined, -HOUR);
  await more(200);
  await atItsTime();
  await cluster.endAgent("SIGUSR2");

  const events = await prisma.gameEvent.findMany({ where: { serverId }, orderBy: { id: "asc" } });
  const said = events.flatMap(({ kind, fields }) =>
    kind === "chat_message" ? [Number((fields as { text: string }).text.replace("numbered ", ""))] : [],
  );
  expect(said).toEqual(Array.from({ length: said.length }, (_, index) => index + 1));
  expect(said.length).toBeGreaterThan(1_000);
  expect(Math.max(...events.map(({ at }) => at.getTime()))).toBeLessThan(Date.now() + HOUR / 2);
  expect(events.filter(({ kind }) => kind === "player_login")).toHaveLength(1);
  expect(await prisma.gameFeed.findUniqueOrThrow({ where: { serverId } })).toMatchObject({ lostLines: 0n });
  // The followers' events are the same, once each.
  expect(await prisma.outboxEvent.count({ where: { serverId, type: "game.chat_message" } })).toBe(said.length);
}, 240_000);

test("a world half told, an order half answered, and what happens, with the sidecars ended under the game: each once, and whole", async () => {
  const { database } = cluster.runtime;
  const { prisma } = database;
  await bootstrap(database);
  await createBlueprint(database);
  const owner = await createUser(database, "owner");
  const serverId = await createServer(database, owner, await createNode(database), { observed: "running" });
  const { key } = await execute(operations.apiKeys.generate, operatorActor(null, "test"), {
    name: "game",
    permissions: ["FULL_ACCESS"],
    serverId,
  });
  // In this order they are connected to.
  cluster.forwarder.targets.length = 0;
  const [first, second] = [await cluster.addSidecar(), await cluster.addSidecar()];
  const obeyed: string[] = [];
  const game = new Bridge({
    url: cluster.forwarder.url,
    serverId,
    key,
    takes: ["kick"],
    async obey({ kind }) {
      obeyed.push(kind);
      await second.kill("SIGTERM");
      await cluster.addSidecar();
      return { state: "done", said: "out" };
    },
  });
  const description = "x".repeat(300);
  const name = (n: number) => `room ${n}`;
  for (let n = 0; n < ROOMS; n++) game.rooms.set({ key: name(n), name: name(n), description });
  try {
    game.start();
    await until(async () => {
      const stream = await prisma.bridgeStream.findFirst({ where: { serverId, stream: "rooms" } });
      return (stream?.parts.length ?? 0) > 0;
    }, 120_000);
    await first.kill("SIGKILL");
    for (let n = 0; n < 100; n++) game.event({ kind: "chat_message", fields: { player: "Ada", text: `line ${n}` } });
    const rooms = () => prisma.worldRoom.count({ where: { serverId } });
    await until(async () => (await prisma.gameEvent.count({ where: { serverId } })) === 100, 60_000);
    expect(await rooms()).toBe(ROOMS);

    await until(() => game.connected, 60_000);
    expect(await giveOrder(serverId, { kind: "kick", fields: { player: "Ada" } })).toMatchObject({
      state: "done",
      said: "out",
    });
    expect(obeyed).toEqual(["kick"]);
    game.rooms.remove(name(0));
    game.rooms.set({ key: "new", name: "new" });
    await until(async () => (await prisma.worldRoom.count({ where: { serverId, name: "new" } })) === 1, 60_000);
    expect(await rooms()).toBe(ROOMS);
    const lines = await prisma.gameEvent.findMany({ where: { serverId }, orderBy: { id: "asc" } });
    expect(lines.map(({ fields }) => (fields as { text: string }).text)).toEqual(
      Array.from({ length: 100 }, (_, n) => `line ${n}`),
    );
  } finally {
    await game.close();
  }
}, 240_000);
