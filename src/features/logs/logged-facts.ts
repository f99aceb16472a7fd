import * as z from "zod";
import { KILL_KINDS, KILL_METHODS, PARTY_TYPES } from "#app/features/kills/told-kill.ts";
import type { LoggedKill, LogReport, LogSession } from "#app/features/star-citizen/logged-kill.ts";
import { ONE_LINE } from "#app/lib/text.ts";
import { SKIP_REASONS } from "./log-terms.ts";

/** Text out of a log: hostile like all that others wrote. Names with control characters are no game's. */
const word = z.string().max(200).regex(ONE_LINE, "has no control characters");
const moment = z.iso.datetime({ precision: 3 });

const Participant = z.object({ name: word, id: word.nullable(), type: z.enum(PARTY_TYPES) });

/** A death as the reader of a log tells it (see `newLogReader`), on its way to the panel. */
export const LoggedDeath = z.object({
  at: moment.describe("When, by the game's own clock."),
  line: z.int().nonnegative().describe("The first line that tells of it."),
  lines: z.int().positive().describe("How many lines do."),
  evidence: z.enum(["observed", "inferred"]),
  kind: z.enum(KILL_KINDS),
  method: z.enum(KILL_METHODS),
  victim: Participant,
  killer: Participant.nullable(),
  weapons: z.array(word).max(100),
  damageType: word.nullable(),
  zone: word.nullable().describe("Where the victim was, as the log has it: a ship or a place."),
  victimShip: z.object({ class: word, id: word.nullable() }).nullable(),
  killerShip: word.nullable(),
  mode: word.nullable(),
  doubts: z
    .array(
      z.enum([
        "build_logs_no_kills",
        "before_session",
        "name_of_other_id",
        "no_session",
        "name_only",
        "unsure_who",
        "unsure_when",
      ]),
    )
    .max(7),
  written: word
    .optional()
    .describe("When, as the lines of other games have it, counted where several are alike; absent for Star Citizen."),
}) satisfies z.ZodType<LoggedKill>;
export type LoggedDeath = z.output<typeof LoggedDeath>;

const said = word.nullable().catch(null);
/** What a log says of the session that it is of; what is not as it should be is left out. */
export const Session = z.object({
  startedAt: moment.nullable().catch(null),
  firstAt: moment.nullable().catch(null),
  lastAt: moment.nullable().catch(null),
  version: said.describe("The build, such as 4.3.1."),
  fileVersion: said,
  changelist: said,
  channel: said.describe("LIVE, PTU, EPTU, HOTFIX or TECH-PREVIEW."),
  environment: said,
  session: said,
  backupName: said.describe("How the log is called when it has become a backup."),
  handle: said.describe("Whose log it is."),
  ownId: said,
  shard: said,
}) satisfies z.ZodType<LogSession>;

const count = z.int().nonnegative();

/** What was found in a log; the same whoever read it: an agent, a browser or the command line. */
export const ReadReport = z.object({
  session: Session,
  lines: count,
  bytes: count,
  killLines: count.describe("Lines that tell of a death, before repeats are put together."),
  kills: count,
  inferredDeaths: count,
  vehicleSteps: count,
  incapacitations: count,
  corpses: count,
  skipped: z.partialRecord(z.enum(SKIP_REASONS), count),
  game: word
    .nullable()
    .optional()
    .describe("Which game's log it is: star-citizen or the id of its patterns; null: none that is known."),
  needs: z
    .enum(["day", "time"])
    .nullable()
    .optional()
    .describe("What has to be said of when it begins, as its lines do not tell it; null: nothing."),
  skippedLines: z.array(z.object({ line: count, reason: z.enum(SKIP_REASONS) })).max(200),
}) satisfies z.ZodType<LogReport>;
export type ReadReport = z.output<typeof ReadReport>;
