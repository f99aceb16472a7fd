import * as z from "zod";
import {
  asRatio,
  type BetaPrior,
  estimate,
  FITTED_FROM_TRIES,
  fitPriorOf,
  USUAL_PRIOR,
} from "#app/features/analytics/share.ts";
import type { Runtime } from "#app/operation/runtime.ts";
import { now } from "#app/platform/clock.ts";
import { row, rows, type Sql, type SqlText, sql } from "#app/platform/sql.ts";
import type { Ratio } from "../../figures.ts";
import { OF_FRAMES } from "../counting/numbers.ts";

/** Which encounters a prior is of: all kills and deaths, or those of players with each other. */
export type PriorOf = "kdr" | "pvp";

/** What is believed of a player of this game before anything is seen of them; what is usual, as long as none was fitted. */
export async function priorOf(db: Sql, game: string, of: PriorOf): Promise<BetaPrior> {
  const found = await row(
    db,
    z.object({ alpha: z.number(), beta: z.number() }),
    sql`select alpha, beta from kill_priors where game = ${game} and "of" = ${of}`,
  );
  return found ?? USUAL_PRIOR;
}

/** Both at once. */
export async function priorsOf(db: Sql, game: string): Promise<Record<PriorOf, BetaPrior>> {
  const found = await rows(
    db,
    z.object({ of: z.string(), alpha: z.number(), beta: z.number() }),
    sql`select "of", alpha, beta from kill_priors where game = ${game}`,
  );
  const prior = (of: PriorOf) => found.find((one) => one.of === of) ?? USUAL_PRIOR;
  return { kdr: prior("kdr"), pvp: prior("pvp") };
}

/** Kills for each death: raw, and as they are believed to be. */
export function ratioOf(kills: number, deaths: number, prior: BetaPrior): Ratio {
  const { mean, low, high } = estimate({ successes: kills, tries: kills + deaths }, prior);
  return {
    kills,
    deaths,
    raw: deaths === 0 ? null : kills / deaths,
    expected: asRatio(mean),
    low: asRatio(low),
    high: asRatio(high),
  };
}

const Sums = z.object({
  people: z.number(),
  tries: z.number(),
  successes: z.number(),
  triesSquared: z.number(),
  successesSquared: z.number(),
});

/** Fits anew what is believed of players of each game. A job of the night: it adds up one row of each player. */
export async function fitPriors({ database }: Runtime): Promise<void> {
  for (const game of await gamesOfKills(database)) {
    await fit(database, game, "kdr", sql`t.kills`, sql`t.deaths`);
    await fit(database, game, "pvp", sql`t."pvpKills"`, sql`t."pvpDeaths"`);
  }
}

/** Games that kills are known of. */
export async function gamesOfKills(db: Sql): Promise<string[]> {
  const games = await rows(
    db,
    z.object({ game: z.string() }),
    sql`select game from kill_frames where scope = 'all' and period = 'all' order by game`,
  );
  return games.map(({ game }) => game);
}

async function fit(db: Sql, game: string, of: PriorOf, won: SqlText, lost: SqlText): Promise<void> {
  const population = await row(
    db,
    Sums,
    sql`select count(*)::int as people, coalesce(sum(tries), 0)::float8 as tries, coalesce(sum(won), 0)::float8 as successes, coalesce(sum(tries ^ 2), 0) as "triesSquared",
          coalesce(sum(won ^ 2 / tries), 0) as "successesSquared"
        from (select ${won}::float8 as won, (${won} + ${lost})::float8 as tries from kill_counts t
              where t.frame = (select num from kill_frames where game = ${game} and scope = 'all' and period = 'all') and ${OF_FRAMES}) as encounters
        where tries >= ${FITTED_FROM_TRIES}`,
  );
  const { alpha, beta } = fitPriorOf(population!);
  await db.execute(sql`
    insert into kill_priors (game, "of", alpha, beta, players, "fittedAt") values (${game}, ${of}, ${alpha}, ${beta}, ${population!.people}, ${now()})
    on conflict (game, "of") do update set alpha = excluded.alpha, beta = excluded.beta, players = excluded.players, "fittedAt" = excluded."fittedAt"`);
}
