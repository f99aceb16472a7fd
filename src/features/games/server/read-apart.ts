import path from "node:path";
import { AppError } from "#app/lib/errors.ts";
import { inOwnProcess, Overrun } from "#app/platform/apart.ts";
import type { LogReading, LogToRead } from "../log-reading.ts";

const PROGRAM = path.resolve("src/features/games/server/reader-process.ts");
/** One that is still at it then is ended: one line can cost more than the whole budget. */
const END_MS = 5_000;
const MEMORY_MIB = 128;
const MOST_AT_ONCE = 2;
const MOST_WAITING = 20;

let running = 0;
const waiting: (() => void)[] = [];

/**
 * Reads a log with patterns that nobody knows the cost of, beside everything else that the process does. Throws AppError: `conflict` where the patterns
 * took too long over a line, `unavailable` where too many wait.
 */
export async function readApart(log: LogToRead): Promise<LogReading> {
  if (running >= MOST_AT_ONCE) {
    if (waiting.length >= MOST_WAITING) throw new AppError("unavailable");
    await new Promise<void>((resolve) => waiting.push(resolve));
  }
  running++;
  try {
    return await inOwnProcess<LogReading>(PROGRAM, log, { endMs: END_MS, memoryMiB: MEMORY_MIB });
  } catch (error) {
    throw error instanceof Overrun ? new AppError("conflict", "blueprints.reading_too_slow") : error;
  } finally {
    running--;
    waiting.shift()?.();
  }
}
