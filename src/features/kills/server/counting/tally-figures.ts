import { literal, sql } from "#app/platform/sql.ts";
import { countsOf, hourOfWeek, scopesOf, TALLY_COUNTS, type TallyCount } from "../../tally.ts";
import { type Change, type Figures, Sums, unnested } from "./figure-rows.ts";
import { keyOf, type Numbers } from "./numbers.ts";
import type { StreakPlan } from "./streaks.ts";
import type { TallyShape } from "./tally-shape.ts";

interface TallyRow extends Record<TallyCount, number> {
  game: string;
  scope: string;
  period: string;
  playerId: string;
  lastAt: string;
  bestStreak: number | null;
  streak: number | null;
  streakAt: string | null;
}

/** Everywhere and of all time: what pairs and hours of a game are kept by. */
const always = (game: string) => ({ game, scope: "all", period: "all" });
const COUNTS = literal(TALLY_COUNTS.map((name) => `"${name}"`).join(", "));
const NEW_COUNTS = literal(TALLY_COUNTS.map((name) => `r."${name}"`).join(", "));
const ADDED = literal(TALLY_COUNTS.map((name) => `"${name}" = t."${name}" + excluded."${name}"`).join(", "));
const COUNT_TYPES = Object.fromEntries(TALLY_COUNTS.map((name) => [name, "int"])) as Record<TallyCount, string>;
const NONE = Object.fromEntries(TALLY_COUNTS.map((name) => [name, 0])) as Record<TallyCount, number>;

/** What kills add to players' counts, wherever and whenever each of them counts. */
export function tallyFigures(changes: readonly Change[], shape: TallyShape, streaks: StreakPlan["standing"]): Figures {
  const sums = new Sums<TallyRow>();
  for (const { kill, sign } of changes) {
    const lastAt = kill.at.toISOString();
    const periods = shape.periods(kill.at);
    for (const { playerId, counts } of countsOf(kill)) {
      for (const scope of scopesOf(kill, shape.organisationOf(playerId))) {
        for (const period of periods) {
          const key = [kill.game, scope, period, playerId];
          const row = sums.at(key, () => {
            const { best = null, streak = null, at = null } = streaks.get(keyOf(...key)) ?? {};
            const names = { game: kill.game, scope, period, playerId };
            return { ...NONE, ...names, lastAt, bestStreak: best, streak, streakAt: at };
          });
          if (lastAt > row.lastAt) row.lastAt = lastAt;
          for (const name of counts) row[name] += sign;
        }
      }
    }
  }
  const { rows } = sums;
  const isNewest = sql`excluded."streakAt" is not null and (t."streakAt" is null or t."streakAt" <= excluded."streakAt")`;
  return {
    many: rows.length,
    frames: rows.map(({ game, scope, period }) => ({ game, scope, period })),
    players: rows.map(({ playerId }) => playerId),
    insert: (numbers) => {
      const of = ofPlayers(rows, numbers).map((row) => ({
        ...row,
        frame: numbers.frame(row.game, row.scope, row.period),
      }));
      const types = { ...COUNT_TYPES, player: "int", frame: "int", bestStreak: "int", streak: "int" };
      const source = unnested(of, { ...types, streakAt: "timestamptz", lastAt: "timestamptz" });
      // Whoever has a kill has a streak of one at least, also where it is not known yet how long it is.
      return sql`
        insert into kill_counts as t (player, frame, ${COUNTS}, "bestStreak", streak, "streakAt", "lastAt")
        select r.player, r.frame, ${NEW_COUNTS}, coalesce(r."bestStreak", (r.kills > 0)::int), coalesce(r.streak, 0), r."streakAt", r."lastAt" from ${source} order by r.player, r.frame
        on conflict (player, frame) do update set ${ADDED}, "bestStreak" = greatest(t."bestStreak", excluded."bestStreak"),
          streak = case when ${isNewest} then excluded.streak else t.streak end, "streakAt" = case when ${isNewest} then excluded."streakAt" else t."streakAt" end,
          "lastAt" = greatest(t."lastAt", excluded."lastAt")`;
    },
  };
}

/** Who killed whom. */
export function pairFigures(changes: readonly Change[]): Figures {
  const sums = new Sums<{ game: string; killerId: string; victimId: string; kills: number; lastAt: string }>();
  for (const { kill, sign } of changes) {
    const { game, at, kind, killerId, victimId } = kill;
    if (kind !== "pvp" || killerId === null || victimId === null) continue;
    const lastAt = at.toISOString();
    const row = sums.at([killerId, victimId, game], () => ({ game, killerId, victimId, kills: 0, lastAt }));
    row.kills += sign;
    if (lastAt > row.lastAt) row.lastAt = lastAt;
  }
  const { rows } = sums;
  return {
    many: rows.length,
    frames: rows.map(({ game }) => always(game)),
    players: rows.flatMap(({ killerId, victimId }) => [killerId, victimId]),
    insert: (numbers) => {
      const of = rows.flatMap(({ game, killerId, victimId, ...row }) => {
        const [killer, victim] = [numbers.player(killerId), numbers.player(victimId)];
        if (killer === undefined || victim === undefined) return [];
        return { ...row, killer, victim, frame: numbers.frame(game, "all", "all") };
      });
      const types = { killer: "int", victim: "int", frame: "int", kills: "int", lastAt: "timestamptz" };
      return sql`
        insert into kill_pair_counts as p (killer, victim, frame, kills, "lastAt")
        select r.killer, r.victim, r.frame, r.kills, r."lastAt" from ${unnested(of, types)} order by r.killer, r.victim, r.frame
        on conflict (killer, victim, frame) do update set kills = p.kills + excluded.kills, "lastAt" = greatest(p."lastAt", excluded."lastAt")`;
    },
  };
}

/** At which hours of the week players kill and die. */
export function hourFigures(changes: readonly Change[]): Figures {
  const sums = new Sums<{ game: string; playerId: string; hour: number; kills: number; deaths: number }>();
  for (const { kill, sign } of changes) {
    const { game } = kill;
    const hour = hourOfWeek(kill.at);
    for (const { playerId, counts } of countsOf(kill)) {
      if (!counts.includes("kills") && !counts.includes("deaths")) continue;
      const row = sums.at([playerId, game, hour], () => ({ game, playerId, hour, kills: 0, deaths: 0 }));
      row[counts.includes("kills") ? "kills" : "deaths"] += sign;
    }
  }
  const { rows } = sums;
  return {
    many: rows.length,
    frames: rows.map(({ game }) => always(game)),
    players: rows.map(({ playerId }) => playerId),
    insert: (numbers) => {
      const of = ofPlayers(rows, numbers).map((row) => ({ ...row, frame: numbers.frame(row.game, "all", "all") }));
      return sql`
        insert into kill_hour_counts as h (player, frame, hour, kills, deaths)
        select r.player, r.frame, r.hour, r.kills, r.deaths from ${unnested(of, { player: "int", frame: "int", hour: "int", kills: "int", deaths: "int" })}
        order by r.player, r.frame, r.hour
        on conflict (player, frame, hour) do update set kills = h.kills + excluded.kills, deaths = h.deaths + excluded.deaths`;
    },
  };
}

/** Rows with their players' numbers; those of players who are no more are left out. */
export function ofPlayers<Row extends { playerId: string }>(
  rows: readonly Row[],
  numbers: Numbers,
): (Row & { player: number })[] {
  return rows.flatMap((row) => {
    const player = numbers.player(row.playerId);
    return player === undefined ? [] : { ...row, player };
  });
}
