import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { processStartTime } from "./process-identity.ts";

/** A lock that was taken: `release` gives it back, and a process that dies gives it back without a word. */
export interface Lock {
  release(): void;
}

/** What stands in a lock's file: the process that holds it. */
export interface LockHolder {
  pid: number;
  startTime: string;
}

/**
 * Takes the lock that the file stands for, or tells who holds it.
 *
 * The file appears by link(2), whole or not at all. A file whose process is gone (pid and start time) is moved
 * away and looked at once more, so that of two who find it stale only one can win.
 */
export function takeLock(file: string): Lock | LockHolder {
  const mine = JSON.stringify({ pid: process.pid, startTime: processStartTime(process.pid) ?? "unknown" });
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, mine, { mode: 0o600 });
  try {
    for (;;) {
      if (tryLink(draft, file)) return { release: () => releaseLock(file, mine) };
      const holder = readHolder(file);
      if (holder && processStartTime(holder.pid) === holder.startTime) return holder;
      discardStale(file, holder);
    }
  } finally {
    rmSync(draft, { force: true });
  }
}

/** Who holds the lock now, or null. */
export function lockHolder(file: string): LockHolder | null {
  const holder = readHolder(file);
  return holder && processStartTime(holder.pid) === holder.startTime ? holder : null;
}

/** Whether `takeLock` gave the lock, and not the one who has it. */
export function isLock(taken: Lock | LockHolder): taken is Lock {
  return "release" in taken;
}

function tryLink(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

function readHolder(file: string): LockHolder | null {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as LockHolder;
  } catch {
    return null;
  }
}

function discardStale(file: string, stale: LockHolder | null): void {
  const aside = `${file}.stale.${process.pid}`;
  try {
    renameSync(file, aside);
  } catch {
    return;
  }
  const moved = readHolder(aside);
  const isTheStaleOne = moved?.pid === stale?.pid && moved?.startTime === stale?.startTime;
  if (!isTheStaleOne) tryLink(aside, file);
  rmSync(aside, { force: true });
}

function releaseLock(file: string, mine: string): void {
  try {
    if (readFileSync(file, "utf8") === mine) rmSync(file, { force: true });
  } catch {}
}
