import { sql } from "#app/platform/sql.ts";
import { type CountedKill, countsOf, facetsOf, hourOfWeek } from "../../tally.ts";
import { type Change, type Figures, Sums, unnested } from "./figure-rows.ts";
import { ofPlayers } from "./tally-figures.ts";

/** Of how many parts totals are put together. */
export const PARTS = 16;

interface FacetSum {
  game: string;
  facet: string;
  value: string;
  kills: number;
  deaths: number;
  lastAt: string;
}

/** With what players kill and die, and where. */
export function facetFigures(changes: readonly Change[]): Figures {
  const sums = new Sums<FacetSum & { playerId: string }>();
  for (const { kill, sign } of changes) {
    const { game } = kill;
    const lastAt = kill.at.toISOString();
    for (const { playerId, facet, value, isKill } of facetsOf(kill)) {
      const names = { game, playerId, facet, value };
      const row = sums.at([playerId, game, facet, value], () => ({ ...names, kills: 0, deaths: 0, lastAt }));
      row[isKill ? "kills" : "deaths"] += sign;
      if (lastAt > row.lastAt) row.lastAt = lastAt;
    }
  }
  const { rows } = sums;
  return {
    many: rows.length,
    values: rows.map(({ game, facet, value }) => ({ game, facet, value })),
    players: rows.map(({ playerId }) => playerId),
    insert: (numbers) => {
      const of = ofPlayers(rows, numbers).map(({ player, game, facet, value, kills: killed, deaths, lastAt }) => ({
        player,
        value: numbers.value(game, facet, value),
        kills: killed,
        deaths,
        lastAt,
      }));
      return sql`
        insert into kill_facet_counts as f (player, value, kills, deaths, "lastAt")
        select r.player, r.value, r.kills, r.deaths, r."lastAt" from ${unnested(of, { player: "int", value: "int", kills: "int", deaths: "int", lastAt: "timestamptz" })}
        order by r.player, r.value
        on conflict (player, value) do update set kills = f.kills + excluded.kills, deaths = f.deaths + excluded.deaths, "lastAt" = greatest(f."lastAt", excluded."lastAt")`;
    },
  };
}

/**
 * What all players together kill and die with, and when. Nearly every kill is in one of a few systems, so a row for each would have all reports wait for each
 * other; each connection adds to a part of its own.
 */
export function totalFigures(changes: readonly Change[]): Figures {
  const sums = new Sums<FacetSum>();
  const add = (kill: CountedKill, facet: string, value: string, counted: "kills" | "deaths", sign: 1 | -1) => {
    const lastAt = kill.at.toISOString();
    const first = () => ({ game: kill.game, facet, value, kills: 0, deaths: 0, lastAt });
    const row = sums.at([kill.game, facet, value], first);
    row[counted] += sign;
    if (lastAt > row.lastAt) row.lastAt = lastAt;
  };
  for (const { kill, sign } of changes) {
    for (const { facet, value, isKill } of facetsOf(kill)) add(kill, facet, value, isKill ? "kills" : "deaths", sign);
    for (const { counts } of countsOf(kill)) {
      if (counts.includes("kills")) add(kill, "hour", String(hourOfWeek(kill.at)), "kills", sign);
      if (counts.includes("deaths")) add(kill, "hour", String(hourOfWeek(kill.at)), "deaths", sign);
    }
  }
  const { rows } = sums;
  const types = { game: "text", facet: "text", value: "text", kills: "int", deaths: "int", lastAt: "timestamptz" };
  return {
    many: rows.length,
    insert: () => sql`
      insert into kill_facet_totals as f (game, facet, value, part, kills, deaths, "lastAt")
      select r.game, r.facet, r.value, pg_backend_pid() % ${PARTS}::int, r.kills, r.deaths, r."lastAt" from ${unnested(rows, types)} order by r.game, r.facet, r.value
      on conflict (game, facet, value, part) do update set kills = f.kills + excluded.kills, deaths = f.deaths + excluded.deaths, "lastAt" = greatest(f."lastAt", excluded."lastAt")`,
  };
}
