import fs from "node:fs";
import { homePaths } from "../runtime/home.ts";
import { parseLines } from "./lines.ts";

const LAST_BYTES = 256 * 1024;

/** The last complete lines of a home's console, without their numbers; none if it is gone. For reports of an exit. */
export function readLastLines(home: string, limit: number): string[] {
  let file: number;
  try {
    file = fs.openSync(homePaths(home).raw, "r");
  } catch {
    return [];
  }
  try {
    const size = fs.fstatSync(file).size;
    const start = Math.max(0, size - LAST_BYTES);
    const bytes = Buffer.alloc(size - start);
    const length = fs.readSync(file, bytes, 0, bytes.length, start);
    const begin = start === 0 ? 0 : bytes.indexOf("\n") + 1;
    return parseLines(bytes, begin, length).lines.slice(-limit);
  } finally {
    fs.closeSync(file);
  }
}

/** Appends to the raw log a newline if its last line has none, so that what follows is a line of its own. */
export function endUnfinishedLine(home: string): void {
  const file = fs.openSync(homePaths(home).raw, "a+", 0o600);
  try {
    if (endsUnfinished(file)) fs.writeSync(file, "\n");
  } finally {
    fs.closeSync(file);
  }
}

export function endsUnfinished(file: number): boolean {
  const size = fs.fstatSync(file).size;
  const last = Buffer.alloc(1);
  return size > 0 && fs.readSync(file, last, 0, 1, size - 1) === 1 && last[0] !== 10;
}
