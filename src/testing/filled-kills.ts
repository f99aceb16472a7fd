import * as z from "zod";
import { countedKills, countNew } from "#app/features/kills/server/index.ts";
import type { Database } from "#app/platform/database.ts";
import { literal, rows, type Sql, sql } from "#app/platform/sql.ts";

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
/** As many are written by one statement. */
const PART = 1_000_000;
/** So many are counted in one transaction: a row that many of them add to is written once. */
const COUNTED_AT_ONCE = 5_000;

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
 * systems. Kills are drawn, and counted by what counts every kill; ratings are drawn. Indexes that only readers need are made after the rows.
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
  await countAll(db, note);
  await drawRatings(db, false);
  note("figures");
  for (const { indexdef } of indexes) await db.execute(literal(indexdef));
  note("indexes");
  for (const table of [...TABLES, "players"]) await db.execute(literal(`vacuum analyze "${table}"`));
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

/** Counts what is there, oldest first, as if each had been told; streaks go on from part to part. */
async function countAll(db: Database, note: (what: string) => void): Promise<void> {
  let counted = 0;
  for (let from = 0; ; ) {
    const found = await rows(
      db,
      z.object({ num: z.number() }),
      sql`select num from kills where num > ${from} order by num limit ${COUNTED_AT_ONCE}`,
    );
    const nums = found.map(({ num }) => num);
    if (nums.length === 0) return;
    from = nums.at(-1)!;
    await db.transaction(async (tx) => {
      await tx.execute(sql`set local synchronous_commit = off`);
      await tx.execute(sql`set local idle_in_transaction_session_timeout = 0`);
      await countNew(
        tx,
        (await countedKills(tx, nums)).sort((a, b) => a.num - b.num),
      );
    });
    counted += nums.length;
    if (counted % 100_000 < COUNTED_AT_ONCE) note(`${counted.toLocaleString("en")} counted`);
  }
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
