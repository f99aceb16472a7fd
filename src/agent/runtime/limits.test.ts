import { afterEach, describe, expect, test } from "vitest";
import { eventually, TestServer } from "../testing/server-home.ts";
import { detectIsolation } from "./isolation.ts";

let server: TestServer;
afterEach(async () => {
  await server.cleanUp();
});

const unlimited = { memoryMiB: null, cpuPercent: null, processes: null };
const probe = new TestServer();
const here = probe.isolation.describe();
await probe.cleanUp();

/** Doubles a string until it is stopped. */
const MEMORY_HOG = 'echo hungry; text=0123456789abcdef; while :; do text="$text$text"; done';
/** Wants sixty processes; bash says each time that a fork fails, and tries again. */
const FORK_BOMB = "for ((n = 0; n < 60; n++)); do sleep 20 & done; wait";

// Needs a memory control group that can be made here.
describe.skipIf(here.memoryLimit === "none")("memory", () => {
  test("a hog dies at its limit, as out of memory and neither as a crash nor a kill", async () => {
    server = new TestServer();
    const game = await server.bash(MEMORY_HOG, { limits: { ...unlimited, memoryMiB: 48 } });
    const exit = await game.exited;
    expect(exit).toMatchObject({ signal: "SIGKILL", cause: "out_of_memory", lastLines: ["hungry"] });
  });

  test("a helper that dies of it does not make a clean end out of memory, and the next run begins anew", async () => {
    server = new TestServer();
    const limits = { ...unlimited, memoryMiB: 48 };
    const game = await server.bash(`(${MEMORY_HOG}) & wait; echo survived; read -r line`, { limits });
    await eventually(() => server.printed().includes("survived"));
    expect(await game.stats()).toMatchObject({ outOfMemoryKills: 1, memoryPeakBytes: expect.any(Number) });
    await game.write("end");
    expect(await game.exited).toMatchObject({ code: 0, cause: "finished" });
    const next = await server.bash("read -r line", { limits });
    expect((await next.stats()).outOfMemoryKills).toBe(0);
  });
});

// Needs a control group for processes, or a user id for the server alone.
describe.skipIf(here.processLimit === "none")("processes", () => {
  test.each([
    ["groups and users", []],
    ["users alone", ["groups" as const]],
  ])("a fork bomb is held by %s", async (_, without) => {
    server = new TestServer(without);
    if (server.isolation.describe().processLimit === "none") return;
    const game = await server.bash(FORK_BOMB, { limits: { ...unlimited, processes: 20 } });
    await eventually(() => server.printed().includes("fork"));
    expect((await game.stats()).processes).toBe(20);
    expect((await game.kill()).cause).toBe("killed");
    expect((await game.stats()).processes).toBe(0);
  });
});

// Needs a CPU control group that can be made here.
describe.skipIf(here.cpuLimit === "none")("CPU", () => {
  test("two busy loops together get their share and no more", async () => {
    server = new TestServer();
    const game = await server.bash("(while :; do :; done) & while :; do :; done", {
      limits: { ...unlimited, cpuPercent: 10 },
    });
    const readings: { atMs: number; cpuUsec: number }[] = [];
    for (let until = performance.now() + 2500; performance.now() < until; ) {
      readings.push({ atMs: performance.now(), cpuUsec: (await game.stats()).cpuUsec });
      const next = performance.now() + 500;
      await eventually(() => performance.now() > next);
    }
    const [first, last] = [readings[1], readings.at(-1)];
    const share = ((last?.cpuUsec ?? 0) - (first?.cpuUsec ?? 0)) / 1000 / ((last?.atMs ?? 0) - (first?.atMs ?? 0));
    expect(share).toBeLessThan(0.15);
    expect(share).toBeGreaterThan(0.02);
    expect((await game.stats()).throttledPeriods).toBeGreaterThan(0);
  });
});

test("what cannot be limited is said", async () => {
  server = new TestServer(["groups", "users"]);
  expect(server.isolation.describe()).toMatchObject({
    memoryLimit: "none",
    cpuLimit: "none",
    processLimit: "none",
    user: "own",
  });
  expect(server.isolation.describe().notes.join(" ")).toMatch(/Memory is not limited.*CPU is not limited/);
});

// Needs control groups.
test.skipIf(here.memoryLimit === "none")(
  "leftovers of homes that are gone are ended, the kept ones are not",
  async () => {
    server = new TestServer();
    const game = await server.bash("sleep 61");
    const later = detectIsolation({ agentHome: server.agentHome });
    await later.reclaim([server.home]);
    expect(game.isAlive()).toBe(true);
    await later.reclaim([]);
    expect(await game.exited).toMatchObject({ signal: "SIGKILL" });
  },
);
