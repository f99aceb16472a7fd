import fs from "node:fs";
import {
  renderArguments,
  renderEnvironment,
  renderInnerPath,
  templateValues,
} from "#app/features/hosting/render-spec.ts";
import type { DesiredServer, ServerSpec } from "#app/features/hosting/server-spec.ts";
import { renderTemplate, type TemplateValues } from "#app/features/hosting/template.ts";
import type { ExitReport, OrderAnswer } from "#app/protocol/agent.ts";
import { afterExit, causeOf, type EndedBy } from "./after-exit.ts";
import { asServerUser, writeAsServerUser } from "./as-server-user.ts";
import type { PanelClock } from "./clock.ts";
import { ConsoleLog } from "./console/console-log.ts";
import type { Frame } from "./console/frame.ts";
import { linesOf, newestWithin } from "./console-lines.ts";
import { decide, type Step } from "./decide.ts";
import { install } from "./install.ts";
import { log } from "./log.ts";
import { waitReady } from "./readiness.ts";
import type { ReportQueue } from "./reports.ts";
import { homePaths } from "./runtime/home.ts";
import type { Isolation } from "./runtime/isolation.ts";
import { adopt, type Exit, type GameProcess, launch, type StopRequest } from "./runtime/launch.ts";
import type { ServerMemory } from "./server-memory.ts";
import { ServerRecord } from "./server-record.ts";

const LAST_LINES = 200;
const LAST_LINES_BYTES = 256 * 1024;
const FAILED_STEP_PAUSE_MS = 5000;

/** What all servers of an agent share. */
export interface AgentParts {
  agentHome: string;
  /** The folder with games/ that come with Gamekeeper. */
  box: string;
  isolation: Isolation;
  reports: ReportQueue;
  clock: PanelClock;
}

/**
 * One game server on this machine, brought step by step to what people want of it. One step at a time is the server's
 * lock; a kill or a deletion passes it, as it ends whatever the step under way waits for.
 */
export class GameServer {
  readonly serverId: string;
  readonly home: string;
  readonly #parts: AgentParts;
  readonly #record: ServerRecord;
  readonly #lineListeners = new Set<(frame: Frame) => void>();
  #console!: ConsoleLog;
  #process: GameProcess | null = null;
  /** How the run ended, from the moment it is known until it is reported. */
  #exit: Exit | null = null;
  #endedBy: EndedBy = null;
  #startTimedOut = false;
  #readiness: AbortController | null = null;
  #installing: { generation: number; abort: AbortController } | null = null;
  #isShuttingDown = false;
  #isClosed = false;
  /** Something has changed since the last step was chosen. */
  #isChanged = false;
  #wake: () => void = () => {};
  #finished: Promise<void> = Promise.resolve();

  private constructor(home: string, memory: ServerMemory, parts: AgentParts) {
    this.serverId = memory.desired.serverId;
    this.home = home;
    this.#parts = parts;
    this.#record = new ServerRecord(parts.agentHome, memory, parts.reports, parts.clock);
  }

  /** Takes a server up: finds the run that lives on since the last agent, or its end, and begins to act. */
  static async open(home: string, memory: ServerMemory, parts: AgentParts): Promise<GameServer> {
    parts.isolation.prepareHome(home);
    const server = new GameServer(home, memory, parts);
    await server.#openConsole();
    await server.#adopt();
    server.#finished = server.#act();
    return server;
  }

  get console(): ConsoleLog {
    return this.#console;
  }

  /** The run that lives, if there is one; an installation's programs are none. */
  get process(): GameProcess | null {
    return this.#exit ? null : this.#process;
  }

  get desired(): DesiredServer {
    return this.#record.desired;
  }

  /** Settles when the server is deleted, or let go of. */
  get finished(): Promise<void> {
    return this.#finished;
  }

  /** Each frame of the console, also over a reinstall, which begins a new log. Returns the way to stop. */
  onLines(listener: (frame: Frame) => void): () => void {
    this.#lineListeners.add(listener);
    return () => this.#lineListeners.delete(listener);
  }

