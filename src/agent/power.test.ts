import { createSocket } from "node:dgram";
import { createServer } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { DesiredServer } from "#app/features/hosting/server-spec.ts";
import type { ServerReport } from "#app/protocol/agent.ts";
import { desiredGame, TestAgent, until } from "./testing/test-agent.ts";

/** One for all: each test has a server of its own on it. */
let agent: TestAgent;
beforeAll(async () => {
  agent = await TestAgent.open();
  await agent.start();
});
afterAll(() => agent.cleanUp());

const put = (server: DesiredServer) => agent.panel.ask("desired.put", { server });

/** The newest report of a server. */
function latest(serverId: string): ServerReport | undefined {
  return agent.panel.reports.findLast((report) => report.serverId === serverId);
}

/** The states of a server as they were told, repeats left out. */
function states(serverId: string): (string | null)[] {
  const all = agent.panel.reports.filter((report) => report.serverId === serverId).map(({ observed }) => observed);
  return all.filter((state, index) => state !== all[index - 1]);
}

function exits(serverId: string) {
  return agent.panel.reports.flatMap((report) => (report.serverId === serverId && report.exit ? [report.exit] : []));
}

async function observed(serverId: string, state: string | null, generation = 0): Promise<ServerReport> {
  const isIt = () =>
    latest(serverId)?.observed === state && (latest(serverId)?.process?.generation ?? 99) >= generation;
  await until(isIt, `${serverId} ${state}; was ${JSON.stringify(latest(serverId))}`);
  return latest(serverId) as ServerReport;
}

describe("start and stop", () => {
  test("a wanted server is installed, started, and running once it says so", async () => {
    const game = desiredGame();
    await put(game);
    const report = await observed(game.serverId, "running");
    expect(states(game.serverId)).toEqual(["installing", "offline", "starting", "running"]);
    expect(report.process?.generation).toBe(1);
    expect(Math.abs((report.process?.startedAt ?? 0) - Date.now())).toBeLessThan(20_000);
  });

  test("a stop is graceful, and its end is told with the last lines", async () => {
    const game = desiredGame();
    await put(game);
    await observed(game.serverId, "running");
    await put({ ...game, generation: 2, desired: "offline" });
    const report = await observed(game.serverId, "offline");
    expect(states(game.serverId).slice(-2)).toEqual(["stopping", "offline"]);
    expect(report).toMatchObject({
      reason: "stopped",
      process: null,
      exit: { cause: "stopped", code: 0, generation: 1 },
    });
    expect(report.exit?.lastLines.map(({ text }) => text)).toContain("bye");
  });

  test("a game that ignores its stop is killed after its grace", async () => {
    const game = desiredGame({
      script: "echo ready; trap '' TERM; while :; do sleep 0.1; done",
      stop: { signal: "SIGTERM", graceSec: 1 },
    });
    await put(game);
    await observed(game.serverId, "running");
    await put({ ...game, generation: 2, desired: "offline" });
    expect(await observed(game.serverId, "offline")).toMatchObject({
      reason: "stop_timed_out",
      exit: { cause: "killed" },
    });
  });

  test("a later start generation is a restart; the same one again is nothing", async () => {
    const game = desiredGame();
    await put(game);
    const first = await observed(game.serverId, "running");
    await put({ ...game, generation: 2 });
    await put({ ...game, generation: 2 });
    await put({ ...game, generation: 3, startGeneration: 3 });
    const second = await observed(game.serverId, "running", 3);
    await put({ ...game, generation: 3, startGeneration: 3 });
    await agent.panel.ask("desired.sync", { servers: [{ ...game, generation: 3, startGeneration: 3 }] });
    expect(second.process?.startedAt).toBeGreaterThan(first.process?.startedAt ?? 0);
    expect(exits(game.serverId).map(({ cause }) => cause)).toEqual(["stopped"]);
    expect(states(game.serverId)).toEqual([
      "installing",
      "offline",
      "starting",
      "running",
      "stopping",
      "offline",
      "starting",
      "running",
    ]);
  });

  test("a replayed older generation is ignored", async () => {
    const game = desiredGame({ generation: 5 });
    await put(game);
    await observed(game.serverId, "running");
    await put({ ...game, generation: 4, desired: "offline" });
    await agent.panel.ask("desired.sync", { servers: [{ ...game, generation: 3, desired: "deleted" }] });
    await put({ ...game, generation: 6 });
    const answer = await agent.panel.ask("console.watch", { serverId: game.serverId });
    expect(answer.lines.at(-1)?.text).toMatch(/^ready/);
    expect(latest(game.serverId)?.observed).toBe("running");
  });
});

