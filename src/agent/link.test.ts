import fs from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { newId } from "#app/lib/id.ts";
import type { ServerReport } from "#app/protocol/agent.ts";
import { createJoinToken, generateSigningKeys, parseJoinToken } from "#app/protocol/handshake.ts";
import { ScriptedPanel } from "./testing/scripted-panel.ts";
import { desiredGame, ECHO_GAME, TestAgent, until } from "./testing/test-agent.ts";

let agent: TestAgent;
beforeEach(async () => {
  agent = await TestAgent.open();
});
afterEach(() => agent.cleanUp());

const state = (serverId: string) => agent.panel.reports.findLast((report) => report.serverId === serverId)?.observed;

/** Waits until the history holds for the condition. */
async function consoleHas(serverId: string, condition: (lines: string[]) => boolean): Promise<string[]> {
  let lines: string[] = [];
  const asked = Date.now();
  do {
    if (Date.now() - asked > 15_000) throw new Error(`The console is ${JSON.stringify(lines.slice(-20))}`);
    lines = await consoleOf(serverId);
  } while (!condition(lines));
  return lines;
}

async function running(game = desiredGame()) {
  agent.panel.desired = [game];
  await agent.start();
  await until(() => state(game.serverId) === "running", "running");
  return game;
}

const order = (serverId: string, line: string, deadline = Date.now() + 10_000) => ({
  orderId: newId("ord"),
  serverId,
  kind: "command" as const,
  line,
  deadline,
});

async function consoleOf(serverId: string): Promise<string[]> {
  const { lines } = await agent.panel.ask("console.history", { serverId, limit: 2000 });
  return lines.map(({ text }) => text);
}

describe("joining and proof", () => {
  test("a join token joins once, and later starts need none", async () => {
    await agent.start();
    await agent.end();
    await agent.start({ words: [] });
    expect(agent.panel.hellos).toHaveLength(2);
    expect(agent.panel.hellos[1]?.connectionEpoch).toBeGreaterThan(agent.panel.hellos[0]?.connectionEpoch ?? Infinity);
    expect(fs.statSync(path.join(agent.home, "identity.json")).mode & 0o777).toBe(0o600);
  });

  test("a used join token is refused with the panel's own sentence", async () => {
    await agent.start();
    await agent.end();
    fs.rmSync(path.join(agent.home, "panel.json"));
    await agent.start({ linked: false });
    await until(() => agent.process?.exitCode !== null, "its end");
    expect(agent.process?.exitCode).toBe(1);
    expect(agent.output).toContain("The join token was used already.");
  });

  test("a token of another panel makes an agent leave the one it had joined; its games live on", async () => {
    const game = await running();
    const former = agent.panel;
    await agent.end();
    await former.close();
    agent.panel = await ScriptedPanel.open();
    agent.panel.desired = [{ ...game, generation: 2 }];
    await agent.start();
    expect(agent.panel.hellos.map(({ nodeId }) => nodeId)).toEqual([agent.panel.nodeId]);
    await agent.panel.ask("order", order(game.serverId, "still there"));
    await consoleHas(game.serverId, (lines) => lines.includes("said still there"));
    expect((await consoleOf(game.serverId)).filter((line) => line.startsWith("ready"))).toHaveLength(1);
  });

  test("another token of the same panel is used, as its node may be gone there", async () => {
    await agent.start();
    await agent.end();
    await agent.panel.invite();
    await agent.start();
    expect(agent.panel.hasJoined).toBe(true);
  });

  test("another token that is refused leaves the agent where it was", async () => {
    await agent.start();
    await agent.end();
    const { token } = createJoinToken(parseJoinToken(agent.panel.joinToken)!.panelFingerprint);
    await agent.start({ words: ["--join", token] });
    expect(agent.panel.hellos).toHaveLength(2);
    expect(agent.output).toContain("The join token was used already.");
  });

  test("a panel with another key gets no answer, and its wishes are not heard", async () => {
    await agent.start();
    await agent.end();
    agent.panel.linkKeys = await generateSigningKeys();
    agent.panel.desired = [desiredGame()];
    await agent.start({ linked: false });
    await until(() => agent.output.includes("its key is another"), "the refusal");
    expect(agent.panel.hellos).toHaveLength(1);
    expect(agent.panel.reports).toHaveLength(0);
  });

  test("a panel that only shows the right key, and cannot sign with it, is not obeyed", async () => {
    await agent.start();
    await agent.end();
    const { publicKey } = agent.panel.linkKeys;
    agent.panel.linkKeys = { publicKey, privateKey: (await generateSigningKeys()).privateKey };
    agent.panel.desired = [desiredGame()];
    await agent.start({ linked: false });
    await until(() => agent.output.includes("did not prove that it is the panel"), "the refusal");
    expect(agent.panel.reports).toHaveLength(0);
  });

  test("a panel that does not serve its version is told of plainly", async () => {
    await agent.start();
    await agent.end();
    agent.panel.protocolServed = () => false;
    await agent.start({ linked: false });
    await until(() => agent.output.includes("is not served any more; fetch the agent anew"), "the refusal");
  });

  test("a link without TLS to another machine needs --insecure", async () => {
    await agent.start({ linked: false, words: ["--panel", "http://panel.example.org"] });
    await until(() => agent.process?.exitCode === 1, "its end");
    expect(agent.output).toContain("has no TLS");
  });

  test("a second agent in the same home ends with a sentence", async () => {
    await agent.start();
    const first = agent.process;
    await agent.start();
    await until(() => agent.process?.exitCode === 1, "its end");
    expect(agent.output).toContain("Another agent");
    agent.process = first;
  });
});

