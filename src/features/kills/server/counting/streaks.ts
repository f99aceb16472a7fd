import * as z from "zod";
import { rows, type Sql, sql } from "#app/platform/sql.ts";
import { followTurns, type Streaks, type StreakTurn, turnsOf, withoutTurns } from "../../streak.ts";
import type { CountedKill } from "../../tally.ts";
import { keyOf } from "./numbers.ts";
import type { TallyShape } from "./tally-shape.ts";
import { COUNTS } from "./what-counts.ts";

/** Kills that count as one's own, and what ends a streak: any death, whoever did it. */
const IS_KILL = sql`(k.kind in ('pvp', 'pve_kill') and k."killerId" is distinct from k."victimId")`;
const IS_DEATH = sql`k.kind <> 'pve_kill'`;
/** As `followTurns` calls the row of all time everywhere. */
const EVERYWHERE = "all\nall";

/** How a row of the tallies stands after some kills; `at`: of the last turn that is followed, in rows of all time everywhere alone. */
export interface StandingStreak {
  best: number;
  streak: number | null;
  at: string | null;
}

/** What a row of the tallies is to say of streaks: the longest at least so long, and of all time everywhere where the streak stands, if nothing later is known. */
interface StreakRow extends StandingStreak {
  scope: string;
  period: string;
  playerId: string;
}

/** What kills that are to be counted do to streaks. */
export interface StreakPlan {
  /** Of those whose kills come in order: by game, scope, period and player, with a line's end between them. They are written with the counts. */
  standing: ReadonlyMap<string, StandingStreak>;
  /** Those of whom later kills are known, or of whom nothing can be gone on from. */
  others: readonly { game: string; playerId: string; turns: readonly StreakTurn[]; isLate: boolean }[];
}

/**
 * Plans the streaks of whoever takes part in these kills, which are written, but not counted yet: kills one after the other with no death between them, credited
 * to the time of each kill. What comes in order goes on from what is kept, and no kill is read.
 */
export async function planStreaks(db: Sql, kills: readonly CountedKill[], shape: TallyShape): Promise<StreakPlan> {
  const standing = new Map<string, StandingStreak>();
  const others: StreakPlan["others"][number][] = [];
  for (const [game, ofGame] of byGame(kills)) {
    const turns = turnsOf(ofGame, shape.organisationOf);
    const kept = await keptStreaks(db, game, turns);
    for (const [playerId, own] of turns) {
      const { streak, order } = kept.get(playerId) ?? { streak: 0, order: "next" };
      if (order !== "next") others.push({ game, playerId, turns: own, isLate: order === "late" });
      else
        for (const { scope, period, ...row } of streakRows(
          playerId,
          followTurns(own, streak, shape.season),
          own.at(-1)!.at,
        ))
          standing.set(keyOf(game, scope, period, playerId), row);
    }
  }
  return { standing, others };
}

/**
 * Settles the streaks that could not be gone on with, once the kills are counted. What comes late is put in between its neighbours; where that ends a streak that
 * was the longest of all, that player's are counted anew.
 */
export async function settleStreaks(db: Sql, { others }: StreakPlan, shape: TallyShape): Promise<void> {
  const games = new Map<string, StreakPlan["others"][number][]>();
  for (const other of others) games.set(other.game, [...(games.get(other.game) ?? []), other]);
  for (const [game, ofGame] of [...games].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const late = ofGame.filter(({ isLate }) => isLate);
    const unknown = ofGame.filter(({ isLate }) => !isLate).map(({ playerId }) => playerId);
    const lost = await putBetween(db, game, late, shape);
    await countAnew(db, game, [...unknown, ...lost].sort(), shape);
  }
}

/** Counts the streaks of whoever took part in these kills anew, out of all their kills: for what was changed or taken back. */
export async function recountStreaks(db: Sql, kills: readonly CountedKill[], shape: TallyShape): Promise<void> {
  for (const [game, ofGame] of byGame(kills))
    await countAnew(db, game, [...turnsOf(ofGame, shape.organisationOf).keys()].sort(), shape);
}

function byGame(kills: readonly CountedKill[]): [string, CountedKill[]][] {
  const games = new Map<string, CountedKill[]>();
  for (const kill of kills) {
    const known = games.get(kill.game);
    if (known) known.push(kill);
    else games.set(kill.game, [kill]);
  }
  return [...games].sort(([a], [b]) => (a < b ? -1 : 1));
}

/** `at`: of the last turn that is followed. */
function streakRows(playerId: string, { best, current }: Streaks, at: Date): StreakRow[] {
  const standing = best.has(EVERYWHERE) ? best : new Map([...best, [EVERYWHERE, 0]]);
  return [...standing].map(([key, length]) => {
    const [scope, period] = key.split("\n") as [string, string];
    const stands = key === EVERYWHERE ? { streak: current, at: at.toISOString() } : { streak: null, at: null };
    return { scope, period, playerId, best: length, ...stands };
  });
}

/** Where the streaks stand of these players, and whether their turns are next, late (something is known that came after the first), or nothing is kept yet. */
async function keptStreaks(
  db: Sql,
  game: string,
  turns: ReadonlyMap<string, readonly StreakTurn[]>,
): Promise<Map<string, { streak: number; order: string }>> {
  const first = [...turns].map(([, own]) => own[0]!.at);
  const found = await rows(
    db,
    z.object({ playerId: z.string(), streak: z.number(), order: z.string() }),
    sql`select t."playerId", t.streak, case when t."streakAt" = 'infinity' then 'unknown' when t."streakAt" > p.at then 'late' else 'next' end as "order"
        from unnest(${[...turns.keys()]}::text[], ${first}::timestamptz[]) as p(id, at)
        join kill_tallies t on t.game = ${game} and t.scope = 'all' and t.period = 'all' and t."playerId" = p.id`,
  );
  return new Map(found.map(({ playerId, ...kept }) => [playerId, kept]));
}

