import { type ChildProcess, spawn } from "node:child_process";

/** It took longer than it may, or more memory. */
export class Overrun extends Error {
  override name = "Overrun";
}

/** What may be asked of a process of its own, and what it answers; see `answerParent`. */
export type Answer<T> = { answer: T } | { error: unknown };

/** Seconds of processor that it has beyond its time, so that it ends also when whoever asked is gone. */
const PATIENCE_SECONDS = 5;

/**
 * What the program in `file` answers to `input`, in a process of its own: for work on what others have sent, which may cost more than all else that this
 * process does. Not in a thread: one that comes to its limit of memory within a single step of V8 ends the whole process. Throws Overrun where it
 * is ended for its cost, and what the program throws.
 */
export function inOwnProcess<T>(
  file: string,
  input: unknown,
  { endMs, memoryMiB }: { endMs: number; memoryMiB: number },
): Promise<T> {
  return new Promise((resolve, reject) => {
    const child = start(file, Math.ceil(endMs / 1000) + PATIENCE_SECONDS, memoryMiB);
    const overrun = () => reject(new Overrun(`It took more than ${endMs} ms or ${memoryMiB} MiB.`));
    const late = setTimeout(() => {
      overrun();
      child.kill("SIGKILL");
    }, endMs);
    child.once("message", (said: Answer<T>) => ("answer" in said ? resolve(said.answer) : reject(said.error)));
    child.once("error", reject);
    child.once("exit", (code, signal) => {
      clearTimeout(late);
      // Of itself it ends by a signal or with V8's word for memory only; all else is a fault of the program.
      if (signal !== null) overrun();
      else reject(new Error(`${file} ended with ${code} and without an answer.`));
    });
    // It may have ended before: that is told by its exit.
    child.send(input as object, () => {});
  });
}

function start(file: string, cpuSeconds: number, memoryMiB: number): ChildProcess {
  // Nothing else of this process is its business.
  const { NODE_ENV, NODE_COMPILE_CACHE } = process.env;
  return spawn(
    "/bin/sh",
    [
      ...["-c", `ulimit -t ${cpuSeconds}; ulimit -c 0; exec "$0" "$@"`, process.execPath],
      ...[`--max-old-space-size=${memoryMiB}`, file],
    ],
    {
      stdio: ["ignore", "ignore", "ignore", "ipc"],
      serialization: "advanced",
      env: { NODE_ENV, ...(NODE_COMPILE_CACHE !== undefined && { NODE_COMPILE_CACHE }) },
    },
  );
}
