import fs from "node:fs";
import path from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { eventually, TestServer } from "../testing/server-home.ts";
import { adopt } from "./launch.ts";
import { readProcess } from "./process-table.ts";
import { readLaunched } from "./run-record.ts";
import { readText } from "./text-file.ts";

const isRoot = process.getuid?.() === 0;

let server: TestServer;
afterEach(async () => {
  await server.cleanUp();
});

/** Each with what the machine has, and with as little as there can be. */
const MACHINES: [string, ("groups" | "users")[]][] = [
  ["all that is here", []],
  ["no control groups", ["groups"]],
  ["neither groups nor users", ["groups", "users"]],
];

function livesStill(pid: number): boolean {
  return readProcess(pid) !== null;
}

async function pidPrinted(name: string): Promise<number> {
  return eventually(() => Number(new RegExp(`${name} (\\d+)`).exec(server.printed())?.[1] ?? 0) || null);
}

describe.each(MACHINES)("with %s", (_, without) => {
  test("a game that ends by itself has finished or crashed, with its code and last lines", async () => {
    server = new TestServer(without);
    const good = await server.bash("echo ready; echo bye");
    expect(await good.exited).toMatchObject({ code: 0, signal: null, cause: "finished", lastLines: ["ready", "bye"] });
    const bad = await server.bash("echo oh no >&2; exit 7", { generation: 2 });
    expect(await bad.exited).toMatchObject({ code: 7, cause: "crashed", lastLines: ["ready", "bye", "oh no"] });
    const shot = await server.bash("kill -SEGV $$");
    expect(await shot.exited).toMatchObject({ code: null, signal: "SIGSEGV", cause: "crashed" });
    expect(good.isAlive() || bad.isAlive() || shot.isAlive()).toBe(false);
  });

  test("a stop by command reaches the game's input, and what it answers is in the console", async () => {
    server = new TestServer(without);
    const game = await server.bash('while read -r line; do echo "got $line"; [ "$line" = stop ] && exit 3; done');
    await game.write("say hello; $(touch /tmp/never)");
    const exit = await game.stop({ kind: "command", line: "stop" }, 10);
    expect(exit).toMatchObject({
      code: 3,
      cause: "stopped",
      lastLines: ["got say hello; $(touch /tmp/never)", "got stop"],
    });
    await expect(game.write("more")).rejects.toThrow("has ended");
  });

  test("a stop by signal works, ^C included", async () => {
    server = new TestServer(without);
    const game = await server.bash("sleep 60; echo never");
    await eventually(() => fs.readFileSync(`/proc/${game.pid}/task/${game.pid}/children`, "utf8") !== "");
    expect(await game.stop({ kind: "signal", name: "SIGINT" }, 10)).toMatchObject({
      signal: "SIGINT",
      cause: "stopped",
    });
  });

  test("a stop or kill in the moment of the start is not lost", async () => {
    server = new TestServer(without);
    for (let round = 0; round < 8; round++) {
      const killed = await server.bash("sleep 61");
      expect((await killed.kill()).cause).toBe("killed");
      const stopped = await server.bash("sleep 61");
      expect((await stopped.stop({ kind: "signal", name: "SIGINT" }, 10)).cause).toBe("stopped");
    }
  });

  test("a game that does not stop in time is killed", async () => {
    server = new TestServer(without);
    const game = await server.bash("trap '' INT TERM; echo deaf; while :; do sleep 0.05; done");
    await eventually(() => server.printed().includes("deaf"));
    const exit = await game.stop({ kind: "signal", name: "SIGTERM" }, 0.3);
    expect(exit).toMatchObject({ signal: "SIGKILL", cause: "killed" });
  });

  test("a kill takes the whole tree, daemons that left the session included", async () => {
    server = new TestServer(without);
    const game = await server.bash(`
      sleep 61 & echo child $!
      (setsid bash -c 'sleep 62 & echo daemon $!; exec sleep 63' & )
      bash -c 'echo grandchild $$; exec sleep 64' & wait`);
    const pids = [await pidPrinted("child"), await pidPrinted("daemon"), await pidPrinted("grandchild")];
    expect(pids.every(livesStill)).toBe(true);
    expect(await game.kill()).toMatchObject({ signal: "SIGKILL", cause: "killed" });
    expect([game.pid, ...pids].some(livesStill)).toBe(false);
  });

  test("what a game leaves behind ends with it", async () => {
    server = new TestServer(without);
    const game = await server.bash("(setsid sleep 61 & echo left $!); exit 0");
    const left = await pidPrinted("left");
    expect(await game.exited).toMatchObject({ code: 0, cause: "finished" });
    expect(livesStill(left)).toBe(false);
  });

  test("a game whose home is deleted ends, and nothing of it stays", async () => {
    server = new TestServer(without);
    const game = await server.bash("(setsid sleep 61 & echo daemon $!); sleep 62");
    const daemon = await pidPrinted("daemon");
    const launcher = readLaunched(server.home)?.launcherPid ?? 0;
    fs.rmSync(server.home, { recursive: true });
    expect(await game.exited).toMatchObject({ code: null, cause: "killed", lastLines: [] });
    await eventually(() => ![game.pid, daemon].some(livesStill));
    await eventually(() => !livesStill(launcher));
  });

  test("the environment has what was given and nothing of the agent's", async () => {
    server = new TestServer(without);
    process.env.AGENT_SECRET = "not for games";
    const odd = '\'; touch /tmp/never; "$HOME" `id` $(id)\n*\\';
    const game = await server.start(["env", "-0"], { environment: { ODD: odd, EMPTY: "", IFS: "/", i: "0" } });
    expect((await game.exited).code).toBe(0);
    const variables = Object.fromEntries(
      server
        .printed()
        .trimEnd()
        .split("\0")
        .map((line) => line.split(/=(.*)/s, 2)),
    );
    expect(variables).toMatchObject({
      ODD: odd,
      EMPTY: "",
      IFS: "/",
      i: "0",
      LANG: "C.UTF-8",
      HOME: path.join(server.home, "files"),
    });
    const names = Object.keys(variables).filter((name) => name !== "");
    expect(names.sort()).toEqual(["EMPTY", "GAMEKEEPER_RUN_ID", "HOME", "IFS", "LANG", "ODD", "PATH", "i"]);
  });

  test("arguments arrive as they are, and a program that is not there is said", async () => {
    server = new TestServer(without);
    const argv = ["a b", "", "$HOME", "'\"", "*", "--default-signal", "x\ny"];
    const game = await server.start(["printf", "<%s>", ...argv]);
    await game.exited;
    expect(server.printed()).toBe(`${argv.map((argument) => `<${argument}>`).join("")}\n`);
    const missing = await server.start(["no-such-game"]);
    expect(await missing.exited).toMatchObject({ code: 127, cause: "crashed" });
    expect(server.printed()).toContain("no-such-game");
    await expect(server.start(["-c"])).rejects.toThrow("Not the name of a program");
    await expect(server.start(["A=b"])).rejects.toThrow("Not the name of a program");
    await expect(server.start(["true"], { environment: { "A B": "" } })).rejects.toThrow("variable named");
  });

  test("a run is known again after its agent, alive or ended meanwhile, until it is forgotten", async () => {
    server = new TestServer(without);
    const game = await server.bash('read -r line; echo "heard $line"; exit 4', { generation: 9 });
    const again = await adopt(server.home);
    expect(again).toMatchObject({ serverId: "srv_test", generation: 9, pid: game.pid, startedAt: game.startedAt });
    expect(again?.isAlive()).toBe(true);
    await again?.write("you");
    const exit = await again?.exited;
    expect(exit).toMatchObject({ code: 4, cause: "crashed", lastLines: ["heard you"] });
    const afterwards = await adopt(server.home);
    expect(afterwards?.isAlive()).toBe(false);
    expect(await afterwards?.exited).toEqual(exit);
    await game.exited;
    afterwards?.forget();
    expect(await adopt(server.home)).toBeNull();
  });

  test("a second reader of a run that has ended leaves the next run alone", async () => {
    server = new TestServer(without);
    const first = await server.bash("sleep 61");
    const reader = await adopt(server.home);
    await first.kill();
    const next = await server.bash("echo up; read -r line; exit 6");
    await reader?.exited;
    reader?.forget();
    await eventually(() => server.printed().includes("up"));
    await next.write("on");
    expect(await next.exited).toMatchObject({ code: 6, cause: "crashed" });
    expect((await adopt(server.home))?.pid).toBe(next.pid);
  });

  test("use is told while it runs", async () => {
    server = new TestServer(without);
    const game = await server.bash("sleep 61 & for ((n = 0; n < 200000; n++)); do :; done; echo counted; wait");
    await eventually(() => server.printed().includes("counted"));
    const stats = await game.stats();
    expect(stats.processes).toBe(2);
    expect(stats.cpuUsec).toBeGreaterThan(20_000);
    expect(stats.memoryBytes).toBeGreaterThan(100_000);
    expect(stats.outOfMemoryKills).toBe(server.isolation.describe().memoryLimit === "none" ? null : 0);
  });

  test("the unfinished last line of a game is ended, so that the next one begins its own", async () => {
    server = new TestServer(without);
    await (await server.bash("printf 'no newline'")).exited;
    await (await server.bash("echo next")).exited;
    expect(server.printed()).toBe("no newline\nnext\n");
  });
});