describe("a cut link", () => {
  test("the agent dials again, and nothing it saw meanwhile is lost or repeated", async () => {
    const game = await running(desiredGame({ script: `${ECHO_GAME}`, restart: { policy: "never" } }));
    const { port } = agent.panel;
    agent.panel.swallowReports = 2;
    const stop = { ...game, generation: 2, desired: "offline" as const };
    agent.panel.desired = [stop];
    // The cut may come before its answer; the set that follows the next hello has it again.
    await agent.panel.ask("desired.put", { server: stop }).catch(() => {});
    await until(() => agent.panel.reports.some(({ exit }) => exit !== null), "its end");
    await until(() => agent.panel.swallowReports === 0 && agent.panel.isLinked, "the link");
    const seqs = agent.panel.reports.map(({ reportSeq }) => reportSeq);
    expect(new Set(seqs).size).toBeLessThan(seqs.length);
    expect(agent.panel.taken.map(({ observed }) => observed)).toEqual([
      "installing",
      "offline",
      "starting",
      "starting",
      "running",
      "stopping",
      "offline",
    ]);
    expect(agent.panel.port).toBe(port);
  });

  test("an order that is sent again over a new link is not done again", async () => {
    const game = await running();
    const once = order(game.serverId, "hello");
    const first = await agent.panel.ask("order", once);
    agent.panel.cut();
    await until(() => !agent.panel.isLinked, "the cut");
    await until(() => agent.panel.isLinked, "the link");
    expect(await agent.panel.ask("order", once)).toEqual(first);
    await agent.end("SIGKILL");
    await agent.start();
    expect(await agent.panel.ask("order", once)).toEqual(first);
    expect(first.state).toBe("done");
    await agent.panel.ask("order", order(game.serverId, "last"));
    await until(() => state(game.serverId) === "running", "running");
    const lines = await consoleHas(game.serverId, (said) => said.includes("said last"));
    expect(lines.filter((line) => line === "said hello")).toHaveLength(1);
  });

  test("an order after its deadline is refused by the panel's clock", async () => {
    agent.panel.clockOffsetMs = 3_600_000;
    const game = await running();
    const late = await agent.panel.ask("order", order(game.serverId, "late", Date.now() + 10_000));
    expect(late.state).toBe("expired");
    const inTime = await agent.panel.ask("order", order(game.serverId, "now", Date.now() + 3_600_000 + 10_000));
    expect(inTime.state).toBe("done");
    expect(Math.abs((agent.panel.reports.at(-1)?.since ?? 0) - Date.now() - 3_600_000)).toBeLessThan(20_000);
  });

  test("orders that cannot be done say why", async () => {
    const game = await running();
    const noBreak = await agent.panel.ask("order", order(game.serverId, "a\nb"));
    expect(noBreak).toMatchObject({ state: "failed", reason: "line_invalid" });
    expect(await agent.panel.ask("order", order(newId("srv"), "a"))).toMatchObject({ reason: "unknown_server" });
    await agent.panel.ask("desired.put", { server: { ...game, generation: 2, desired: "offline" } });
    await until(() => state(game.serverId) === "offline", "offline");
    expect(await agent.panel.ask("order", order(game.serverId, "a"))).toMatchObject({ reason: "not_running" });
  });

  test("what is malformed or unknown is answered with an error, and the link lives", async () => {
    await agent.start();
    expect(await agent.panel.raw('{"id":"x1","type":"order","body":{}}')).toMatchObject({
      error: { code: "malformed" },
    });
    expect(await agent.panel.raw('{"id":"x2","type":"no.such"}')).toMatchObject({ error: { code: "unknown_type" } });
    expect(await agent.panel.raw('{"id":"x4","type":7}')).toMatchObject({ error: { code: "malformed" } });
    const known = { id: "x3", type: "console.watch", body: { serverId: newId("srv"), news: 1 }, more: true };
    expect(await agent.panel.raw(JSON.stringify(known))).toMatchObject({ ok: { bounds: null } });
  });
});

