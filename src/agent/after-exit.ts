import type { ExitCause, ObservedReason, ObservedState, RestartPolicy } from "#app/features/hosting/schema.ts";
import type { Exit } from "./runtime/launch.ts";

/** Why the agent itself ended a run, if it did. `killed` is a person's kill or a deletion. */
export type EndedBy = "stop" | "start_timeout" | "shutdown" | "killed" | null;

/** The shell's words for a program that cannot be run, or is not there. */
const CANNOT_RUN = [126, 127];

/** The cause as it is reported: the runtime's, and what only the agent knows. */
export function causeOf(exit: Pick<Exit, "cause" | "code" | "signal">, endedBy: EndedBy): ExitCause {
  const wasAsked = exit.cause === "stopped" || exit.cause === "killed";
  if (wasAsked && endedBy === "start_timeout") return "start_timed_out";
  if (exit.cause === "crashed" && exit.code === null && exit.signal === null) return "lost";
  return exit.cause;
}

/** What is known when a run has ended. */
export interface End {
  cause: ExitCause;
  code: number | null;
  endedBy: EndedBy;
  wasReady: boolean;
  policy: RestartPolicy;
  /** When it crashed before, by this machine's clock. */
  crashes: readonly number[];
  now: number;
}

/** What follows: the state, when to start again if at all, and whether nothing more is done until people ask. */
export interface Aftermath {
  observed: ObservedState;
  reason: ObservedReason;
  detail: string | null;
  crashes: number[];
  restartAt: number | null;
  isHeld: boolean;
}

/** The consequences of an end. Pure. Whether the server is wanted at all is decided elsewhere, by what people want. */
export function afterExit(end: End): Aftermath {
  const { cause, endedBy, policy } = end;
  const crashes = [...end.crashes];
  const calm = { crashes, restartAt: null, detail: null };
  if (cause === "stopped") return { ...calm, observed: "offline", reason: "stopped", isHeld: false };
  if (cause === "killed") {
    const reason = endedBy === "stop" || endedBy === "shutdown" ? "stop_timed_out" : "killed";
    return { ...calm, observed: "offline", reason, isHeld: false };
  }
  if (cause === "lost") return { ...calm, observed: "crashed", reason: "lost", isHeld: policy.policy === "never" };
  if (cause === "crashed" && !end.wasReady && CANNOT_RUN.includes(end.code ?? 0)) {
    const detail = "The program of its start command cannot be run; the console says why.";
    return { ...calm, observed: "crashed", reason: "launch_failed", detail, isHeld: true };
  }
  if (cause === "finished" && policy.policy !== "always") {
    return { ...calm, observed: "offline", reason: "finished", isHeld: true };
  }
  return afterCrash(end);
}

function afterCrash({ cause, policy, crashes: before, now }: End): Aftermath {
  const crashes = [...before.filter((at) => at > now - policy.windowSec * 1000), now];
  const base = { observed: "crashed" as const, crashes, restartAt: null };
  const reason: ObservedReason = cause === "finished" ? "finished" : cause;
  if (policy.policy === "never") return { ...base, reason, detail: null, isHeld: true };
  if (crashes.length > policy.maxRestarts) {
    const detail = `It ended ${crashes.length} times within ${policy.windowSec} s and is not started again by itself.`;
    return { ...base, reason: "crash_limit", detail, isHeld: true };
  }
  const waitSec = Math.min(policy.maxBackoffSec, policy.backoffSec * 2 ** (crashes.length - 1));
  const detail = `It is started again in ${waitSec} s: ${crashes.length} of at most ${policy.maxRestarts} times.`;
  return { ...base, reason, detail, restartAt: now + waitSec * 1000, isHeld: false };
}

/** What an end is called on the server's own console. */
export function sentenceOf(cause: ExitCause, exit: Pick<Exit, "code" | "signal">, detail: string | null): string {
  const how = exit.signal ?? (exit.code === null ? "an unknown code" : `code ${exit.code}`);
  return `${SENTENCES[cause]} (${how})${detail === null ? "" : `. ${detail}`}`;
}

const SENTENCES: Record<ExitCause, string> = {
  stopped: "Stopped",
  killed: "Killed",
  finished: "Ended by itself",
  crashed: "Crashed",
  out_of_memory: "Killed for using more memory than it may",
  start_timed_out: "Ended, as it did not get ready",
  lost: "Ended while nobody was there to see",
};
