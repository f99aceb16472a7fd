import * as z from "zod";
import { rows, type Sql, sql } from "#app/platform/sql.ts";
import { countedKills, lockParties, recount } from "./counted-kills.ts";
import { removeFigures } from "./remove-figures.ts";

/** So many kills at a time are in memory. */
const PART = 5_000;

export interface JoinedKiller {
  old: string;
  new: string;
}

const Touched = z.object({ num: z.number() });

/**
 * Gives the kills of players to those whom they turned out to be, in the caller's transaction, before the old ones are gone. Figures of both, and of whom they met,
 * are then those that counting all kills anew gives; ratings follow with their next making.
 */
export async function joinKillers(db: Sql, joined: readonly JoinedKiller[]): Promise<void> {
  if (joined.length === 0) return;
  const olds = joined.map(({ old }) => old);
  const ids = [...olds, ...joined.map((each) => each.new)];
  const games = await rows(
    db,
    z.object({ game: z.string() }),
    sql`select game from kills where "killerKey" = any(${ids}::text[]) union select game from kills where "victimKey" = any(${ids}::text[]) order by game`,
  );
  await lockParties(
    db,
    games.flatMap(({ game }) => ids.map((id) => ({ game, victimKey: id, killerKey: id, killerId: id }))),
  );
  // An organisation is that of a handle, of which these players were none: what one says of theirs is told of the other anew.
  await db.execute(sql`
    delete from kill_counts where player = any(array(select num::int from players where id = any(${olds}::text[]))) and frame in (select num from kill_frames where scope like 'o:%')`);
  await db.execute(sql`delete from kill_organisations where "playerId" = any(${olds}::text[])`);
  const touched = await rows(
    db,
    Touched,
    sql`select num from (select num, at from kills where "killerKey" = any(${olds}::text[])
          union select num, at from kills where "victimKey" = any(${olds}::text[])) k order by at, num`,
  );
  for (let from = 0; from < touched.length; from += PART)
    await give(
      db,
      joined,
      touched.slice(from, from + PART).map(({ num }) => num),
    );
  // Rows in which nothing stands any more, and what was rated of half a player.
  await removeFigures(db, olds);
  await db.execute(sql`delete from kill_ratings where "playerId" = any(${olds}::text[])`);
}

/** Moves kills, and their figures with them: taken from the one as they were, given to the other as they are. Whoever killed who they are themselves did not kill another. */
async function give(db: Sql, joined: readonly JoinedKiller[], nums: readonly number[]): Promise<void> {
  const were = await countedKills(db, nums);
  const to = sql`unnest(${joined.map(({ old }) => old)}::text[], ${joined.map((each) => each.new)}::text[]) as m(old, new)`;
  await db.execute(sql`
    update kills k set "killerId" = m.new, "killerKey" = m.new from ${to} where k.num = any(${[...nums]}::bigint[]) and k."killerKey" = m.old`);
  await db.execute(sql`
    update kills k set "victimId" = m.new, "victimKey" = m.new from ${to} where k.num = any(${[...nums]}::bigint[]) and k."victimKey" = m.old`);
  await db.execute(sql`
    update kills set kind = 'suicide', method = 'suicide' where num = any(${[...nums]}::bigint[]) and kind = 'pvp' and "killerKey" = "victimKey"`);
  await recount(db, were, await countedKills(db, nums));
}
