import { afterAll, beforeAll, expect, it } from "vitest";
import * as z from "zod";
import { bootstrap, operatorAccount } from "#app/features/identity/server/index.ts";
import { operations } from "#app/features/registry.ts";
import { operatorActor } from "#app/operation/actor.ts";
import { execute } from "#app/operation/execute.ts";
import { literal, rows, sql } from "#app/platform/sql.ts";
import { FILLED_GAME, filledPlayer, fillKills } from "./filled-kills.ts";
import { createTestRuntime, type TestRuntime } from "./runtime.ts";

const PLAYERS = 40;
let runtime: TestRuntime;

beforeAll(async () => {
  runtime = await createTestRuntime();
  await bootstrap(runtime.database);
  const operator = operatorActor((await operatorAccount(runtime.database))!.id, "test");
  const communities: string[] = [];
  for (const name of ["One", "Two"])
    communities.push((await execute(operations.communities.create, operator, { name })).id);
  await fillKills(runtime.database, { kills: 2_000, players: PLAYERS, now: new Date(), communities });
});

afterAll(() => runtime.close());

/** What is kept of players, with nothing in it that is drawn, and without what is nothing. */
async function figures() {
  const read = (text: string) => rows(runtime.database, z.looseObject({}), literal(text));
  return {
    counts: await read(`
      select player, frame, "lastAt", kills, deaths, "pvpKills", "pvpDeaths", "pveKills", "pveDeaths", suicides, crashes, "bestStreak", streak, "streakAt"
      from kill_counts order by player, frame`),
    facets: await read("select * from kill_facet_counts order by player, value"),
    pairs: await read("select * from kill_pair_counts order by killer, victim"),
    hours: await read("select * from kill_hour_counts order by player, hour"),
  };
}

it("has the figures that the product counts of its kills", async () => {
  const { database } = runtime;
  const operator = operatorActor((await operatorAccount(database))!.id, "test");
  const filled = await figures();
  expect(filled.counts.length).toBeGreaterThan(1_000);
  for (let n = 1; n <= PLAYERS; n++)
    await execute(operations.kills.recountPlayer, operator, { game: FILLED_GAME, playerId: filledPlayer(n) });
  expect(await figures()).toEqual(filled);
  expect(await execute(operations.kills.checkTotals, operator, {})).toEqual({ differing: [], days: [] });
  expect(await execute(operations.kills.checkPlayers, operator, {})).toMatchObject({ differing: [] });
});

it("has the days of its communities", async () => {
  const days = await rows(
    runtime.database,
    z.object({ kills: z.number() }),
    sql`select sum(d.kills)::int as kills from kill_days d join kill_frames f on f.num = d.frame where f.scope like 'c:%'`,
  );
  const counted = await rows(
    runtime.database,
    z.object({ kills: z.number() }),
    sql`select sum(kills)::int as kills from kill_tallies where scope like 'c:%' and period = 'all'`,
  );
  expect(days).toEqual(counted);
});
