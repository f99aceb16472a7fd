import { afterAll, beforeAll, expect, it } from "vitest";
import { bootstrap } from "#app/features/identity/server/index.ts";
import { operations } from "#app/features/registry.ts";
import type { Actor } from "#app/operation/actor.ts";
import { SYSTEM } from "#app/operation/actor.ts";
import { execute } from "#app/operation/execute.ts";
import { sql } from "#app/platform/sql.ts";
import { createTestRuntime, createUser, type TestRuntime } from "#app/testing/runtime.ts";
import { seededRandom } from "#app/testing/star-citizen-log.ts";
import { figuresOf, recountedFiguresOf } from "../testing/figures.ts";

let runtime: TestRuntime;
let owner: Actor;
beforeAll(async () => {
  runtime = await createTestRuntime();
  await bootstrap(runtime.database);
  owner = await createUser(runtime.database, "owner");
});
afterAll(() => runtime.close());

const { kills } = operations;
const GAME = "counted";

it("figures that are not what kills give are found and counted anew, with nobody else's", async () => {
  const random = seededRandom(8);
  const pick = <T>(...list: T[]) => list[Math.floor(random() * list.length)] as T;
  const told = Array.from({ length: 200 }, (_, n) => ({
    game: GAME,
    killer: pick("Ann", "Bob", "Cid", "Dan"),
    victim: pick("Ann", "Bob", "Cid", "Dan"),
    weapon: pick("rifle", "pistol"),
    at: new Date(Date.now() - n * 3_600_000).toISOString(),
  }));
  await execute(kills.recordMany, owner, { kills: told });
  const check = (input: { sample?: number } = {}) => execute(kills.checkPlayers, SYSTEM, input);
  expect(await check()).toEqual({ players: 4, differing: [] });
  expect(await check({ sample: 2 })).toEqual({ players: 2, differing: [] });
  const before = await figuresOf(runtime.database, GAME);
  const [ann] = await runtime.database.query(sql`select id from players where name = 'Ann'`);
  const num = sql`(select num from players where id = ${ann!.id})`;
  await runtime.database.execute(
    sql`update kill_counts set kills = kills + 7, "bestStreak" = 99 where player = ${num}`,
  );
  await runtime.database.execute(sql`update kill_facet_counts set deaths = 0 where player = ${num}`);
  await runtime.database.execute(sql`update kill_pair_counts set kills = 0 where victim = ${num}`);
  await runtime.database.execute(sql`update kill_hour_counts set kills = 100 where player = ${num}`);
  expect(await check()).toEqual({ players: 4, differing: [{ game: GAME, playerId: ann!.id }] });
  await execute(kills.recountPlayer, SYSTEM, { game: GAME, playerId: String(ann!.id) });
  expect(await check()).toEqual({ players: 4, differing: [] });
  expect(await figuresOf(runtime.database, GAME)).toEqual(before);
  expect(before).toEqual(await recountedFiguresOf(runtime.database, GAME));
});

it("totals of all players are compared with the kills there are, and counted anew where they are not true", async () => {
  const { players } = operations;
  const totals = () =>
    runtime.database.query(
      sql`select game, facet, value, sum(kills)::int as kills, sum(deaths)::int as deaths, max("lastAt") as "lastAt" from kill_facet_totals
          where game in (${GAME}, 'totals') group by 1, 2, 3 having sum(kills) + sum(deaths) > 0 order by 1, 2, 3`,
    );
  const tell = (killer: string, victim: string, more: object = {}) =>
    execute(kills.record, owner, { game: "totals", killer, victim, weapon: "rifle", place: "Yela", ...more });
  const { kill } = await tell("Eve", "Fay", { killerVehicle: "gladius", victimVehicle: "arrow" });
  await tell("Fay", "Eve", { system: "Stanton", mode: "pu" });
  await tell("Eve", "Eve");
  await execute(kills.record, owner, { game: "totals", victim: "Fay", killerType: "environment", place: "Yela" });
  await execute(kills.record, owner, {
    game: "totals",
    killer: "Fay",
    victim: "Pirate",
    victimType: "npc",
    place: "Yela",
  });
  const { kill: gone } = await tell("Gil", "Fay", { place: "Daymar" });
  await execute(kills.decide, owner, { killId: gone.id, verdict: "retracted", reason: "Never was." });
  await execute(players.erase, owner, { playerId: kill.killer!.playerId! });
  expect(await execute(kills.checkTotals, SYSTEM, {})).toEqual({ differing: [] });
  const before = await totals();
  await runtime.database.execute(
    sql`update kill_facet_totals set kills = kills + 3 where game = 'totals' and value in ('gladius', 'Yela')`,
  );
  await runtime.database.execute(sql`delete from kill_facet_totals where game = 'totals' and value = 'Stanton'`);
  await runtime.database.execute(
    sql`insert into kill_facet_totals (game, facet, value, part, kills, deaths, "lastAt") values ('totals', 'weapon', 'spoon', 99, 1, 0, now())`,
  );
  const differing = [
    { game: "totals", facet: "place", value: "Yela" },
    { game: "totals", facet: "ship", value: "gladius" },
    { game: "totals", facet: "system", value: "Stanton" },
    { game: "totals", facet: "weapon", value: "spoon" },
  ];
  expect(await execute(kills.checkTotals, SYSTEM, {})).toEqual({ differing });
  expect(await execute(kills.recountTotals, SYSTEM, {})).toEqual({ differing });
  expect(await execute(kills.checkTotals, SYSTEM, {})).toEqual({ differing: [] });
  expect(await totals()).toEqual(before);
});
