import fs from "node:fs";

/** How often a growing log is read. */
const LOOK_EVERY_MS = 40;
/** A log that has not grown for this long is left to the kernel to watch. */
const QUIET_AFTER_MS = 1000;
/** For file systems whose changes the kernel does not tell. */
const LOOK_ANYWAY_EVERY_MS = 1000;

/** Waits between two looks at a file: briefly while it grows, else until it does. */
export class GrowthWatch {
  readonly #path: string;
  #wake: () => void = () => {};
  #closed = false;

  constructor(path: string) {
    this.#path = path;
  }

  /** `quietForMs` is the time since it last grew; `hasGrown` is asked once more when the kernel watches. */
  pause(quietForMs: number, hasGrown: () => boolean): Promise<void> {
    if (this.#closed) return Promise.resolve();
    return new Promise((resolve) => {
      let watcher: fs.FSWatcher | null = null;
      const quiet = quietForMs > QUIET_AFTER_MS;
      const finish = () => {
        this.#wake = () => {};
        clearTimeout(timer);
        watcher?.close();
        resolve();
      };
      const timer = setTimeout(finish, quiet ? LOOK_ANYWAY_EVERY_MS : LOOK_EVERY_MS);
      this.#wake = finish;
      if (!quiet) return;
      try {
        watcher = fs.watch(this.#path, finish);
        watcher.on("error", finish);
      } catch {
        return;
      }
      if (hasGrown()) finish();
    });
  }

  /** Ends a pause at once. */
  wake(): void {
    this.#wake();
  }

  close(): void {
    this.#closed = true;
    this.#wake();
  }
}
