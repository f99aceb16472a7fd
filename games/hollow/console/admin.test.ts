import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, describe, expect, test, vi } from "vitest";
import { type HollowProcess, newPlayer, returningPlayer, startHollow, visit } from "../testing/process.ts";

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

async function readPlayer(data: string, name: string): Promise<{ character: Record<string, unknown> }> {
  return JSON.parse(await readFile(join(data, "players", `${name.toLowerCase()}.json`), "utf8"));
}

describe("the console", () => {
  test("kick throws out", async () => {
    const hollow = await start();
    const player = await newPlayer(hollow.port, "Marten");
    hollow.order("kick marten rude to the cat");
    await player.screen.next(/You were thrown out: rude to the cat/);
    await player.closed;
    await hollow.out.next(/\[logout\] Marten: "kicked: rude to the cat"/);
    await hollow.out.next(/\[kick\] Marten: "rude to the cat"/);
    hollow.order("kick marten");
    await hollow.out.next(/ERROR \[console\] Marten is not here/);
  });

  test("ban throws out and keeps out, over a restart, until lifted", async () => {
    const hollow = await start();
    const player = await newPlayer(hollow.port, "Nessa");
    hollow.order("ban Nessa 30 stealing pies");
    await player.screen.next(/You are banned until \S+: stealing pies/);
    await player.closed;
    const listed = JSON.parse(await readFile(join(hollow.data, "bans.json"), "utf8"));
    expect(listed).toMatchObject({ bans: [{ name: "Nessa", reason: "stealing pies" }] });
    await hollow.kill("SIGTERM");

    const again = await start([], hollow.data);
    const banned = visit(again.port);
    for (const line of ["nessa", "secret word"]) banned.type(line);
    await banned.screen.next(/You are banned until \S+: stealing pies/);
    await banned.closed;
    again.order("bans");
    await again.out.next(/\[console\] Nessa until \S+: "stealing pies"/);
    again.order("unban nessa");
    await again.out.next(/\[unban\] Nessa/);
    await returningPlayer(again.port, "Nessa");
  });

  test("gives coins to those here and those away, and never below nothing", async () => {
    const hollow = await start();
    const player = await newPlayer(hollow.port, "Osric");
    hollow.order("give Osric 90");
    await hollow.out.next(/Osric has 100 coins/);
    await player.screen.next(/Your purse holds 100 coins/);
    hollow.order("give Osric -101");
    await hollow.out.next(/ERROR \[console\] Osric would have -1 coins/);
    player.type("quit");
    await player.closed;
    hollow.order("give Osric 5");
    await hollow.out.next(/Osric has 105 coins/);
    expect(await readPlayer(hollow.data, "Osric")).toMatchObject({ character: { coins: 105 } });
    hollow.order("give Nobodyatall 5");
    await hollow.out.next(/ERROR \[console\] there is no player Nobodyatall/);
  });

  test("moves, speaks, counts, reloads, and says what it does not know", async () => {
    const hollow = await start();
    const player = await newPlayer(hollow.port, "Perrin");
    hollow.order("tp Perrin choir.bell");
    await player.screen.next(/The Bell/);
    hollow.order("tp Perrin nowhere.atall");
    await hollow.out.next(/ERROR \[console\] there is no room "nowhere.atall"/);
    hollow.order("broadcast supper is ready");
    await player.screen.next(/\*\*\* supper is ready \*\*\*/);
    hollow.order("say mind the step");
    await player.screen.next(/The console says: mind the step/);
    hollow.order("stats");
    await hollow.out.next(
      /\[console\] tick \d+, 1 players, \d+ npcs, mean [\d.]+ ms, max [\d.]+ ms, \d+ late of \d+, rss \d+ MiB/,
    );
    hollow.order("tp Perrin town.well");
    hollow.order("reload");
    await hollow.out.next(/\[console\] 55 rooms in 5 areas are loaded anew/);
    player.type("west");
    await player.screen.next(/Hob the innkeeper/);
    hollow.order("dance");
    await hollow.out.next(/ERROR \[console\] unknown command "dance"/);
  });
});

