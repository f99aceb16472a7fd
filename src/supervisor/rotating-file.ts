import { closeSync, fstatSync, openSync, renameSync, writeSync } from "node:fs";

/**
 * A file that is appended to and never grows beyond a bound: when full it becomes `<file>.1`, which becomes `<file>.2`,
 * and so on; the oldest is dropped.
 */
export class RotatingFile {
  readonly #path: string;
  readonly #maxBytes: number;
  readonly #kept: number;
  #descriptor: number;
  #bytes: number;

  constructor(path: string, { maxBytes = 8 * 1024 * 1024, kept = 3 }: { maxBytes?: number; kept?: number } = {}) {
    this.#path = path;
    this.#maxBytes = maxBytes;
    this.#kept = kept;
    this.#descriptor = openSync(path, "a", 0o600);
    this.#bytes = fstatSync(this.#descriptor).size;
  }

  /** Writes at once. A full disk loses the line and nothing else. */
  writeLine(line: string): void {
    try {
      if (this.#bytes >= this.#maxBytes) this.#rotate();
      this.#bytes += writeSync(this.#descriptor, `${line}\n`);
    } catch {}
  }

  close(): void {
    closeSync(this.#descriptor);
  }

  #rotate(): void {
    for (let number = this.#kept - 1; number >= 0; number--) {
      const from = number === 0 ? this.#path : `${this.#path}.${number}`;
      try {
        renameSync(from, `${this.#path}.${number + 1}`);
      } catch {}
    }
    closeSync(this.#descriptor);
    this.#descriptor = openSync(this.#path, "a", 0o600);
    this.#bytes = fstatSync(this.#descriptor).size;
  }
}
