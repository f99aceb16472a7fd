import * as z from "zod";
import { literal, rows, type Sql, sql } from "#app/platform/sql.ts";

export const FILLED_GAME = "star citizen";

const TABLES = [
  "kills",
  "kill_tallies",
  "kill_facets",
  "kill_facet_totals",
  "kill_pairs",
  "kill_hours",
  "kill_ratings",
] as const;
/** As many are written by one statement. */
const PART = 1_000_000;

export interface Filling {
  kills: number;
  players: number;
  /** The newest kill's time; all others are within the year before it. */
  now: Date;
  /** Where half of the kills were told, one each. */
  communities: readonly string[];
  note?: (what: string) => void;
}

/** The id of the nth player of a filled database, from 1. */
export function filledPlayer(n: number): string {
  return `ply_${String(n).padStart(32, "0")}`;
}

/**
 * Fills an empty database with kills of a year and their figures, as if each had been told: a few players fight much and most little, nearly all in one of three
 * systems. Kills and figures belong to each other but for streaks and ratings, which are drawn. Indexes are made after the rows, which is what takes longest.
 */
export async function fillKills(
  db: Sql,
  { kills, players, now, communities, note = () => {} }: Filling,
): Promise<void> {
  const indexes = await rows(
    db,
    z.object({ indexname: z.string(), indexdef: z.string() }),
    sql`select indexname, indexdef from pg_indexes where tablename = any(${[...TABLES]}::text[]) and indexdef not like 'CREATE UNIQUE%'`,
  );
  for (const { indexname } of indexes) await db.execute(sql`drop index ${literal(`"${indexname}"`)}`);
  await db.execute(sql`
    insert into players (id, realm, key, name, "createdAt", "updatedAt")
    select 'ply_' || lpad(n::text, 32, '0'), ${`game:${FILLED_GAME}`}, 'name:pilot-' || n, 'Pilot-' || n, ${now}, ${now} from generate_series(1, ${players}::int) as n`);
  for (let from = 0; from < kills; from += PART) {
    await insertKills(db, { from, to: Math.min(kills, from + PART), of: kills, players, now, communities });
    note(`${Math.min(kills, from + PART).toLocaleString("en")} kills`);
  }
  await insertFigures(db, now);
  note("figures");
  for (const { indexdef } of indexes) await db.execute(literal(indexdef));
  note("indexes");
  for (const table of [...TABLES, "players"]) await db.execute(literal(`vacuum analyze "${table}"`));
}

async function insertKills(
  db: Sql,
  part: Omit<Filling, "kills" | "note"> & { from: number; to: number; of: number },
): Promise<void> {
  const { from, to, of, players, now, communities } = part;
  const id = (n: string) => literal(`'ply_' || lpad((${n})::text, 32, '0')`);
  await db.execute(sql`
    insert into kills (id, game, at, "publicAt", kind, method, evidence, source, "killerId", "victimId", "killerKey", "victimKey", "killerName", "killerType", "victimName", "victimType",
      weapon, "killerVehicle", "victimVehicle", place, system, "communityIds", "createdAt", "updatedAt")
    select 'kil_' || lpad(n::text, 32, '0'), ${FILLED_GAME}, at, at, kind::kill_kind, 'fps', 'observed', 'log', killer, victim, coalesce(killer, 'npc:pirate'), coalesce(victim, 'npc:pirate'),
      'Pilot', case when killer is null then 'npc' else 'player' end, 'Pilot', case when victim is null then 'npc' else 'player' end,
      'weapon_' || (w * w * 80)::int, 'SHIP_' || (s * s * 120)::int, 'SHIP_' || (w * s * 120)::int, 'place_' || (p * p * 300)::int, (array['Stanton', 'Stanton', 'Pyro', 'Nyx'])[1 + (p * 3.99)::int % 4],
      case when c < 0.5 then array[(${[...communities]}::text[])[1 + floor(c * 2 * ${communities.length}::int)::int]] else '{}' end, at, at
    from (
      select n, ${now}::timestamptz - interval '365 days' * (1 - n / ${of}::float8) as at, kind, w, s, p, c,
        case when kind <> 'pve_death' then ${id("one")} end as killer, case when kind <> 'pve_kill' then ${id("case when other = one then other % players + 1 else other end")} end as victim
      from (
        select n, ${players}::int as players, 1 + floor(${players}::int * power(random(), 2))::int as one, 1 + floor(${players}::int * power(random(), 1.5))::int as other,
          (array['pvp', 'pvp', 'pvp', 'pvp', 'pvp', 'pvp', 'pvp', 'pve_kill', 'pve_kill', 'pve_death'])[1 + floor(random() * 10)::int] as kind,
          random() as w, random() as s, random() as p, random() as c
        from generate_series(${from + 1}::bigint, ${to}::bigint) as n offset 0) as drawn) as made`);
}

