import os from "node:os";

/** How a game came to its end. `finished` is exit code 0 without being asked; `crashed` is any other end nobody asked for. */
export type ExitCause = "stopped" | "killed" | "out_of_memory" | "crashed" | "finished";

/** What the agent had asked for before a game ended. It counts until `untilMs`: a game that ignored a stop may crash later. */
export interface Intent {
  cause: "stopped" | "killed";
  untilMs: number;
}

/** A shell's status of a child: above 128 is a signal, where there is one with that number. */
export function decodeStatus(status: number): { code: number | null; signal: string | null } {
  const number = status - 128;
  const signal = number > 0 && Object.entries(os.constants.signals).find(([, value]) => value === number)?.[0];
  return signal ? { code: null, signal } : { code: status, signal: null };
}

/**
 * Why a run ended. Out of memory needs both: that the kernel has killed in this group, and that the game did not end
 * well; a helper that was killed while the game went on to a clean end is no cause.
 */
export function causeOfExit(end: {
  code: number | null;
  endedAtMs: number;
  intent: Intent | null;
  outOfMemoryKills: number | null;
}): ExitCause {
  const intent = end.intent && end.endedAtMs <= end.intent.untilMs ? end.intent.cause : null;
  if (intent === "killed") return "killed";
  if ((end.outOfMemoryKills ?? 0) > 0 && end.code !== 0) return "out_of_memory";
  if (intent === "stopped") return "stopped";
  return end.code === 0 ? "finished" : "crashed";
}