describe("an agent that dies", () => {
  test("games live on without it, are adopted, and each end is told once", async () => {
    const game = await running();
    const before = agent.panel.reports.at(-1)?.process;
    await agent.end("SIGKILL");
    await agent.start();
    await agent.panel.ask("order", order(game.serverId, "are you there"));
    const lines = await consoleHas(game.serverId, (said) => said.includes("said are you there"));
    expect(lines.filter((line) => line.startsWith("ready"))).toHaveLength(1);
    // Its end comes while no agent is there.
    const pid = Number(lines.find((line) => line.startsWith("ready"))?.split(" ")[1]);
    await agent.end("SIGKILL");
    process.kill(pid, "SIGKILL");
    agent.panel.desired = [{ ...game, generation: 2, desired: "offline" }];
    await agent.start();
    await until(() => agent.panel.reports.some(({ exit }) => exit !== null), "the end");
    await agent.end("SIGKILL");
    await agent.start();
    await agent.panel.ask("desired.sync", { servers: [] });
    const exits = agent.panel.taken.flatMap(({ exit }) => (exit ? [exit] : []));
    expect(exits).toMatchObject([{ cause: "crashed", signal: "SIGKILL", generation: before?.generation }]);
  });

  test("reports survive kill -9 at any moment, each exactly once", async () => {
    const game = desiredGame({
      script: "echo ready; sleep 0.2; exit 3",
      restart: { maxRestarts: 100, backoffSec: 0.05, maxBackoffSec: 0.05 },
    });
    agent.panel.desired = [game];
    for (let round = 0; round < 6; round++) {
      await agent.start();
      await sleep(150 + round * 130);
      await agent.end("SIGKILL");
    }
    await agent.start();
    await agent.panel.ask("desired.put", { server: { ...game, generation: 2, desired: "offline" } });
    // The installation's end is told as offline too. A game that ends by itself in the moment it is to be stopped has crashed.
    const isStopped = ({ generation, observed }: ServerReport) =>
      generation === 2 && (observed === "offline" || observed === "crashed");
    await until(() => agent.panel.reports.some(isStopped), "its end");
    await agent.end();
    const taken = agent.panel.taken;
    const seqs = taken.map(({ reportSeq }) => reportSeq);
    expect(seqs).toEqual([...seqs].sort((a, b) => a - b));
    expect(new Set(taken.map(({ nodeEpoch }) => nodeEpoch)).size).toBe(1);
    // Each run has said that it was ready, and has one end: none is lost, none comes twice.
    const log = path.join(agent.home, "servers", game.serverId, "control", "console.log");
    const runs = fs
      .readFileSync(log, "utf8")
      .split("\n")
      .filter((line) => line === "ready").length;
    const ends = taken.flatMap(({ exit }) => (exit ? [exit.at] : []));
    expect(new Set(ends).size).toBe(ends.length);
    expect(ends).toHaveLength(runs);
    expect(runs).toBeGreaterThan(2);
    // Seven agents, one after the other, are a while on a busy machine.
  }, 120_000);

  test("SIGTERM leaves the games running; SIGUSR2 stops them, and the next agent starts them again", async () => {
    const game = await running();
    expect(await agent.end("SIGTERM")).toBe(0);
    await agent.start();
    expect(await consoleOf(game.serverId)).not.toContain("bye");
    expect(await agent.end("SIGUSR2")).toBe(0);
    const last = agent.panel.reports.at(-1);
    expect(last).toMatchObject({ observed: "offline", exit: { cause: "stopped" } });
    await agent.start();
    await until(() => state(game.serverId) === "running", "running again");
  });

  test("with the panel away, a server is still kept running", async () => {
    const game = await running(desiredGame({ script: 'echo "ready $$"; read -r line; exit 5' }));
    const { port } = agent.panel;
    const [ready = ""] = (await consoleOf(game.serverId)).filter((line) => line.startsWith("ready"));
    await agent.panel.close();
    process.kill(Number(ready.split(" ")[1]), "SIGKILL");
    const log = path.join(agent.home, "servers", game.serverId, "control", "console.log");
    await until(() => fs.readFileSync(log, "utf8").split("ready").length > 2, "its restart");
    await agent.panel.listen(port);
    await until(() => agent.panel.reports.some(({ exit }) => exit?.signal === "SIGKILL"), "the report", 30_000);
  });
});

