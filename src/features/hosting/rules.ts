import type { Desired, ServerState } from "./schema.ts";

/** What a decision about a server's power needs to know of it. */
export interface PowerSubject {
  state: ServerState;
  desired: Desired;
}

/** Whether it can be started: it has ended, and nobody has asked for it yet. */
export function canStart({ state, desired }: PowerSubject): boolean {
  if (desired === "deleted") return false;
  return state === "offline" || state === "crashed";
}

/**
 * Whether it can be asked to stop. A crashed server that waits for its automatic restart can be told to stay down, and
 * one whose node is silent learns of it when it is back.
 */
export function canStop({ state, desired }: PowerSubject): boolean {
  if (desired === "deleted") return false;
  if (state === "crashed") return desired === "running";
  return state === "running" || state === "starting" || state === "unknown";
}

/** Whether it can be stopped and started again. A server that has ended is started. */
export function canRestart({ state, desired }: PowerSubject): boolean {
  if (desired === "deleted") return false;
  return state === "running" || state === "starting" || state === "offline" || state === "crashed";
}

/** Whether there is something to end at once: a process, or a start, stop or installation under way. */
export function canKill({ state, desired }: PowerSubject): boolean {
  if (desired === "deleted") return false;
  return state !== "offline" && state !== "suspended" && (state !== "crashed" || desired === "running");
}

/** Whether a line can be typed into its console. */
export function canCommand({ state, desired }: PowerSubject): boolean {
  return desired !== "deleted" && (state === "running" || state === "starting" || state === "stopping");
}

/** Whether it can be installed again: not while anything runs. */
export function canReinstall({ state, desired }: PowerSubject): boolean {
  return desired !== "deleted" && (state === "offline" || state === "crashed");
}
