import * as z from "zod";
import { rows, type Sql, sql } from "#app/platform/sql.ts";
import { type CountedKill, countsOf, periodsOf, scopesOf } from "../tally.ts";
import type { CountOptions } from "./count-kills.ts";

/** Something in a player's life that makes or ends a streak. */
const Turn = z.object({
  playerId: z.string(),
  at: z.date(),
  isKill: z.boolean(),
  serverId: z.string().nullable(),
  communityIds: z.array(z.string()),
});

/** Kills that count as one's own, and what ends a streak: any death, whoever did it. */
const IS_KILL = sql`(k.kind in ('pvp', 'pve_kill') and k."killerId" is distinct from k."victimId")`;
const IS_DEATH = sql`k.kind <> 'pve_kill'`;

/**
 * Keeps the longest streaks of whoever took part in these kills, which are written already: kills one after the other with no death between them, credited to the
 * time of each kill. What came late, or was taken back, may have ended a streak that was counted longer, so then all of that player's are counted anew.
 */
export async function keepStreaks(
  db: Sql,
  kills: readonly CountedKill[],
  { sign, season }: CountOptions,
): Promise<void> {
  const since = new Map<string, Map<string, Date>>();
  for (const kill of kills) {
    for (const { playerId } of countsOf(kill)) {
      const ofGame = since.get(kill.game) ?? new Map<string, Date>();
      const known = ofGame.get(playerId);
      if (!known || kill.at < known) ofGame.set(playerId, kill.at);
      since.set(kill.game, ofGame);
    }
  }
  for (const [game, players] of [...since].sort()) {
    const late = sign === -1 ? new Set(players.keys()) : await latePlayers(db, game, players);
    for (const id of late) players.set(id, new Date(0));
    await keep(db, game, players, late, season);
  }
}

/** Of these players, those who had died or killed before this after the moment given: what is new stands in the middle of what was counted. */
async function latePlayers(db: Sql, game: string, players: ReadonlyMap<string, Date>): Promise<Set<string>> {
  const found = await rows(
    db,
    z.object({ playerId: z.string() }),
    sql`select t."playerId" from kill_tallies t join unnest(${[...players.keys()]}::text[], ${[...players.values()]}::timestamptz[]) as p(id, at) on p.id = t."playerId"
        where t.game = ${game} and t.scope = 'all' and t.period = 'all' and t."streakAt" > p.at`,
  );
  return new Set(found.map(({ playerId }) => playerId));
}

async function keep(
  db: Sql,
  game: string,
  players: ReadonlyMap<string, Date>,
  anew: ReadonlySet<string>,
  season: CountOptions["season"],
): Promise<void> {
  const turns = await rows(
    db,
    Turn,
    sql`with touched as (
          select p.id, coalesce((select max(k.at) from kills k where k."victimKey" = p.id and k.game = ${game} and k.state <> 'retracted' and ${IS_DEATH} and k.at < p.at), 'epoch') as "from"
          from unnest(${[...players.keys()]}::text[], ${[...players.values()]}::timestamptz[]) as p(id, at))
        select * from (
          select t.id as "playerId", k.at, k.num, true as "isKill", k."serverId", k."communityIds" from touched t
            join kills k on k."killerKey" = t.id and k.at >= t."from" and k.game = ${game} where k.state <> 'retracted' and ${IS_KILL}
          union all
          select t.id, k.at, k.num, false, k."serverId", k."communityIds" from touched t
            join kills k on k."victimKey" = t.id and k.at >= t."from" and k.game = ${game} where k.state <> 'retracted' and ${IS_DEATH}) as turns
        order by "playerId", at, num, "isKill"`,
  );
  const best = new Map<string, { scope: string; period: string; playerId: string; best: number }>();
  const latest = new Map<string, string>();
  let current = { playerId: "", length: 0 };
  for (const { playerId, at, isKill, serverId, communityIds } of turns) {
    if (current.playerId !== playerId) current = { playerId, length: 0 };
    latest.set(playerId, at.toISOString());
    current.length = isKill ? current.length + 1 : 0;
    if (!isKill) continue;
    for (const scope of scopesOf({ serverId, communityIds })) {
      for (const period of periodsOf(at, season(at))) {
        const key = `${scope}\n${period}\n${playerId}`;
        const known = best.get(key);
        if (!known || known.best < current.length) best.set(key, { scope, period, playerId, best: current.length });
      }
    }
  }
  if (anew.size > 0)
    await db.execute(
      sql`update kill_tallies set "bestStreak" = 0 where ctid in (
            select ctid from kill_tallies where game = ${game} and "playerId" = any(${[...anew]}::text[]) order by scope, period, "playerId" for update)`,
    );
  await db.execute(sql`
    update kill_tallies t set "bestStreak" = greatest(t."bestStreak", b.best)
    from jsonb_to_recordset(${JSON.stringify([...best.values()])}::jsonb) as b(scope text, period text, "playerId" text, best int)
    where t.game = ${game} and t.scope = b.scope and t.period = b.period and t."playerId" = b."playerId"`);
  await db.execute(sql`
    update kill_tallies t set "streakAt" = greatest(t."streakAt", l.at)
    from jsonb_to_recordset(${JSON.stringify([...latest].map(([playerId, at]) => ({ playerId, at })))}::jsonb) as l("playerId" text, at timestamptz)
    where t.game = ${game} and t.scope = 'all' and t.period = 'all' and t."playerId" = l."playerId"`);
}
