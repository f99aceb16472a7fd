import { randomUUID } from "node:crypto";
import fs from "node:fs";
import * as z from "zod";
import { homePaths } from "../runtime/home.ts";
import { readNumber, readText, writeAtomically } from "../runtime/text-file.ts";
import { LineIndex } from "./line-index.ts";

const Place = z.object({ seq: z.number(), offset: z.number() });

const LogState = z.object({
  epoch: z.uuid(),
  /** Of the raw log: another file is another log. */
  inode: z.number(),
  /** The oldest line that was kept. */
  floor: Place,
  /** Where it was read to when it was closed: what follows was written while nobody read, and has another time than what is before. */
  readTo: Place.optional(),
});
export type LogState = z.infer<typeof LogState>;

function readState(home: string): LogState | null {
  try {
    return LogState.safeParse(JSON.parse(readText(homePaths(home).logState) ?? "")).data ?? null;
  } catch {
    return null;
  }
}

export function writeState(home: string, state: LogState): void {
  writeAtomically(homePaths(home).logState, JSON.stringify(state));
}

/** Begins to count at 1, under a new epoch, with the first line that the raw log still has. */
export function newLog(home: string, raw: number): { state: LogState; index: LineIndex } {
  const paths = homePaths(home);
  const { size, ino } = fs.fstatSync(raw);
  const dropped = readNumber(paths.floor) ?? 0;
  const offset = dropped > 0 && dropped <= size ? skipUnread(raw, { seq: 1, offset: 0 }, dropped).offset : 0;
  fs.rmSync(paths.floor, { force: true });
  const state = { epoch: randomUUID(), inode: ino, floor: { seq: 1, offset } };
  const index = LineIndex.create(paths.lineIndex, state.epoch, []);
  writeState(home, state);
  return { state, index };
}

/**
 * What is known of a log, from whichever of its two files are whole. A raw log that is another one, or shorter than it
 * was, begins a new epoch: its numbers would otherwise name other lines than those already told.
 */
export function recoverLog(home: string, raw: number): { state: LogState; index: LineIndex } {
  const paths = homePaths(home);
  const { size, ino } = fs.fstatSync(raw);
  let index = LineIndex.open(paths.lineIndex);
  let state = readState(home);
  if (!state && index) {
    const first = index.count > 0 ? index.get(0) : { seq: 1, offset: 0 };
    state = { epoch: index.epoch, inode: ino, floor: { seq: first.seq, offset: first.offset } };
    writeState(home, state);
  }
  const indexed = index?.epoch === state?.epoch ? (index?.last?.offset ?? 0) : 0;
  const known = Math.max(state?.floor.offset ?? 0, state?.readTo?.offset ?? 0, indexed);
  if (!state || state.inode !== ino || size < known) {
    index?.close();
    return newLog(home, raw);
  }
  if (index?.epoch !== state.epoch) {
    index?.close();
    index = LineIndex.create(paths.lineIndex, state.epoch, []);
  }
  return { index, state: skipDropped(home, raw, { state, index }) };
}

/**
 * Takes note of what the launcher has dropped meanwhile. If that includes bytes nobody has read, their number stands
 * for the number of their lines, which it cannot be less than: no seq is given twice, and the jump shows as a gap.
 */
function skipDropped(home: string, raw: number, log: { state: LogState; index: LineIndex }): LogState {
  const dropped = readNumber(homePaths(home).floor) ?? 0;
  const { state, index } = log;
  if (dropped <= state.floor.offset || dropped > fs.fstatSync(raw).size) return state;
  const next = index.find("offset", dropped - 1) + 1;
  const floor = next < index.count ? index.get(next) : skipUnread(raw, index.last ?? state.floor, dropped);
  const fresh = { ...state, floor: { seq: floor.seq, offset: floor.offset } };
  writeState(home, fresh);
  return fresh;
}

/** The first line after `from`, with a seq that no line between the last known place and it can have reached. */
export function skipUnread(
  raw: number,
  known: { seq: number; offset: number },
  from: number,
): { seq: number; offset: number } {
  const bytes = Buffer.alloc(64 * 1024);
  const length = fs.readSync(raw, bytes, 0, bytes.length, from);
  const offset = from + bytes.subarray(0, length).indexOf(10) + 1;
  return { seq: known.seq + (offset - known.offset), offset };
}
