import type { DesiredServer } from "#app/features/hosting/server-spec.ts";

/** What is known of a server on this machine. */
export interface Situation {
  desired: DesiredServer;
  /** The run that lives now. */
  process: { generation: number } | null;
  /** The run did not get ready in time. */
  startTimedOut: boolean;
  /** The installation the files are of; 0 before the first. */
  installedGeneration: number;
  /** Nothing is begun again until people want a start or an installation of a later generation than this. */
  heldAt: number;
  /** After a crash: when to start again. */
  restartAt: number | null;
  now: number;
}

/** The one next thing to do. `rest` is until the time given, or until something changes. */
export type Step =
  | { kind: "kill" | "delete" | "install" | "start" }
  | { kind: "stop"; because: "stopped" | "start_timed_out" }
  | { kind: "rest"; until: number | null };

const REST: Step = { kind: "rest", until: null };

/** What brings a server nearer to what people want. Pure: the same situation always gives the same step. */
export function decide(situation: Situation): Step {
  return situation.process ? decideRunning(situation, situation.process) : decideStopped(situation);
}

function decideRunning({ desired, startTimedOut, installedGeneration }: Situation, run: { generation: number }): Step {
  if (desired.desired === "deleted" || desired.killGeneration >= run.generation) return { kind: "kill" };
  const isWanted =
    desired.desired === "running" &&
    run.generation >= desired.startGeneration &&
    installedGeneration >= desired.installGeneration;
  if (!isWanted) return { kind: "stop", because: "stopped" };
  return startTimedOut ? { kind: "stop", because: "start_timed_out" } : REST;
}

function decideStopped({ desired, installedGeneration, heldAt, restartAt, now }: Situation): Step {
  if (desired.desired === "deleted") return { kind: "delete" };
  const last = Math.max(heldAt, desired.killGeneration);
  if (installedGeneration < desired.installGeneration) {
    return Math.max(desired.installGeneration, desired.startGeneration) > last ? { kind: "install" } : REST;
  }
  if (desired.desired !== "running" || desired.startGeneration <= last) return REST;
  if (restartAt !== null && restartAt > now) return { kind: "rest", until: restartAt };
  return { kind: "start" };
}
