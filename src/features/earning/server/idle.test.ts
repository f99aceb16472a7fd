import { describe, expect, it } from "vitest";
import { operations } from "#app/features/registry.ts";
import { DAY, SECOND } from "#app/lib/duration.ts";
import type { Actor } from "#app/operation/actor.ts";
import { execute } from "#app/operation/execute.ts";
import { setRuntime } from "#app/operation/runtime.ts";
import { advanceClock } from "#app/platform/clock.ts";
import { earningPanel } from "#app/testing/earning.ts";
import { newAddress } from "#app/testing/people.ts";
import { keyOf } from "#app/testing/runtime.ts";

const { earning } = operations;

const panel = earningPanel("idle", () => ({ coins: 2, everyMinutes: 1 }));
const { member, rule, coinsOf } = panel;
const start = (actor: Actor, takeOver = false) =>
  execute(earning.startIdle, actor, { takeOver }, { address: newAddress() });
const beat = (actor: Actor, page: string, n: number) => execute(earning.beatIdle, actor, { page, beat: n });

async function sit(actor: Actor, page: string, from: number, beats: number): Promise<void> {
  for (let n = from; n < from + beats; n++) {
    advanceClock(20 * SECOND);
    await beat(actor, page, n);
  }
}

describe("an open page", () => {
  it("earns by the minute, and says how much", async () => {
    const ada = await member();
    const begun = await start(ada);
    expect(begun).toMatchObject({ isHere: true, nextBeat: 1, beatAfterSec: 20, leftToday: 300 });
    await sit(ada, begun.page!, 1, 8);
    expect(await coinsOf(ada)).toBe(4);
    const { idle } = await execute(earning.ways, ada, {});
    expect(idle).toMatchObject({ isEarning: true, earnedToday: 4, leftToday: 296 });
    advanceClock(20 * SECOND);
    expect(await beat(ada, begun.page!, 9)).toMatchObject({ given: 2, earnedToday: 6, nextBeat: 10 });
  });

  it("earns alone among all tabs and devices, until another takes over or it is closed", async () => {
    const ada = await member();
    const first = await start(ada);
    expect(await start(ada)).toMatchObject({ isHere: false, page: null });
    const second = await start(ada, true);
    await sit(ada, second.page!, 1, 3);
    expect(await beat(ada, first.page!, 1)).toMatchObject({ isHere: false, given: 0 });
    expect(await coinsOf(ada)).toBe(2);
    await execute(earning.stopIdle, ada, { page: first.page! });
    expect(await start(ada), "a page that has lost its place closes nothing").toMatchObject({ isHere: false });
    await execute(earning.stopIdle, ada, { page: second.page! });
    const third = await start(ada);
    expect(third.isHere).toBe(true);
    advanceClock(91 * SECOND);
    expect((await start(ada)).isHere, "one that is not heard of is closed").toBe(true);
  });

  it("earns once for a beat that is sent a hundred times over two processes' connections", async () => {
    const ada = await member();
    const { page } = await start(ada);
    await sit(ada, page!, 1, 2);
    advanceClock(20 * SECOND);
    const { runtime } = panel;
    const other = panel.secondProcess();
    const answers = await Promise.all(
      Array.from({ length: 100 }, (_, i) => {
        setRuntime(i % 2 === 0 ? runtime : other);
        return beat(ada, page!, 3);
      }),
    );
    expect(answers.filter(({ given }) => given === 2)).toHaveLength(1);
    expect(await coinsOf(ada)).toBe(2);
  });

  it("of which many are opened at once is one", async () => {
    const ada = await member();
    const pages = await Promise.all(Array.from({ length: 20 }, () => start(ada)));
    expect(pages.filter(({ isHere }) => isHere)).toHaveLength(1);
  });

  it("earns nothing while it sleeps, and no more than a day's coins", async () => {
    await rule({ mostPerDay: 3 });
    const ada = await member();
    const { page } = await start(ada);
    await sit(ada, page!, 1, 2);
    advanceClock(30 * 60 * SECOND);
    await beat(ada, page!, 3);
    expect(await coinsOf(ada)).toBe(0);
    await sit(ada, page!, 4, 30);
    expect(await coinsOf(ada)).toBe(3);
    advanceClock(DAY);
    await beat(ada, page!, 34);
    await sit(ada, page!, 35, 3);
    expect(await coinsOf(ada)).toBe(5);
  });

  it("is a person's, not a program's, and nobody else's", async () => {
    const ada = await member();
    const { page } = await start(ada);
    await expect(execute(earning.startIdle, keyOf(ada), {})).rejects.toMatchObject({ code: "forbidden" });
    const eve = await member();
    advanceClock(60 * SECOND);
    expect(await beat(eve, page!, 1)).toMatchObject({ isHere: false, given: 0 });
    await execute(earning.stopIdle, eve, { page: page! });
    expect(await beat(ada, page!, 1)).toMatchObject({ isHere: true, given: 2 });
    expect(await coinsOf(eve)).toBe(0);
  });

  it("earns no more when the team does not let them, or the way was switched off", async () => {
    const ada = await member();
    const { page } = await start(ada);
    await execute(earning.block, panel.owner, { userId: ada.userId, reason: "A script" });
    advanceClock(60 * SECOND);
    await expect(beat(ada, page!, 1)).rejects.toMatchObject({ reason: "earning.blocked" });
    await execute(earning.unblock, panel.owner, { userId: ada.userId });
    expect((await beat(ada, page!, 1)).isHere, "it was closed then").toBe(false);
    await rule({ isOn: false });
    await expect(start(ada)).rejects.toMatchObject({ reason: "earning.off" });
  });
});
