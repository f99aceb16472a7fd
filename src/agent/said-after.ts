import { setTimeout as sleep } from "node:timers/promises";
import { plainText } from "#app/features/hosting/console-text.ts";
import type { ServerConsole } from "./server-console.ts";

/** As much as an answer holds. */
const MAX_LINES = 20;
const MAX_CHARACTERS = 1000;
/** A game that has begun to answer and is silent for so long has said what it had to say. */
const QUIET_MS = 150;

/**
 * What a console prints after this moment: most likely the game's answer to what it is told next. Games do not say what their lines are about, so another
 * line may be among them.
 */
export class SaidAfter {
  readonly #lines: string[] = [];
  readonly #untilMs: number;
  readonly #stop: () => void;
  #lastMs: number | null = null;

  constructor(console: ServerConsole, listenMs: number) {
    this.#untilMs = Date.now() + listenMs;
    this.#stop = console.onLines(({ lines }) => {
      this.#lastMs = Date.now();
      for (const line of lines)
        if (this.#lines.length < MAX_LINES) this.#lines.push(plainText(line).slice(0, MAX_CHARACTERS));
    });
  }

  /** The lines, once the game is silent again or the time is over. */
  async lines(): Promise<string[]> {
    for (;;) {
      const now = Date.now();
      const endMs = Math.min(this.#untilMs, this.#lastMs === null ? this.#untilMs : this.#lastMs + QUIET_MS);
      if (now >= endMs) return this.#lines;
      await sleep(Math.min(endMs - now, QUIET_MS));
    }
  }

  close(): void {
    this.#stop();
  }
}
