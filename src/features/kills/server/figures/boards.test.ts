import { afterAll, beforeAll, expect, it } from "vitest";
import { bootstrap } from "#app/features/identity/server/index.ts";
import { operations } from "#app/features/registry.ts";
import { newId } from "#app/lib/id.ts";
import type { Actor } from "#app/operation/actor.ts";
import { execute } from "#app/operation/execute.ts";
import { advanceClock } from "#app/platform/clock.ts";
import { sql } from "#app/platform/sql.ts";
import { createTestRuntime, createUser, type TestRuntime } from "#app/testing/runtime.ts";

let runtime: TestRuntime;
let owner: Actor;
beforeAll(async () => {
  // As if it were then: boards of days are not kept for ever.
  advanceClock(Date.parse("2026-02-01") - Date.now());
  runtime = await createTestRuntime();
  await bootstrap(runtime.database);
  owner = await createUser(runtime.database, "owner");
});
afterAll(() => runtime.close());

it("orders by each column, with equal ranks for equals, one's own row and the change since the period before", async () => {
  const game = "boards";
  let minutes = 0;
  const fights = (day: string, killer: string | undefined, victim: string, times: number) =>
    Array.from({ length: times }, () => ({
      game,
      killer,
      victim,
      at: new Date(Date.parse(`2026-01-${day}T12:00:00Z`) + ++minutes * 60_000).toISOString(),
    }));
  await execute(operations.kills.recordMany, owner, {
    kills: [
      ...fights("13", "Ann", "Bobby", 4),
      ...fights("13", "Cid", "Bobby", 2),
      ...fights("14", "Cid", "Ann", 3),
      ...fights("14", undefined, "Ann", 1),
      ...fights("14", "Bobby", "Ann", 1),
    ],
  });
  const board = (more: object) => execute(operations.kills.board, owner, { game, ...more });
  const shown = (of: Awaited<ReturnType<typeof board>>) =>
    of.items.map(({ rank, name, value }) => `${rank} ${name} ${value}`);
  const all = await board({});
  const me = all.own!.name;
  expect(shown(all)).toEqual(["1 Cid 5", "2 Ann 4", ...shown(all).slice(2)]);
  expect(shown(all).slice(2).sort()).toEqual(["3 Bobby 1", `3 ${me} 1`].sort());
  expect(all).toMatchObject({ total: 4, period: "all", own: { rank: 3, value: 1, isOwn: true, rankBefore: null } });
  expect(shown(await board({ board: "deaths" }))).toEqual(["1 Bobby 6", "2 Ann 5"]);
  expect(shown(await board({ board: "streak" }))[0]).toBe("1 Cid 5");
  // Too few fights of the others for a ratio to mean anything.
  expect(shown(await board({ board: "kdr" }))).toEqual([]);
  const day = await board({ period: "daily", at: "2026-01-14T00:00:00Z", limit: 1 });
  expect(day).toMatchObject({
    period: "d:2026-01-14",
    total: 3,
    items: [{ name: "Cid", value: 3, rank: 1, rankBefore: 2 }],
  });
  expect((await board({ period: "weekly", at: "2026-01-14T00:00:00Z" })).period).toBe("w:2026-W03");
});

it("of ratios it is in the order of what is sure of them: few fights win nothing", async () => {
  const game = "sure";
  const tally = (name: string, kills: number, deaths: number) => ({ name, kills, deaths, id: newId("ply") });
  const players = [tally("Few", 16, 0), tally("Many", 300, 40), tally("Even", 20, 20), tally("New", 9, 0)];
  await runtime.database.execute(sql`insert into kill_frames (game, scope, period) values (${game}, 'all', 'all')`);
  for (const { id, name, kills, deaths } of players) {
    await runtime.database.execute(sql`
      insert into players (id, realm, key, name, "createdAt", "updatedAt") values (${id}, ${`game:${game}`}, ${`name:${name.toLowerCase()}`}, ${name}, now(), now())`);
    await runtime.database.execute(sql`
      insert into kill_counts (player, frame, kills, deaths, "lastAt")
      select p.num, f.num, ${kills}, ${deaths}, now() from players p, kill_frames f where p.id = ${id} and f.game = ${game} and f.scope = 'all' and f.period = 'all'`);
  }
  const { items } = await execute(operations.kills.board, owner, { game, board: "kdr" });
  expect(items.map(({ name, value, kdr }) => [name, value.toFixed(2), kdr])).toEqual([
    ["Many", "5.22", 7.5],
    ["Few", "1.89", null],
    ["Even", "0.63", 1],
  ]);
  // What is likely is told beside what is sure, out of one belief: neither says otherwise than the other.
  for (const { value, kdrLow, kdrExpected, kdrHigh } of items) {
    expect(kdrLow).toBeCloseTo(value, 9);
    expect(kdrExpected).toBeGreaterThan(value);
    expect(kdrHigh).toBeGreaterThan(kdrExpected);
  }
});

it("whoever shows their kills to few is on it without a name", async () => {
  const shy = await createUser(runtime.database, "member");
  const { kill } = await execute(operations.kills.record, owner, { game: "shy", killer: "Shy", victim: "Other" });
  await runtime.database.execute(sql`update users set "privacyLevel" = 'PRIVATE' where id = ${shy.userId}`);
  await runtime.database.execute(sql`update players set "userId" = ${shy.userId} where id = ${kill.killer!.playerId}`);
  const reader = {
    ...shy,
    userId: owner.userId,
    holdings: { ...shy.holdings, instance: new Set(["kills:read" as const]) },
  };
  expect((await execute(operations.kills.board, reader, { game: "shy" })).items).toMatchObject([
    { rank: 1, playerId: null, name: null, isHidden: true, value: 1 },
  ]);
});
