import { afterAll, beforeAll, expect, it } from "vitest";
import { bootstrap } from "#app/features/identity/server/index.ts";
import { operations } from "#app/features/registry.ts";
import type { Actor } from "#app/operation/actor.ts";
import { execute } from "#app/operation/execute.ts";
import { sql } from "#app/platform/sql.ts";
import { createTestRuntime, createUser, type TestRuntime } from "#app/testing/runtime.ts";

const { kills } = operations;
let runtime: TestRuntime;
let owner: Actor & { userId: string };
beforeAll(async () => {
  runtime = await createTestRuntime();
  await bootstrap(runtime.database);
  owner = await createUser(runtime.database, "owner");
});
afterAll(() => runtime.close());

let minutes = 0;
function fights(game: string, killer: string, victim: string, times: number, more: object = {}) {
  return Array.from({ length: times }, () => ({
    game,
    killer,
    victim,
    at: new Date(Date.parse("2026-01-13T12:00:00Z") + ++minutes * 60_000).toISOString(),
    ...more,
  }));
}

/** Tells of these kills; the players' ids by name. */
async function tell(told: ReturnType<typeof fights>): Promise<Map<string, string>> {
  const { items } = await execute(kills.recordMany, owner, { kills: told });
  return new Map(
    items.flatMap(({ kill: { killer, victim } }) =>
      [killer, victim].map((one) => [one!.name!, one!.playerId!] as const),
    ),
  );
}

it("tells a player's totals, ratios with what is believed of them, and what they kill and die with", async () => {
  const game = "figures";
  const ids = await tell([
    ...fights(game, "Ann", "Bob", 3, { weapon: "rifle", killerVehicle: "gladius", place: "Daymar" }),
    ...fights(game, "Bob", "Ann", 1, { weapon: "knife", place: "Daymar" }),
    ...fights(game, "Ann", "Bob", 2, { weapon: "rifle", place: "Yela" }),
  ]);
  const found = await execute(kills.figures, owner, { playerId: ids.get("Ann")! });
  expect(found).toMatchObject({
    game,
    name: "Ann",
    period: "all",
    totals: { kills: 5, deaths: 1, pvpKills: 5, pvpDeaths: 1, bestStreak: 3 },
    kdr: { kills: 5, deaths: 1, raw: 5 },
    streak: 2,
    rating: null,
    games: [game],
    ranks: { kills: 1, streak: 1, rating: null, rated: null },
    weapons: [
      { class: "rifle", kills: 5, deaths: 0 },
      { class: "knife", kills: 0, deaths: 1 },
    ],
    ships: [{ class: "gladius", kills: 3, deaths: 0 }],
    places: [
      { class: "Daymar", kills: 3, deaths: 1 },
      { class: "Yela", kills: 2, deaths: 0 },
    ],
    rivals: [{ name: "Bob", kills: 5, deaths: 1 }],
  });
  expect(found.kdr.expected).toBeLessThan(5);
  expect(found.kdr.low).toBeLessThan(found.kdr.expected);
  expect(found.hours.kills.reduce((sum, many) => sum + many)).toBe(5);
  const day = await execute(kills.figures, owner, {
    playerId: ids.get("Ann")!,
    period: "daily",
    at: "2026-01-14T00:00:00Z",
  });
  expect(day).toMatchObject({ period: "d:2026-01-14", totals: { kills: 0 }, kdr: { raw: null } });
});

