import type { ReadHow } from "../log-games.ts";
import type { LoggedDeath, ReadReport } from "../logged-facts.ts";

export type FileProblem = "too_big" | "damaged";

export interface FileToRead {
  file: File;
  /** The games as the panel tells them; the thread looks whether they are such. */
  how: Omit<ReadHow, "games"> & { games: readonly unknown[] };
}

/** What the thread that reads a file says. */
export type LogTold =
  | { kind: "progress"; readBytes: number }
  | { kind: "read"; report: ReadReport; deaths: LoggedDeath[] }
  | { kind: "refused"; problem: FileProblem };

export type ReadLog = Exclude<LogTold, { kind: "progress" }>;

/** Reads a log in the browser, by the same reader as everywhere. Rejects with the signal's reason where it is stopped. */
export function readLogFile(
  file: FileToRead,
  onProgress: (readBytes: number) => void,
  signal: AbortSignal,
): Promise<ReadLog> {
  return new Promise((resolve, reject) => {
    const thread = new Worker(new URL("./log-worker.ts", import.meta.url), { type: "module" });
    const end = (settle: () => void) => {
      thread.terminate();
      settle();
    };
    thread.addEventListener("message", ({ data }: MessageEvent<LogTold>) => {
      if (data.kind === "progress") onProgress(data.readBytes);
      else end(() => resolve(data));
    });
    thread.addEventListener("error", () => end(() => resolve({ kind: "refused", problem: "damaged" })));
    signal.addEventListener("abort", () => end(() => reject(signal.reason)), { once: true });
    thread.postMessage(file);
  });
}
