import * as z from "zod";
import { NodeId } from "#app/features/hosting/schema.ts";
import { Timestamp } from "#app/lib/time.ts";
import { IMPORT_PROBLEMS, LEFT_REASONS } from "./log-terms.ts";
import { ReadReport } from "./logged-facts.ts";

export const ImportId = z
  .string()
  .regex(/^lgi_[0-9a-f]{32}$/)
  .describe("Id of an import.");

/** A log's place on its machine. Below which folders the machine lets it be read is the machine's setting. */
export const LogPath = z
  .string()
  .min(1)
  .max(4096)
  .describe("Where the log lies on its node: a whole path, as logs.files gives it.");

export const LogPlace = z.object({
  nodeId: NodeId.optional().describe("Absent: the node whose folders of logs hold the path."),
  path: LogPath,
});

export const LogDirectory = z.object({
  nodeId: z.string(),
  nodeName: z.string(),
  path: z.string(),
  channel: z.string().nullable().describe("LIVE, PTU, EPTU, HOTFIX or TECH-PREVIEW, where the path tells it."),
  isBackups: z.boolean().describe("Whether these are the game's kept logs of former sessions."),
  files: z.int(),
  bytes: z.int(),
  newestAt: Timestamp.nullable(),
});
export type LogDirectory = z.output<typeof LogDirectory>;

export const LogFile = z.object({
  nodeId: z.string(),
  nodeName: z.string(),
  path: z.string(),
  name: z.string(),
  bytes: z.int(),
  modifiedAt: Timestamp,
  isCompressed: z.boolean(),
  importedAt: Timestamp.nullable().describe("When you last imported it; null: not that it is known."),
});
export type LogFile = z.output<typeof LogFile>;

/** Why nothing, or not all, is shown. Null: all is there. */
export const LogMessage = z.string().nullable().describe("Why nothing or not all is shown; null: that is all.");

export const MissingNames = z
  .object({ weapon: z.array(z.string()), ship: z.array(z.string()), place: z.array(z.string()) })
  .describe("Classes in it for which the catalogue has no name. They are shown as the game writes them.");

export const IMPORT_STATES = ["running", "done", "failed", "stopped"] as const;
export const IMPORT_SOURCES = ["node", "upload", "cli"] as const;
export const ImportProblem = z.enum(IMPORT_PROBLEMS);
export const LogOwner = z
  .enum(["own", "linked", "other", "held", "second", "unknown"])
  .describe(
    "Whose log it is: your player's, your player's since this import, somebody else's who has proven it (its kills are doubted); one's that you say is you but another user has by a log alone, or that you say is you but you have another already; or nobody's who is known.",
  );

export const WatchId = z
  .string()
  .regex(/^lgw_[0-9a-f]{32}$/)
  .describe("Id of a watch.");

export const LogWatch = z.object({
  id: WatchId,
  nodeId: z.string(),
  path: z.string(),
  game: z.string().nullable(),
  timeZone: z.string().nullable(),
  communityId: z.string().nullable(),
  state: z.enum(["running", "stopped"]),
  reason: z.string().nullable().describe("Why it was stopped: stopped, or not_allowed."),
  problem: z.string().nullable().describe("Why nothing could be read last; null: it was."),
  createdAt: Timestamp,
  stoppedAt: Timestamp.nullable(),
});
export type LogWatch = z.output<typeof LogWatch>;

export const LogImport = z.object({
  id: ImportId,
  source: z.enum(IMPORT_SOURCES),
  nodeId: z.string().nullable(),
  path: z.string().nullable(),
  name: z.string(),
  game: z
    .string()
    .nullable()
    .describe("Which game's log it is: star-citizen or the id of its patterns; null: not known yet."),
  begins: z.string().nullable().describe("When it begins, as far as somebody said so."),
  timeZone: z.string().nullable(),
  watchId: z.string().nullable().describe("The watch that follows it, or did."),
  state: z.enum(IMPORT_STATES),
  reason: z.string().nullable().describe("Why it failed or was stopped."),
  communityId: z.string().nullable(),
  handle: z.string().nullable(),
  build: z.string().nullable(),
  owner: LogOwner,
  bytes: z.int().describe("Of the file as it lies there."),
  readBytes: z.int().describe("Read of it so far."),
  taken: z.int().describe("Deaths taken so far: recorded, confirmed, repeated or left out."),
  recorded: z.int(),
  confirmed: z.int(),
  repeated: z.int().describe("You had told of them before."),
  left: z.partialRecord(z.enum(LEFT_REASONS), z.int()).describe("Deaths that were not taken, by reason."),
  report: ReadReport.nullable().describe("What was found in the log; null while it is read."),
  whyNoKills: z.string().nullable().describe("Why there are no kills, or few, where the build explains it."),
  missing: MissingNames,
  createdAt: Timestamp,
  finishedAt: Timestamp.nullable(),
});
export type LogImport = z.output<typeof LogImport>;
