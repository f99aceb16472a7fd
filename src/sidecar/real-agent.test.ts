import { afterAll, beforeAll, expect, test } from "vitest";
import * as nodes from "#app/features/hosting/server/nodes.ts";
import { operatorActor } from "#app/operation/actor.ts";
import { execute } from "#app/operation/execute.ts";
import type { ConsoleLines } from "#app/protocol/live.ts";
import { unpackLines } from "#app/protocol/packed-lines.ts";
import { type AgentCluster, openAgentCluster } from "#app/testing/agent-cluster.ts";
import { ask, connected, liveSocket, signedIn, until } from "#app/testing/sidecars.ts";

/** Says a numbered line every 10 ms for as long as it lives. */
const GAME =
  'let n = 0; console.log("ready"); setInterval(() => console.log("numbered " + ++n), 10); process.stdin.resume()';
const BLUEPRINT = {
  format: 1,
  id: "numbers",
  name: "Numbers",
  version: "1",
  game: "Numbers",
  start: { argv: [process.execPath, "-e", GAME] },
  stop: { command: "stop", graceSec: 1 },
  readiness: { pattern: "^ready" },
} as const;

let cluster: AgentCluster;
beforeAll(async () => {
  cluster = await openAgentCluster();
});
afterAll(() => cluster?.close());

test("a real game's console, through kill -9 of a sidecar and of the agent: every line once, and the game lives on", async () => {
  const first = await cluster.addSidecar();
  const second = await cluster.addSidecar();
  const operator = operatorActor(null, "test");
  const { nodeId, token } = await execute(nodes.createLocal, operator, {});
  const owner = await signedIn(cluster.runtime.database, "owner");
  const serverId = await cluster.addGame(nodeId, owner.userId, BLUEPRINT);
  cluster.startAgent(token);
  const observed = async () =>
    (await cluster.runtime.database.prisma.server.findUniqueOrThrow({ where: { id: serverId } })).observed;
  await until(async () => (await observed()) === "running", 30_000);

  const socket = liveSocket(second.url, owner.cookie, { origin: cluster.forwarder.url });
  const seen: { seq: number; text: string }[] = [];
  const gaps: unknown[] = [];
  socket.on("console.lines", (frame: ConsoleLines) => seen.push(...unpackLines(frame)));
  socket.on("console.gap", (gap) => gaps.push(gap));
  await connected(socket);
  expect(await ask(socket, "console.join", { serverId })).toMatchObject({ ok: true });
  const last = () => seen.at(-1)?.seq ?? 0;
  await until(() => last() > 100);

  await first.kill("SIGKILL");
  const atFirst = last();
  await until(() => last() > atFirst + 200, 20_000);

  await cluster.endAgent("SIGKILL");
  await new Promise((resolve) => setTimeout(resolve, 500));
  const atSecond = last();
  cluster.startAgent();
  await until(() => last() > atSecond + 200, 20_000);

  const from = seen[0]!.seq;
  expect(seen.map(({ seq }) => seq)).toEqual(Array.from({ length: seen.length }, (_, i) => from + i));
  const said = seen.flatMap(({ text }) => /^numbered (\d+)$/.exec(text)?.[1] ?? []).map(Number);
  expect(said).toEqual(Array.from({ length: said.length }, (_, i) => said[0]! + i));
  expect(said.length).toBeGreaterThan(400);
  expect(gaps).toEqual([]);
  expect(await observed()).toBe("running");
  socket.disconnect();
}, 120_000);