/** Puts what came late between its neighbours: from the last death before it to the first death after it. Gives those of whom it ended a streak that was some row's longest. */
async function putBetween(db: Sql, game: string, late: StreakPlan["others"], shape: TallyShape): Promise<string[]> {
  if (late.length === 0) return [];
  const looked = late.map(({ playerId, turns }) => ({ playerId, first: turns[0]!.at, last: turns.at(-1)!.at }));
  const around = await readTurns(db, game, looked, shape);
  const standing: StreakRow[] = [];
  const shortened: StreakRow[] = [];
  for (const { playerId, turns } of late) {
    const all = around.get(playerId) ?? [];
    const is = followTurns(all, 0, shape.season);
    const was = followTurns(withoutTurns(all, turns), 0, shape.season);
    const lastAt = all.at(-1)!.at;
    standing.push(...streakRows(playerId, is, lastAt));
    const best = new Map([...was.best].filter(([key, length]) => (is.best.get(key) ?? 0) < length));
    if (best.size > 0) shortened.push(...streakRows(playerId, { best, current: 0 }, lastAt));
  }
  await write(db, game, standing);
  if (shortened.length === 0) return [];
  const held = await rows(
    db,
    z.object({ playerId: z.string() }),
    sql`select distinct b."playerId" from jsonb_to_recordset(${JSON.stringify(shortened)}::jsonb) as b(scope text, period text, "playerId" text, best int)
          join kill_frames f on f.game = ${game} and f.scope = b.scope and f.period = b.period join players p on p.id = b."playerId"
          join kill_counts t on t.player = p.num and t.frame = f.num
        where b.best > 0 and t."bestStreak" <= b.best`,
  );
  return held.map(({ playerId }) => playerId);
}

async function countAnew(db: Sql, game: string, playerIds: readonly string[], shape: TallyShape): Promise<void> {
  if (playerIds.length === 0) return;
  // Where no kill and no death is left nothing stands any more either.
  await db.execute(sql`
    update kill_counts set "bestStreak" = 0, streak = 0, "streakAt" = null where ("bestStreak" > 0 or "streakAt" is not null)
      and player = any(array(select num::int from players where id = any(${[...playerIds]}::text[]))) and frame in (select num from kill_frames where game = ${game})`);
  // One at a time: somebody may have a hundred thousand of them.
  for (const playerId of playerIds) {
    const turns = (await readTurns(db, game, [{ playerId, first: null, last: null }], shape)).get(playerId);
    if (turns) await write(db, game, streakRows(playerId, followTurns(turns, 0, shape.season), turns.at(-1)!.at));
  }
}

/** Players' kills and deaths in the order in which they happened: all, or those from the last death before a time to the first one after another. */
async function readTurns(
  db: Sql,
  game: string,
  looked: readonly { playerId: string; first: Date | null; last: Date | null }[],
  { organisationOf }: TallyShape,
): Promise<Map<string, StreakTurn[]>> {
  const death = sql`k."victimKey" = l.id and k.game = ${game} and ${COUNTS} and ${IS_DEATH}`;
  const found = await rows(
    db,
    z.object({
      playerId: z.string(),
      at: z.date(),
      isKill: z.boolean(),
      serverId: z.string().nullable(),
      communityIds: z.array(z.string()),
    }),
    sql`select l.id as "playerId", t.at, t."isKill", t."serverId", t."communityIds"
        from unnest(${looked.map(({ playerId }) => playerId)}::text[], ${looked.map(({ first }) => first)}::timestamptz[], ${looked.map(({ last }) => last)}::timestamptz[]) as l(id, first, last)
        cross join lateral (
          select coalesce((select k.at from kills k where ${death} and k.at < l.first order by k.at desc limit 1), '-infinity') as since,
            coalesce((select k.at from kills k where ${death} and k.at > l.last order by k.at limit 1), 'infinity') as until offset 0) as b
        cross join lateral (
          select k.at, k.num, true as "isKill", k."serverId", k."communityIds" from kills k
            where k."killerKey" = l.id and k.game = ${game} and ${COUNTS} and ${IS_KILL} and k.at >= b.since and k.at <= b.until
          union all
          select k.at, k.num, false, k."serverId", k."communityIds" from kills k where ${death} and k.at >= b.since and k.at <= b.until) as t
        order by l.id, t.at, t.num`,
  );
  const turns = new Map<string, StreakTurn[]>();
  for (const { playerId, ...turn } of found) {
    const known = turns.get(playerId) ?? [];
    if (known.length === 0) turns.set(playerId, known);
    known.push({ ...turn, organisation: organisationOf(playerId) });
  }
  return turns;
}

async function write(db: Sql, game: string, streaks: readonly StreakRow[]): Promise<void> {
  if (streaks.length === 0) return;
  const isNewest = sql`s.at is not null and (t."streakAt" is null or t."streakAt" <= s.at)`;
  await db.execute(sql`
    update kill_counts t set "bestStreak" = greatest(t."bestStreak", s.best), streak = case when ${isNewest} then s.streak else t.streak end,
      "streakAt" = case when ${isNewest} then s.at else t."streakAt" end
    from jsonb_to_recordset(${JSON.stringify(streaks)}::jsonb) as s(scope text, period text, "playerId" text, best int, streak int, at timestamptz)
      join kill_frames f on f.game = ${game} and f.scope = s.scope and f.period = s.period join players p on p.id = s."playerId"
    where t.player = p.num and t.frame = f.num and (t."bestStreak" < s.best or ${isNewest})`);
}
