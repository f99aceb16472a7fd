import { afterAll, beforeAll, expect, it } from "vitest";
import { bootstrap } from "#app/features/identity/server/index.ts";
import { operations } from "#app/features/registry.ts";
import type { Actor } from "#app/operation/actor.ts";
import { SYSTEM } from "#app/operation/actor.ts";
import { execute } from "#app/operation/execute.ts";
import { sql } from "#app/platform/sql.ts";
import { createTestRuntime, createUser, type TestRuntime } from "#app/testing/runtime.ts";
import { seededRandom } from "#app/testing/star-citizen-log.ts";
import { figuresOf, recountedFiguresOf } from "./testing/figures.ts";

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
  await runtime.database.execute(
    sql`update kill_tallies set kills = kills + 7, "bestStreak" = 99 where "playerId" = ${ann!.id}`,
  );
  await runtime.database.execute(sql`update kill_facets set deaths = 0 where "playerId" = ${ann!.id}`);
  await runtime.database.execute(sql`update kill_pairs set kills = 0 where "victimId" = ${ann!.id}`);
  await runtime.database.execute(sql`update kill_hours set kills = 100 where "playerId" = ${ann!.id}`);
  expect(await check()).toEqual({ players: 4, differing: [{ game: GAME, playerId: ann!.id }] });
  await execute(kills.recountPlayer, SYSTEM, { game: GAME, playerId: String(ann!.id) });
  expect(await check()).toEqual({ players: 4, differing: [] });
  expect(await figuresOf(runtime.database, GAME)).toEqual(before);
  expect(before).toEqual(await recountedFiguresOf(runtime.database, GAME));
});
