import * as z from "zod";
import { ConsolePatterns } from "../games/console-patterns.ts";
import { STAR_CITIZEN } from "../kills/told-kill.ts";
import { BEGINS } from "./log-terms.ts";
import { isTimeZone } from "./log-time.ts";

export const LogGameId = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,63}$/)
  .describe("star-citizen, or the id of a game's patterns, as logs.games gives it.");

/** A game whose logs are read by the patterns of its console. */
export const LogGame = ConsolePatterns.omit({ description: true, format: true }).strip();
export type LogGame = z.output<typeof LogGame>;

export const Begins = z
  .string()
  .regex(BEGINS, "is a day such as 2026-04-01, or a day and a time such as 2026-04-01T18:30")
  .describe(
    "When the log begins, by its machine's own clock, where its lines tell no day: a day, or a day and a time. Default: the day in the file's name, if there is one.",
  );

export const TimeZoneName = z
  .string()
  .max(60)
  .refine(isTimeZone, "is no zone of time that is known")
  .describe(
    "The zone of the clock that the lines are by, such as Europe/Berlin. Default: that of the machine that reads the log.",
  );

/** How a log is to be read. */
export const ReadHow = z.object({
  /** Null: to be found out. */
  game: LogGameId.nullable(),
  begins: Begins.nullable(),
  /** Null: the reader's own. */
  timeZone: z.string().max(60).nullable(),
  /** The games that it can be of, beside Star Citizen. */
  games: z.array(LogGame).max(100),
});
export type ReadHow = z.output<typeof ReadHow>;

/** Star Citizen's logs and no other's. */
export const ONLY_STAR_CITIZEN: ReadHow = { game: null, begins: null, timeZone: null, games: [] };

/** What kills of a game are told under. */
export function killsGameOf(id: string | null, games: readonly Pick<LogGame, "id" | "game">[]): string {
  return games.find((each) => each.id === id)?.game.toLowerCase() ?? STAR_CITIZEN;
}
