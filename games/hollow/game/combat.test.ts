import { describe, expect, test } from "vitest";
import { newTable } from "../testing/game.ts";
import type { GameEvent } from "./events.ts";
import { maxHealth } from "./players.ts";

function deathsOf(events: readonly GameEvent[], name: string): GameEvent[] {
  return events.filter((event) => event.kind === "death" && event.victim.name === name);
}

describe("a fight", () => {
  test("ends with a kill, experience, loot and a level", () => {
    const table = newTable();
    const player = table.join("Aldric", "town.cellar");
    while (player.character.level === 1) {
      player.character.health = maxHealth(1);
      table.until(() => table.game.rooms.get("town.cellar")?.npcs.length !== 0);
      table.type(player, "attack rat");
      table.until(() => player.target === null);
    }
    expect(player.character.kills).toBeGreaterThanOrEqual(4);
    expect(deathsOf(table.events, "cellar rat")).toHaveLength(player.character.kills);
    expect(table.events).toContainEqual({ kind: "level_up", name: "Aldric", level: 2 });
    const ground = table.game.rooms.get("town.cellar");
    const coins = ground?.coins ?? 0;
    const tails = ground?.itemIds.length ?? 0;
    table.type(player, "get all");
    expect(player.character.coins).toBe(10 + coins);
    expect(player.character.inventory.filter((itemId) => itemId === "rat-tail")).toHaveLength(tails);
  });

  test("may end in death: a tenth of the purse is gone, and one wakes in the chapel", () => {
    const table = newTable();
    const player = table.join("Brenna", "choir.stair");
    player.character.coins = 105;
    table.until(() => player.deadUntilTick !== null);
    expect(deathsOf(table.events, "Brenna")).toMatchObject([
      {
        killer: { type: "npc", name: "bell wight" },
        weapon: "rope's end",
        place: { roomId: "choir.stair" },
        coinsLost: 10,
      },
    ]);
    expect(table.type(player, "north")).toContain("You are dead");
    table.until(() => player.deadUntilTick === null);
    expect(player.character).toMatchObject({ coins: 95, roomId: "town.chapel", deaths: 1, health: maxHealth(1) / 2 });
    expect(table.events.at(-1)).toMatchObject({ kind: "respawn", who: { name: "Brenna" } });
    table.until(() => player.character.health === maxHealth(1));
  });

  test("cannot be walked out of, but fled", () => {
    const table = newTable();
    const player = table.join("Corin", "town.cellar");
    player.character.health = 10_000;
    table.type(player, "kill rat");
    expect(table.type(player, "ladder")).toContain("FLEE");
    for (let tries = 0; tries < 50 && player.character.roomId === "town.cellar"; tries += 1) table.type(player, "flee");
    expect(player.character.roomId).toBe("town.inn");
    expect(player.target).toBeNull();
  });

  test("is not begun in safe rooms, against the peaceful, or between neighbours outside the pit", () => {
    const table = newTable();
    const [one, two] = [table.join("Dagmar", "town.inn"), table.join("Edwin", "town.inn")];
    expect(table.type(one, "attack hob")).toContain("nothing to deserve");
    expect(table.type(one, "attack edwin")).toContain("Nobody fights here");
    for (const player of [one, two]) table.type(player, "hatch");
    expect(table.type(one, "attack edwin")).toContain("Bear Pit");
    for (const player of [one, two]) for (const way of ["ladder", "west"]) table.type(player, way);
    one.character.coins = two.character.coins = 100;
    expect(table.type(one, "attack edwin")).toContain("You attack Edwin!");
    table.until(() => [one, two].some((player) => player.deadUntilTick !== null));
    expect(one.character.coins + two.character.coins).toBe(200);
  });

  test("shares experience by damage among those who are there", () => {
    const table = newTable();
    const [one, two] = [table.join("Fenna", "quarry.office"), table.join("Garth", "quarry.office")];
    for (const player of [one, two]) player.character.health = 100_000;
    for (const player of [one, two]) table.type(player, "attack foreman");
    table.until(() => deathsOf(table.events, "the Foreman").length === 1);
    expect(one.character.experience).toBeGreaterThan(0);
    expect(two.character.experience).toBeGreaterThan(0);
    expect(Math.abs(one.character.experience + two.character.experience - 220)).toBeLessThanOrEqual(1);
  });
});

describe("the world by itself", () => {
  test("brings back the dead, at home, after their time", () => {
    const table = newTable();
    const player = table.join("Hanna", "town.cellar");
    player.character.level = 20;
    table.type(player, "attack rat");
    table.until(() => table.game.rooms.get("town.cellar")?.npcs.length === 5);
    const { tick } = table.game;
    table.until(() => table.game.rooms.get("town.cellar")?.npcs.length === 6);
    expect(table.game.tick - tick).toBe(20 * 4);
  });

  test("keeps night creatures to the night", () => {
    const table = newTable();
    const isOut = (): boolean =>
      [...table.game.rooms.values()].some((room) => room.npcs.some((npc) => npc.kind.id === "moth"));
    expect(isOut()).toBe(false);
    table.until(isOut);
    table.until(() => !isOut());
    expect(table.game.tick).toBe(22 * 60 * 4);
  });

  test("is the same again under the same seed, and another under another", () => {
    const story = (seed: string): string => {
      const table = newTable(seed);
      const player = table.join("Isolde", "wood.fork");
      player.character.health = 500;
      table.ticks(3_000);
      return JSON.stringify(table.events);
    };
    expect(story("one")).toBe(story("one"));
    expect(story("one")).not.toBe(story("two"));
  });
});