/** Each kill from both sides: whose it is, and whether it is a kill of theirs. */
const SIDES = sql`
  select k.*, "killerId" as "playerId", true as "isKill" from kills k where "killerId" is not null and kind in ('pvp', 'pve_kill')
  union all select k.*, "victimId", false from kills k where "victimId" is not null and kind in ('pvp', 'pve_death')`;

async function insertFigures(db: Sql, now: Date): Promise<void> {
  const kind = (name: string, isKill: boolean) =>
    literal(`count(*) filter (where kind = '${name}' and ${isKill ? "" : "not "}"isKill")`);
  await db.execute(sql`
    insert into kill_tallies (game, scope, period, "playerId", kills, deaths, "pvpKills", "pvpDeaths", "pveKills", "pveDeaths", "bestStreak", "lastAt", "streakAt", rating, deviation, "ratingSure")
    select game, scope, period, "playerId", kills, deaths, "pvpKills", "pvpDeaths", "pveKills", "pveDeaths", least(kills, 1 + floor(random() * 12)::int), "lastAt", "lastAt", rating, deviation,
      rating - 2 * deviation
    from (
      select game, scope, period, "playerId", count(*) filter (where "isKill") as kills, count(*) filter (where not "isKill") as deaths, ${kind("pvp", true)} as "pvpKills",
        ${kind("pvp", false)} as "pvpDeaths", ${kind("pve_kill", true)} as "pveKills", ${kind("pve_death", false)} as "pveDeaths", max(at) as "lastAt",
        1500 + 400 * (random() + random() + random() - 1.5) as rating, 40 + 200 * random() as deviation
      from (${SIDES}) as sides
        cross join lateral unnest(array['all'] || array(select 'c:' || c from unnest("communityIds") as c)) as scope
        cross join lateral unnest(array['all', 'd:' || to_char(at, 'YYYY-MM-DD'), 'w:' || to_char(at, 'IYYY"-W"IW'), 'm:' || to_char(at, 'YYYY-MM'), 's:' || to_char(date_trunc('quarter', at), 'YYYY-MM')]) as period
      group by 1, 2, 3, 4) as counted`);
  await db.execute(sql`
    insert into kill_facets (game, "playerId", facet, value, kills, deaths, "lastAt")
    select game, "playerId", facet, value, count(*) filter (where "isKill"), count(*) filter (where not "isKill"), max(at)
    from (${SIDES}) as sides cross join lateral (values ('weapon', weapon), ('ship', case when "isKill" then "killerVehicle" else "victimVehicle" end), ('place', place), ('system', system)) as f(facet, value)
    group by 1, 2, 3, 4`);
  await db.execute(sql`
    insert into kill_facet_totals (game, facet, value, part, kills, deaths, "lastAt")
    select game, facet, value, part, sum(kills) / 16, sum(deaths) / 16, max("lastAt") from kill_facets cross join generate_series(0, 15) as part group by 1, 2, 3, 4`);
  await db.execute(sql`
    insert into kill_pairs (game, "killerId", "victimId", kills, "lastAt")
    select game, "killerId", "victimId", count(*), max(at) from kills where kind = 'pvp' group by 1, 2, 3`);
  await db.execute(sql`
    insert into kill_hours (game, "playerId", hour, kills, deaths)
    select game, "playerId", (extract(isodow from at)::int - 1) * 24 + extract(hour from at)::int, count(*) filter (where "isKill"), count(*) filter (where not "isKill")
    from (${SIDES}) as sides group by 1, 2, 3`);
  await db.execute(sql`
    insert into kill_facet_totals (game, facet, value, part, kills, deaths, "lastAt")
    select game, 'hour', hour::text, 0, sum(kills), sum(deaths), ${now} from kill_hours group by 1, 3`);
  await db.execute(sql`
    insert into kill_ratings (game, season, "playerId", day, rating, deviation, volatility, opponents)
    select game, '', "playerId", substring(period from 3)::date, rating, deviation, 0.06, 1 from kill_tallies where scope = 'all' and period >= 'd:' and period < 'd;' and "pvpKills" + "pvpDeaths" > 0`);
}
