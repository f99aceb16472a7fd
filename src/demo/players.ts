import { type ChildProcess, spawn } from "node:child_process";
import path from "node:path";
import type { OpenGame } from "./demo-server.ts";

const BOT = path.resolve(import.meta.dirname, "../../games/hollow/bot.ts");
/** They end with this process, however it ends. */
const PRELOAD = new URL("../supervisor/die-with-parent.mjs", import.meta.url).href;
/** Who is in the middle of a fight does not get to say goodbye. */
const LEAVE_MS = 500;

/** The bots that play one run of the game: real telnet clients in a process of their own. */
export class Players {
  readonly #child: ChildProcess;
  readonly #gone: Promise<void>;
  readonly game: OpenGame;
  hasEnded = false;

  /** `say` gets what goes wrong with them, a line at a time. */
  constructor(game: OpenGame, count: number, say: (line: string) => void) {
    this.game = game;
    this.#child = spawn(
      process.execPath,
      ["--import", PRELOAD, BOT, "--host", "127.0.0.1", "--port", String(game.port), "--count", String(count)],
      { stdio: ["ignore", "ignore", "pipe", "ipc"] },
    );
    this.#child.stderr!.setEncoding("utf8").on("data", (text: string) => {
      for (const line of text.split("\n")) if (line.trim()) say(line);
    });
    this.#child.once("error", (error) => say(error.message));
    this.#gone = new Promise((resolve) => {
      const end = () => {
        this.hasEnded = true;
        resolve();
      };
      this.#child.once("exit", end).once("error", end);
    });
  }

  /** Whether they play this very run of the game. */
  play(game: OpenGame): boolean {
    return !this.hasEnded && this.game.port === game.port && this.game.startedAt === game.startedAt;
  }

  /** They say goodbye and leave; who is still there half a second later is cut off. */
  async leave(): Promise<void> {
    if (this.hasEnded) return;
    this.#child.kill("SIGTERM");
    const timer = setTimeout(() => this.#child.kill("SIGKILL"), LEAVE_MS);
    await this.#gone;
    clearTimeout(timer);
  }
}
