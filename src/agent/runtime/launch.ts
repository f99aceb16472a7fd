import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { endUnfinishedLine } from "../console/last-lines.ts";
import { GameProcess } from "./game-process.ts";
import { homePaths } from "./home.ts";
import type { Isolation } from "./isolation.ts";
import { checkArguments, checkVariable, LAUNCHER_SCRIPT, STARTER_SCRIPT } from "./launcher-script.ts";
import { bootId, hasBegun, isRunning } from "./process-table.ts";
import { forgetRun, type RunRecord, readLaunched, readRun, signAsAgent, stillRuns, writeRecord } from "./run-record.ts";
import { writeAtomically } from "./text-file.ts";

export type { Exit, GameProcess, Stats, StopRequest } from "./game-process.ts";

export interface LaunchSpec {
  serverId: string;
  /** `<agentHome>/servers/<serverId>`. */
  home: string;
  /** The program and its arguments; no shell reads them. */
  argv: string[];
  /** Besides PATH, HOME and LANG, which it may replace. */
  environment: Record<string, string>;
  /** Below `files/`, relative. */
  workingDirectory: string;
  limits: { memoryMiB: number | null; cpuPercent: number | null; processes: number | null };
  /** The power generation that starts it. */
  generation: number;
  /** How large the launcher lets the console grow while no agent is there. Default 128 MiB. */
  unwatchedConsoleBytes?: number;
}

const SYSTEM_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin:/usr/games:/usr/local/games";
const START_WITHIN_MS = 10_000;
const UNWATCHED_CONSOLE_BYTES = 128 * 1024 * 1024;

/**
 * Starts a game under a launcher of its own that outlives the agent. Rejects when the start itself fails; a program that
 * cannot be run is an exit with code 126 or 127 and says so on the console.
 */
export async function launch(spec: LaunchSpec, isolation: Isolation): Promise<GameProcess> {
  const home = path.resolve(spec.home);
  const paths = homePaths(home);
  isolation.prepareHome(home);
  const directory = findWorkingDirectory(paths.files, spec.workingDirectory);
  await endOfLastRun(home, spec.serverId);
  forgetRun(home);

  await isolation.reclaimHome(home);
  const runId = randomUUID();
  const group = isolation.groupOf(home, runId);
  const record: RunRecord = {
    runId,
    serverId: spec.serverId,
    generation: spec.generation,
    startedAt: new Date().toISOString(),
    bootId: bootId(),
    dedicatedUid: isolation.dedicatedUser(home)?.uid ?? null,
    groups: group?.places ?? null,
  };
  const environment = launcherEnvironment(spec, record, isolation, directory, group?.leader ?? "");
  group?.create(spec.limits);
  endUnfinishedLine(home);
  signAsAgent(home);
  writeRecord(paths.run, record);
  // New files each time: a shell reads its script as it goes, and the last run's may be at its final lines.
  writeAtomically(paths.launcher, LAUNCHER_SCRIPT);
  writeAtomically(paths.starter, STARTER_SCRIPT);
  const launcher = spawn("/bin/sh", [paths.launcher, paths.control, ...(group?.directories ?? [])], {
    detached: true,
    stdio: "ignore",
    cwd: "/",
    env: environment as NodeJS.ProcessEnv,
  });
  try {
    await started(home, launcher, (pid) => hasBegun(pid, runId, isolation.defaultSignals));
    launcher.unref();
  } catch (error) {
    launcher.kill("SIGKILL");
    forgetRun(home);
    await group?.remove();
    throw error;
  }
  const launched = readLaunched(home);
  if (!launched) throw new Error("The launcher has not said what it started.");
  return new GameProcess(home, record, launched);
}

/** The run of this home that lives, or ended and was not yet forgotten; null if there is none. */
export async function adopt(home: string): Promise<GameProcess | null> {
  const place = path.resolve(home);
  const record = readRun(place);
  if (!record) return null;
  // The last agent may have died between its record and the launcher's word, a matter of milliseconds.
  for (let round = 0; round < 50 && !readLaunched(place); round++) await sleep(20);
  const launched = readLaunched(place);
  if (!launched) {
    forgetRun(place);
    return null;
  }
  if (stillRuns(record, launched).launcher) signAsAgent(place);
  return new GameProcess(place, record, launched);
}

