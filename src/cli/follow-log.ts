import type { FileHandle } from "node:fs/promises";
import { stat } from "node:fs/promises";
import { basename } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { LogRefused, openPlainFile } from "#app/agent/logs/log-roots.ts";
import { newAnyLogReader } from "#app/features/logs/any-log-reader.ts";
import type { ReadHow } from "#app/features/logs/log-games.ts";
import type { LoggedDeath, ReadReport } from "#app/features/logs/logged-facts.ts";
import type { LogReader } from "#app/features/star-citizen/log-reader.ts";

const CHUNK_BYTES = 256 * 1024;
/** Files of games that run are looked at, since not every system tells of each change of them. */
const LOOK_MS = 500;
/** A log that is silent for so long tells no more of a death that it has told of. */
const SILENT_MS = 5_000;

export interface LogFollower {
  /** A log begins: the first one, or the next session's after the game was started again. */
  begun(): void;
  death(death: LoggedDeath): void;
  /** What is new was read; called again and again. */
  read(report: ReadReport): Promise<void>;
  /** This log goes on no more: it was put aside or begun anew, or nobody follows it any longer. */
  ended(report: ReadReport): Promise<void>;
}

interface Followed {
  file: FileHandle;
  inode: number;
  offset: number;
  reader: LogReader;
  changedAt: number;
}

/**
 * Follows a log that a game writes, from its beginning, and each that takes its place: the game puts the old one aside under another name when it starts. What was
 * written to that one last is read before it is left. Ends when the signal says so.
 */
export async function followLog(
  name: string,
  how: ReadHow,
  follower: LogFollower,
  signal: AbortSignal,
  lookMs = LOOK_MS,
): Promise<void> {
  const buffer = Buffer.allocUnsafeSlow(CHUNK_BYTES);
  let followed: Followed | null = null;
  try {
    while (!signal.aborted) {
      followed = (await isReplaced(name, followed)) ? await leave(followed, follower, buffer) : followed;
      followed ??= await begin(name, how, follower);
      if (followed) await readOn(followed, follower, buffer);
      await sleep(lookMs, undefined, { signal }).catch(() => {});
    }
  } finally {
    if (followed) await leave(followed, follower, buffer);
  }
}

async function begin(name: string, how: ReadHow, follower: LogFollower): Promise<Followed | null> {
  // Between two sessions there is none.
  const file = await openPlainFile(name).catch((error: unknown) => {
    if (error instanceof LogRefused && error.problem === "not_found") return null;
    throw error;
  });
  if (!file) return null;
  follower.begun();
  const reader = newAnyLogReader({ ...how, name: basename(name) }, { kill: (death) => follower.death(death) });
  return { file, inode: (await file.stat()).ino, offset: 0, reader, changedAt: Date.now() };
}

/** Whether another file has its name now, or it was written anew. */
async function isReplaced(name: string, followed: Followed | null): Promise<boolean> {
  if (!followed) return false;
  const there = await stat(name).catch(() => null);
  return there !== null && (there.ino !== followed.inode || there.size < followed.offset);
}

async function readOn(followed: Followed, follower: LogFollower, buffer: Buffer): Promise<void> {
  let isNew = false;
  for (;;) {
    const { bytesRead } = await followed.file.read(buffer, 0, buffer.length, followed.offset);
    if (bytesRead === 0) break;
    followed.offset += bytesRead;
    followed.reader.push(buffer.subarray(0, bytesRead));
    isNew = true;
  }
  if (isNew) followed.changedAt = Date.now();
  else if (Date.now() - followed.changedAt > SILENT_MS) followed.reader.settle();
  await follower.read(followed.reader.report());
}

async function leave(followed: Followed | null, follower: LogFollower, buffer: Buffer): Promise<null> {
  if (!followed) return null;
  // Written anew in its place, what it held is gone; put aside, it is there to its end.
  if ((await followed.file.stat()).size >= followed.offset) await readOn(followed, follower, buffer);
  await followed.file.close();
  await follower.ended(followed.reader.end());
  return null;
}
