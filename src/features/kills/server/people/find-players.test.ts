import { afterAll, beforeAll, expect, it } from "vitest";
import { bootstrap } from "#app/features/identity/server/index.ts";
import { operations } from "#app/features/registry.ts";
import type { Actor } from "#app/operation/actor.ts";
import { execute } from "#app/operation/execute.ts";
import { sql } from "#app/platform/sql.ts";
import { createGame } from "#app/testing/game.ts";
import { createBlueprint, createNode } from "#app/testing/hosting.ts";
import { createTestRuntime, createUser, type TestRuntime } from "#app/testing/runtime.ts";

let runtime: TestRuntime;
let teller: Actor;
beforeAll(async () => {
  runtime = await createTestRuntime();
  await bootstrap(runtime.database);
  teller = await createUser(runtime.database, "member");
});
afterAll(() => runtime.close());

const { kills } = operations;
const found = async (q: string, by = teller) =>
  (await execute(kills.players, by, { q, game: "found" })).items.map(({ name }) => name);

it("players are found by a part of their name, the one of that very name first, and signs are signs", async () => {
  for (const [killer, victim] of [
    ["Kestrel_One", "Kestrel"],
    ["Kestrel_One", "Rook"],
    ["Kestrel2One", "Rook"],
  ] as const)
    await execute(kills.record, teller, { game: "found", killer, victim });
  expect(await found("kestrel")).toEqual(["Kestrel", "Kestrel_One", "Kestrel2One"]);
  expect(await found("trel_o")).toEqual(["Kestrel_One"]);
  expect(await found("ro")).toEqual([]);
  expect(await found("%%%")).toEqual([]);
});

it("whoever shows their kills to nobody is found by nobody else", async () => {
  const shy = await createUser(runtime.database, "member");
  await execute(kills.updateOwnSettings, shy, { rsiHandle: "Shy-Heron", privacyLevel: "PRIVATE" });
  await execute(kills.record, shy, { game: "found", victim: "Rook" });
  expect(await found("heron")).toEqual([]);
  expect(await found("heron", shy)).toEqual(["Shy-Heron"]);
});

it("by an id nobody is learned of who has but played somewhere, nor of one whose kill is kept back", async () => {
  const owner = await createUser(runtime.database, "owner");
  await createBlueprint(runtime.database);
  const game = await createGame(runtime.database, owner, await createNode(runtime.database), "Quiet");
  await game.say(["player_login", { player: "Visitor", platformId: "id-visitor" }, 1]);
  const { id: visitor } = await runtime.database.prisma.player.findFirstOrThrow({ where: { name: "Visitor" } });
  await execute(operations.settings.set, owner, { key: "kill-delay-minutes", value: 30 });
  await execute(kills.record, owner, { victim: "Waited-For" });
  await execute(operations.settings.set, owner, { key: "kill-delay-minutes", value: 0 });
  const { id: waited } = await runtime.database.prisma.player.findFirstOrThrow({ where: { name: "Waited-For" } });
  for (const playerId of [visitor, waited, `ply_${"0".repeat(32)}`])
    for (const asks of [
      (by: Actor) => execute(kills.figures, by, { playerId }),
      (by: Actor) => execute(kills.compare, by, { playerId, otherId: playerId }),
      (by: Actor) => execute(kills.person, by, { who: playerId }),
      (by: Actor) => execute(kills.personFigures, by, { who: playerId }),
    ]) {
      await expect(asks(teller)).rejects.toMatchObject({ code: "not_found" });
      if (playerId === visitor) await expect(asks(owner)).resolves.toBeTruthy();
    }
  await expect(execute(kills.person, teller, { who: "Waited-For" })).rejects.toMatchObject({ code: "not_found" });
  const host = {
    ...teller,
    holdings: { ...teller.holdings, servers: new Map([[game.serverId, new Set(["players:read" as const])]]) },
  };
  expect(await execute(kills.figures, host, { playerId: visitor })).toMatchObject({
    name: "Visitor",
    totals: { kills: 0 },
  });
});

it("by their account at Discord whoever shows their kills to nobody is found by nobody else", async () => {
  const hermit = await createUser(runtime.database, "member");
  const discordId = "80351110224678913";
  await runtime.database.execute(sql`
    insert into discord_links ("discordId", "userId", name, "linkedAt") values (${discordId}, ${hermit.userId}, 'Hermit', now())`);
  const asks = (by: Actor) => execute(kills.person, by, { who: discordId });
  expect(await asks(teller)).toMatchObject({ userId: hermit.userId });
  await execute(kills.updateOwnSettings, hermit, { privacyLevel: "PRIVATE" });
  await expect(asks(teller)).rejects.toMatchObject({ code: "not_found" });
  expect(await asks(hermit)).toMatchObject({ userId: hermit.userId });
});
