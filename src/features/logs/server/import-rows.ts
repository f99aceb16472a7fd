import * as z from "zod";
import { whyNoKills } from "#app/features/star-citizen/log-build.ts";
import { iso } from "#app/lib/time.ts";
import { rows, type Sql, type SqlText, sql } from "#app/platform/sql.ts";
import { LEFT_REASONS, STAR_CITIZEN_LOG } from "../log-terms.ts";
import { ReadReport } from "../logged-facts.ts";
import { IMPORT_SOURCES, IMPORT_STATES, type LogImport, LogOwner } from "../schema.ts";
import { type Classes, ClassesOf, missingNames, NO_CLASSES } from "./missing-names.ts";

export const ImportRow = z.object({
  id: z.string(),
  source: z.enum(IMPORT_SOURCES),
  nodeId: z.string().nullable(),
  path: z.string().nullable(),
  name: z.string(),
  game: z.string().nullable(),
  begins: z.string().nullable(),
  timeZone: z.string().nullable(),
  watchId: z.string().nullable(),
  state: z.enum(IMPORT_STATES),
  reason: z.string().nullable(),
  communityId: z.string().nullable(),
  isOwn: z.boolean(),
  handle: z.string().nullable(),
  build: z.string().nullable(),
  owner: LogOwner,
  /** By how much its clock was found to be another than that of the server that told of it. */
  shiftMs: z.number().nullable(),
  bytes: z.number(),
  readBytes: z.number(),
  taken: z.number(),
  recorded: z.number(),
  confirmed: z.number(),
  repeated: z.number(),
  left: z.partialRecord(z.enum(LEFT_REASONS), z.number()),
  report: ReadReport.nullable().catch(null),
  classes: ClassesOf,
  userId: z.string(),
  createdBy: z.string(),
  createdAt: z.date(),
  finishedAt: z.date().nullable(),
});
export type ImportRow = z.output<typeof ImportRow>;

/** Imports as rows; a condition and an order follow. */
export const IMPORTS: SqlText = sql`select id, source, "nodeId", path, name, game, begins, "timeZone", "watchId", state, reason, "communityId", "isOwn", handle, build, owner, "shiftMs", bytes, "readBytes", taken, recorded, confirmed, repeated,
  "left", report, classes, "userId", "createdBy", "createdAt", "finishedAt" from log_imports`;

/** Imports as they are shown, with what has no name yet by now. */
export async function shownImports(db: Sql, found: readonly ImportRow[]): Promise<z.input<typeof LogImport>[]> {
  const missing = await missingNames(
    db,
    // Other games write what things are called.
    found.map(({ classes, game }) => (game === null || game === STAR_CITIZEN_LOG ? classes : NO_CLASSES)),
  );
  return found.map(
    ({ classes: _classes, shiftMs: _shift, isOwn: _own, userId: _user, createdBy: _by, ...each }, index) => ({
      ...each,
      whyNoKills: each.report === null ? null : whyNoGameKills(each.report),
      missing: missing[index]!,
      createdAt: iso(each.createdAt),
      finishedAt: iso(each.finishedAt),
    }),
  );
}

/** Why a log holds no kills, or few, where that is known: of other games than Star Citizen no build explains it. */
export function whyNoGameKills({ game, session }: ReadReport): string | null {
  return game === undefined || game === STAR_CITIZEN_LOG ? whyNoKills(session.version) : null;
}

export async function importsWhere(db: Sql, condition: SqlText): Promise<ImportRow[]> {
  return await rows(db, ImportRow, sql`${IMPORTS} ${condition}`);
}

/** The classes of both, each once, and no more than are worth telling. */
export function joined(one: Classes, other: Classes): Classes {
  const MOST = 500;
  const both = (facet: keyof Classes) => [...new Set([...one[facet], ...other[facet]])].slice(0, MOST);
  return { weapon: both("weapon"), ship: both("ship"), place: both("place") };
}
