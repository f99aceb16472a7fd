import { Worker } from "node:worker_threads";

/** A thread took longer than it may, or more memory. */
export class Overrun extends Error {
  override name = "Overrun";
}

/**
 * What the program in `file` answers to `input` by one message, in a thread of its own: for work on what others have sent, which may cost more than all else
 * that the process does. Throws Overrun where it is ended for that, and what the program throws.
 */
export function inThread<T>(
  file: string,
  input: unknown,
  { endMs, memoryMiB }: { endMs: number; memoryMiB: number },
): Promise<T> {
  return new Promise((resolve, reject) => {
    const thread = new Worker(file, {
      workerData: input,
      execArgv: [],
      env: {},
      resourceLimits: { maxOldGenerationSizeMb: memoryMiB },
    });
    const overrun = () => reject(new Overrun(`It took more than ${endMs} ms or ${memoryMiB} MiB.`));
    const late = setTimeout(() => {
      overrun();
      void thread.terminate();
    }, endMs);
    thread.once("message", resolve);
    thread.once("error", (error: NodeJS.ErrnoException) =>
      error.code === "ERR_WORKER_OUT_OF_MEMORY" ? overrun() : reject(error),
    );
    thread.once("exit", () => {
      clearTimeout(late);
      overrun();
    });
  });
}
