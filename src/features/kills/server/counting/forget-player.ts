import * as z from "zod";
import { rows, type Sql, type SqlText, sql } from "#app/platform/sql.ts";
import { lockParties } from "./counted-kills.ts";
import { removeFigures } from "./remove-figures.ts";

/**
 * Takes a player out of kills, in the caller's transaction: others' figures keep what they did, and nothing says with whom. What tellers sent along of these kills is
 * removed, as it may name them. Figures of their own are removed; ratings are rows with their id, which whoever erases removes.
 */
export async function forgetKiller(
  db: Sql,
  { playerId, names, erased }: { playerId: string; names: readonly string[]; erased: string },
): Promise<void> {
  const games = await rows(
    db,
    z.object({ game: z.string() }),
    sql`select game from kills where "killerKey" = ${playerId} union select game from kills where "victimKey" = ${playerId} order by game`,
  );
  await lockParties(
    db,
    games.map(({ game }) => ({ game, victimKey: playerId, killerKey: playerId, killerId: playerId })),
  );
  await db.execute(sql`
    update audit_entries set "targetLabel" = "targetId", input = null, before = null, after = null
    where "targetId" in (select id from kills where "killerKey" = ${playerId} union select id from kills where "victimKey" = ${playerId})`);
  // Neither alike to another erased one's, nor to be found by who they were.
  await db.execute(sql`
    update kills set "killerId" = null, "killerKey" = 'erased:' || id, "killerName" = ${erased} where "killerKey" = ${playerId}`);
  await db.execute(sql`
    update kills set "victimId" = null, "victimKey" = 'erased:' || id, "victimName" = ${erased} where "victimKey" = ${playerId}`);
  await db.execute(sql`
    update kill_reports set "rawData" = null where "rawData" is not null and "killNum" in (
      select num from kills where "killerKey" = 'erased:' || id and "killerName" = ${erased}
      union select num from kills where "victimKey" = 'erased:' || id and "victimName" = ${erased})`);
  for (const name of names)
    await db.execute(sql`update kill_changes set reason = ${erased} where position(${name} in reason) > 0`);
  await removeFigures(db, [playerId]);
}

/** Kills that a player had part in, as rows for who asks what is known of them: what is known of the other is the other's. */
export function killsToExport(playerId: string): SqlText {
  return sql`
    select to_jsonb(k) - 'reporterId' - (case when k."killerKey" = ${playerId} and k."victimKey" = ${playerId} then '{}'
      when k."killerKey" = ${playerId} then '{victimId,victimKey,victimName,victimVehicle}' else '{killerId,killerKey,killerName,killerVehicle}' end)::text[] as row
    from kills k where k."killerKey" = ${playerId} or k."victimKey" = ${playerId} order by k.num`;
}
