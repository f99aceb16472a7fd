import { paint, quote } from "../game/text.ts";
import type { Log } from "./log.ts";

/** Seconds before the end at which players are told. */
const CALLS = new Set([300, 120, 60, 30, 20, 10, 5, 4, 3, 2, 1]);

/** The countdown to the end; `close` is what happens at zero. Seconds are real ones, not the game's. */
export class Shutdown {
  readonly #log: Log;
  readonly #tellAll: (text: string) => void;
  readonly #close: (reason: string) => void;
  #timer: NodeJS.Timeout | null = null;

  constructor(log: Log, tell: (text: string) => void, close: (reason: string) => void) {
    this.#log = log;
    this.#tellAll = (text) => tell(paint("system", `*** ${text} ***`));
    this.#close = close;
  }

  /** Begins a countdown, or a new one in place of the old. */
  begin(waitSec: number, reason: string): void {
    this.#stop();
    if (waitSec === 0) {
      this.#close(reason);
      return;
    }
    this.#log.info("shutdown", `in ${waitSec} s: ${quote(reason)}`);
    this.#tellAll(`The Hollow closes in ${waitSec} s: ${reason}`);
    let left = waitSec;
    this.#timer = setInterval(() => {
      left -= 1;
      if (left <= 0) {
        this.#stop();
        this.#close(reason);
      } else if (CALLS.has(left)) this.#tellAll(`The Hollow closes in ${left} s.`);
    }, 1_000);
  }

  /** Whether there was a countdown to stop. */
  cancel(): boolean {
    if (!this.#timer) return false;
    this.#stop();
    this.#log.info("shutdown", "cancelled");
    this.#tellAll("The Hollow stays open.");
    return true;
  }

  #stop(): void {
    if (this.#timer) clearInterval(this.#timer);
    this.#timer = null;
  }
}
