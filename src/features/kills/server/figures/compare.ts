import * as z from "zod";
import { estimate } from "#app/features/analytics/share.ts";
import { PlayerId } from "#app/features/players/schema.ts";
import { iso, Timestamp } from "#app/lib/time.ts";
import type { Context } from "#app/operation/context.ts";
import { defineQuery } from "#app/operation/define.ts";
import { row, type Sql, sql } from "#app/platform/sql.ts";
import { FacetFigure, Ratio, ShownRating, Totals } from "../../figures.ts";
import { expectedScore } from "../../rating.ts";
import { Game } from "../../schema.ts";
import { ratingsOf } from "../rating/player-ratings.ts";
import { priorOf, ratioOf } from "../rating/priors.ts";
import { type Figured, figuredPlayer, gameOf } from "./figured-players.ts";
import { facetsOf, totalsOf } from "./player-figures.ts";

/** As many of each list are told of each of the two. */
const TOLD = 5;
/** What both believe of the two before they have met weighs as much as so many fights. */
const WEIGHT_OF_RATINGS = 4;

const Side = z.object({
  playerId: z.string(),
  name: z.string(),
  totals: Totals,
  streak: z.int(),
  kdr: Ratio,
  pvp: Ratio,
  rating: ShownRating.nullable(),
  weapons: z.array(FacetFigure),
  ships: z.array(FacetFigure),
});

export const compare = defineQuery({
  id: "kills.compare",
  summary: "Compare two players",
  description:
    "What each has done, how often the one killed the other, and which share of their fights the one is believed to win: by the ratings of both as long as they have hardly met, and by what happened between them the more they have.",
  access: { kind: "list", permission: "kills:read" },
  errors: ["not_found"],
  input: z.object({
    playerId: PlayerId,
    otherId: PlayerId,
    game: Game.optional().describe("Absent: the one in which the first fought last."),
  }),
  output: z.object({
    game: z.string(),
    one: Side,
    other: Side,
    between: z.object({
      kills: z.int().describe("How often the first killed the other."),
      deaths: z.int().describe("How often the other killed the first."),
      expected: z.number().describe("Share of their fights that the first wins by the ratings alone; 0.5 without any."),
      won: z.number().describe("Share that the first is believed to win."),
      low: z.number().describe("It is less than this with 5 %."),
      high: z.number().describe("It is more than this with 5 %."),
      isSure: z.boolean().describe("Whether one of the two is the better with 95 %."),
      lastAt: Timestamp.nullable(),
    }),
  }),
  example: {
    playerId: "ply_01930000000070008000000000000001",
    otherId: "ply_01930000000070008000000000000002",
  },
  http: { method: "GET", path: "/players/{playerId}/kill-comparison/{otherId}" },
  async run(context, { playerId, otherId, game: asked }) {
    const { db, actor, now } = context;
    const [first, second] = [await figuredPlayer(db, actor, playerId), await figuredPlayer(db, actor, otherId)];
    const game = await gameOf(db, first, asked);
    const ratings = await ratingsOf(db, now, game, [playerId, otherId]);
    const [rated, otherRated] = [ratings.get(playerId) ?? null, ratings.get(otherId) ?? null];
    const expected = rated && otherRated ? expectedScore(rated, otherRated) : 0.5;
    const { kills, deaths, lastAt } = await between(db, game, playerId, otherId);
    const { mean, low, high } = estimate(
      { successes: kills, tries: kills + deaths },
      { alpha: WEIGHT_OF_RATINGS * expected, beta: WEIGHT_OF_RATINGS * (1 - expected) },
    );
    return {
      game,
      one: await side(context, game, first, rated),
      other: await side(context, game, second, otherRated),
      between: {
        kills,
        deaths,
        expected,
        won: mean,
        low,
        high,
        isSure: low > 0.5 || high < 0.5,
        lastAt: lastAt && iso(lastAt),
      },
    };
  },
});

async function side({ db }: Context, game: string, { playerIds, name }: Figured, rating: ShownRating | null) {
  const { streak, ...totals } = await totalsOf(db, game, playerIds, "all", "all");
  return {
    playerId: playerIds[0]!,
    name,
    totals,
    streak,
    kdr: ratioOf(totals.kills, totals.deaths, await priorOf(db, game, "kdr")),
    pvp: ratioOf(totals.pvpKills, totals.pvpDeaths, await priorOf(db, game, "pvp")),
    rating,
    weapons: await facetsOf(db, game, playerIds, "weapon", TOLD),
    ships: await facetsOf(db, game, playerIds, "ship", TOLD),
  };
}

async function between(db: Sql, game: string, one: string, other: string) {
  const found = await row(
    db,
    z.object({ kills: z.number(), deaths: z.number(), lastAt: z.date().nullable() }),
    sql`select coalesce(sum(kills) filter (where "killerId" = ${one}), 0)::int as kills, coalesce(sum(kills) filter (where "killerId" = ${other}), 0)::int as deaths,
          max("lastAt") filter (where kills > 0) as "lastAt"
        from kill_pairs where game = ${game} and (("killerId" = ${one} and "victimId" = ${other}) or ("killerId" = ${other} and "victimId" = ${one}))`,
  );
  return found!;
}