test("two runs of one server at a time are refused", async () => {
  server = new TestServer();
  const game = await server.bash("sleep 61");
  await expect(server.bash("echo second")).rejects.toThrow("already running");
  expect(game.isAlive()).toBe(true);
});

test("a working directory is below files, links included", async () => {
  server = new TestServer();
  const files = path.join(server.home, "files");
  fs.mkdirSync(path.join(files, "deep/down"), { recursive: true });
  fs.symlinkSync("/etc", path.join(files, "out"));
  await server.isolation.claimFiles(server.home);
  const game = await server.start(["pwd"], { workingDirectory: "deep/down" });
  expect((await game.exited).lastLines).toEqual([path.join(files, "deep/down")]);
  await expect(server.start(["pwd"], { workingDirectory: "out" })).rejects.toThrow("not below");
  await expect(server.start(["pwd"], { workingDirectory: "../control" })).rejects.toThrow("not below");
  await expect(server.start(["pwd"], { workingDirectory: "nowhere" })).rejects.toThrow("does not exist");
});

test("a game that does not read its input makes a write fail, not wait for ever", async () => {
  server = new TestServer();
  const game = await server.bash("sleep 61");
  const line = "x".repeat(16_000);
  const writes = await Promise.allSettled([1, 2, 3, 4, 5, 6].map(() => game.write(line)));
  expect(writes[0]?.status).toBe("fulfilled");
  expect(writes.at(-1)).toMatchObject({
    status: "rejected",
    reason: { message: expect.stringContaining("does not read") },
  });
  await expect(game.write("two\nlines")).rejects.toThrow("line break");
});

