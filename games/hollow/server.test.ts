import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, describe, expect, test, vi } from "vitest";
import {
  type HollowProcess,
  newFolder,
  newPlayer,
  returningPlayer,
  spawnHollow,
  startHollow,
  visit,
} from "./testing/process.ts";

vi.setConfig({ testTimeout: 30_000 });

const running: HollowProcess[] = [];

async function start(flags: readonly string[] = [], data?: string): Promise<HollowProcess> {
  const hollow = await startHollow(flags, data);
  running.push(hollow);
  return hollow;
}

afterEach(async () => {
  await Promise.all(running.splice(0).map((hollow) => hollow.kill("SIGKILL")));
});

async function _readPlayer(data: string, name: string): Promise<{ character: Record<string, unknown> }> {
  return JSON.parse(await readFile(join(data, "players", `${name.toLowerCase()}.json`), "utf8"));
}

describe("starting", () => {
  test("a taken port is one line on standard error and exit code 1", async () => {
    const { port } = await start();
    const second = spawnHollow("main.ts", ["--port", String(port), "--host", "127.0.0.1", "--data", await newFolder()]);
    expect(await second.ended).toEqual({ code: 1, signal: null });
    expect(second.errors.text).toBe(`Hollow cannot start: port ${port} on 127.0.0.1 is already in use\n`);
    expect(second.out.text).toBe("");
  });

  test("wrong flags are named, all of them", async () => {
    const wrong = spawnHollow("main.ts", ["--port", "70000", "--tick-ms", "soon", "--data", await newFolder()]);
    expect((await wrong.ended).code).toBe(1);
    expect(wrong.errors.text).toContain("port must be a whole number from 0 to 65535");
    expect(wrong.errors.text).toContain('tick-ms must be a whole number from 1 to 60000, not "soon"');
  });

  test("broken world data is named and nothing is opened", async () => {
    const world = await newFolder();
    await writeFile(join(world, "world.json"), "{}");
    const wrong = spawnHollow("main.ts", ["--port", "0", "--world", world, "--data", await newFolder()]);
    expect((await wrong.ended).code).toBe(1);
    expect(wrong.errors.text).toContain("world.json: start must be a text, not missing");
  });

  test("the end of standard input ends nothing", async () => {
    const hollow = await start();
    hollow.child.stdin?.end();
    const player = await newPlayer(hollow.port, "Aldric");
    player.type("score");
    await player.screen.next(/Aldric, level 1/);
  });
});

describe("players", () => {
  test("make a name, leave, and come back with their password to where they were", async () => {
    const hollow = await start();
    const player = await newPlayer(hollow.port, "aLDRIC");
    player.type("west");
    await player.screen.next(/The Bent Nail/);
    player.type("buy ale");
    await player.screen.next(/You buy a small ale/);
    player.type("quit");
    await player.closed;
    await hollow.out.next(/INFO \[logout\] Aldric: "quit", \d+ s online, level 1, 9 coins/);
    const again = await returningPlayer(hollow.port, "ALDRIC");
    again.type("look");
    await again.screen.next(/The Bent Nail/);
    await hollow.out.next(/INFO \[login\] Aldric from 127\.0\.0\.1, level 1, 9 coins, in town\.inn "The Bent Nail"/);
  });

  test("cannot have the name of another in any spelling, nor a senseless one", async () => {
    const hollow = await start();
    await newPlayer(hollow.port, "Brenna");
    const other = visit(hollow.port);
    for (const name of ["x", "two words", "Console", "../../etc", "Zoë"]) {
      await other.screen.next(/By what name/);
      other.type(name);
    }
    await other.screen.next(/By what name/);
    other.type("bReNNa");
    await other.screen.next(/Password:/);
    for (const _ of [1, 2, 3]) other.type("guess");
    await other.screen.next(/That is not the password\. Goodbye/);
    await other.closed;
  });

  test("typing a password shows nothing: the server says it echoes, and then no more", async () => {
    const hollow = await start();
    const player = await newPlayer(hollow.port, "Corin");
    const hide = player.screen.text.indexOf("\xff\xfb\x01");
    const show = player.screen.text.indexOf("\xff\xfc\x01");
    expect(hide).toBeGreaterThan(0);
    expect(show).toBeGreaterThan(hide);
    expect(hollow.out.text).not.toContain("secret word");
    expect(await readFile(join(hollow.data, "players", "corin.json"), "utf8")).not.toContain("secret word");
  });

  test("may change the password", async () => {
    const hollow = await start();
    const player = await newPlayer(hollow.port, "Dagmar");
    for (const line of ["password", "secret word", "another one", "quit"]) player.type(line);
    await player.closed;
    const again = await returningPlayer(hollow.port, "Dagmar", "another one");
    again.type("who");
    await again.screen.next(/Dagmar, level 1/);
  });

  test("who come in twice go on where they stood, and the first line is hung up", async () => {
    const hollow = await start();
    const first = await newPlayer(hollow.port, "Edwin");
    await returningPlayer(hollow.port, "Edwin");
    await first.screen.next(/by another door/);
    await first.closed;
    hollow.order("players");
    await hollow.out.next(/\[console\] 1 online/);
    expect(hollow.out.text).not.toContain("[logout]");
  });

  test("beyond the limit are turned away", async () => {
    const hollow = await start(["--max-players", "1"]);
    await newPlayer(hollow.port, "Fenna");
    const second = visit(hollow.port);
    for (const line of ["Garth", "secret word", "secret word"]) second.type(line);
    await second.screen.next(/The Hollow is full/);
    await second.closed;
  });
});

