import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

/** A screen that nobody sees, with real clients on it. */
export interface Screen {
  /** Starts a client; its files are in a folder of its own. */
  play(program: string, words: readonly string[]): Player;
  close(): void;
}

export interface Player {
  /** Types these keys into its window, as a person does: `t`, `Return`, or text after `type `. */
  press(...keys: string[]): void;
  quit(): void;
}

export function openScreen(number: number): Screen {
  const display = `:${number}`;
  const words = [display, "-screen", "0", "800x600x24", "-nolisten", "tcp"];
  const server = spawn("Xvfb", words, { stdio: "ignore" });
  const players = new Set<ChildProcess>();
  const folders: string[] = [];
  return {
    play(program, words) {
      const home = mkdtempSync(path.join(tmpdir(), "gamekeeper-player-"));
      folders.push(home);
      const env = {
        ...process.env,
        DISPLAY: display,
        HOME: home,
        LIBGL_ALWAYS_SOFTWARE: "1",
        SDL_AUDIODRIVER: "dummy",
      };
      const player = spawn(program, words, { stdio: "ignore", cwd: home, env, detached: true });
      players.add(player);
      return {
        press(...keys) {
          const ask = (words: string[]) =>
            spawnSync("xdotool", words, { env, timeout: 20_000, encoding: "utf8" }).stdout;
          // Without a window manager nobody gives a window the keyboard.
          const window = ask(["search", "--onlyvisible", "--name", "."]).trim().split("\n").at(-1);
          if (!window) return;
          ask(["windowfocus", "--sync", window]);
          for (const key of keys) {
            const typed = key.startsWith("type ");
            const words = typed ? ["type", "--delay", "60", key.slice(5)] : ["key", "--delay", "60", key];
            ask(words);
          }
        },
        quit() {
          players.delete(player);
          end(player);
        },
      };
    },
    close() {
      for (const player of players) end(player);
      server.kill("SIGKILL");
      for (const folder of folders) rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** With whatever it has started itself: some are scripts. */
function end(player: ChildProcess): void {
  try {
    process.kill(-player.pid!, "SIGKILL");
  } catch {
    player.kill("SIGKILL");
  }
}
