import fs from "node:fs";
import { readText } from "./text-file.ts";

/** One row of /proc. `startTime` is in clock ticks since boot and, with the pid, names one process for ever. */
export interface ProcessEntry {
  pid: number;
  state: string;
  parent: number;
  group: number;
  session: number;
  /** User and system time, its reaped children's included; 10 ms ticks. */
  cpuTicks: number;
  startTime: string;
}

/** What tells the processes of one run from all others where no control group does. */
export interface RunMarks {
  /** The game's first process: leader of its session and process group. */
  leader: number;
  /** A user id that nobody else has, or null. */
  uid: number | null;
  /** The value of GAMEKEEPER_RUN_ID in the environment of all its processes. */
  runId: string;
}

const MICROSECONDS_PER_TICK = 10_000;

/** The process, or null if it has ended; one that only waits to be reaped has ended. Source: proc_pid_stat(5). */
export function readProcess(pid: number): ProcessEntry | null {
  const text = readText(`/proc/${pid}/stat`);
  if (text === null) return null;
  const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
  const state = fields[0] ?? "";
  if (state === "Z" || state === "X") return null;
  const number = (index: number) => Number(fields[index]);
  return {
    pid,
    state,
    parent: number(1),
    group: number(2),
    session: number(3),
    cpuTicks: number(11) + number(12) + number(13) + number(14),
    startTime: fields[19] ?? "",
  };
}

/** Whether the very process that started then still runs, and not another one with its number. */
export function isRunning(pid: number, startTime: string): boolean {
  return readProcess(pid)?.startTime === startTime;
}

export function bootId(): string {
  return readText("/proc/sys/kernel/random/boot_id") ?? "";
}

function allProcesses(): ProcessEntry[] {
  return fs
    .readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => readProcess(Number(name)) ?? []);
}

/** The real user of a process; null if it has ended. The owner of /proc/<pid> is another thing: it may be root. */
export function userOf(pid: number): number | null {
  const match = /^Uid:\s+(\d+)/m.exec(readText(`/proc/${pid}/status`) ?? "");
  return match ? Number(match[1]) : null;
}

/** All users that have a process now. */
export function usersWithProcesses(): Set<number> {
  return new Set(allProcesses().flatMap((entry) => userOf(entry.pid) ?? []));
}

function carriesRunId(pid: number, runId: string): boolean {
  // A whole variable: the launcher has the same text as a part of one, and is not the game.
  return (readText(`/proc/${pid}/environ`) ?? "").split("\0").includes(`GAMEKEEPER_RUN_ID=${runId}`);
}

/**
 * Whether a process has become the game: it has the game's environment, and is no longer the program of `lastStep` that
 * sets things up.
 */
export function hasBegun(pid: number, runId: string, lastStep: string[]): boolean {
  const setsUp = lastStep.length > 0 && (readText(`/proc/${pid}/cmdline`) ?? "").startsWith(`${lastStep.join("\0")}\0`);
  return !setsUp && carriesRunId(pid, runId);
}

/** Every living process of a run: by session, group, own user, environment, and descent from one of those. */
export function processesOfRun(marks: RunMarks): ProcessEntry[] {
  const all = allProcesses();
  const found = new Map<number, ProcessEntry>();
  for (const entry of all) {
    const belongs =
      entry.session === marks.leader ||
      entry.group === marks.leader ||
      (marks.uid === null ? carriesRunId(entry.pid, marks.runId) : userOf(entry.pid) === marks.uid);
    if (belongs) found.set(entry.pid, entry);
  }
  for (let size = -1; size !== found.size; ) {
    size = found.size;
    for (const entry of all) if (found.has(entry.parent)) found.set(entry.pid, entry);
  }
  found.delete(process.pid);
  return [...found.values()];
}

/** Sends SIGKILL to each. A process that has ended meanwhile is no error. */
export function killEach(pids: Iterable<number>): void {
  for (const pid of pids) {
    try {
      process.kill(pid, "SIGKILL");
    } catch {
      // It has ended by itself.
    }
  }
}

/** Resident memory of a process in bytes. Shared pages are counted in each process that has them. */
export function residentBytes(pid: number): number {
  const match = /^VmRSS:\s+(\d+) kB/m.exec(readText(`/proc/${pid}/status`) ?? "");
  return match ? Number(match[1]) * 1024 : 0;
}

export function cpuUsecOf(entry: ProcessEntry): number {
  return entry.cpuTicks * MICROSECONDS_PER_TICK;
}

/** Bytes a process made the disk read and write; null where the kernel does not count or does not tell. */
export function diskBytes(pid: number): { read: number; written: number } | null {
  const text = readText(`/proc/${pid}/io`);
  if (text === null) return null;
  const read = /^read_bytes: (\d+)/m.exec(text);
  const written = /^write_bytes: (\d+)/m.exec(text);
  return read && written ? { read: Number(read[1]), written: Number(written[1]) } : null;
}