test("a line that is written at once, before the game has begun, reaches it", async () => {
  server = new TestServer();
  for (let round = 0; round < 20; round++) {
    const game = await server.bash('read -r line; [ "$line" = early ]');
    await game.write("early");
    expect(await game.exited).toMatchObject({ code: 0, cause: "finished" });
  }
});

test("a game has nothing of its launcher's open but its three standard files", async () => {
  server = new TestServer();
  const game = await server.start(["ls", "-l", "/proc/self/fd"]);
  const { lastLines } = await game.exited;
  expect(lastLines.filter((line) => line.includes("/control")).map((line) => /(\d+) ->/.exec(line)?.[1])).toEqual([
    "0",
    "1",
    "2",
  ]);
});

test("the launcher shows its name and folders among the processes, not its text", async () => {
  server = new TestServer();
  const game = await server.bash("read -r line");
  const shown = readText(`/proc/${readLaunched(server.home)?.launcherPid}/cmdline`)?.split("\0") ?? [];
  expect(shown.slice(0, 3)).toEqual([
    "/bin/sh",
    path.join(server.home, "control/gamekeeper-launcher"),
    path.join(server.home, "control"),
  ]);
  expect(shown.slice(3).filter((argument) => !/^(\/sys\/\S+)?$/.test(argument))).toEqual([]);
  expect(fs.statSync(path.join(server.home, "control/gamekeeper-launcher")).mode & 0o077).toBe(0);
  await game.kill();
});