  /**
   * Takes what people want, which is on disk when this returns. The past is ignored. A kill or a deletion takes effect
   * at once, whatever is under way.
   */
  apply(desired: DesiredServer): void {
    const known = this.#record.desired;
    if (desired.generation < known.generation) return;
    const isNewStart = desired.startGeneration > known.startGeneration;
    this.#record.update({ desired, ...(isNewStart ? { restartAt: null, crashes: [] } : {}) });
    if (desired.desired === "offline" && this.#record.memory.restartAt !== null) {
      // It waited to be started again after a crash, and now it does not.
      this.#record.observe({ observed: "offline", reason: "stopped" }, { restartAt: null });
    }
    const endsAll = (generation: number) => desired.desired === "deleted" || desired.killGeneration >= generation;
    if (this.#process && endsAll(this.#process.generation)) this.#kill(this.#process);
    if (this.#installing && endsAll(this.#installing.generation)) this.#installing.abort.abort();
    this.#change();
  }

  /** Puts a line into the game's console. Gives why that was not possible, or null. */
  async command(line: string): Promise<OrderAnswer["reason"]> {
    if (/[\r\n\0]/.test(line)) return "line_invalid";
    const process = this.process;
    if (!process?.isAlive()) return "not_running";
    await process.write(line);
    return null;
  }

  /** Stops the game as its blueprint says and begins nothing more. What people want stays as it is. */
  async shutDown(): Promise<void> {
    this.#isShuttingDown = true;
    this.#installing?.abort.abort();
    this.#change();
    await this.#finished;
    this.close();
  }

  /** Lets go of the server; its game lives on. */
  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#readiness?.abort();
    this.#change();
    this.#console.close();
  }

  /** One step after the other. */
  async #act(): Promise<void> {
    while (!this.#isClosed) {
      try {
        this.#isChanged = false;
        if (this.#process && this.#exit) await this.#reportEnd(this.#process, this.#exit);
        const step = this.#nextStep();
        if (step.kind === "rest" && this.#isShuttingDown) return;
        await this.#do(step);
        if (step.kind === "delete") return;
      } catch (error) {
        if (this.#isClosed) return;
        log.error("a step failed", { serverId: this.serverId, error: String(error) });
        await this.#rest(Date.now() + FAILED_STEP_PAUSE_MS);
      }
    }
  }

  #nextStep(): Step {
    if (this.#isShuttingDown) {
      return this.#process ? { kind: "stop", because: "stopped" } : { kind: "rest", until: null };
    }
    const { desired, installedGeneration, heldAt, restartAt } = this.#record.memory;
    return decide({
      desired,
      process: this.#process,
      startTimedOut: this.#startTimedOut,
      installedGeneration,
      heldAt,
      restartAt,
      now: Date.now(),
    });
  }

  async #do(step: Step): Promise<void> {
    switch (step.kind) {
      case "rest":
        return this.#rest(step.until);
      case "kill":
        return this.#killAndWait();
      case "stop":
        return this.#stop(step.because);
      case "install":
        return this.#install();
      case "start":
        return this.#start();
      case "delete":
        return this.#delete();
    }
  }

  async #rest(until: number | null): Promise<void> {
    if (this.#isChanged || this.#isClosed) return;
    await new Promise<void>((resolve) => {
      // Timers take no more than 2^31 ms; nothing is lost by looking again.
      const wait = until === null ? null : setTimeout(resolve, Math.min(until - Date.now(), 3_600_000));
      this.#wake = () => {
        if (wait) clearTimeout(wait);
        resolve();
      };
    });
    this.#wake = () => {};
  }

