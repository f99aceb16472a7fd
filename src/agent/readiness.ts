import net from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { plainText } from "#app/features/hosting/console-text.ts";
import { compilePattern } from "#app/features/hosting/pattern.ts";
import type { ServerSpec } from "#app/features/hosting/server-spec.ts";
import type { ConsoleLog } from "./console/console-log.ts";
import { isGap } from "./console/frame.ts";

const PORT_TRY_MS = 300;
const BLOCK_LINES = 1000;

/** What is watched for, from the run's first line on. */
export interface ReadinessWatch {
  spec: ServerSpec;
  console: ConsoleLog;
  /** The first line of this run. */
  fromSeq: number;
  /** By this machine's clock. */
  startedAtMs: number;
  signal: AbortSignal;
}

/**
 * Waits until a run is ready for players, or its time is up; null if it was aborted. Lines that came while no agent was
 * there count too.
 */
export async function waitReady(watch: ReadinessWatch): Promise<"ready" | "timed_out" | null> {
  const { spec, startedAtMs, signal } = watch;
  const done = new AbortController();
  const stop = AbortSignal.any([signal, done.signal]);
  const timeLeft = Math.max(0, startedAtMs + spec.start.timeoutSec * 1000 - Date.now());
  const tooLate = sleep(timeLeft, "timed_out" as const, { signal: stop, ref: false });
  try {
    return await Promise.race([isReady(watch, stop), tooLate]);
  } catch (error) {
    if (signal.aborted) return null;
    throw error;
  } finally {
    done.abort();
    tooLate.catch(() => {});
  }
}

async function isReady(watch: ReadinessWatch, stop: AbortSignal): Promise<"ready"> {
  const { readiness, allocations } = watch.spec;
  if ("afterSec" in readiness) {
    await sleep(Math.max(0, watch.startedAtMs + readiness.afterSec * 1000 - Date.now()), undefined, { signal: stop });
  } else if ("port" in readiness) {
    await portOpens(allocations.find(({ name }) => name === readiness.port)?.port ?? 0, stop);
  } else {
    await lineMatches(watch, readiness.pattern, stop);
  }
  return "ready";
}

async function portOpens(port: number, stop: AbortSignal): Promise<void> {
  while (!(await answers(port))) await sleep(PORT_TRY_MS, undefined, { signal: stop });
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = net.connect({ host: "127.0.0.1", port, timeout: 1000 });
    const end = (isOpen: boolean) => {
      socket.destroy();
      resolve(isOpen);
    };
    socket.once("connect", () => end(true));
    socket.once("error", () => end(false));
    socket.once("timeout", () => end(false));
  });
}

function lineMatches({ console, fromSeq }: ReadinessWatch, text: string, stop: AbortSignal): Promise<void> {
  const pattern = compilePattern(text);
  const matches = (lines: string[]) => lines.some((line) => pattern.test(plainText(line)));
  return new Promise((resolve, reject) => {
    const leave = console.on("lines", (frame) => {
      if (matches(frame.lines)) finish(resolve);
    });
    const onStop = () => finish(() => reject(stop.reason));
    const finish = (how: () => void) => {
      leave();
      stop.removeEventListener("abort", onStop);
      how();
    };
    stop.addEventListener("abort", onStop);
    if (stop.aborted) return onStop();
    saidBefore(console, fromSeq, matches).then(
      (said) => said && finish(resolve),
      (error) => finish(() => reject(error)),
    );
  });
}

async function saidBefore(console: ConsoleLog, fromSeq: number, matches: (lines: string[]) => boolean) {
  let next = fromSeq;
  while (next <= console.lastSeq) {
    const answer = await console.range({ fromSeq: next, limit: BLOCK_LINES });
    if (isGap(answer)) {
      next = Math.max(next + 1, answer.to + 1);
      continue;
    }
    if (matches(answer.lines)) return true;
    if (answer.lines.length === 0) return false;
    next = answer.from + answer.lines.length;
  }
  return false;
}