test("the launcher is small, and outlives none of its games", async () => {
  server = new TestServer();
  const game = await server.bash("read -r line");
  const launcher = readLaunched(server.home)?.launcherPid ?? 0;
  const pids = fs
    .readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name) && readProcess(Number(name))?.group === launcher)
    .map(Number);
  const kilobytes = pids.map((pid) =>
    Number(/^Pss:\s+(\d+)/m.exec(fs.readFileSync(`/proc/${pid}/smaps_rollup`, "utf8"))?.[1]),
  );
  expect(kilobytes.length).toBeGreaterThan(1);
  expect(kilobytes.reduce((sum, size) => sum + size, 0)).toBeLessThan(1024);
  await game.write("end");
  await game.exited;
  await eventually(() => !pids.some(livesStill));
});

// Needs root, to have users to give.
describe.skipIf(!isRoot)("as root", () => {
  test("a game has a user of its own without rights, and can read neither control nor another server's files", async () => {
    server = new TestServer();
    expect(server.isolation.describe().user).toBe("dedicated");
    const other = path.join(server.agentHome, "servers", "srv_other");
    const otherUser = server.isolation.prepareHome(other);
    fs.writeFileSync(path.join(other, "files", "secret"), "theirs", { mode: 0o666 });
    const game = await server.bash(`
      echo "user $(id -u) groups $(id -G)"; grep -E '^(CapEff|CapBnd|NoNewPrivs)' /proc/self/status
      cat ../control/run.json; ls ../control; cat ${other}/files/secret; cat /proc/${process.pid}/environ
      cat /proc/$PPID/environ; echo x >> ../control/console.log; touch mine && echo wrote`);
    const { lastLines } = await game.exited;
    const { uid } = server.isolation.prepareHome(server.home);
    expect(uid).toBeGreaterThanOrEqual(20_000);
    expect(otherUser.uid).not.toBe(uid);
    expect(lastLines).toEqual(
      expect.arrayContaining([
        `user ${uid} groups ${uid}`,
        "CapEff:\t0000000000000000",
        "CapBnd:\t0000000000000000",
        "NoNewPrivs:\t1",
        "wrote",
      ]),
    );
    expect(lastLines.filter((line) => line.includes("Permission denied"))).toHaveLength(6);
    expect(server.printed()).not.toContain("theirs");
  });

  test("a variable of a game is not among the arguments of a process that anyone can see", async () => {
    server = new TestServer();
    const game = await server.bash("echo up; read -r line", { environment: { RCON_PASSWORD: "hunter-4711" } });
    await eventually(() => server.printed().includes("up"));
    const shown = fs
      .readdirSync("/proc")
      .filter((name) => /^\d+$/.test(name))
      .map((name) => readText(`/proc/${name}/cmdline`) ?? "");
    expect(shown.some((line) => line.includes("gamekeeper-launcher"))).toBe(true);
    expect(shown.filter((line) => line.includes("hunter-4711"))).toEqual([]);
    await game.kill();
  });
});
