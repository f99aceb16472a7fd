import { afterAll, beforeAll, expect, it } from "vitest";
import { bootstrap } from "#app/features/identity/server/index.ts";
import { operations } from "#app/features/registry.ts";
import type { Actor } from "#app/operation/actor.ts";
import { SYSTEM } from "#app/operation/actor.ts";
import { execute } from "#app/operation/execute.ts";
import { sql } from "#app/platform/sql.ts";
import { createGame, type TestGame } from "#app/testing/game.ts";
import { createBlueprint, createNode } from "#app/testing/hosting.ts";
import { createTestRuntime, createUser, type TestRuntime } from "#app/testing/runtime.ts";
import { rateGames } from "../rating/rate-games.ts";
import { figuresOf, recountedFiguresOf } from "../testing/figures.ts";
import { joinKillers } from "./join-killers.ts";

const { kills, players, vouching } = operations;
const GAME = "demo";

let runtime: TestRuntime;
let owner: Actor;
let tower: TestGame;
let garden: TestGame;
beforeAll(async () => {
  runtime = await createTestRuntime();
  await bootstrap(runtime.database);
  await createBlueprint(runtime.database);
  owner = await createUser(runtime.database, "owner");
  const node = await createNode(runtime.database);
  tower = await createGame(runtime.database, owner, node, "Tower");
  garden = await createGame(runtime.database, await createUser(runtime.database, "member"), node, "Garden");
});
afterAll(() => runtime.close());

async function idOn({ serverId }: TestGame, platformId: string): Promise<string> {
  const { playerId } = await runtime.database.prisma.playerServer.findFirstOrThrow({
    where: { serverId, player: { platformId } },
  });
  return playerId;
}

/** A fight on a server, with a sword, so many minutes after the evening began. */
const fight = (killer: string, victim: string, minute: number) =>
  ["death", { victim, victimKind: "player", killer, killerKind: "player", weapon: "sword" }, minute] as const;

const enter = (player: string, minute: number) =>
  ["player_login", { player, platformId: `id-${player}` }, minute] as const;

it("two identities of one player become one, with the figures that all their kills give", async () => {
  await tower.say(enter("Dora", 1), enter("Elin", 1), fight("Dora", "Elin", 2), fight("Dora", "Elin", 6));
  await garden.say(enter("Dora", 3), enter("Elin", 3), enter("Finn", 3));
  await garden.say(
    fight("Dora", "Elin", 4),
    fight("Elin", "Dora", 5),
    fight("Finn", "Dora", 7),
    fight("Dora", "Finn", 8),
  );
  const [dora, there] = [await idOn(tower, "id-Dora"), await idOn(garden, "id-Dora")];
  expect(there).not.toBe(dora);
  await rateGames(runtime);
  const before = await runtime.database.query(
    sql`select facet, value, sum(kills)::int as kills, sum(deaths)::int as deaths from kill_facet_totals where game = ${GAME} group by 1, 2 order by 1, 2`,
  );
  await execute(kills.setOrganisation, owner, { playerId: dora, organisation: "guard" });
  await execute(kills.setOrganisation, owner, { playerId: there, organisation: "watch" });
  await runtime.database.execute(
    sql`insert into insight_states ("playerId", game, "computedAt") values (${dora}, ${GAME}, now()), (${there}, ${GAME}, now())`,
  );

  await execute(vouching.set, owner, { serverId: garden.serverId, vouches: true });

  await expect(execute(players.get, owner, { playerId: there })).rejects.toMatchObject({ code: "not_found" });
  expect(await execute(kills.checkPlayers, SYSTEM, {})).toEqual({ players: 3, differing: [] });
  const figures = await figuresOf(runtime.database, GAME);
  const { tallies, ...others } = await recountedFiguresOf(runtime.database, GAME);
  expect(figures).toEqual({ tallies, ...others });
  expect(JSON.stringify(figures)).not.toContain(there);
  expect(await execute(kills.figures, owner, { playerId: dora })).toMatchObject({
    totals: { kills: 4, deaths: 2 },
    streak: 1,
  });
  const { items } = await execute(kills.list, owner, { playerId: dora, limit: 50 });
  expect(items).toHaveLength(6);
  expect(items.every(({ killer, victim }) => [killer?.name, victim.name].includes("Dora"))).toBe(true);
  expect(
    await runtime.database.query(
      sql`select facet, value, sum(kills)::int as kills, sum(deaths)::int as deaths from kill_facet_totals where game = ${GAME} group by 1, 2 order by 1, 2`,
    ),
  ).toEqual(before);
  expect(
    await runtime.database.query(sql`select "playerId", "dueAt" is not null as "isDue" from insight_states`),
    "they are computed anew of both",
  ).toEqual([{ playerId: dora, isDue: true }]);
  await rateGames(runtime);
  const rated = await runtime.database.query(
    sql`select distinct "playerId" from kill_ratings where game = ${GAME} order by 1`,
  );
  expect(rated.map(({ playerId }) => playerId)).not.toContain(there);
  expect(rated).toHaveLength(3);
});

it("whoever killed themselves under another identity has died by their own hand", async () => {
  const { serverId } = tower;
  const [{ id: one }, { id: two }] = (await runtime.database.query(
    sql`select p.id from players p join player_servers s on s."playerId" = p.id where s."serverId" = ${serverId} order by p.name`,
  )) as [{ id: string }, { id: string }];
  await runtime.database.transaction((db) => joinKillers(db, [{ old: one, new: two }]));
  expect(await figuresOf(runtime.database, GAME)).toEqual(await recountedFiguresOf(runtime.database, GAME));
  const { totals } = await execute(kills.figures, owner, { playerId: two });
  expect(totals).toMatchObject({ kills: 1, deaths: 1, suicides: 4, pvpKills: 1 });
});
