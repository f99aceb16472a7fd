import { type ChildProcess, spawn } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type * as z from "zod";
import { DesiredServer } from "#app/features/hosting/server-spec.ts";
import { newId } from "#app/lib/id.ts";
import { adopt } from "../runtime/launch.ts";
import { ScriptedPanel } from "./scripted-panel.ts";

const MAIN = path.join(import.meta.dirname, "..", "main.ts");

/** A real agent process, a scripted panel, and a home for both; `cleanUp` leaves neither process nor file. */
export class TestAgent {
  readonly home = fs.mkdtempSync(path.join(os.tmpdir(), "gamekeeper-agent-"));
  /** Another one may take its place. */
  panel: ScriptedPanel;
  output = "";
  process: ChildProcess | null = null;

  private constructor(panel: ScriptedPanel) {
    this.panel = panel;
  }

  static async open(): Promise<TestAgent> {
    const agent = new TestAgent(await ScriptedPanel.open());
    // As in a home that others may enter, so that games have users of their own.
    fs.chmodSync(agent.home, 0o755);
    return agent;
  }

  /** Starts the agent, and waits for its link unless that is not to come. */
  async start(options: { linked?: boolean; words?: string[] } = {}): Promise<void> {
    const words = ["--home", this.home, "--panel", this.panel.url, "--join", this.panel.joinToken];
    const child = spawn(process.execPath, [MAIN, ...words, ...(options.words ?? [])], {
      stdio: ["ignore", "pipe", "pipe"],
    });
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (chunk: Buffer) => {
        this.output += chunk.toString();
      });
    }
    this.process = child;
    if (options.linked ?? true) await until(() => this.panel.isLinked, `the link; the agent said:\n${this.output}`);
  }

  /** Ends the agent by a signal, and waits for its end. Gives its exit code. */
  async end(signal: NodeJS.Signals = "SIGTERM"): Promise<number | null> {
    const child = this.process;
    if (!child || child.exitCode !== null || child.signalCode !== null) return child?.exitCode ?? null;
    const ended = new Promise<number | null>((resolve) => child.once("exit", resolve));
    child.kill(signal);
    const code = await ended;
    await until(() => !this.panel.isLinked, "the link's end");
    return code;
  }

  async cleanUp(): Promise<void> {
    await this.end("SIGKILL");
    await this.panel.close();
    const servers = path.join(this.home, "servers");
    for (const name of fs.existsSync(servers) ? fs.readdirSync(servers) : []) {
      await (await adopt(path.join(servers, name)))?.kill();
    }
    fs.rmSync(this.home, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** Settings of a scripted game. `script` is for bash, and reads the console at its stdin. */
export interface GameOptions {
  serverId?: string;
  script?: string;
  desired?: DesiredServer["desired"];
  generation?: number;
  startGeneration?: number;
  killGeneration?: number;
  installGeneration?: number;
  install?: object[];
  readiness?: object;
  startTimeoutSec?: number;
  stop?: object;
  restart?: object;
  allocations?: object[];
  limits?: object;
}

/** Says that it is ready, repeats what it is told, and ends at `stop`. */
export const ECHO_GAME = `echo "ready $$"; while read -r line; do if [ "$line" = stop ]; then echo bye; exit 0; fi; echo "said $line"; done`;

export function desiredGame(options: GameOptions = {}): z.input<typeof DesiredServer> & DesiredServer {
  const generation = options.generation ?? 1;
  return DesiredServer.parse({
    serverId: options.serverId ?? newId("srv"),
    generation,
    desired: options.desired ?? "running",
    startGeneration: options.startGeneration ?? generation,
    killGeneration: options.killGeneration ?? 0,
    installGeneration: options.installGeneration ?? 1,
    spec: {
      blueprintId: "scripted",
      blueprintVersion: "1",
      install: options.install ?? [],
      start: { argv: ["bash", "-c", options.script ?? ECHO_GAME], timeoutSec: options.startTimeoutSec ?? 20 },
      stop: options.stop ?? { command: "stop", graceSec: 5 },
      readiness: options.readiness ?? { pattern: "^ready" },
      restart: { backoffSec: 0.05, ...options.restart },
      console: {},
      variables: {},
      allocations: options.allocations ?? [],
      limits: { memoryMiB: 0, cpuPercent: 0, diskMiB: 0, processes: 0, ...options.limits },
    },
  });
}

/** Waits for a condition, in CI four times as long, and gives up with a sentence. */
export async function until(condition: () => boolean, what: string, withinMs = 15_000): Promise<void> {
  const deadline = Date.now() + withinMs * (process.env.CI ? 4 : 1);
  while (!condition()) {
    if (Date.now() > deadline) throw new Error(`In ${withinMs} ms there was not ${what}`);
    await sleep(10);
  }
}
