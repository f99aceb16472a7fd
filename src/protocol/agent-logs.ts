import * as z from "zod";
import { Millis } from "#app/features/hosting/schema.ts";
import { ONLY_STAR_CITIZEN, ReadHow } from "#app/features/logs/log-games.ts";
import { LOG_PROBLEMS } from "#app/features/logs/log-terms.ts";
import { LoggedDeath, ReadReport } from "#app/features/logs/logged-facts.ts";
import { ask } from "./wire.ts";

/** Paths are the machine's own, absolute; which of them an agent opens is its machine's setting alone. */
const LogPath = z.string().min(1).max(4096);

export const LogProblem = z.enum(LOG_PROBLEMS);
export type LogProblem = z.infer<typeof LogProblem>;

export const MachineDirectory = z.object({
  path: LogPath,
  channel: z.string().nullable(),
  isBackups: z.boolean(),
  files: z.int().nonnegative(),
  bytes: z.int().nonnegative(),
  newestAt: Millis.nullable(),
});
export type MachineDirectory = z.infer<typeof MachineDirectory>;

export const MachineFile = z.object({
  path: LogPath,
  bytes: z.int().nonnegative(),
  modifiedAt: Millis,
  isCompressed: z.boolean(),
});
export type MachineFile = z.infer<typeof MachineFile>;

export const logQuestions = {
  /** Folders with logs below the configured ones. `isCut`: there are more than are looked at. */
  "logs.directories": ask(
    z.object({}),
    z.object({ roots: z.array(LogPath), directories: z.array(MachineDirectory), isCut: z.boolean() }),
    20_000,
  ),
  /** Logs in one folder (not below it), or in all; newest first. */
  "logs.files": ask(
    z.object({ directory: LogPath.nullable(), most: z.int().min(1).max(1000) }),
    z.object({ problem: LogProblem.nullable(), files: z.array(MachineFile), isCut: z.boolean() }),
    20_000,
  ),
  /**
   * The next deaths of a log, from the one with the number `from` (counted from 0) on. An agent goes on where this reading is; one that has forgotten it reads
   * from the beginning and leaves out as many, for a log is always read alike. Answered after a while with what there is.
   */
  "logs.read": ask(
    z.object({
      path: LogPath,
      reading: z.string().max(100),
      from: z.int().nonnegative(),
      how: ReadHow.default(ONLY_STAR_CITIZEN),
    }),
    z.object({
      problem: LogProblem.nullable(),
      kills: z.array(LoggedDeath),
      isEnd: z.boolean(),
      readBytes: z.int().nonnegative(),
      /** Of the file, as it lies there, when the reading began. */
      ofBytes: z.int().nonnegative(),
      report: ReadReport.nullable(),
    }),
    30_000,
  ),
};
