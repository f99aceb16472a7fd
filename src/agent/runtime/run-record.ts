import fs from "node:fs";
import * as z from "zod";
import { homePaths } from "./home.ts";
import { bootId, isRunning, readProcess } from "./process-table.ts";
import { readText, writeAtomically } from "./text-file.ts";

const ControllerPlace = z.object({ version: z.union([z.literal(1), z.literal(2)]), directory: z.string() });

/** What the agent writes down before it starts a game, to know it again after its own end. */
const RunRecord = z.object({
  runId: z.string(),
  serverId: z.string(),
  generation: z.number(),
  startedAt: z.string(),
  bootId: z.string(),
  /** A user id that only this game has. */
  dedicatedUid: z.number().nullable(),
  groups: z
    .object({
      controllers: z.object({
        memory: ControllerPlace.optional(),
        cpu: ControllerPlace.optional(),
        pids: ControllerPlace.optional(),
        cpuacct: ControllerPlace.optional(),
      }),
      unified: z.string().nullable(),
    })
    .nullable(),
});
export type RunRecord = z.infer<typeof RunRecord>;

const Intent = z.object({ cause: z.enum(["stopped", "killed"]), untilMs: z.number() });

const Ended = z.object({
  code: z.number().nullable(),
  signal: z.string().nullable(),
  cause: z.enum(["stopped", "killed", "out_of_memory", "crashed", "finished"]),
  at: z.string(),
  lastLines: z.array(z.string()),
});

/** The launcher and the game, each by pid and start time. */
export interface LaunchedProcesses {
  gamePid: number;
  gameStart: string;
  launcherPid: number;
  launcherStart: string;
}

function parseFile<T>(file: string, schema: z.ZodType<T>): T | null {
  const text = readText(file);
  if (text === null) return null;
  try {
    const parsed = schema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

export const readRun = (home: string) => parseFile(homePaths(home).run, RunRecord);
export const readIntent = (home: string) => parseFile(homePaths(home).intent, Intent);
export const readEnded = (home: string) => parseFile(homePaths(home).ended, Ended);

export function writeRecord(file: string, record: unknown): void {
  writeAtomically(file, JSON.stringify(record));
}

/** What the launcher says it has started; null until it says so. */
export function readLaunched(home: string): LaunchedProcesses | null {
  const match = /^(\d+) (\d*) (\d+) (\d+)$/.exec(readText(homePaths(home).processes) ?? "");
  if (!match) return null;
  const [, gamePid, gameStart = "", launcherPid, launcherStart = ""] = match;
  return { gamePid: Number(gamePid), gameStart, launcherPid: Number(launcherPid), launcherStart };
}

/** The launcher's word on the end: a shell's status and the time. */
export function readLauncherExit(home: string): { status: number; at: string } | null {
  const match = /^(\d+) (\S+)$/.exec(readText(homePaths(home).exit) ?? "");
  return match ? { status: Number(match[1]), at: match[2] ?? "" } : null;
}

/** Whether launcher or game of this record still run. Pids of an earlier boot mean nothing. */
export function stillRuns(record: RunRecord, launched: LaunchedProcesses): { launcher: boolean; game: boolean } {
  if (record.bootId !== bootId()) return { launcher: false, game: false };
  return {
    launcher: isRunning(launched.launcherPid, launched.launcherStart),
    // A game that ended before the launcher could look has no start time.
    game: launched.gameStart !== "" && isRunning(launched.gamePid, launched.gameStart),
  };
}

/** Tells the launcher that somebody keeps the log within its bounds. */
export function signAsAgent(home: string): void {
  writeAtomically(homePaths(home).agent, `${process.pid} ${readProcess(process.pid)?.startTime ?? ""}\n`);
}

/** Removes every trace of the last run; the console stays. */
export function forgetRun(home: string): void {
  const { run, processes, exit, ended, intent } = homePaths(home);
  for (const file of [run, processes, exit, ended, intent]) fs.rmSync(file, { force: true });
}
