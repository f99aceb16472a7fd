import fs from "node:fs";
import { templateValues } from "#app/features/hosting/render-spec.ts";
import { RestartPolicy } from "#app/features/hosting/schema.ts";
import type { DesiredServer, ServerSpec } from "#app/features/hosting/server-spec.ts";
import type { TemplateValues } from "#app/features/hosting/template.ts";
import type { ExitReport } from "#app/protocol/agent.ts";
import { afterExit, causeOf, type EndedBy, sentenceOf } from "./after-exit.ts";
import type { PanelClock } from "./clock.ts";
import { decide, type Step } from "./decide.ts";
import { GameFeed } from "./game-feed.ts";
import { install } from "./install.ts";
import { log } from "./log.ts";
import type { OrderOutcome } from "./orders.ts";
import { PortInUse } from "./ports.ts";
import { waitReady } from "./readiness.ts";
import type { ReportQueue } from "./reports.ts";
import { homePaths } from "./runtime/home.ts";
import type { Isolation } from "./runtime/isolation.ts";
import { adopt, type Exit, type GameProcess } from "./runtime/launch.ts";
import { SaidAfter } from "./said-after.ts";
import { ServerConsole } from "./server-console.ts";
import type { RunMark, ServerMemory } from "./server-memory.ts";
import { ServerRecord } from "./server-record.ts";
import { startGame, stopRequestOf } from "./start-game.ts";

/** For a server of which nothing is known any more. */
const BLIND_STOP = { request: { kind: "signal", name: "SIGTERM" }, graceSec: 10 } as const;
const NO_RESTART = RestartPolicy.parse({ policy: "never" });
const FAILED_STEP_PAUSE_MS = 5000;
/** Of runs whose players' goings the panel may not have heard of yet. */
const KEPT_MARKS = 200;

/** What all servers of an agent share. */
export interface AgentParts {
  agentHome: string;
  /** The folder with games/ that come with Gamekeeper. */
  box: string;
  /** Where this machine reaches the panel; empty: it has not joined one. */
  panelUrl: string;
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
  readonly #console: ServerConsole;
  readonly #feed: GameFeed;
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

