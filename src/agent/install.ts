import path from "node:path";
import type { InstallStep } from "#app/features/hosting/blueprint.ts";
import { renderArguments, renderEnvironment, renderInnerPath } from "#app/features/hosting/render-spec.ts";
import type { ServerSpec } from "#app/features/hosting/server-spec.ts";
import { renderTemplate, type TemplateValues } from "#app/features/hosting/template.ts";
import type { InstallProgress } from "#app/protocol/agent.ts";
import { asServerUser, writeAsServerUser } from "./as-server-user.ts";
import { ensureDebianPackages } from "./debian-packages.ts";
import { findNpm, npmEnvironment } from "./npm-tool.ts";
import { homePaths } from "./runtime/home.ts";
import type { Isolation } from "./runtime/isolation.ts";
import { launch } from "./runtime/launch.ts";

/** An installer is given at least this much, however little its game may use. */
const INSTALL_MEMORY_MIB = 1024;
const INSTALL_PROCESSES = 256;
const NPM_TIMEOUT_SEC = 1800;

/** What one installation is made of. */
export interface Installation {
  serverId: string;
  home: string;
  generation: number;
  spec: ServerSpec;
  values: TemplateValues;
  /** The folder with games/ that `copy` takes from. */
  box: string;
  isolation: Isolation;
  /** A line of Gamekeeper's own on the server's console. */
  say(line: string): void;
  onProgress(progress: InstallProgress): void;
  signal: AbortSignal;
}

/**
 * Runs the steps in order, each in the server's files, without a shell and as the server's own user; what they print is
 * on the server's console. Throws with the step's name and what went wrong; the signal's reason if it was cancelled.
 */
export async function install(installation: Installation): Promise<void> {
  const { spec, signal, say } = installation;
  const of = spec.install.length;
  for (const [index, step] of spec.install.entries()) {
    signal.throwIfAborted();
    installation.onProgress({ step: index + 1, of, name: step.name, percent: null });
    say(`Install ${index + 1} of ${of}: ${step.name}`);
    try {
      await runStep(step, installation);
    } catch (error) {
      signal.throwIfAborted();
      throw new Error(`${step.name}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
    }
  }
  signal.throwIfAborted();
}

async function runStep(step: InstallStep, installation: Installation): Promise<void> {
  const { isolation, home, values, say } = installation;
  switch (step.type) {
    case "mkdir":
      return asServerUser(isolation, home, ["mkdir", "-p", "--", inner(step.path, values)]);
    case "write":
      return write(step, installation);
    case "copy": {
      const from = path.join(installation.box, renderInnerPath(step.from, values));
      const to = inner(step.to, values);
      await asServerUser(isolation, home, ["mkdir", "-p", "--", path.dirname(to)]);
      return asServerUser(isolation, home, ["cp", "-RT", "--", from, to]);
    }
    case "debian":
      return untilAborted(ensureDebianPackages(step.packages, say), installation.signal);
    case "npm":
      return npm(step, installation);
    case "run":
      return runProgram(installation, {
        argv: renderArguments(step.argv, values),
        environment: renderEnvironment(step.environment, values),
        timeoutSec: step.timeoutSec,
      });
  }
}

async function write(step: Extract<InstallStep, { type: "write" }>, installation: Installation): Promise<void> {
  const { isolation, home, values, say } = installation;
  const target = inner(step.path, values);
  if (step.keep) {
    const isThere = await asServerUser(isolation, home, ["test", "-e", target]).then(
      () => true,
      () => false,
    );
    if (isThere) return say(`${step.path} is there already and stays as it is`);
  }
  await writeAsServerUser(isolation, home, target, renderTemplate(step.text, values));
}

async function npm(step: Extract<InstallStep, { type: "npm" }>, installation: Installation): Promise<void> {
  const { files } = homePaths(installation.home);
  const npmCli = findNpm();
  const environment = await npmEnvironment(npmCli, files);
  const quiet = ["--ignore-scripts", "--no-audit", "--no-fund", "--omit=dev", "--save-exact", "--loglevel=notice"];
  await runProgram(installation, {
    argv: [process.execPath, npmCli, "install", ...quiet, "--prefix", files, `${step.package}@${step.version}`],
    environment,
    timeoutSec: NPM_TIMEOUT_SEC,
  });
  await asServerUser(installation.isolation, installation.home, ["rm", "-rf", "--", "./.npm-cache"]);
}

/** Under a launcher like a game: its own user and group, its words on the console, its whole tree ended when cancelled. */
async function runProgram(
  { serverId, home, generation, spec, isolation, signal }: Installation,
  program: { argv: string[]; environment: Record<string, string>; timeoutSec: number },
): Promise<void> {
  const { memoryMiB, processes } = spec.limits;
  const process = await launch(
    {
      serverId,
      home,
      argv: program.argv,
      environment: program.environment,
      workingDirectory: ".",
      limits: {
        memoryMiB: memoryMiB === 0 ? null : Math.max(memoryMiB, INSTALL_MEMORY_MIB),
        cpuPercent: null,
        processes: processes === 0 ? null : Math.max(processes, INSTALL_PROCESSES),
      },
      generation,
    },
    isolation,
  );
  let timedOut = false;
  const onAbort = () => void process.kill();
  const timer = setTimeout(() => {
    timedOut = true;
    onAbort();
  }, program.timeoutSec * 1000);
  signal.addEventListener("abort", onAbort);
  if (signal.aborted) onAbort();
  const exit = await process.exited;
  clearTimeout(timer);
  signal.removeEventListener("abort", onAbort);
  process.forget();
  signal.throwIfAborted();
  if (timedOut) throw new Error(`took longer than ${program.timeoutSec} s`);
  if (exit.cause === "out_of_memory") throw new Error("ran out of memory");
  if (exit.code !== 0)
    throw new Error(`ended with ${exit.signal ?? `code ${exit.code}`}: ${lastWords(exit.lastLines)}`);
}

function lastWords(lines: string[]): string {
  // npm ends with where its log lies, which says less than the line before.
  const telling = lines.filter((line) => line.trim() !== "" && !/^npm error A complete log of this run/.test(line));
  return (telling.at(-1) ?? "no output").slice(0, 500);
}

/** So that a path is never taken for an option. */
function inner(template: string, values: TemplateValues): string {
  return `./${renderInnerPath(template, values)}`;
}

/** apt is not to be ended half way: it is left to itself when the installation is cancelled. */
function untilAborted(work: Promise<void>, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const onAbort = () => reject(signal.reason);
    signal.addEventListener("abort", onAbort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener("abort", onAbort));
  });
}
