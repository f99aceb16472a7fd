import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { checkWorld } from "./check.ts";
import { parseArea, parseStart, type WorldParts } from "./parse.ts";
import type { World } from "./world.ts";

/** The data files are wrong; `problems` says each thing once, with file and place. */
export class WorldError extends Error {
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(`the world data has ${problems.length === 1 ? "a problem" : `${problems.length} problems`}`);
    this.problems = problems;
  }
}

/** The world out of a folder of area files. Throws `WorldError` with everything that is wrong, never a half world. */
export function loadWorld(folder: string): World {
  const problems: string[] = [];
  const parts: WorldParts = { areas: new Map(), rooms: new Map(), npcs: new Map(), items: new Map() };
  const start = parseStart(readJson(folder, "world.json", problems), problems);
  for (const fileName of areaFiles(folder, problems)) {
    const value = readJson(folder, fileName, problems);
    if (value !== undefined) parseArea(value, fileName, parts, problems);
  }
  const world: World = { ...start, ...parts };
  // Broken files would only bring a flood of dangling names after them.
  if (problems.length === 0) problems.push(...checkWorld(world));
  if (problems.length > 0) throw new WorldError(problems);
  return world;
}

function areaFiles(folder: string, problems: string[]): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith(".json") && name !== "world.json")
      .sort();
  } catch {
    problems.push(`${folder}: cannot be read`);
    return [];
  }
}

function readJson(folder: string, fileName: string, problems: string[]): unknown {
  try {
    return JSON.parse(readFileSync(join(folder, fileName), "utf8"));
  } catch (error) {
    problems.push(`${fileName}: ${error instanceof Error ? error.message : String(error)}`);
    return undefined;
  }
}