  private constructor(home: string, memory: ServerMemory, parts: AgentParts, console: ServerConsole) {
    this.#console = console;
    this.serverId = memory.desired.serverId;
    this.home = home;
    this.#parts = parts;
    this.#record = new ServerRecord(parts.agentHome, memory, parts.reports, parts.clock);
    this.#feed = new GameFeed({
      agentHome: parts.agentHome,
      serverId: this.serverId,
      console,
      clock: parts.clock,
      patterns: () => this.desired.spec?.console ?? null,
      marks: () => this.#record.memory.marks,
    });
  }

  /** Takes a server up: finds the run that lives on since the last agent, or its end, and begins to act. */
  static async open(home: string, memory: ServerMemory, parts: AgentParts): Promise<GameServer> {
    parts.isolation.prepareHome(home);
    const server = new GameServer(home, memory, parts, await ServerConsole.open(home));
    await server.#adopt();
    server.#finished = server.#act();
    return server;
  }

  get console(): ServerConsole {
    return this.#console;
  }

  /** What its console tells of the game. */
  get feed(): GameFeed {
    return this.#feed;
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

  /** Puts a line into the game's console, and listens at most so many ms for what it says to it. */
  async command(line: string, listenMs: number): Promise<OrderOutcome> {
    if (/[\r\n\0]/.test(line)) return { reason: "line_invalid", said: [] };
    const process = this.process;
    if (!process?.isAlive()) return { reason: "not_running", said: [] };
    const answer = listenMs > 0 ? new SaidAfter(this.#console, listenMs) : null;
    try {
      await process.write(line);
      return { reason: null, said: (await answer?.lines()) ?? [] };
    } finally {
      answer?.close();
    }
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
    this.#feed.close();
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

  async #start(): Promise<void> {
    const { spec, generation } = this.desired;
    if (!spec) return;
    this.#endedBy = null;
    this.#console.say("Starting");
    const run = { generation, startedAt: null, wasReady: false, ...(await this.#console.next()) };
    // Stopped meanwhile, and told to be offline: that is to stay true.
    if (this.desired.generation !== generation) return;
    const marks = this.#marked("begin", run.consoleEpoch, run.consoleSeq);
    this.#record.observe({ observed: "starting" }, { run, restartAt: null, marks });
    try {
      const { serverId, home } = this;
      const { isolation } = this.#parts;
      const process = await startGame({ serverId, home, generation, spec, values: this.#values(spec), isolation });
      const startedAt = Date.parse(process.startedAt);
      this.#record.observe({ observed: "starting" }, { run: { ...run, startedAt } });
      this.#take(process);
      this.#watchReadiness(process);
    } catch (error) {
      const detail = error instanceof Error ? error.message : String(error);
      this.#console.say(`It could not be started: ${detail}`);
      const heldAt = this.desired.generation;
      const reason = error instanceof PortInUse ? "port_in_use" : "launch_failed";
      this.#record.observe({ observed: "crashed", reason, detail }, { run: null, heldAt });
    }
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
    const console = this.#console.log;
    const fromSeq = run.consoleEpoch === console.epoch ? run.consoleSeq : console.firstSeq;
    const startedAtMs = Date.parse(process.startedAt);
    waitReady({ spec, console, fromSeq, startedAtMs, signal }).then(
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

  async #stop(because: "stopped" | "start_timed_out"): Promise<void> {
    const process = this.#process;
    if (!process) return;
    this.#readiness?.abort();
    this.#endedBy = because === "start_timed_out" ? "start_timeout" : this.#isShuttingDown ? "shutdown" : "stop";
    this.#console.say(because === "start_timed_out" ? "It did not get ready in time and is stopped" : "Stopping");
    const reason = because === "start_timed_out" ? because : null;
    this.#record.observe({ observed: "stopping", reason });
    const { spec } = this.desired;
    const { request, graceSec } = spec ? stopRequestOf(spec, this.#values(spec)) : BLIND_STOP;
    this.#exit = await process.stop(request, graceSec);
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
    const lastLines = await this.#console.lastLines(this.#parts.clock);
    const { lastSeq } = this.#console.log;
    const cause = causeOf(exit, this.#endedBy);
    const report: ExitReport = {
      generation,
      at: this.#parts.clock.ofLocal(Date.parse(exit.at)),
      cause,
      code: exit.code,
      signal: exit.signal,
      epoch: this.#console.log.epoch,
      lastLines,
    };
    const { observed, reason, detail, crashes, restartAt, isHeld } = afterExit({
      cause,
      code: exit.code,
      endedBy: this.#endedBy,
      wasReady: memory.run?.wasReady ?? false,
      policy: this.desired.spec?.restart ?? NO_RESTART,
      crashes: memory.crashes,
      now: Date.now(),
    });
    const heldAt = isHeld ? this.desired.generation : memory.heldAt;
    const isWanted = this.desired.desired === "running";
    this.#record.observe(
      { observed, reason, detail: isWanted ? detail : null, exit: report },
      {
        run: null,
        crashes,
        restartAt,
        heldAt,
        marks: this.#marked("end", report.epoch ?? "", lastSeq + 1, Date.parse(exit.at)),
      },
    );
    this.#feed.change();
    this.#console.say(sentenceOf(cause, exit, isWanted ? detail : null));
  }

  #marked(mark: RunMark["mark"], epoch: string, seq: number, at = Date.now()): RunMark[] {
    return [...this.#record.memory.marks, { epoch, seq, mark, at }].slice(-KEPT_MARKS);
  }

  async #install(): Promise<void> {
    const { spec, generation, installGeneration } = this.desired;
    if (!spec) return;
    const { installedGeneration } = this.#record.memory;
    if (installedGeneration > 0) await this.#console.renew();
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
        say: (line) => this.#console.say(line),
        onProgress: (progress) => this.#record.observe({ observed: "installing", install: progress }),
        signal: abort.signal,
      });
      this.#console.say("Installed");
      this.#record.observe({ observed: "offline" }, { installedGeneration: installGeneration });
    } catch (error) {
      // Begun anew by the next agent.
      if (this.#isShuttingDown || this.#isClosed) return;
      const heldAt = this.desired.generation;
      const reason = abort.signal.aborted ? "install_cancelled" : "install_failed";
      const detail = abort.signal.aborted || !(error instanceof Error) ? null : error.message;
      this.#console.say(detail === null ? "The installation was cancelled" : `The installation failed. ${detail}`);
      this.#record.observe({ observed: "offline", reason, detail }, { heldAt });
    } finally {
      this.#installing = null;
    }
  }

  async #delete(): Promise<void> {
    this.#feed.close();
    this.#console.close();
    await fs.promises.rm(this.home, { recursive: true, force: true, maxRetries: 5 });
    this.#isClosed = true;
    GameFeed.forget(this.#parts.agentHome, this.serverId);
    this.#record.forget();
  }

  #values(spec: ServerSpec): TemplateValues {
    return templateValues(spec, {
      NODE: process.execPath,
      BOX: this.#parts.box,
      SERVER_ID: this.serverId,
      SERVER_DIRECTORY: homePaths(this.home).files,
      PANEL_URL: this.#parts.panelUrl,
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
      const { epoch, firstSeq } = this.#console.log;
      const known = run ?? { generation: found.generation, wasReady: false, consoleEpoch: epoch, consoleSeq: firstSeq };
      // The last agent died before it could tell of its start.
      if (run?.startedAt !== startedAt)
        this.#record.observe({ observed: "starting" }, { run: { ...known, startedAt } });
      this.#take(found);
      if (this.#record.memory.report?.observed === "starting") this.#watchReadiness(found);
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
