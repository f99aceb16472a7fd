import pg from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import { migrate, readMigrations } from "#app/platform/migrate.ts";
import { createEmptyTestDatabase, type TestDatabase } from "#app/testing/database.ts";

const MIGRATION = /_kill_numbers$/;
const AT = new Date("2026-11-20T12:00:00Z");

let database: TestDatabase;
let client: pg.Client;

beforeAll(async () => {
  database = await createEmptyTestDatabase();
  client = new pg.Client({ connectionString: database.url });
  await client.connect();
});
afterAll(async () => {
  await client.end();
  await database.drop();
});

/** Everything in these tables as it reads by names. */
async function figures(): Promise<unknown[]> {
  const found: unknown[] = [];
  for (const name of ["kill_tallies", "kill_facets", "kill_pairs", "kill_hours"]) {
    const { rows } = await client.query(`select to_jsonb(t) as row from ${name} t order by to_jsonb(t)::text`);
    found.push(rows.map(({ row }) => row));
  }
  return found;
}

it("figures that were kept by texts are kept by numbers, as they were", async () => {
  const all = readMigrations();
  await migrate(
    database.url,
    all.slice(
      0,
      all.findIndex(({ name }) => MIGRATION.test(name)),
    ),
  );
  for (const id of ["ply_a", "ply_b"])
    await client.query(
      `insert into players (id, realm, key, name, "createdAt", "updatedAt") values ($1, 'game:g', $1, $1, $2, $2)`,
      [id, AT],
    );
  for (const [scope, period, playerId, kills, rating] of [
    ["all", "all", "ply_a", 3, 1500.25],
    ["all", "d:2026-11-20", "ply_a", 2, null],
    ["c:com_a", "all", "ply_b", 0, 1400],
    ["all", "all", "ply_gone", 9, null],
  ])
    await client.query(
      `insert into kill_tallies (game, scope, period, "playerId", kills, deaths, "bestStreak", streak, "streakAt", rating, deviation, "ratingSure", "lastAt")
       values ('g', $1, $2, $3, $4, 1, 2, 1, $6, $5, 50, $5, $6)`,
      [scope, period, playerId, kills, rating, AT],
    );
  await client.query(`insert into kill_facets values ('g', 'ply_a', 'weapon', 'rifle', 3, 1, $1)`, [AT]);
  await client.query(`insert into kill_pairs values ('g', 'ply_a', 'ply_b', 3, $1)`, [AT]);
  await client.query(`insert into kill_hours values ('g', 'ply_a', 100, 3, 1)`);
  const [tallies, ...others] = (await figures()) as [Record<string, unknown>[], ...unknown[]];
  await migrate(database.url);
  expect(await figures()).toEqual([tallies.filter(({ playerId }) => playerId !== "ply_gone"), ...others]);
});
