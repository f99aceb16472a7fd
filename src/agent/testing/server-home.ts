import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { ConsoleLog, type ConsoleLogOptions } from "../console/console-log.ts";
import type { GameProcess } from "../runtime/game-process.ts";
import { detectIsolation, type Isolation, type IsolationOptions } from "../runtime/isolation.ts";
import { type LaunchSpec, launch } from "../runtime/launch.ts";

/** A server's home in a folder of its own, with real processes in it; `cleanUp` leaves nothing. */
export class TestServer {
  readonly agentHome: string;
  readonly home: string;
  readonly isolation: Isolation;
  readonly #games: GameProcess[] = [];
  readonly #logs: ConsoleLog[] = [];

  constructor(without: IsolationOptions["without"] = []) {
    this.agentHome = fs.mkdtempSync(path.join(os.tmpdir(), "gamekeeper-agent-"));
    this.home = path.join(this.agentHome, "servers", "srv_test");
    this.isolation = detectIsolation({ agentHome: this.agentHome, without });
    this.isolation.prepareHome(this.home);
  }

  /** A script that bash reads; a stand-in for a game. */
  async bash(script: string, spec: Partial<LaunchSpec> = {}): Promise<GameProcess> {
    return this.start(["bash", "-c", script], spec);
  }

  async start(argv: string[], spec: Partial<LaunchSpec> = {}): Promise<GameProcess> {
    const game = await launch(
      {
        serverId: "srv_test",
        home: this.home,
        argv,
        environment: {},
        workingDirectory: ".",
        limits: { memoryMiB: null, cpuPercent: null, processes: null },
        generation: 1,
        ...spec,
      },
      this.isolation,
    );
    this.#games.push(game);
    return game;
  }

  async openLog(options?: ConsoleLogOptions): Promise<ConsoleLog> {
    const log = await ConsoleLog.open(this.home, options);
    this.#logs.push(log);
    return log;
  }

  /** What the game has printed, byte by byte. */
  printed(): string {
    return fs.readFileSync(path.join(this.home, "control", "console.log"), "utf8");
  }

  async cleanUp(): Promise<void> {
    for (const log of this.#logs) log.close();
    await Promise.all(this.#games.map((game) => game.kill()));
    await this.isolation.reclaim([]);
    fs.rmSync(this.agentHome, { recursive: true, force: true });
  }
}

/** Waits until this gives something other than false, null or undefined, and gives that. */
export async function eventually<T>(
  condition: () => T | Promise<T>,
  withinMs = 10_000,
): Promise<Exclude<T, false | null | undefined>> {
  for (const deadline = Date.now() + withinMs; ; await sleep(10)) {
    const value = await condition();
    if (value !== false && value !== null && value !== undefined) return value as Exclude<T, false | null | undefined>;
    if (Date.now() > deadline) throw new Error(`Not within ${withinMs} ms: ${condition.toString()}`);
  }
}