async function endOfLastRun(home: string, serverId: string): Promise<void> {
  const record = readRun(home);
  const launched = readLaunched(home);
  if (!record || !launched) return;
  const runs = stillRuns(record, launched);
  if (runs.game) throw new Error(`The server ${serverId} is already running.`);
  if (runs.launcher) await new GameProcess(home, record, launched).exited;
}

/** Resolves links, so that a game cannot have itself started elsewhere by a link in its files. */
function findWorkingDirectory(files: string, relative: string): string {
  const base = fs.realpathSync(files);
  let found: string;
  try {
    found = fs.realpathSync(path.resolve(base, relative));
  } catch {
    throw new Error(`The working directory ${JSON.stringify(relative)} does not exist.`);
  }
  if (found !== base && !found.startsWith(`${base}${path.sep}`)) {
    throw new Error(`The working directory ${JSON.stringify(relative)} is not below the server's files.`);
  }
  return found;
}

/** Everything a user has a say in, as values of numbered variables. Throws if a name or an argument cannot be passed. */
function launcherEnvironment(
  spec: LaunchSpec,
  record: RunRecord,
  isolation: Isolation,
  directory: string,
  leader: string,
): Record<string, string> {
  const game: Record<string, string> = {
    PATH: SYSTEM_PATH,
    HOME: homePaths(path.resolve(spec.home)).files,
    LANG: "C.UTF-8",
    ...spec.environment,
    GAMEKEEPER_RUN_ID: record.runId,
  };
  checkArguments(spec.argv);
  for (const [name, value] of Object.entries(game)) checkVariable(name, value);
  const uid = record.dedicatedUid;
  const user = uid === null ? [] : [`--reuid=${uid}`, `--regid=${uid}`, "--clear-groups"];
  const limitsUser = uid !== null && isolation.describe().processLimit === "user" && spec.limits.processes !== null;
  const numbered = (kind: string, values: string[]) => values.map((value, index) => [`_gk_${kind}_${index}`, value]);
  const variables = Object.entries(game).map(([name, value]) => `${name}=${value}`);
  return {
    PATH: SYSTEM_PATH,
    _gk_leader: leader,
    _gk_run_id: record.runId,
    _gk_uid: uid === null ? "" : String(uid),
    _gk_setpriv: [...user, ...(isolation.dropRights ?? [])].join(" "),
    _gk_processes: limitsUser ? String(spec.limits.processes) : "",
    _gk_max_bytes: String(spec.unwatchedConsoleBytes ?? UNWATCHED_CONSOLE_BYTES),
    _gk_env: isolation.defaultSignals.join(" "),
    _gk_directory: directory,
    _gk_argument_count: String(spec.argv.length),
    _gk_variable_count: String(variables.length),
    ...Object.fromEntries([...numbered("argument", spec.argv), ...numbered("variable", variables)]),
  };
}

/** Waits until the game has its groups, session, user and signals, so that whoever stops it at once reaches it. */
async function started(
  home: string,
  launcher: ReturnType<typeof spawn>,
  isGame: (pid: number) => boolean,
): Promise<void> {
  let failure: Error | null = null;
  launcher.once("error", (error) => {
    failure = error;
  });
  launcher.once("exit", () => {
    failure ??= new Error("The launcher ended at once; are mkfifo, setsid and setpriv there?");
  });
  for (const deadline = Date.now() + START_WITHIN_MS; ; await sleep(3)) {
    const launched = readLaunched(home);
    if (launched && (isGame(launched.gamePid) || !isRunning(launched.gamePid, launched.gameStart))) return;
    if (failure) throw failure;
    if (Date.now() < deadline) continue;
    if (launched) return;
    throw new Error("The launcher did not start the game in ten seconds.");
  }
}
