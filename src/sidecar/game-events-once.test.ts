import { afterAll, beforeAll, expect, test } from "vitest";
import * as nodes from "#app/features/hosting/server/nodes.ts";
import { operatorActor } from "#app/operation/actor.ts";
import { execute } from "#app/operation/execute.ts";
import { type AgentCluster, openAgentCluster } from "#app/testing/agent-cluster.ts";
import { signedIn, until } from "#app/testing/sidecars.ts";

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

let cluster: AgentCluster;
beforeAll(async () => {
  cluster = await openAgentCluster();
});
afterAll(() => cluster?.close());

test("what a game tells, with its agent killed, the panel killed and the link cut: each once, in its order", async () => {
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
  cluster.startAgent(token);
  await more(200);
  await cluster.endAgent("SIGKILL");
  cluster.startAgent();
  await more(200);
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
  cluster.startAgent();
  await more(200);
  await cluster.endAgent("SIGUSR2");

  const events = await prisma.gameEvent.findMany({ where: { serverId }, orderBy: { id: "asc" } });
  const said = events.flatMap(({ kind, fields }) =>
    kind === "chat_message" ? [Number((fields as { text: string }).text.replace("numbered ", ""))] : [],
  );
  expect(said).toEqual(Array.from({ length: said.length }, (_, index) => index + 1));
  expect(said.length).toBeGreaterThan(1_000);
  expect(events.filter(({ kind }) => kind === "player_login")).toHaveLength(1);
  expect(await prisma.gameFeed.findUniqueOrThrow({ where: { serverId } })).toMatchObject({ lostLines: 0n });
  // The followers' events are the same, once each.
  const told = await prisma.outboxEvent.count({ where: { serverId, type: "game.chat_message" } });
  expect(told).toBe(said.length);
}, 240_000);