describe("kill", () => {
  const STUBBORN = "echo ready; trap '' TERM; while :; do sleep 0.1; done";

  test("a kill passes a stop under way", async () => {
    const game = desiredGame({ script: STUBBORN, stop: { signal: "SIGTERM", graceSec: 600 } });
    await put(game);
    await observed(game.serverId, "running");
    await put({ ...game, generation: 2, desired: "offline" });
    await observed(game.serverId, "stopping");
    await put({ ...game, generation: 3, desired: "offline", killGeneration: 3 });
    expect(await observed(game.serverId, "offline")).toMatchObject({ reason: "killed", exit: { cause: "killed" } });
  });

  test("a kill cancels a start under way, and nothing is started again", async () => {
    const game = desiredGame({ script: "sleep 600", startTimeoutSec: 600 });
    await put(game);
    await observed(game.serverId, "starting", 1);
    // Even if it is still said to be wanted: a person's kill is not followed by a restart.
    await put({ ...game, generation: 2, startGeneration: 1, killGeneration: 2 });
    await observed(game.serverId, "offline");
    await put({ ...game, generation: 3, startGeneration: 1, killGeneration: 2 });
    expect(states(game.serverId)).toEqual(["installing", "offline", "starting", "offline"]);
    expect(exits(game.serverId)).toHaveLength(1);
    await put({ ...game, generation: 4, startGeneration: 4, killGeneration: 2 });
    await observed(game.serverId, "starting", 4);
  });

  test("a kill cancels an installation, which waits for the next start", async () => {
    const install = [{ name: "Long", type: "run", argv: ["sleep", "600"] }];
    const game = desiredGame({ desired: "offline", startGeneration: 0, install });
    await put(game);
    await until(() => latest(game.serverId)?.install?.name === "Long", "the step");
    await put({ ...game, generation: 2, killGeneration: 2 });
    expect(await observed(game.serverId, "offline")).toMatchObject({ reason: "install_cancelled" });
    await put({
      ...game,
      generation: 3,
      killGeneration: 2,
      desired: "running",
      startGeneration: 3,
      spec: { ...game.spec!, install: [] },
    });
    await observed(game.serverId, "running");
  });
});

describe("crash", () => {
  test("a crash is followed by restarts with growing waits, up to the limit", async () => {
    const game = desiredGame({ script: "echo ready; sleep 0.3; exit 3", restart: { maxRestarts: 2, backoffSec: 0.1 } });
    await put(game);
    await until(() => latest(game.serverId)?.reason === "crash_limit", "the limit");
    const ends = exits(game.serverId);
    expect(ends.map(({ cause, code }) => [cause, code])).toEqual([
      ["crashed", 3],
      ["crashed", 3],
      ["crashed", 3],
    ]);
    expect(latest(game.serverId)?.observed).toBe("crashed");
    await put({ ...game, generation: 2, startGeneration: 2 });
    await until(() => exits(game.serverId).length > 3, "a start by a person");
  });

  test("a stop while it waits for its restart keeps it down", async () => {
    const game = desiredGame({ script: "exit 3", restart: { backoffSec: 600, maxBackoffSec: 600 } });
    await put(game);
    await observed(game.serverId, "crashed");
    await put({ ...game, generation: 2, desired: "offline" });
    expect(await observed(game.serverId, "offline")).toMatchObject({ reason: "stopped", detail: null });
    expect(exits(game.serverId)).toHaveLength(1);
  });

  test("a game that ends well by itself stays offline", async () => {
    const game = desiredGame({ script: "echo ready; sleep 0.2; exit 0" });
    await put(game);
    await until(() => exits(game.serverId).length === 1, "its end");
    expect(latest(game.serverId)).toMatchObject({
      observed: "offline",
      reason: "finished",
      exit: { cause: "finished" },
    });
  });

  test("a start that takes too long is ended with its reason", async () => {
    const game = desiredGame({ script: "read -r line", startTimeoutSec: 1, restart: { policy: "never" } });
    await put(game);
    await until(() => exits(game.serverId).length === 1, "its end");
    expect(latest(game.serverId)).toMatchObject({
      observed: "crashed",
      reason: "start_timed_out",
      exit: { cause: "start_timed_out" },
    });
  });

  test("a program that is not there is told so, and not tried again", async () => {
    const game = desiredGame();
    game.spec!.start.argv = ["/nowhere/game"];
    await put(game);
    await until(() => latest(game.serverId)?.reason === "launch_failed", "the failure");
    expect(exits(game.serverId)).toHaveLength(1);
  });

  test("a failed installation names the step and what it said", async () => {
    const install = [{ name: "Unpack", type: "run", argv: ["bash", "-c", "echo no such archive; exit 9"] }];
    const game = desiredGame({ install });
    await put(game);
    await until(() => latest(game.serverId)?.reason === "install_failed", "the failure");
    expect(latest(game.serverId)?.detail).toBe("Unpack: ended with code 9: no such archive");
  });
});

