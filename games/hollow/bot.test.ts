import { afterEach, describe, expect, test } from "vitest";
import { Senses } from "./bot/senses.ts";
import { type HollowProcess, spawnHollow, startHollow } from "./testing/process.ts";

const endings: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  await Promise.all(endings.splice(0).map((end) => end()));
});

async function startFast(flags: readonly string[] = [], data?: string): Promise<HollowProcess> {
  const hollow = await startHollow(["--tick-ms", "5", "--lines-per-sec", "500", ...flags], data);
  endings.push(() => hollow.kill("SIGKILL"));
  return hollow;
}

function startBots(port: number, ...flags: string[]): Omit<HollowProcess, "port" | "data"> {
  const bots = spawnHollow("bot.ts", ["--port", String(port), "--pace-ms", "40", "--seed", "bots", ...flags]);
  endings.push(() => bots.kill("SIGKILL"));
  return bots;
}

describe("bots", () => {
  test("really play: they kill, die or flee, rise, trade, talk, leave and come back", { timeout: 60_000 }, async () => {
    const hollow = await startFast();
    const bots = startBots(hollow.port, "--count", "6", "--visit-sec", "4", "--pause-sec", "0.2");
    const happened = (pattern: RegExp): Promise<unknown> => waitFor(hollow, pattern);
    await happened(/\[death\] npc "[^"]+" was killed by player [A-Z][a-z]+ with/);
    await happened(/\[level\] [A-Z][a-z]+ reached level 2/);
    await happened(/\[trade\] [A-Z][a-z]+ sold "[^"]+" for \d+ coins?/);
    await happened(/\[trade\] [A-Z][a-z]+ bought "[^"]+" for \d+ coins?/);
    await happened(/\[chat\] [A-Z][a-z]+ (says|shouts) "/);
    await happened(/\[logout\] ([A-Z][a-z]+): "quit"[\s\S]*\[login\] \1 /);
    expect(hollow.out.text).not.toMatch(/ ERROR /);
    expect(bots.errors.text).toBe("");
    bots.child.kill("SIGTERM");
    expect(await bots.ended).toEqual({ code: 0, signal: null });
  });

  test("find back to a server that was restarted", { timeout: 60_000 }, async () => {
    const hollow = await startFast();
    startBots(hollow.port, "--count", "2");
    await waitFor(hollow, /\[login\][\s\S]*\[login\]/);
    await hollow.kill("SIGKILL");
    const again = await startFast(["--port", String(hollow.port)], hollow.data);
    await waitFor(again, /\[login\][\s\S]*\[login\]/);
  });

  test("know the world only from the screen", () => {
    const senses = new Senses();
    senses.feed("\x1b[36mThe Cellar\x1b[0m\r\nBarrels.\r\n\x1b[32mExits: ladder, down (locked).\x1b[0m\r\n");
    senses.feed("\x1b[33mYou see: a cellar rat (2), Hob the innkeeper.\x1b[0m\r\n<20/3");
    senses.feed("2hp 1lv 10c> ");
    expect(senses.sight).toMatchObject({
      title: "The Cellar",
      exits: ["ladder", "down"],
      locked: ["down"],
      npcs: ["cellar rat", "Hob the innkeeper"],
      health: 20,
      healthMax: 32,
      coins: 10,
    });
  });
});

/** Waits until the pattern is somewhere in the whole log. */
async function waitFor(hollow: HollowProcess, pattern: RegExp): Promise<void> {
  while (!pattern.test(hollow.out.text)) {
    if (hollow.child.exitCode !== null) throw new Error("the server has ended");
    await hollow.out.next(/\n/);
  }
}
