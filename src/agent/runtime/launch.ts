import type { GameProcess } from "./game-process.ts";
import type { Isolation } from "./isolation.ts";

export type { Exit, ExitCause, GameProcess, Stats, StopRequest } from "./game-process.ts";

export interface LaunchSpec {
  serverId: string;
  /** `<agentHome>/servers/<serverId>`. */
  home: string;
  /** The program and its arguments; no shell reads them. */
  argv: string[];
  /** Besides PATH, HOME and LANG, which it may replace. */
  environment: Record<string, string>;
  /** Below `files/`, relative. */
  workingDirectory: string;
  limits: { memoryMiB: number | null; cpuPercent: number | null; processes: number | null };
  /** The power generation that starts it. */
  generation: number;
}

/**
 * Starts a game under a launcher of its own that outlives the agent. Rejects when the start itself fails; a program that
 * cannot be run is an exit with code 126 or 127 and says so on the console.
 */
export async function launch(_spec: LaunchSpec, _isolation: Isolation): Promise<GameProcess> {
  throw new Error("not built");
}

/** The run of this home that lives, or ended and was not yet forgotten; null if there is none. */
export async function adopt(_home: string, _isolation: Isolation): Promise<GameProcess | null> {
  throw new Error("not built");
}
