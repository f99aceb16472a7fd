import * as z from "zod";
import { setting } from "#app/features/admin/server/index.ts";
import { UserId } from "#app/features/identity/schema.ts";
import { PlayerId } from "#app/features/players/schema.ts";
import type { Context } from "#app/operation/context.ts";
import { defineQuery } from "#app/operation/define.ts";
import { BOARD_PERIODS, type BoardPeriod, periodAt, RANKED } from "../../board.ts";
import { FacetFigure, Hours, Opponent, Ratio, ShownRating, Totals } from "../../figures.ts";
import { nemesisAndPrey } from "../../opponents.ts";
import { Game, STAR_CITIZEN } from "../../schema.ts";
import { organisationOf } from "../counting/organisations.ts";
import { ratingHistory, ratingsOf, surestOf } from "../rating/player-ratings.ts";
import { priorsOf, ratioOf } from "../rating/priors.ts";
import { boardTotal, rankOfPlayer } from "./board-rows.ts";
import { ScopeInput, scopeOf } from "./boards.ts";
import { type Figured, figuredPlayer, figuredUser, gamesOf } from "./figured-players.ts";
import { facetLists, hoursOf, opponentsOf, totalsOf } from "./player-figures.ts";

/** As many of each list are told here. */
const TOLD = 10;

const Asked = z.object({
  game: Game.optional().describe("Absent: the one in which they fought last."),
  period: z.enum(BOARD_PERIODS).default("all_time").describe("Of totals and ratios; all else is of all time."),
  at: z.iso.datetime().optional().describe("A moment of the period; absent: now."),
  ...ScopeInput.shape,
});

export const KillFigures = z.object({
  game: z.string(),
  games: z
    .array(z.string())
    .describe("All in which they have killed or died, the one in which they fought last first."),
  name: z.string(),
  playerIds: z.array(z.string()).describe("Of a user all of theirs, taken together."),
  userId: z.string().nullable(),
  isOwn: z.boolean(),
  organisation: z.string().nullable().describe("The one they are in, as far as that is known."),
  period: z.string().describe("The period's name, as leaderboards tell it."),
  totals: Totals,
  kdr: Ratio.describe("Of all kills and deaths."),
  pvp: Ratio.describe("Of players killing each other alone."),
  streak: z.int().describe("Kills since the last death."),
  rating: ShownRating.nullable().describe("Null: they have fought no player, or not been rated yet."),
  seasonRating: ShownRating.nullable().describe("Of the season that is now."),
  ratings: z
    .array(z.object({ day: z.iso.date(), rating: z.number(), deviation: z.number() }))
    .describe("How the rating went, a row for each day with fights, oldest first, of the last 365 such days."),
  ranks: z.object({
    kills: z.int().nullable(),
    rating: z.int().nullable(),
    streak: z.int().nullable(),
    rated: z
      .int()
      .nullable()
      .describe(`How many have a rating there, of more than ${RANKED} so many; null: no rank is told.`),
  }),
  weapons: z.array(FacetFigure),
  ships: z.array(FacetFigure),
  places: z.array(FacetFigure),
  systems: z.array(FacetFigure),
  modes: z.array(FacetFigure),
  rivals: z.array(Opponent).describe("Those they fought most, kills and deaths together."),
  nemesis: Opponent.nullable().describe(
    "Who beats them more than others do, with 5 % of error for all opponents together; null: nobody of whom that is sure.",
  ),
  prey: Opponent.nullable().describe("Whom they beat more than others, as surely; null: nobody."),
  hours: Hours,
});

const SAYS =
  "Totals and ratios of a period and a part of all kills; weapons, ships, places, opponents, hours and rating of all time. Kept with each kill, ratings within the hour.";

