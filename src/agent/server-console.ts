import type { ConsoleLine } from "#app/protocol/agent.ts";
import type { PanelClock } from "./clock.ts";
import { ConsoleLog, type ConsoleLogOptions } from "./console/console-log.ts";
import type { Frame } from "./console/frame.ts";
import { linesOf, newestWithin } from "./console-lines.ts";
import { log } from "./log.ts";

const LAST_LINES = 200;
const LAST_LINES_BYTES = 256 * 1024;

/** The console of one server over reinstalls, each of which begins a new log. */
export class ServerConsole {
  readonly #home: string;
  readonly #listeners = new Set<(frame: Frame) => void>();
  #log: ConsoleLog;

  private constructor(home: string, opened: ConsoleLog) {
    this.#home = home;
    this.#log = opened;
    this.#follow();
  }

  static async open(home: string, options: ConsoleLogOptions = {}): Promise<ServerConsole> {
    return new ServerConsole(home, await ConsoleLog.open(home, options));
  }

  get log(): ConsoleLog {
    return this.#log;
  }

  /** Where the next line will be. */
  async next(): Promise<{ consoleEpoch: string; consoleSeq: number }> {
    await this.#log.drain();
    return { consoleEpoch: this.#log.epoch, consoleSeq: this.#log.lastSeq + 1 };
  }

  /** The last lines up to now, as an end is told with them. */
  async lastLines(clock: PanelClock): Promise<ConsoleLine[]> {
    await this.#log.drain();
    return newestWithin(linesOf(this.#log.tail(LAST_LINES), clock), LAST_LINES_BYTES);
  }

  /** A line of Gamekeeper's own. A full disk keeps it away, and nothing else. */
  say(line: string): void {
    try {
      this.#log.append(`[Gamekeeper] ${line}`);
    } catch (error) {
      log.warn("the console could not be written", { home: this.#home, error: String(error) });
    }
  }

  /** Each frame of this log and of those that follow it. Returns the way to stop. */
  onLines(listener: (frame: Frame) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Throws the log away and begins a new one. Not while the game runs. */
  async renew(): Promise<void> {
    this.#log.close();
    ConsoleLog.discard(this.#home);
    this.#log = await ConsoleLog.open(this.#home);
    this.#follow();
  }

  close(): void {
    this.#log.close();
  }

  #follow(): void {
    this.#log.on("lines", (frame) => {
      for (const listener of this.#listeners) listener(frame);
    });
  }
}
