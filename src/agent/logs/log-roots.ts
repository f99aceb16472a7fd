import { constants } from "node:fs";
import { type FileHandle, open, realpath } from "node:fs/promises";
import path from "node:path";
import type { LogProblem } from "#app/protocol/agent-logs.ts";

/** What is not read, and why. */
export class LogRefused extends Error {
  readonly problem: LogProblem;
  constructor(problem: LogProblem) {
    super(problem);
    this.problem = problem;
  }
}

export function isBelow(root: string, file: string): boolean {
  const relative = path.relative(root, file);
  return relative === "" || !(relative === ".." || relative.startsWith(`..${path.sep}`) || path.isAbsolute(relative));
}

/** Names that could pass for others on a screen, or end a line in it, are nobody's logs. */
export function isPlainName(name: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what it is about
  return !/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/.test(name);
}

/**
 * The folders of this machine below which logs may be read, and nothing else. Each path is followed through all its links before it is judged, and what was
 * opened is judged again, so that a link that is put in between leads nowhere.
 */
export class LogRoots {
  readonly folders: readonly string[];

  constructor(folders: readonly string[]) {
    this.folders = folders.map((folder) => path.resolve(folder));
  }

  /** The folders that are there, with their links followed. */
  async real(): Promise<string[]> {
    const found = await Promise.all(this.folders.map((folder) => realpath(folder).catch(() => null)));
    return [...new Set(found.filter((folder) => folder !== null))];
  }

  /** Where a path really leads. Throws LogRefused. */
  async resolve(given: string): Promise<string> {
    if (this.folders.length === 0) throw new LogRefused("no_roots");
    if (!path.isAbsolute(given) || !isPlainName(given)) throw new LogRefused("outside");
    const real = await realpath(given).catch((error: NodeJS.ErrnoException) => {
      // Whether something is there that may not be read is not told either.
      throw new LogRefused(
        this.folders.some((folder) => isBelow(folder, path.normalize(given))) ? reasonOf(error) : "outside",
      );
    });
    await this.#judge(real);
    return real;
  }

  /** Opens a log for reading. Throws LogRefused; what is no plain file (a pipe, a device, a folder) is never waited for. */
  async open(given: string): Promise<FileHandle> {
    const real = await this.resolve(given);
    const file = await openPlainFile(real);
    try {
      // Linux says what was opened, whatever has been put in its place meanwhile.
      const opened = await realpath(`/proc/self/fd/${file.fd}`).catch(() => null);
      if (opened !== null) await this.#judge(opened);
      return file;
    } catch (error) {
      await file.close();
      throw error;
    }
  }

  async #judge(real: string): Promise<void> {
    if (!(await this.real()).some((root) => isBelow(root, real))) throw new LogRefused("outside");
  }
}

/** Opens a file that is one. Throws LogRefused `no_file` for pipes, devices and folders. */
export async function openPlainFile(name: string): Promise<FileHandle> {
  // Without O_NONBLOCK the opening of a pipe waits for a writer, perhaps for ever.
  const file = await open(name, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0)).catch(
    (error: NodeJS.ErrnoException) => {
      throw new LogRefused(reasonOf(error));
    },
  );
  try {
    if (!(await file.stat()).isFile()) throw new LogRefused("no_file");
    return file;
  } catch (error) {
    await file.close();
    throw error;
  }
}

function reasonOf({ code }: NodeJS.ErrnoException): LogProblem {
  if (code === "ENOENT" || code === "ENOTDIR" || code === "ELOOP" || code === "ENAMETOOLONG") return "not_found";
  return code === "ENXIO" || code === "EISDIR" ? "no_file" : "no_access";
}