describe("a port that another program of the machine has", () => {
  /** Takes a port as a stranger does, and gives it back by the function returned. */
  async function stranger(protocol: "tcp" | "udp", port = 0): Promise<{ port: number; leave(): Promise<void> }> {
    if (protocol === "tcp") {
      const server = createServer();
      await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
      const leave = () => new Promise<void>((resolve) => server.close(() => resolve()));
      return { port: (server.address() as { port: number }).port, leave };
    }
    const socket = createSocket("udp4");
    await new Promise<void>((resolve) => socket.bind(port, "127.0.0.1", resolve));
    return { port: socket.address().port, leave: () => new Promise((resolve) => socket.close(() => resolve())) };
  }

  test.each([
    ["tcp", "tcp"],
    ["udp", "udp"],
    ["tcp", "both"],
    ["udp", "both"],
  ] as const)("%s, where the game needs %s: it is said, and nothing is launched", async (taken, protocol) => {
    const { port, leave } = await stranger(taken);
    const game = desiredGame({ allocations: [{ name: "game", port, protocol }] });
    await put(game);
    const report = await observed(game.serverId, "crashed");
    expect(report).toMatchObject({
      reason: "port_in_use",
      detail: `Port ${port} is used by another program on this node.`,
      process: null,
    });
    await leave();
    await put({ ...game, generation: 2, startGeneration: 2 });
    await observed(game.serverId, "running", 2);
    expect(exits(game.serverId)).toEqual([]);
    expect(states(game.serverId)).toEqual(["installing", "offline", "starting", "crashed", "starting", "running"]);
  });

  test("by another protocol is none of its business", async () => {
    // A port that was free by TCP a moment ago: any other may be at work for somebody else on this machine.
    const free = await stranger("tcp");
    await free.leave();
    const { port, leave } = await stranger("udp", free.port);
    const game = desiredGame({ allocations: [{ name: "game", port, protocol: "tcp" }] });
    await put(game);
    await observed(game.serverId, "running");
    await leave();
  });

  test("is not the game's own: a restart, and an agent that comes back, find it as before", async () => {
    const free = await stranger("tcp");
    await free.leave();
    const script = `exec ${process.execPath} -e 'require("net").createServer().listen(${free.port}, "0.0.0.0", () => console.log("ready"))'`;
    const game = desiredGame({
      script,
      stop: { signal: "SIGTERM", graceSec: 5 },
      allocations: [{ name: "game", port: free.port, protocol: "tcp" }],
    });
    await put(game);
    await observed(game.serverId, "running");
    await agent.end();
    await agent.start();
    await agent.panel.ask("desired.sync", { servers: [game] });
    await put({ ...game, generation: 2, startGeneration: 2 });
    await observed(game.serverId, "running", 2);
    const ofGame = agent.panel.reports.filter(({ serverId }) => serverId === game.serverId);
    expect(ofGame.map(({ reason }) => reason)).not.toContain("port_in_use");
    expect(exits(game.serverId).map(({ cause }) => cause)).toEqual(["stopped"]);
  });
});

test("a deleted server is killed, its files go, and that is told", async () => {
  const game = desiredGame();
  await put(game);
  await observed(game.serverId, "running");
  await put({ ...game, generation: 2, desired: "deleted", spec: null });
  expect(await observed(game.serverId, null)).toMatchObject({ reason: "deleted" });
  expect((await agent.panel.ask("console.watch", { serverId: game.serverId })).bounds).toBeNull();
});

test("one server that cannot be understood does not keep the others", async () => {
  const game = desiredGame();
  const answer = await agent.panel.ask("desired.sync", { servers: [{ serverId: "nonsense" } as never, game] });
  expect(answer.refused).toMatchObject([{ serverId: "nonsense" }]);
  await observed(game.serverId, "running");
});
