import { type ChildProcess, spawn } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, expect, test } from "vitest";
import type { Frame } from "../console/frame.ts";
import { eventually, TestServer } from "../testing/server-home.ts";
import { adopt, type Exit } from "./launch.ts";

let server: TestServer;
const children = new Set<ChildProcess>();
afterEach(async () => {
  for (const child of children) child.kill("SIGKILL");
  children.clear();
  await server.cleanUp();
});

function run(script: string, ...args: string[]): ChildProcess {
  const child = spawn(process.execPath, [path.join(import.meta.dirname, "../testing", script), ...args], {
    stdio: ["ignore", "inherit", "inherit"],
  });
  children.add(child);
  return child;
}

async function end(child: ChildProcess): Promise<void> {
  const ended = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGKILL");
  await ended;
}

/** Prints numbered lines, 600 every ten milliseconds. */
const TALKER = `
  for ((n = 1; n <= LINES; n++)); do
    echo "line $n of a game that talks a lot, as some do, all day and all night"
    ((n % 600)) || sleep 0.01
  done
  read -r word; echo "heard $word"; exit 7`;

test("kill -9 of the agent, again and again, loses and repeats no line of a fast game", {
  timeout: 60_000,
}, async () => {
  server = new TestServer();
  const LINES = 240_000;
  const delivered = path.join(server.agentHome, "delivered");
  // The agent that starts the game dies first of all.
  await end(await startedBy(server, TALKER, { LINES: String(LINES) }));
  let kills = 1;
  const read = () => fs.statSync(delivered, { throwIfNoEntry: false })?.size ?? 0;
  for (; kills < 8; kills++) {
    const agent = run("following-agent.ts", server.home, delivered);
    const before = read();
    await eventually(() => read() > before);
    await sleep(Math.random() * 300);
    await end(agent);
  }
  run("following-agent.ts", server.home, delivered);
  await eventually(() => server.printed().includes(`line ${LINES} of`), 40_000);
  await (await adopt(server.home))?.write("farewell");
  const exit = await eventually(
    () => fs.existsSync(`${delivered}.exit`) && fs.readFileSync(`${delivered}.exit`, "utf8"),
  );
  expect(JSON.parse(exit) as Exit).toMatchObject({ code: 7, cause: "crashed" });

  const frames = fs
    .readFileSync(delivered, "utf8")
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as Frame);
  let seq = 1;
  for (const frame of frames) {
    expect([frame.epoch, frame.from]).toEqual([frames[0]?.epoch, seq]);
    const wrong = frame.lines.findIndex(
      (line, index) => seq + index <= LINES && !line.startsWith(`line ${seq + index} of`),
    );
    expect(wrong).toBe(-1);
    seq += frame.lines.length;
  }
  expect(seq - 1).toBe(LINES + 1);
  expect(frames.at(-1)?.lines.at(-1)).toBe("heard farewell");
});

test("an exit while no agent was there is reported by the next one, with its own time and cause", async () => {
  server = new TestServer();
  await end(await startedBy(server, "echo up; sleep 0.3; echo down; exit 5"));
  await eventually(() => fs.existsSync(path.join(server.home, "control", "exit")));
  const endedBy = Date.now();
  await sleep(50);
  const game = await adopt(server.home);
  expect(game?.isAlive()).toBe(false);
  const exit = await game?.exited;
  expect(exit).toMatchObject({ code: 5, cause: "crashed", lastLines: ["up", "down"] });
  expect(Date.parse(exit?.at ?? "")).toBeLessThanOrEqual(endedBy);
  expect(game?.generation).toBe(4);
});

test("a game without an agent and without its home ends, daemons included where they can be told", async () => {
  server = new TestServer();
  await end(await startedBy(server, "(setsid sleep 61 &); sleep 62"));
  const game = await adopt(server.home);
  expect(game?.isAlive()).toBe(true);
  fs.rmSync(server.home, { recursive: true });
  await eventually(() => game?.isAlive() === false);
});

test("a flood without an agent stays within its bounds, and is a gap afterwards", { timeout: 30_000 }, async () => {
  server = new TestServer();
  const maxBytes = 4 * 1024 * 1024;
  const flood = 'line="$(printf %01000d 7)"; n=0; while :; do echo "$((n++)) $line"; done';
  (await server.openLog({ maxBytes })).close();
  await end(await startedBy(server, flood, {}, maxBytes));
  const raw = path.join(server.home, "control", "console.log");
  await eventually(() => fs.existsSync(path.join(server.home, "control", "floor")));
  await eventually(() => fs.statSync(raw).size > 40 * 1024 * 1024, 20_000);
  const game = await adopt(server.home);
  await game?.kill();
  expect(fs.statSync(raw).blocks * 512).toBeLessThan(fs.statSync(raw).size);
  const log = await server.openLog({ maxBytes });
  expect(log.firstSeq).toBeGreaterThan(1);
  expect(await log.range({ fromSeq: 1, limit: 1 })).toMatchObject({ from: 1, to: log.firstSeq - 1, reason: "dropped" });
  const numbers = log.tail(1000).lines.map((line) => Number(/^(\d+) 0/.exec(line)?.[1]));
  expect(numbers.every((number, index) => index === 0 || number === (numbers[index - 1] ?? 0) + 1)).toBe(true);
});

test("a game goes on without its launcher, and its end is seen", async () => {
  server = new TestServer();
  const game = await server.bash("echo up; read -r line");
  const launcher = Number(fs.readFileSync(path.join(server.home, "control", "processes"), "utf8").split(" ")[2]);
  process.kill(launcher, "SIGKILL");
  const again = await adopt(server.home);
  expect(again?.isAlive()).toBe(true);
  await again?.write("end");
  expect(await again?.exited).toMatchObject({ code: null, signal: null, cause: "crashed" });
  await game.exited;
});

/** A process that starts a game and waits to be killed. */
async function startedBy(
  test: TestServer,
  script: string,
  environment: Record<string, string> = {},
  unwatchedConsoleBytes?: number,
): Promise<ChildProcess> {
  const spec = {
    serverId: "srv_test",
    home: test.home,
    argv: ["bash", "-c", script],
    environment,
    workingDirectory: ".",
    limits: { memoryMiB: 256, cpuPercent: null, processes: 64 },
    generation: 4,
    ...(unwatchedConsoleBytes ? { unwatchedConsoleBytes } : {}),
  };
  const child = run("launching-agent.ts", test.agentHome, JSON.stringify(spec));
  await eventually(() => fs.existsSync(path.join(test.home, "control", "processes")));
  return child;
}
