import { afterAll, beforeAll, expect, it } from "vitest";
import { bootstrap } from "#app/features/identity/server/index.ts";
import { operations } from "#app/features/registry.ts";
import { DAY } from "#app/lib/duration.ts";
import type { Actor } from "#app/operation/actor.ts";
import { execute } from "#app/operation/execute.ts";
import { advanceClock, now } from "#app/platform/clock.ts";
import { sql } from "#app/platform/sql.ts";
import { createTestRuntime, createUser, type TestRuntime } from "#app/testing/runtime.ts";
import { removeExpired } from "#app/worker/retention.ts";
import { isKept } from "../../kept-periods.ts";
import { figuresOf, recountedFiguresOf } from "../testing/figures.ts";

const { kills, communities, analytics } = operations;
let runtime: TestRuntime;
let owner: Actor;
let communityId: string;

beforeAll(async () => {
  runtime = await createTestRuntime();
  await bootstrap(runtime.database);
  owner = await createUser(runtime.database, "owner");
  communityId = (await execute(communities.create, owner, { name: "Those who fight" })).id;
});
afterAll(() => runtime.close());

const ago = (days: number) => new Date(now().getTime() - days * DAY).toISOString();
const board = (game: string, period: "daily" | "weekly" | "monthly" | "all_time", at: string) =>
  execute(kills.board, owner, { game, period, at, communityId });
const tell = (game: string, days: number) =>
  execute(kills.record, owner, { game, killer: "Ann", victim: "Bob", at: ago(days), communityId });
const refused = { code: "not_found", reason: "kills.period_not_kept" };

it("the names of periods are kept as long as is said", () => {
  const at = new Date("2026-11-21T12:00:00Z");
  expect(
    ["d:2026-08-23", "d:2026-08-22", "w:2024-W47", "w:2024-W46", "m:2001-01", "s:2001-01", "all"].map((name) =>
      isKept(name, at),
    ),
  ).toEqual([true, false, true, false, true, true, true]);
});

it("what an old log tells of counts in months and of all time, and in no day and no week that is not kept", async () => {
  const game = "old-log";
  for (const days of [100, 800, 3]) await tell(game, days);
  await expect(board(game, "daily", ago(100))).rejects.toMatchObject(refused);
  await expect(board(game, "weekly", ago(800))).rejects.toMatchObject(refused);
  expect((await board(game, "daily", ago(3))).items[0]).toMatchObject({ name: "Ann", value: 1, valueBefore: null });
  expect((await board(game, "weekly", ago(100))).items[0]).toMatchObject({ value: 1 });
  expect((await board(game, "monthly", ago(800))).items[0]).toMatchObject({ value: 1 });
  expect((await board(game, "all_time", ago(0))).items[0]).toMatchObject({ value: 3, bestStreak: 3 });
  expect(await figuresOf(runtime.database, game)).toEqual(await recountedFiguresOf(runtime.database, game));
});

it("days that are not kept any more are thrown away once, and what all did on them stays", async () => {
  const game = "grows-old";
  await tell(game, 2);
  const rows = () =>
    runtime.database.query(
      sql`select distinct left(period, 1) as kind from kill_tallies where game = ${game} and scope = 'all' order by 1`,
    );
  const kinds = (of: string) => [...of].map((kind) => ({ kind }));
  expect(await rows()).toEqual(kinds("admsw"));
  advanceClock(60 * DAY);
  await removeExpired(runtime);
  expect(await rows()).toEqual(kinds("admsw"));
  advanceClock(60 * DAY);
  await removeExpired(runtime);
  expect(await rows()).toEqual(kinds("amsw"));
  const { items } = await execute(analytics.metrics, owner, { game, communityId, period: "365d" });
  expect(items.find(({ metric }) => metric === "kills")).toMatchObject({ value: 1, before: 0 });
  const dashboard = await execute(analytics.dashboard, owner, { game, communityId, period: "365d" });
  expect(dashboard.activePlayers).toBe(2);
  expect(await figuresOf(runtime.database, game)).toEqual(await recountedFiguresOf(runtime.database, game));
});
