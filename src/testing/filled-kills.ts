import * as z from "zod";
import { settings } from "#app/features/admin/server/index.ts";
import { keptPeriodsOf } from "#app/features/kills/kept-periods.ts";
import { seasonAt } from "#app/features/kills/season.ts";
import { periodsOf } from "#app/features/kills/tally.ts";
import { DAY } from "#app/lib/duration.ts";
import { now as clockNow } from "#app/platform/clock.ts";
import type { Database } from "#app/platform/database.ts";
import { literal, rows, type Sql, type SqlText, sql } from "#app/platform/sql.ts";

export const FILLED_GAME = "star citizen";

const TABLES = [
  "kills",
  "kill_counts",
  "kill_facet_counts",
  "kill_pair_counts",
  "kill_hour_counts",
  "kill_facet_totals",
  "kill_ratings",
] as const;
/** Figures of players, which lie in the order in which they began, as where kills are told one after the other. */
const KEYS = {
  kill_counts: "player, frame",
  kill_facet_counts: "player, value",
  kill_pair_counts: "killer, victim, frame",
  kill_hour_counts: "player, frame, hour",
};
/** As many are written by one statement. */
const PART = 1_000_000;
/** How much of what players did is counted by one statement. */
const COUNTED_AT_ONCE = 1_000_000;
/** Statements that count at the same time, of different players. */
const COUNTERS = 2;

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
 * systems. What is counted is what the product counts of such kills (kept by a test); ratings are drawn. Indexes that only readers need are made after the rows.
 */
export async function fillKills(
  db: Database,
  { kills, players, now, communities, note = () => {} }: Filling,
): Promise<void> {
  const indexes = await rows(
    db,
    z.object({ indexname: z.string(), indexdef: z.string() }),
    sql`select indexname, indexdef from pg_indexes where tablename = any(${[...TABLES]}::text[]) and indexdef not like 'CREATE UNIQUE%'`,
  );
  for (const { indexname } of indexes) await db.execute(sql`drop index ${literal(`"${indexname}"`)}`);
  for (const table of Object.keys(KEYS))
    await db.execute(literal(`alter table ${table} drop constraint ${table}_pkey`));
  await db.execute(sql`
    insert into players (id, realm, key, name, "createdAt", "updatedAt")
    select 'ply_' || lpad(n::text, 32, '0'), ${`game:${FILLED_GAME}`}, 'name:pilot-' || n, 'Pilot-' || n, ${now}, ${now} from generate_series(1, ${players}::int) as n`);
  await insertThings(db);
  for (let from = 0; from < kills; from += PART) {
    await insertKills(db, { from, to: Math.min(kills, from + PART), of: kills, players, now, communities });
    note(`${Math.min(kills, from + PART).toLocaleString("en")} kills`);
  }
  await db.execute(literal('vacuum analyze "kills"'));
  await drawRatings(db, true);
  await countAll(db, now, communities, note);
  await drawRatings(db, false);
  note("ratings");
  const keys = Object.entries(KEYS).map(([table, key]) => `alter table ${table} add primary key (${key})`);
  // Two statements that change one table wait for each other anyway; so do those of a key and of an index.
  await eachLong(db, keys.map(literal));
  await eachLong(
    db,
    indexes.map(({ indexdef }) => literal(indexdef)),
  );
  note("indexes");
  for (const table of [...TABLES, "players"]) await db.execute(literal(`vacuum analyze "${table}"`));
}

/** Statements that take long, as many at a time as there are counters. */
async function eachLong(db: Database, statements: readonly SqlText[]): Promise<void> {
  const left = [...statements];
  const work = async () => {
    for (let next = left.shift(); next; next = left.shift()) {
      const statement = next;
      await db.transaction(async (tx) => {
        for (const set of ["statement_timeout = 0", "work_mem = '512MB'", "maintenance_work_mem = '1GB'"])
          await tx.execute(literal(`set local ${set}`));
        await tx.execute(statement);
      });
    }
  };
  await Promise.all(Array.from({ length: COUNTERS }, work));
}

/** The number of the first thing of each kind; the others follow it. */
const FIRST = { weapon: 1, ship: 1_001, place: 2_001, system: 3_001 } as const;

