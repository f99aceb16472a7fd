import { type ChildProcess, spawn } from "node:child_process";
import type { Part } from "./part.ts";
import type { PartLog } from "./part-log.ts";

const FIRST_DELAY_MS = 250;
const LONGEST_DELAY_MS = 30_000;
/** A part that has run for so long is taken for sound: the next crash begins at the shortest delay again. */
const SOUND_AFTER_MS = 30_000;
const PRELOAD = new URL("./die-with-parent.mjs", import.meta.url).href;

/** How long to wait before a part is started again after its `crashes`th crash in a row, counted from 1. */
function restartDelayMs(crashes: number): number {
  return Math.min(FIRST_DELAY_MS * 2 ** (crashes - 1), LONGEST_DELAY_MS);
}

/** A part that is started, started again after each crash, and stopped when asked. */
export class KeptProcess {
  readonly name: string;
  readonly #describe: () => Part;
  readonly #log: PartLog;
  readonly #say: (sentence: string) => void;
  #child: ChildProcess | undefined;
  #crashes = 0;
  #timer: NodeJS.Timeout | undefined;
  #isStopping = false;

  /** `describe` is asked at each start, so a restart takes up what has changed since. */
  constructor(describe: () => Part, log: PartLog, say: (sentence: string) => void) {
    this.name = describe().name;
    this.#describe = describe;
    this.#log = log;
    this.#say = say;
  }

  get pid(): number | undefined {
    return this.#child?.pid;
  }

  /** Whether it has a limit of its own for its end. */
  get takesItsTime(): boolean {
    return this.#describe().stopLimitMs !== undefined;
  }

  start(): void {
    if (this.#isStopping) return;
    const part = this.#describe();
    const startedAt = Date.now();
    // A process group of its own: a Ctrl-C in the terminal reaches the supervisor alone, which ends all in order.
    const child = spawn(process.execPath, ["--import", PRELOAD, ...part.args], {
      env: part.env,
      stdio: ["ignore", "pipe", "pipe", "ipc"],
      detached: true,
    });
    this.#child = child;
    this.#log.follow(child.stdout!, "stdout");
    this.#log.follow(child.stderr!, "stderr");
    child.on("error", (error) => this.#say(`${this.name} could not be started: ${error.message}`));
    child.once("exit", (code, signal) => {
      this.#child = undefined;
      killGroup(child, "SIGKILL");
      if (!this.#isStopping) this.#restart(Date.now() - startedAt, signal ?? `exit code ${code}`);
    });
  }

  /** Ends it and starts it anew, as after a crash but at once. */
  renew(): void {
    this.#crashes = 0;
    this.#child?.kill("SIGTERM");
  }

  /** Asks it to end, kills it after `limitMs`, and does not start it again. Resolves when it is gone. */
  async stop(limitMs: number): Promise<void> {
    this.#isStopping = true;
    clearTimeout(this.#timer);
    const child = this.#child;
    if (!child) return;
    const { stopSignal = "SIGTERM", stopLimitMs = limitMs } = this.#describe();
    const gone = new Promise<void>((resolve) => child.once("exit", () => resolve()));
    child.kill(stopSignal);
    const timer = setTimeout(() => {
      this.#say(`${this.name} did not end within ${stopLimitMs / 1000} s and was killed`);
      this.kill();
    }, stopLimitMs);
    await gone;
    clearTimeout(timer);
  }

  /** Ends it at once, with whatever it has started in its group. */
  kill(): void {
    this.#isStopping = true;
    clearTimeout(this.#timer);
    if (this.#child) killGroup(this.#child, "SIGKILL");
  }

  #restart(ranMs: number, cause: string): void {
    this.#crashes = ranMs > SOUND_AFTER_MS ? 1 : this.#crashes + 1;
    const delayMs = restartDelayMs(this.#crashes);
    this.#say(`${this.name} ended unexpectedly (${cause}); starting it again in ${delayMs / 1000} s`);
    this.#timer = setTimeout(() => this.start(), delayMs);
  }
}

function killGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  try {
    if (child.pid) process.kill(-child.pid, signal);
  } catch {
    // No process of the group is left.
  }
}
