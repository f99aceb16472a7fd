import * as z from "zod";
import { Timestamp } from "../../lib/time.ts";
import { ServerId } from "../hosting/schema.ts";
import { Game, KillId, STAR_CITIZEN } from "../kills/schema.ts";
import { ANALYTICS_PERIODS, METRICS } from "./asked-of-kills.ts";

export const INSIGHT_TYPES = [
  "win_change",
  "rate_change",
  "rate_trend",
  "opponent",
  "place",
  "system",
  "mode",
  "ship",
  "hours",
  "weekend",
] as const;
export const InsightType = z
  .enum(INSIGHT_TYPES)
  .describe(
    "What was asked: whether winning changed at some time, whether and how the rate of kills changes, or whether fights against somebody, in a place, system, mode or ship, at some hours (UTC) or at weekends are won otherwise than the rest.",
  );
export type InsightType = z.output<typeof InsightType>;

export const AnalyticsPeriod = z.enum(ANALYTICS_PERIODS).describe("How far back, until now.");
export type AnalyticsPeriod = z.output<typeof AnalyticsPeriod>;

export const Metric = z.enum(METRICS);
export type Metric = z.output<typeof Metric>;

/** Whose kills are asked about; nothing of it: those of your own players. */
export const Asked = z.object({
  game: Game.default(STAR_CITIZEN),
  playerId: z.string().max(64).optional().describe("A player; absent: your own."),
  communityId: z
    .string()
    .max(64)
    .optional()
    .describe("Only what was told in this community; without a player: of all in it."),
  serverId: ServerId.optional().describe("Only what happened on this server; without a player: of all on it."),
});
export type Asked = z.output<typeof Asked>;

export const DataQuality = z.object({
  events: z.int().describe("Kills and deaths that it rests on."),
  observed: z.int().describe("Of which a game's own word."),
  inferred: z.int().describe("Of which a log lets infer."),
  claimed: z.int().describe("Of which somebody's claim."),
  confirmed: z.int().describe("Of which told by more than one, or by a game server of this panel."),
});

const Group = z.object({
  is: z.enum(["inside", "outside", "before", "after"]),
  count: z.number().describe("Fights won, or kills."),
  of: z.number().describe("Fights, or hours."),
  value: z.number().describe("The share or the rate."),
});

/** What was found, as it is kept: figures alone, no names of people. */
export const Finding = z.object({
  question: z.string(),
  type: InsightType,
  cell: z
    .string()
    .nullable()
    .describe("Which place, ship, hours, …, as the game calls it; a player's id for opponents."),
  method: z.string().describe("How it was tested."),
  effect: z.object({
    value: z.number(),
    low: z.number(),
    high: z.number(),
    confidence: z.literal(0.9).describe("The interval's."),
    unit: z
      .enum(["share", "per_hour", "per_hour_each_week"])
      .describe("A difference of shares of fights won (0.1 is ten points), or of kills an hour."),
  }),
  groups: z.array(Group),
  n: z.int(),
  nUnit: z.enum(["encounters", "sessions", "weeks"]),
  p: z.number().describe("How likely chance alone brings as much."),
  pAdjusted: z.number().describe("The same for all questions that were asked at once, by Benjamini and Hochberg."),
  window: z.object({ from: Timestamp, to: Timestamp }).describe("The first and the last kill that it rests on."),
  changed: z.object({ from: Timestamp, to: Timestamp }).nullable().describe("Between when it changed, with 90 %."),
  dataQuality: DataQuality,
  killIds: z.array(KillId).describe("The newest kills behind it, at most twenty."),
});
export type Finding = z.output<typeof Finding>;

export const AnsweredType = z.object({
  type: InsightType,
  state: z
    .enum(["found", "nothing", "not_enough", "not_comparable"])
    .describe(
      "Found; asked, but nothing that chance does not bring; too few data to ask; or known too differently of kills and deaths to compare.",
    ),
  asked: z.int().describe("How many questions of it were asked."),
  have: z.int(),
  needed: z.int().describe("About so many it takes to see a difference of 15 points (of rates: a third) with 80 %."),
  unit: z.enum(["encounters", "sessions", "weeks"]),
});
export type AnsweredType = z.output<typeof AnsweredType>;

/** What one look at a player's kills asked and could not ask. */
export const InsightReport = z.object({
  window: z.object({ from: Timestamp, to: Timestamp }).nullable(),
  encounters: z.int(),
  sessions: z.int(),
  asked: z.int().describe("How many questions were asked at once."),
  types: z.array(AnsweredType),
  dataQuality: DataQuality,
});
export type InsightReport = z.output<typeof InsightReport>;