/** What filled kills are told with, in it and at it, as if it had been told. */
async function insertThings(db: Database): Promise<void> {
  await db.execute(sql`
    insert into kill_things (num, game, facet, key, word)
    select ${FIRST.weapon} + n, ${FILLED_GAME}, 'weapon', 'weapon_' || n, 'weapon_' || n from generate_series(0, 80) as n
    union all select ${FIRST.ship} + n, ${FILLED_GAME}, 'ship', 'ship_' || n, 'SHIP_' || n from generate_series(0, 120) as n
    union all select ${FIRST.place} + n, ${FILLED_GAME}, 'place', 'place_' || n, 'place_' || n from generate_series(0, 300) as n
    union all select ${FIRST.system} + n, ${FILLED_GAME}, 'system', lower(name), name from unnest(array['Stanton', 'Pyro', 'Nyx']) with ordinality as s(name, i), lateral (select i::int - 1 as n) as at`);
  await db.execute(
    sql`insert into kill_words (game, facet, spelling, thing) select game, facet, key, num from kill_things`,
  );
  await db.execute(sql`select setval('kill_things_num_seq', 4000)`);
}

async function insertKills(
  db: Sql,
  part: Omit<Filling, "kills" | "note"> & { from: number; to: number; of: number },
): Promise<void> {
  const { from, to, of, players, now, communities } = part;
  const id = (n: string) => literal(`'ply_' || lpad((${n})::text, 32, '0')`);
  await db.execute(sql`
    insert into kills (id, game, at, "publicAt", kind, method, evidence, source, "killerId", "victimId", "killerKey", "victimKey", "killerName", "killerType", "victimName", "victimType",
      weapon, "killerVehicle", "victimVehicle", place, system, "weaponThing", "killerThing", "victimThing", "placeThing", "systemThing", "communityIds", "createdAt", "updatedAt")
    select 'kil_' || lpad(n::text, 32, '0'), ${FILLED_GAME}, at, at, kind::kill_kind, 'fps', 'observed', 'log', killer, victim, coalesce(killer, 'npc:pirate'), coalesce(victim, 'npc:pirate'),
      'Pilot', case when killer is null then 'npc' else 'player' end, 'Pilot', case when victim is null then 'npc' else 'player' end,
      'weapon_' || (w * w * 80)::int, 'SHIP_' || (s * s * 120)::int, 'SHIP_' || (w * s * 120)::int, 'place_' || (p * p * 300)::int, (array['Stanton', 'Stanton', 'Pyro', 'Nyx'])[1 + (p * 3.99)::int % 4],
      ${FIRST.weapon} + (w * w * 80)::int, ${FIRST.ship} + (s * s * 120)::int, ${FIRST.ship} + (w * s * 120)::int, ${FIRST.place} + (p * p * 300)::int, ${FIRST.system} + (array[0, 0, 1, 2])[1 + (p * 3.99)::int % 4],
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

/** Counts what is there, all at once: what each kill is to its killer and to its victim is written down first, in their order, and then added up. */
async function countAll(
  db: Database,
  now: Date,
  communities: readonly string[],
  note: (what: string) => void,
): Promise<void> {
  await db.execute(literal("create unlogged table filled_frames (day date, community text, frame int)"));
  await db.execute(
    literal(`create unlogged table filled_sides (player int, other int, at timestamptz, "isKill" boolean, "isPvp" boolean, streak int,
      community text, weapon int, ship int, place int, system int)`),
  );
  await insertFrames(db, now, communities);
  await eachLong(db, [
    sql`
      insert into filled_sides
      select player, other, at, "isKill", "isPvp", case when "isKill" then row_number() over (partition by player, life order by at, num) - (life > 0)::int else 0 end,
        community, weapon, ship, place, system
      from (
        select s.*, sum((not s."isKill")::int) over (partition by s.player order by s.at, s.num) as life
        from kills k left join players killer on killer.id = k."killerId" left join players victim on victim.id = k."victimId" cross join lateral (
          select killer.num::int as player, victim.num::int as other, k.at, k.num, true as "isKill", k.kind = 'pvp' as "isPvp", k."communityIds"[1] as community,
            k."weaponThing" as weapon, k."killerThing" as ship, k."placeThing" as place, k."systemThing" as system where k."killerId" is not null
          union all
          select victim.num::int, killer.num::int, k.at, k.num, false, k.kind = 'pvp', k."communityIds"[1],
            k."weaponThing", k."victimThing", k."placeThing", k."systemThing" where k."victimId" is not null) as s) as lived
      order by player, at, num`,
  ]);
  await db.execute(literal("create index on filled_sides (player)"));
  await db.execute(literal("analyze filled_sides"));
  await db.execute(literal("analyze filled_frames"));
  note("what each kill is to whom");
  const parts = await partsOfPlayers(db);
  const [always] = await rows(
    db,
    z.object({ frame: z.number() }),
    sql`select num as frame from kill_frames where scope = 'all' and period = 'all'`,
  );
  const frame = always!.frame;
  for (const [table, select] of Object.entries({
    kill_counts: (among: SqlText) => sql`
      select s.player, f.frame, max(s.at) as "lastAt", count(*) filter (where s."isKill") as kills, count(*) filter (where not s."isKill") as deaths,
        count(*) filter (where s."isKill" and s."isPvp") as "pvpKills", count(*) filter (where not s."isKill" and s."isPvp") as "pvpDeaths",
        count(*) filter (where s."isKill" and not s."isPvp") as "pveKills", count(*) filter (where not s."isKill" and not s."isPvp") as "pveDeaths",
        max(s.streak) as "bestStreak", case when f.frame = ${frame} then (array_agg(s.streak order by s.at desc))[1] else 0 end as streak,
        case when f.frame = ${frame} then max(s.at) end as "streakAt", min(s.at) as "firstAt"
      from filled_sides s join filled_frames f on f.day = s.at::date and (f.community is null or f.community = s.community) where ${among} group by 1, 2`,
    kill_facet_counts: (among: SqlText) => sql`
      select s.player, v.num as value, max(s.at) as "lastAt", count(*) filter (where s."isKill") as kills, count(*) filter (where not s."isKill") as deaths, min(s.at) as "firstAt"
      from filled_sides s cross join lateral (values (s.weapon), (s.ship), (s.place), (s.system)) as t(thing)
        join kill_things n on n.num = t.thing join kill_values v on v.game = n.game and v.facet = n.facet and v.value = n.word where ${among} group by 1, 2`,
    kill_pair_counts: (among: SqlText) => sql`
      select s.player as killer, s.other as victim, ${frame}::int as frame, count(*) as kills, max(s.at) as "lastAt", min(s.at) as "firstAt"
      from filled_sides s where ${among} and s."isKill" and s."isPvp" group by 1, 2`,
    kill_hour_counts: (among: SqlText) => sql`
      select s.player, ${frame}::int as frame, (extract(isodow from s.at) - 1) * 24 + extract(hour from s.at) as hour,
        count(*) filter (where s."isKill") as kills, count(*) filter (where not s."isKill") as deaths, min(s.at) as "firstAt"
      from filled_sides s where ${among} group by 1, 3`,
  })) {
    const [made, into] = [literal(`filled_${table}`), literal(table)];
    await db.execute(sql`create unlogged table ${made} as ${select(sql`false`)}`);
    await eachLong(
      db,
      parts.map(({ first, last }) => sql`insert into ${made} ${select(sql`s.player between ${first} and ${last}`)}`),
    );
    const names = await rows(
      db,
      z.object({ name: z.string() }),
      sql`select column_name as name from information_schema.columns where table_name = ${`filled_${table}`} and column_name <> 'firstAt'`,
    );
    const columns = literal(names.map(({ name }) => `"${name}"`).join(", "));
    await eachLong(db, [sql`insert into ${into} (${columns}) select ${columns} from ${made} order by "firstAt"`]);
    await db.execute(sql`drop table ${made}`);
    note(table);
  }
  await eachLong(db, [
    sql`
      insert into kill_facet_totals (game, facet, value, part, kills, deaths, "lastAt")
      select v.game, v.facet, v.value, 0, sum(f.kills), sum(f.deaths), max(f."lastAt") from kill_facet_counts f join kill_values v on v.num = f.value group by 1, 2, 3`,
    sql`
      insert into kill_facet_totals (game, facet, value, part, kills, deaths, "lastAt")
      select ${FILLED_GAME}, 'hour', hour::text, 0, sum(kills), sum(deaths), ${now} from kill_hour_counts group by hour`,
    sql`
      insert into kill_days (frame, part, kills, deaths, "pvpKills", "pveKills")
      select f.num, 0, count(*) filter (where "isKill"), count(*) filter (where not "isKill"), count(*) filter (where "isKill" and "isPvp"), count(*) filter (where "isKill" and not "isPvp")
      from filled_sides s join kill_frames f on f.game = ${FILLED_GAME} and f.scope = 'c:' || s.community and f.period = 'd:' || s.at::date where s.community is not null group by 1`,
  ]);
  note("figures of all");
  await db.execute(literal("drop table filled_sides, filled_frames"));
}

/** The frames of the year up to `now`, and which of them each of its days is in. */
async function insertFrames(db: Sql, now: Date, communities: readonly string[]): Promise<void> {
  const months = (await settings(db, ["kill-season-months"]))["kill-season-months"];
  const days = Array.from({ length: 367 }, (_, i) => new Date(now.getTime() - i * DAY));
  const within = days.flatMap((day) => {
    const season = seasonAt(months, day);
    const kept = keptPeriodsOf(day, season, clockNow());
    return periodsOf(day, season).map((period) => ({ day, period, isKept: kept.includes(period) }));
  });
  const periods = sql`jsonb_to_recordset(${JSON.stringify(within)}::jsonb) as p(day timestamptz, period text, "isKept" boolean)`;
  const scopes = sql`(select null as community, 'all' as scope union all select id, 'c:' || id from unnest(${[...communities]}::text[]) as id) as s`;
  await db.execute(
    sql`insert into kill_frames (game, scope, period) select distinct ${FILLED_GAME}, s.scope, p.period from ${periods} cross join ${scopes}`,
  );
  await db.execute(sql`
    insert into filled_frames select p.day::date, s.community, f.num
    from ${periods} cross join ${scopes} join kill_frames f on f.game = ${FILLED_GAME} and f.scope = s.scope and f.period = p.period where p."isKept"`);
  await db.execute(
    sql`insert into kill_values (game, facet, value) select game, facet, word from kill_things where game = ${FILLED_GAME}`,
  );
}

/** Players by their numbers, in parts of about as much that they did. */
async function partsOfPlayers(db: Sql): Promise<{ first: number; last: number }[]> {
  return await rows(
    db,
    z.object({ first: z.number(), last: z.number() }),
    sql`select min(player) as first, max(player) as last from (
          select player, sum(count(*)) over (order by player) as upto from filled_sides group by player) as p
        group by upto::bigint / ${COUNTED_AT_ONCE}::bigint order by 1`,
  );
}

/** Ratings are drawn with each row that is made: to make them takes an hour of a million kills. */
async function drawRatings(db: Sql, isDrawn: boolean): Promise<void> {
  const drawn = {
    rating: "1500 + 400 * (random() + random() - 1)",
    deviation: "40 + 200 * random()",
    ratingSure: "1300 + 500 * (random() + random() - 1)",
  };
  for (const [column, value] of Object.entries(drawn))
    await db.execute(
      literal(`alter table kill_counts alter column "${column}" ${isDrawn ? `set default ${value}` : "drop default"}`),
    );
  if (isDrawn) return;
  await db.execute(sql`delete from kill_rating_marks`);
  await db.execute(sql`
    insert into kill_ratings (game, season, "playerId", day, rating, deviation, volatility, opponents)
    select distinct on (p.id, k.at::date) k.game, '', p.id, k.at::date, 1500 + 400 * (random() + random() - 1), 40 + 200 * random(), 0.06, 1
    from kills k cross join lateral (values (k."killerId"), (k."victimId")) as p(id) where k.kind = 'pvp'`);
}