export const figures = defineQuery({
  id: "kills.figures",
  summary: "Get a player's kill figures",
  description: SAYS,
  access: { kind: "list", permission: "kills:read" },
  errors: ["not_found"],
  input: Asked.extend({ playerId: PlayerId }),
  output: KillFigures,
  example: { playerId: "ply_01930000000070008000000000000001" },
  http: { method: "GET", path: "/players/{playerId}/kill-figures" },
  async run(context, { playerId, ...asked }) {
    return figuresOf(context, await figuredPlayer(context.db, context.actor, playerId), asked);
  },
});

export const userFigures = defineQuery({
  id: "kills.userFigures",
  summary: "Get a user's kill figures",
  description: `Of all players that are linked to them. ${SAYS}`,
  access: { kind: "list", permission: "kills:read" },
  errors: ["not_found"],
  input: Asked.extend({ userId: UserId }),
  output: KillFigures,
  example: { userId: "usr_01930000000070008000000000000001" },
  http: { method: "GET", path: "/users/{userId}/kill-figures" },
  async run(context, { userId, ...asked }) {
    return figuresOf(context, await figuredUser(context.db, context.actor, userId), asked);
  },
});

export async function figuresOf(
  { db, actor, now }: Context,
  figured: Figured,
  asked: z.output<typeof Asked>,
): Promise<z.output<typeof KillFigures>> {
  const { playerIds, userId, name, isOwn } = figured;
  const games = await gamesOf(db, figured);
  const game = asked.game ?? games[0] ?? STAR_CITIZEN;
  // Who looks at themselves needs no leave to see all.
  const scope =
    isOwn && asked.communityId === undefined && asked.serverId === undefined && asked.organisation === undefined
      ? "all"
      : await scopeOf(db, actor, asked);
  const months = await setting(db, "kill-season-months");
  const moment = asked.at === undefined ? now : new Date(asked.at);
  const nameOf = (period: BoardPeriod, at: Date) => periodAt(period, at, months) ?? "s:";
  const period = nameOf(asked.period, moment);
  const all = await totalsOf(db, game, playerIds, "all", "all");
  const { streak: _, ...totals } =
    scope === "all" && period === "all" ? all : await totalsOf(db, game, playerIds, scope, period);
  const overall = { kills: all.pvpKills, deaths: all.pvpDeaths };
  const opponents = await opponentsOf(db, actor, game, playerIds, overall);
  const rated = await ratingsOf(db, now, game, playerIds);
  const season = await ratingsOf(db, now, game, playerIds, nameOf("season", now).slice("s:".length));
  const [surest] = [...rated].sort(([, a], [, b]) => b.rating - 2 * b.deviation - (a.rating - 2 * a.deviation));
  const lists = await facetLists(db, game, playerIds, ["weapon", "ship", "place", "system", "mode"], TOLD);
  const priors = await priorsOf(db, game);
  const [best] = playerIds;
  const rank = (by: "kills" | "rating" | "streak") =>
    best === undefined || playerIds.length > 1 ? null : rankOfPlayer(db, { game, scope, period, by }, best);
  const ratingRank = await rank("rating");
  return {
    game,
    games,
    name,
    playerIds,
    userId,
    isOwn,
    organisation: best === undefined ? null : await organisationOf(db, best),
    period,
    totals,
    kdr: ratioOf(totals.kills, totals.deaths, priors.kdr),
    pvp: ratioOf(totals.pvpKills, totals.pvpDeaths, priors.pvp),
    streak: all.streak,
    rating: surest?.[1] ?? null,
    seasonRating: surestOf(season.values()),
    ratings: surest === undefined ? [] : await ratingHistory(db, game, surest[0]),
    ranks: {
      kills: await rank("kills"),
      rating: ratingRank,
      streak: await rank("streak"),
      rated: ratingRank === null ? null : (await boardTotal(db, { game, scope, period, by: "rating" })).total,
    },
    weapons: lists.weapon,
    ships: lists.ship,
    places: lists.place,
    systems: lists.system,
    modes: lists.mode,
    rivals: opponents.slice(0, TOLD),
    ...nemesisAndPrey(opponents, overall),
    hours: await hoursOf(db, game, playerIds),
  };
}