  #change(): void {
    this.#isChanged = true;
    this.#wake();
  }

  // Starting

  async #start(): Promise<void> {
    const { spec, generation } = this.desired;
    if (!spec) return;
    this.#endedBy = null;
    this.#say("Starting");
    await this.#console.drain();
    const run = {
      generation,
      startedAt: null,
      wasReady: false,
      consoleEpoch: this.#console.epoch,
      consoleSeq: this.#console.lastSeq + 1,
    };
    this.#record.observe({ observed: "starting" }, { run, restartAt: null });
    try {
      const process = await this.#launch(spec, generation);
      const startedAt = Date.parse(process.startedAt);
      this.#record.observe({ observed: "starting" }, { run: { ...run, startedAt } });
      this.#take(process);
      this.#watchReadiness(process);
    } catch (error) {
      const detail = error instanceof Error ? error.message : String(error);
      this.#say(`It could not be started: ${detail}`);
      const heldAt = this.desired.generation;
      this.#record.observe({ observed: "crashed", reason: "launch_failed", detail }, { run: null, heldAt });
    }
  }

  async #launch(spec: ServerSpec, generation: number): Promise<GameProcess> {
    const { isolation } = this.#parts;
    const values = this.#values(spec);
    const workingDirectory = renderInnerPath(spec.start.workingDirectory, values);
    if (workingDirectory !== ".") {
      await asServerUser(isolation, this.home, ["mkdir", "-p", "--", `./${workingDirectory}`]);
    }
    for (const file of spec.start.files) {
      const target = renderInnerPath(file.path, values);
      await writeAsServerUser(isolation, this.home, target, renderTemplate(file.text, values));
    }
    const { memoryMiB, cpuPercent, processes } = spec.limits;
    return launch(
      {
        serverId: this.serverId,
        home: this.home,
        argv: renderArguments(spec.start.argv, values),
        environment: renderEnvironment(spec.start.environment, values),
        workingDirectory,
        limits: { memoryMiB: memoryMiB || null, cpuPercent: cpuPercent || null, processes: processes || null },
        generation,
      },
      isolation,
    );
  }

  #take(process: GameProcess): void {
    this.#process = process;
    this.#exit = null;
    this.#startTimedOut = false;
    void process.exited.then((exit) => {
      if (this.#process !== process) return;
      this.#exit = exit;
      this.#change();
    });
  }

  #watchReadiness(process: GameProcess): void {
    const { run } = this.#record.memory;
    const { spec } = this.desired;
    if (!run || !spec) return;
    this.#readiness?.abort();
    this.#readiness = new AbortController();
    const { signal } = this.#readiness;
    const fromSeq = run.consoleEpoch === this.#console.epoch ? run.consoleSeq : this.#console.firstSeq;
    const startedAtMs = Date.parse(process.startedAt);
    waitReady({ spec, console: this.#console, fromSeq, startedAtMs, signal }).then(
      (outcome) => {
        if (signal.aborted || this.#process !== process || this.#exit) return;
        if (outcome === "ready")
          this.#record.observe({ observed: "running" }, { run: { ...run, wasReady: true, startedAt: startedAtMs } });
        if (outcome === "timed_out") {
          this.#startTimedOut = true;
          this.#change();
        }
      },
      (error: unknown) =>
        log.error("readiness could not be watched", { serverId: this.serverId, error: String(error) }),
    );
  }

  // Ending

  async #stop(because: "stopped" | "start_timed_out"): Promise<void> {
    const process = this.#process;
    if (!process) return;
    this.#readiness?.abort();
    this.#endedBy = because === "start_timed_out" ? "start_timeout" : this.#isShuttingDown ? "shutdown" : "stop";
    this.#say(because === "start_timed_out" ? "It did not get ready in time and is stopped" : "Stopping");
    const reason = because === "start_timed_out" ? because : null;
    this.#record.observe({ observed: "stopping", reason });
    const { request, graceSec } = this.#stopRequest();
    this.#exit = await process.stop(request, graceSec);
  }

  #stopRequest(): { request: StopRequest; graceSec: number } {
    const { spec } = this.desired;
    if (!spec) return { request: { kind: "signal", name: "SIGTERM" }, graceSec: 10 };
    const { stop } = spec;
    if ("signal" in stop) return { request: { kind: "signal", name: stop.signal }, graceSec: stop.graceSec };
    const line = renderTemplate(stop.command, this.#values(spec));
    return { request: { kind: "command", line }, graceSec: stop.graceSec };
  }

  #kill(process: GameProcess): void {
    this.#endedBy = "killed";
    void process.kill();
  }

  async #killAndWait(): Promise<void> {
    const process = this.#process;
    if (!process) return;
    this.#readiness?.abort();
    this.#endedBy = "killed";
    this.#exit = await process.kill();
  }

  async #reportEnd(process: GameProcess, exit: Exit): Promise<void> {
    this.#readiness?.abort();
    await this.#observeEnd(process.generation, exit);
    process.forget();
    this.#process = null;
    this.#exit = null;
    this.#startTimedOut = false;
  }

  async #observeEnd(generation: number, exit: Exit): Promise<void> {
    const { memory } = this.#record;
    await this.#console.drain();
    const cause = causeOf(exit, this.#endedBy);
    const report: ExitReport = {
      generation,
      at: this.#parts.clock.ofLocal(Date.parse(exit.at)),
      cause,
      code: exit.code,
      signal: exit.signal,
      epoch: this.#console.epoch,
      lastLines: newestWithin(linesOf(this.#console.tail(LAST_LINES), this.#parts.clock), LAST_LINES_BYTES),
    };
    const { observed, reason, detail, crashes, restartAt, isHeld } = afterExit({
      cause,
      code: exit.code,
      endedBy: this.#endedBy,
      wasReady: memory.run?.wasReady ?? false,
      policy: this.desired.spec?.restart ?? {
        policy: "never",
        maxRestarts: 0,
        windowSec: 1,
        backoffSec: 0,
        maxBackoffSec: 0,
      },
      crashes: memory.crashes,
      now: Date.now(),
    });
    const heldAt = isHeld ? this.desired.generation : memory.heldAt;
    const isWanted = this.desired.desired === "running";
    this.#record.observe(
      { observed, reason, detail: isWanted ? detail : null, exit: report },
      { run: null, crashes, restartAt, heldAt },
    );
    this.#say(sentenceOf(cause, exit, isWanted ? detail : null));
  }

  // Installing and deleting

  async #install(): Promise<void> {
    const { spec, generation, installGeneration } = this.desired;
    if (!spec) return;
    const { installedGeneration } = this.#record.memory;
    if (installedGeneration > 0) await this.#newConsole();
    const abort = new AbortController();
    this.#installing = { generation, abort };
    try {
      this.#record.observe({ observed: "installing" });
      await install({
        serverId: this.serverId,
        home: this.home,
        generation,
        spec,
        values: this.#values(spec),
        box: this.#parts.box,
        isolation: this.#parts.isolation,
        say: (line) => this.#say(line),
        onProgress: (progress) => this.#record.observe({ observed: "installing", install: progress }),
        signal: abort.signal,
      });
      this.#say("Installed");
      this.#record.observe({ observed: "offline" }, { installedGeneration: installGeneration });
    } catch (error) {
      // Begun anew by the next agent.
      if (this.#isShuttingDown || this.#isClosed) return;
      const heldAt = this.desired.generation;
      const reason = abort.signal.aborted ? "install_cancelled" : "install_failed";
      const detail = abort.signal.aborted || !(error instanceof Error) ? null : error.message;
      this.#say(detail === null ? "The installation was cancelled" : `The installation failed. ${detail}`);
      this.#record.observe({ observed: "offline", reason, detail }, { heldAt });
    } finally {
      this.#installing = null;
    }
  }

  async #delete(): Promise<void> {
    this.#console.close();
    await fs.promises.rm(this.home, { recursive: true, force: true, maxRetries: 5 });
    this.#isClosed = true;
    this.#record.forget();
  }

  // Console

  async #openConsole(): Promise<void> {
    this.#console = await ConsoleLog.open(this.home);
    this.#console.on("lines", (frame) => {
      for (const listener of this.#lineListeners) listener(frame);
    });
  }

  async #newConsole(): Promise<void> {
    this.#console.close();
    ConsoleLog.discard(this.home);
    await this.#openConsole();
  }

  #say(line: string): void {
    try {
      this.#console.append(`[Gamekeeper] ${line}`);
    } catch (error) {
      log.warn("the console could not be written", { serverId: this.serverId, error: String(error) });
    }
  }

  #values(spec: ServerSpec): TemplateValues {
    return templateValues(spec, {
      NODE: process.execPath,
      BOX: this.#parts.box,
      SERVER_ID: this.serverId,
      SERVER_DIRECTORY: homePaths(this.home).files,
    });
  }

  async #adopt(): Promise<void> {
    const { run, report } = this.#record.memory;
    const found = await adopt(this.home);
    if (found && !found.isAlive() && !run) return found.forget();
    if (report?.observed === "installing" && !run) {
      // A program of an installation that the last agent began; the installation is begun anew.
      await found?.kill();
      return found?.forget();
    }
    if (found) {
      const startedAt = Date.parse(found.startedAt);
      const { epoch, firstSeq } = this.#console;
      const known = run ?? { generation: found.generation, wasReady: false, consoleEpoch: epoch, consoleSeq: firstSeq };
      if (run?.startedAt !== startedAt) this.#record.update({ run: { ...known, startedAt } });
      this.#take(found);
      if (report?.observed === "starting") this.#watchReadiness(found);
      return;
    }
    if (run?.startedAt != null) {
      const at = new Date().toISOString();
      await this.#observeEnd(run.generation, { code: null, signal: null, cause: "crashed", at, lastLines: [] });
    } else if (run) {
      this.#record.update({ run: null });
    }
  }
}

function sentenceOf(cause: string, exit: Exit, detail: string | null): string {
  const how = exit.signal ?? (exit.code === null ? "an unknown code" : `code ${exit.code}`);
  const what = {
    stopped: "Stopped",
    killed: "Killed",
    finished: "Ended by itself",
    crashed: "Crashed",
    out_of_memory: "Killed for using more memory than it may",
    start_timed_out: "Ended, as it did not get ready",
    lost: "Ended while nobody was there to see",
  }[cause];
  return `${what} (${how})${detail === null ? "" : `. ${detail}`}`;
}