it("adds up all players of a user, and tells nobody of who shows their kills to few", async () => {
  const shy = await createUser(runtime.database, "member");
  const ids = await tell([...fights("users", "First", "Other", 2), ...fights("users", "Second", "Other", 1)]);
  const own = [ids.get("First")!, ids.get("Second")!];
  await runtime.database.execute(sql`update players set "userId" = ${shy.userId} where id = any(${own}::text[])`);
  const asked = { userId: shy.userId };
  expect(await execute(kills.userFigures, shy, asked)).toMatchObject({ totals: { kills: 3 }, isOwn: true });
  await runtime.database.execute(sql`update users set "privacyLevel" = 'PRIVATE' where id = ${shy.userId}`);
  const stranger = await createUser(runtime.database, "member");
  expect(await execute(kills.userFigures, shy, asked)).toMatchObject({ totals: { kills: 3 } });
  await expect(execute(kills.userFigures, stranger, asked)).rejects.toMatchObject({ code: "not_found" });
  await expect(execute(kills.figures, stranger, { playerId: own[0]! })).rejects.toMatchObject({ code: "not_found" });
  await expect(
    execute(kills.compare, stranger, { playerId: ids.get("Other")!, otherId: own[0]! }),
  ).rejects.toMatchObject({ code: "not_found" });
});

it("compares two players by what happened between them", async () => {
  const ids = await tell([
    ...fights("compared", "Ann", "Bob", 12),
    ...fights("compared", "Bob", "Ann", 1),
    ...fights("compared", "Bob", "Cid", 3),
  ]);
  const found = await execute(kills.compare, owner, { playerId: ids.get("Ann")!, otherId: ids.get("Bob")! });
  expect(found).toMatchObject({
    game: "compared",
    one: { name: "Ann", totals: { kills: 12, deaths: 1 } },
    other: { name: "Bob", totals: { kills: 4, deaths: 12 }, streak: 4 },
    between: { kills: 12, deaths: 1, expected: 0.5, isSure: true },
  });
  const none = await execute(kills.compare, owner, { playerId: ids.get("Ann")!, otherId: ids.get("Cid")! });
  expect(none.between).toMatchObject({ kills: 0, deaths: 0, won: 0.5, isSure: false, lastAt: null });
});

it("tells of weapons, ships and places what all did with them, who most, and when", async () => {
  const game = "facets";
  const ids = await tell([
    ...fights(game, "Ann", "Bob", 3, { weapon: "rifle" }),
    ...fights(game, "Cid", "Bob", 1, { weapon: "rifle" }),
    ...fights(game, "Bob", "Ann", 2, { weapon: "knife" }),
  ]);
  expect(await execute(kills.facets, owner, { game, facet: "weapon" })).toMatchObject({
    total: 2,
    items: [
      { class: "rifle", kills: 4, deaths: 4 },
      { class: "knife", kills: 2, deaths: 2 },
    ],
  });
  const asked = { game, facet: "weapon", value: "rifle" } as const;
  expect(await execute(kills.facet, owner, asked)).toMatchObject({
    kills: 4,
    items: [
      { rank: 1, name: "Ann", playerId: ids.get("Ann"), kills: 3 },
      { rank: 2, name: "Cid", kills: 1 },
    ],
  });
  const { kills: byHour } = await execute(kills.hours, owner, { game });
  expect(byHour.reduce((sum, many) => sum + many)).toBe(6);
});

it("tells sessions, newest first, with less than half an hour within them", async () => {
  const game = "sessions";
  const at = (time: string) => ({ game, killer: "Ann", victim: "Bob", at: `2026-01-13T${time}:00Z` });
  const ids = await tell([
    at("10:00"),
    at("10:29"),
    { ...at("10:40"), killer: "Bob", victim: "Ann" },
    at("11:10"),
    at("12:30"),
  ]);
  const playerId = ids.get("Ann")!;
  const { items, nextCursor } = await execute(kills.sessions, owner, { playerId, limit: 2 });
  expect(items).toMatchObject([
    { from: "2026-01-13T12:30:00.000Z", to: "2026-01-13T12:30:00.000Z", kills: 1, deaths: 0 },
    { from: "2026-01-13T11:10:00.000Z", kills: 1, deaths: 0 },
  ]);
  const more = await execute(kills.sessions, owner, { playerId, limit: 2, cursor: nextCursor! });
  expect(more).toMatchObject({
    items: [{ from: "2026-01-13T10:00:00.000Z", to: "2026-01-13T10:40:00.000Z", kills: 2, deaths: 1 }],
    nextCursor: null,
  });
});
