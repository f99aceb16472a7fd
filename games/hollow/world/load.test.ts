import { cp, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { SHIPPED } from "../testing/game.ts";
import { newFolder } from "../testing/process.ts";
import { loadWorld, WorldError } from "./load.ts";
import { DIRECTIONS } from "./world.ts";

const BACK: Record<string, string> = {
  north: "south",
  south: "north",
  east: "west",
  west: "east",
  up: "down",
  down: "up",
};

/** What is wrong with the shipped world after one text in one file was replaced. */
async function problemsAfter(fileName: string, from: string, to: string): Promise<readonly string[]> {
  const folder = await newFolder();
  await cp(SHIPPED, folder, { recursive: true });
  const path = join(folder, fileName);
  const text = await readFile(path, "utf8");
  expect(text).toContain(from);
  await writeFile(path, text.replace(from, to));
  try {
    loadWorld(folder);
  } catch (error) {
    if (error instanceof WorldError) return error.problems;
    throw error;
  }
  return [];
}

describe("the shipped world", () => {
  const world = loadWorld(SHIPPED);

  test("is as large as promised", () => {
    expect(world.rooms.size).toBeGreaterThanOrEqual(40);
    expect(world.areas.size).toBeGreaterThanOrEqual(4);
    expect(world.npcs.size).toBeGreaterThanOrEqual(15);
    expect([...world.rooms.values()].filter((room) => room.shop).length).toBeGreaterThanOrEqual(3);
  });

  test("has a way back along every direction", () => {
    for (const room of world.rooms.values())
      for (const exit of room.exits.values())
        if (DIRECTIONS.some((one) => one === exit.name))
          expect(world.rooms.get(exit.toRoomId)?.exits.get(BACK[exit.name] ?? "")?.toRoomId).toBe(room.id);
  });

  test("has one locked door, and its key is somebody's loot", () => {
    const doors = [...world.rooms.values()].flatMap((room) =>
      [...room.exits.values()].flatMap((exit) => exit.door ?? []),
    );
    expect(new Set(doors.map((door) => door.keyItemId))).toEqual(new Set(["grille-key"]));
    expect([...world.npcs.values()].some((npc) => npc.loot.some((one) => one.itemId === "grille-key"))).toBe(true);
  });
});

describe("broken data is named by file and place", () => {
  test.each([
    ["town.json", '"north": "lane"', '"north": "lain"', 'room town.well: exit north leads to unknown room "town.lain"'],
    ["town.json", '"rat-tail", "chance"', '"rat-tale", "chance"', 'NPC cellar-rat: unknown item "rat-tale"'],
    ["town.json", '"keeper": "tansy"', '"keeper": "pell"', 'shop in town.stillroom: keeper "pell" does not live there'],
    ["wood.json", '"crack": "heart"', '"crack": "oak"', "room wood.heart: nobody can get there"],
    ["wood.json", '"level": 6', '"level": "six"', 'level must be a whole number from 1 to 50, not "six"'],
    ["fen.json", '"id": "mouth"', '"id": "mouth", "tilte": "x"', 'unknown field "tilte"'],
    ["world.json", "town.chapel", "town.chapple", 'world.json: unknown room "town.chapple"'],
    ["choir.json", "{", "{{", "choir.json: "],
    ["quarry.json", '"room": "office"', '"room": "orifice"', 'NPC foreman: unknown room "quarry.orifice"'],
  ])("%s: %s made %s", async (fileName, from, to, problem) => {
    const problems = await problemsAfter(fileName, from, to);
    expect(problems.join("\n")).toContain(problem);
  });

  test("a folder that is not there is said, not thrown about", () => {
    expect(() => loadWorld("/nowhere/at/all")).toThrow(WorldError);
  });
});