describe("ending", () => {
  test.each(["SIGTERM", "SIGINT"] as const)("%s saves, tells the players and ends by itself", async (signal) => {
    const hollow = await start();
    const player = await newPlayer(hollow.port, "Quilla");
    player.type("north");
    await player.screen.next(/Candlewright's Lane/);
    expect(await hollow.kill(signal)).toEqual({ code: 0, signal: null });
    await player.screen.next(/The Hollow closes/);
    expect(hollow.out.text).toMatch(/\[server\] Hollow has stopped, 1 players saved\n$/);
    expect(await readPlayer(hollow.data, "Quilla")).toMatchObject({ character: { roomId: "town.lane" } });
  });

  test("shutdown counts down, can be cancelled, and then really ends", async () => {
    const hollow = await start();
    const player = await newPlayer(hollow.port, "Rosalin");
    hollow.order("shutdown 30 new rope");
    await player.screen.next(/closes in 30 s: new rope/);
    hollow.order("shutdown cancel");
    await player.screen.next(/stays open/);
    hollow.order("shutdown cancel");
    await hollow.out.next(/ERROR \[console\] no shutdown is under way/);
    hollow.order("shutdown 2 new rope");
    await player.screen.next(/closes in 2 s: new rope/);
    await player.screen.next(/closes in 1 s/);
    expect(await hollow.ended).toEqual({ code: 0, signal: null });
    expect(hollow.out.text).toContain('[shutdown] now: "new rope"');
  });

  test("kill -9 loses no more than what came after the last save, and no file is broken", async () => {
    const hollow = await start(["--save-sec", "1", "--lines-per-sec", "1000"]);
    const names = ["Selwyn", "Tamsin", "Ulric"];
    const players = await Promise.all(names.map((name) => newPlayer(hollow.port, name)));
    for (const player of players) player.type("north");
    await hollow.out.next(/\[save\] [1-3] players/);
    await hollow.out.next(/\[save\] /);
    // Written to without pause, so that the kill may fall into the middle of a save.
    let steps = 0;
    const typing = setInterval(() => {
      steps++;
      for (const player of players) player.type(steps % 2 ? "south" : "north");
    }, 5);
    // Who happens to be back where the last save saw them is not written again: not all three need be in each.
    await hollow.out.next(/\[save\] [1-3] players/);
    await hollow.out.next(/\[save\] [1-3] players/);
    await hollow.kill("SIGKILL");
    clearInterval(typing);

    const again = await start([], hollow.data);
    for (const name of names) {
      expect(["town.lane", "town.well"]).toContain((await readPlayer(hollow.data, name)).character.roomId);
      await returningPlayer(again.port, name);
    }
    expect(again.out.text).not.toContain("corrupt");
  });

  test("a corrupt file is set aside and said, and the name begins anew", async () => {
    const hollow = await start();
    const player = await newPlayer(hollow.port, "Vinca");
    player.type("quit");
    await player.closed;
    await hollow.out.next(/\[logout\] Vinca/);
    await hollow.kill("SIGTERM");
    await writeFile(join(hollow.data, "players", "vinca.json"), '{"version":1,"name":"Vin');
    await writeFile(join(hollow.data, "bans.json"), "[[");

    const again = await start([], hollow.data);
    expect(again.out.text).toMatch(/WARN \[data\] \S+bans\.json is corrupt .* was set aside/);
    await newPlayer(again.port, "Vinca");
    expect(again.out.text).toMatch(/WARN \[data\] \S+vinca\.json is corrupt .* was set aside/);
    const files = await readdir(join(hollow.data, "players"));
    expect(files.filter((name) => name.startsWith("vinca.json.corrupt-"))).toHaveLength(1);
  });
});