describe("console", () => {
  const COUNT = 'echo ready; while read -r n; do for ((i = 1; i <= n; i++)); do echo "line $i"; done; done';

  test("frames follow what the watch answered, without a hole or a repeat", async () => {
    const game = await running(desiredGame({ script: COUNT }));
    const { serverId } = game;
    await agent.panel.ask("order", order(serverId, "3000"));
    const start = await agent.panel.ask("console.watch", { serverId, tail: 100 });
    await agent.panel.ask("order", order(serverId, "500"));
    const seen = () => [...start.lines, ...agent.panel.frames.flatMap(({ lines }) => lines)];
    await until(
      () => seen().filter(({ text }) => text === "line 500").length > (start.lines.length ? 0 : 1),
      "the lines",
    );
    await until(() => seen().at(-1)?.text === "line 500", "the last line");
    const seqs = seen().map(({ seq }) => seq);
    expect(seqs).toEqual(seqs.map((_, index) => (seqs[0] ?? 0) + index));
    await agent.panel.ask("console.unwatch", { serverId });
    const before = agent.panel.frames.length;
    await agent.panel.ask("order", order(serverId, "5"));
    await consoleHas(serverId, (lines) => lines.at(-1) === "line 5");
    expect(agent.panel.frames).toHaveLength(before);
  });

  test("since resumes, says what is too far, and knows another log", async () => {
    const { serverId } = await running(desiredGame({ script: COUNT }));
    await agent.panel.ask("order", order(serverId, "3000"));
    await consoleHas(serverId, (lines) => lines.at(-1) === "line 3000");
    const { bounds } = await agent.panel.ask("console.watch", { serverId, tail: 1 });
    const { epoch, next } = bounds!;
    const resumed = await agent.panel.ask("console.watch", { serverId, since: { epoch, seq: next - 11 } });
    expect([resumed.gap, resumed.lines.length, resumed.lines[0]?.seq]).toEqual([null, 10, next - 10]);
    const far = await agent.panel.ask("console.watch", { serverId, since: { epoch, seq: 1 }, tail: 500 });
    expect(far.gap).toMatchObject({ from: 2, to: next - 501, reason: "too_far" });
    expect(far.lines).toHaveLength(500);
    const other = await agent.panel.ask("console.watch", { serverId, since: { epoch: "another", seq: 9 } });
    expect(other.gap).toMatchObject({ epoch: "another", reason: "new_log" });
    const older = await agent.panel.ask("console.history", { serverId, beforeSeq: far.gap!.to + 1, limit: 50 });
    expect(older.lines.map(({ seq }) => seq)).toEqual(Array.from({ length: 50 }, (_, i) => next - 550 + i));
  });

  test("a watch that comes before its server sees the first line", async () => {
    await agent.start();
    const game = desiredGame();
    const { bounds } = await agent.panel.ask("console.watch", { serverId: game.serverId });
    expect(bounds).toBeNull();
    await agent.panel.ask("desired.put", { server: game });
    const lines = () => agent.panel.frames.flatMap((frame) => frame.lines);
    await until(() => lines().some(({ text }) => text.startsWith("ready")), "its line");
    expect(lines()[0]).toMatchObject({ seq: 1, text: "[Gamekeeper] Installed" });
  });

  test("the console can be read and searched while the server is stopped", async () => {
    const game = await running();
    const { serverId } = game;
    await agent.panel.ask("order", order(serverId, "needle"));
    await consoleHas(serverId, (lines) => lines.includes("said needle"));
    await agent.panel.ask("desired.put", { server: { ...game, generation: 2, desired: "offline" } });
    await until(() => state(serverId) === "offline", "offline");
    await agent.end("SIGTERM");
    await agent.start();
    const found = await agent.panel.ask("console.search", { serverId, text: "NEEDLE" });
    expect(found.lines.map(({ text }) => text)).toEqual(["said needle"]);
    expect(found.nextBeforeSeq).toBeNull();
  });
});

test("a watched server has figures of its processes", async () => {
  const { serverId } = await running(desiredGame({ script: "echo ready; while :; do :; done" }));
  await agent.panel.ask("stats.watch", { serverId });
  await until(() => agent.panel.stats.some(({ cpuPercent }) => (cpuPercent ?? 0) > 5), "its CPU time");
  expect(agent.panel.stats.at(-1)).toMatchObject({
    serverId,
    processes: expect.any(Number),
    memoryMiB: expect.any(Number),
  });
});

test("an idle agent is small", async () => {
  await agent.start();
  const smaps = fs.readFileSync(`/proc/${agent.process?.pid}/smaps_rollup`, "utf8");
  const pssMiB = Number(/^Pss:\s+(\d+)/m.exec(smaps)?.[1]) / 1024;
  expect(pssMiB).toBeGreaterThan(5);
  expect(pssMiB).toBeLessThan(90);
});
