import * as z from "zod";
import { Timestamp } from "#app/lib/time.ts";
import { SURE_DEVIATION } from "./board.ts";
import { Named } from "./schema.ts";

/** Kills for each death, as they are and as they are believed to be. */
export const Ratio = z.object({
  kills: z.int(),
  deaths: z.int(),
  raw: z.number().nullable().describe("Kills for each death; null: nobody has died yet."),
  expected: z
    .number()
    .describe(
      "Kills for each death that are expected of them: drawn towards what players of this game are like, the more the fewer encounters there were.",
    ),
  low: z.number().describe("It is less than this with 5 %."),
  high: z.number().describe("It is more than this with 5 %."),
});
export type Ratio = z.output<typeof Ratio>;

/** How good somebody is at beating other players (Glicko-2, a match for each pair and day). */
export const ShownRating = z.object({
  rating: z.number(),
  deviation: z.number().describe("It is within two of these with 95 %. It grows while they do not fight."),
  isProvisional: z.boolean().describe(`Of too few fights yet: the deviation is above ${SURE_DEVIATION}.`),
  ratedAt: z.iso.date().describe("The last day on which they fought."),
});
export type ShownRating = z.output<typeof ShownRating>;

/** What somebody did within a time and a scope. */
export const Totals = z.object({
  kills: z.int(),
  deaths: z.int(),
  pvpKills: z.int(),
  pvpDeaths: z.int(),
  pveKills: z.int(),
  pveDeaths: z.int(),
  suicides: z.int().describe("Not among the deaths."),
  crashes: z.int(),
  environmental: z.int(),
  unexplained: z.int().describe("Deaths with no word of who did it."),
  inferred: z.int().describe("Deaths that a log lets infer, without having said so."),
  bestStreak: z.int().describe("The most kills one after the other with no death between them."),
  lastAt: Timestamp.nullable(),
});
export type Totals = z.output<typeof Totals>;

/** How often somebody kills and dies with something or somewhere. */
export const FacetFigure = Named.extend({ kills: z.int(), deaths: z.int(), lastAt: Timestamp });
export type FacetFigure = z.output<typeof FacetFigure>;

/** Another whom somebody has fought. */
export const Opponent = z.object({
  playerId: z.string().nullable().describe("Null: they show their kills to few."),
  name: z.string().nullable(),
  isHidden: z.boolean(),
  kills: z.int().describe("How often they were killed by the player."),
  deaths: z.int().describe("How often they killed the player."),
  lost: z.number().describe("Share of these fights that the player is believed to lose."),
  low: z.number(),
  high: z.number(),
  lastAt: Timestamp,
});
export type Opponent = z.output<typeof Opponent>;

/** Kills and deaths by the hour of the week (UTC), from Monday 00:00 on: 168 each. */
export const Hours = z.object({
  kills: z.array(z.int()).length(168),
  deaths: z.array(z.int()).length(168),
});
export type Hours = z.output<typeof Hours>;

/** A time of playing: what happened with less than the gap between. */
export const KillSession = z.object({
  from: Timestamp.describe("Of the first thing that happened in it."),
  to: Timestamp.describe("Of the last one."),
  kills: z.int(),
  deaths: z.int(),
});
export type KillSession = z.output<typeof KillSession>;
