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
  expect(await execute(kills.checkTotals, SYSTEM, {})).toEqual({ differing: [], days: [] });
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
  expect(await execute(kills.checkTotals, SYSTEM, {})).toEqual({ differing, days: [] });
  expect(await execute(kills.recountTotals, SYSTEM, {})).toEqual({ differing, days: [] });
  expect(await execute(kills.checkTotals, SYSTEM, {})).toEqual({ differing: [], days: [] });
  expect(await totals()).toEqual(before);
});

it("days of communities are compared with the kills there are, and made anew where they are not true", async () => {
  const { id: communityId } = await execute(operations.communities.create, owner, { name: "Of days" });
  const days = () =>
    runtime.database.query(
      sql`select f.scope, f.period, sum(d.kills)::int as kills, sum(d.deaths)::int as deaths, sum(d.suicides)::int as suicides
          from kill_days d join kill_frames f on f.num = d.frame where f.game = 'days' group by 1, 2 having sum(d.kills) + sum(d.deaths) > 0 order by 1, 2`,
    );
  const on = (at: string, more: object = {}) => ({
    game: "days",
    killer: "Ida",
    victim: "Jon",
    communityId,
    at,
    ...more,
  });
  const told = [on("2026-09-01T12:00:00Z"), on("2026-09-01T13:00:00Z"), on("2026-09-02T12:00:00Z")];
  await execute(kills.recordMany, owner, { kills: [...told, on("2026-09-02T13:00:00Z", { victim: "Ida" })] });
  const before = await days();
  expect(before.map(({ kills }) => kills)).toEqual([2, 1]);
  expect(await execute(kills.checkTotals, SYSTEM, {})).toEqual({ differing: [], days: [] });
  const frames = (period: string) =>
    sql`(select num from kill_frames where game = 'days' and scope = ${`c:${communityId}`} and period = ${period})`;
  await runtime.database.execute(
    sql`update kill_days set suicides = suicides + 1 where frame in ${frames("d:2026-09-02")}`,
  );
  await runtime.database.execute(sql`delete from kill_days where frame in ${frames("d:2026-09-01")}`);
  const differing = ["d:2026-09-01", "d:2026-09-02"].map((period) => ({
    game: "days",
    scope: `c:${communityId}`,
    period,
  }));
  expect(await execute(kills.checkTotals, SYSTEM, {})).toEqual({ differing: [], days: differing });
  expect(await execute(kills.recountTotals, SYSTEM, {})).toEqual({ differing: [], days: differing });
  expect(await execute(kills.checkTotals, SYSTEM, {})).toEqual({ differing: [], days: [] });
  expect(await days()).toEqual(before);
});