describe("the line", () => {
  test("understands clients of all kinds", async () => {
    const hollow = await start();
    const player = await newPlayer(hollow.port, "Hanna");
    player.socket.write(Buffer.from([255, 251, 31, 255, 250, 31, 0, 80, 0, 24, 255, 240]));
    await player.screen.next(new RegExp(String.fromCharCode(255, 254, 31)));
    player.socket.write("tiem\b\bme\n");
    await player.screen.next(/in the morning/);
    player.socket.write(`say ${"x".repeat(600)}\r\n`);
    await player.screen.next(/too long/);
    player.socket.write("sco");
    player.socket.write("re\r\0");
    await player.screen.next(/Hanna, level 1/);
    expect(hollow.out.text).not.toContain("xxx");
  });

  test("is cut for those who flood it, and the others do not feel it", async () => {
    const hollow = await start();
    const [flooder, other] = [await newPlayer(hollow.port, "Isolde"), await newPlayer(hollow.port, "Joran")];
    flooder.socket.write("say spam\r\n".repeat(3_000));
    await flooder.closed;
    await hollow.out.next(/\[logout\] Isolde: "flooding"/);
    expect(hollow.out.text.match(/spam/g)?.length ?? 0).toBeLessThan(60);
    other.type("score");
    await other.screen.next(/Joran, level 1/);
  });

  test("is cut for those who sleep", async () => {
    const hollow = await start(["--idle-sec", "5"]);
    const sleeper = await newPlayer(hollow.port, "Kelda");
    await sleeper.screen.next(/You have fallen asleep/);
    await sleeper.closed;
    await hollow.out.next(/\[logout\] Kelda: "idle"/);
  });

  test("cannot forge a log line", async () => {
    const hollow = await start(["--log-commands"]);
    const player = await newPlayer(hollow.port, "Linnea");
    player.socket.write(
      Buffer.from("say a\u2028b\u0085c\u202ed \x1b[2J 2026-01-01T00:00:00.000Z INFO [ban] Linnea\r\n"),
    );
    player.type('say "quoted" \\');
    await hollow.out.next(/\[chat\] Linnea says "\\"quoted\\" \\\\" in/);
    for (const line of hollow.out.text.trimEnd().split("\n"))
      expect(line).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]{12}Z (INFO|WARN|ERROR) \[[a-z]+\] \P{Cc}*$/u);
    expect(hollow.out.text).toContain(
      '[chat] Linnea says "abcd [2J 2026-01-01T00:00:00.000Z INFO [ban] Linnea" in town.well',
    );
  });
});
