import { afterAll, beforeAll, expect, it } from "vitest";
import { bootstrap } from "#app/features/identity/server/index.ts";
import { operations } from "#app/features/registry.ts";
import type { Actor } from "#app/operation/actor.ts";
import { execute } from "#app/operation/execute.ts";
import { addJobs } from "#app/operation/jobs.ts";
import { advanceClock } from "#app/platform/clock.ts";
import { sql } from "#app/platform/sql.ts";
import { workOff } from "#app/testing/jobs.ts";
import { createTestRuntime, createUser, type TestRuntime } from "#app/testing/runtime.ts";
import { NEW_RATING, type Rating, ratePeriod, rested } from "../../rating.ts";
import { ORGANISATION_JOB } from "../counting/organisations.ts";
import { rateGames } from "./rate-games.ts";

const { kills } = operations;
let runtime: TestRuntime;
let owner: Actor & { userId: string };
beforeAll(async () => {
  // As if it were then: boards of days are not kept for ever.
  advanceClock(Date.parse("2026-04-10") - Date.now());
  runtime = await createTestRuntime();
  await bootstrap(runtime.database);
  owner = await createUser(runtime.database, "owner");
});
afterAll(() => runtime.close());

let minutes = 0;
type Fight = [day: string, killer: string, victim: string];

async function tell(game: string, fights: readonly Fight[]) {
  const { items } = await execute(kills.recordMany, owner, {
    kills: fights.map(([day, killer, victim]) => ({
      game,
      killer,
      victim,
      at: new Date(Date.parse(`2026-${day}T10:00:00Z`) + ++minutes * 60_000).toISOString(),
    })),
  });
  return items.map(({ kill }) => kill);
}

/** Ratings as they come of rating each day after the other, by name. */
function expected(fights: readonly Fight[]): Map<string, Rating> {
  let ratings = new Map<string, Rating>();
  const days = [...new Set(fights.map(([day]) => day))].sort();
  let before = days[0]!;
  for (const day of days) {
    const idle = (Date.parse(`2026-${day}`) - Date.parse(`2026-${before}`)) / 86_400_000 - 1;
    ratings = new Map([...ratings].map(([name, rating]) => [name, rested(rating, Math.max(0, idle))]));
    const duels = fights.filter(([on]) => on === day).map(([, winnerId, loserId]) => ({ winnerId, loserId }));
    ratings = ratePeriod(ratings, duels);
    before = day;
  }
  return ratings;
}

async function board(game: string, more: object = {}) {
  const { items } = await execute(kills.board, owner, { game, board: "rating", ...more });
  return new Map(items.map((row) => [row.name, row]));
}

it("rests as long as one would be rated in days without a fight", () => {
  let rating: Rating = { ...NEW_RATING, deviation: 80 };
  for (let day = 0; day < 30; day++) rating = ratePeriod(new Map([["one", rating]]), []).get("one")!;
  expect(rested({ ...NEW_RATING, deviation: 80 }, 30).deviation).toBeCloseTo(rating.deviation, 6);
});

it("writes nothing where nothing happened since, and of who fought again the later day's", async () => {
  const game = "rated-again";
  const written = () =>
    runtime.database.query(sql`
      select 'tally' as of, f.scope || ' ' || f.period || ' ' || t.player as key, t.xmin::text as by from kill_counts t join kill_frames f on f.num = t.frame where f.game = ${game}
      union all select 'rating', season || ' ' || day || ' ' || "playerId", xmin::text from kill_ratings where game = ${game} order by 1, 2`);
  const fights: Fight[] = [
    ["02-03", "Ann", "Bob"],
    ["02-03", "Cid", "Bob"],
    ["02-04", "Ann", "Bob"],
  ];
  await tell(game, fights);
  await rateGames(runtime);
  const before = await written();
  expect(before.length).toBeGreaterThan(20);
  // As a report of something old would have it: all days are made anew.
  await runtime.database.execute(sql`insert into kill_rating_marks (game, day) values (${game}, '2026-02-03')`);
  await rateGames(runtime);
  expect(await written()).toEqual(before);
  const shown = await board(game, { period: "weekly", at: "2026-02-05T00:00:00Z" });
  for (const [name, { rating }] of expected(fights)) expect(shown.get(name)!.rating).toBeCloseTo(rating, 6);
});

it("rates day by day, and anew from the day of which something was told late or taken back", async () => {
  const game = "rated";
  const fights: Fight[] = [
    ["01-13", "Ann", "Bob"],
    ["01-13", "Ann", "Cid"],
    ["01-14", "Bob", "Cid"],
    ["01-17", "Ann", "Bob"],
  ];
  await tell(game, fights);
  await rateGames(runtime);
  const check = async (of: readonly Fight[]) => {
    const shown = await board(game);
    const wanted = expected(of);
    const last = new Map(of.flatMap(([day, ...names]) => names.map((name) => [name, day] as const)));
    expect([...shown.keys()].sort()).toEqual([...last.keys()].sort());
    for (const [name, row] of shown) {
      // Deviations are shown as on the day of the last fight.
      expect(row.rating).toBeCloseTo(wanted.get(name!)!.rating, 6);
      if (last.get(name!) === "01-17") expect(row.deviation).toBeCloseTo(wanted.get(name!)!.deviation, 6);
      expect(row.value).toBeCloseTo(row.rating! - 2 * row.deviation!, 6);
    }
  };
  await check(fights);
  const late: Fight = ["01-12", "Cid", "Ann"];
  const [kill] = await tell(game, [late]);
  await rateGames(runtime);
  await check([late, ...fights]);
  await execute(kills.decide, owner, { killId: kill!.id, verdict: "retracted", reason: "Told by mistake." });
  await rateGames(runtime);
  await check(fights);
  const again = await board(game);
  await rateGames(runtime);
  expect(await board(game)).toEqual(again);
  const [playerId] = [...again.values()].map((row) => row.playerId!);
  const figures = await execute(kills.figures, owner, { playerId: playerId! });
  expect(figures.rating).toMatchObject({ isProvisional: true, ratedAt: "2026-01-17" });
  expect(figures.ratings.length).toBeGreaterThan(1);
  expect(figures.ranks).toMatchObject({ rating: expect.any(Number), rated: 3 });
});

it("has a day's ratings on the day's board, and takes them from who did not fight on it after all", async () => {
  const game = "days";
  const [kill] = await tell(game, [
    ["01-13", "Ann", "Bob"],
    ["01-14", "Ann", "Bob"],
  ]);
  await rateGames(runtime);
  const day = { period: "daily", at: "2026-01-13T00:00:00Z" };
  expect([...(await board(game, day)).keys()].sort()).toEqual(["Ann", "Bob"]);
  await execute(kills.decide, owner, { killId: kill!.id, verdict: "retracted", reason: "Told by mistake." });
  await rateGames(runtime);
  expect([...(await board(game, day)).keys()]).toEqual([]);
  expect((await board(game)).get("Ann")!.rating).toBeCloseTo(expected([["01-14", "Ann", "Bob"]]).get("Ann")!.rating, 6);
});

it("a season begins with the ratings of before, less sure, and is made anew when seasons change", async () => {
  const game = "seasons";
  const within = Array.from({ length: 9 }, (_, i) =>
    ["Bob", "Cid", "Dan", "Eve"].map((other): Fight => [`03-1${i}`, "Ann", other]),
  ).flat();
  await tell(game, [...within, ["04-02", "Bob", "Ann"]]);
  await rateGames(runtime);
  const season = (at: string) => board(game, { period: "season", at });
  const first = await season("2026-02-01T00:00:00Z");
  const second = await season("2026-05-01T00:00:00Z");
  const all = await board(game);
  expect(first.get("Ann")).toMatchObject({ kills: 36, deaths: 0, bestStreak: 36 });
  expect(second.get("Ann")).toMatchObject({ kills: 0, deaths: 1 });
  expect(second.get("Ann")!.deviation).toBeGreaterThan(all.get("Ann")!.deviation!);
  expect(second.get("Bob")!.rating).toBeGreaterThan(first.get("Bob")!.rating!);
  await execute(operations.settings.set, owner, { key: "kill-season-months", value: 6 });
  try {
    await workOff(runtime);
    expect((await season("2026-01-01T00:00:00Z")).get("Ann")).toMatchObject({ kills: 36, deaths: 1, bestStreak: 36 });
    await tell(game, [["04-03", "Ann", "Bob"]]);
    expect((await season("2026-06-01T00:00:00Z")).get("Ann")).toMatchObject({ kills: 37 });
  } finally {
    await execute(operations.settings.set, owner, { key: "kill-season-months", value: 3 });
    await workOff(runtime);
  }
  expect((await season("2026-02-01T00:00:00Z")).get("Ann")).toMatchObject({ kills: 36 });
  const rows = await runtime.database.query(
    sql`select distinct period from kill_tallies where game = ${game} and period like 's:%' order by 1`,
  );
  expect(rows.map(({ period }) => period)).toEqual(["s:2026-01", "s:2026-04"]);
});

it("has the figures of an organisation's players on its boards, of those who are in it now", async () => {
  const game = "organisations";
  const [kill] = await tell(game, [
    ["01-13", "Ann", "Bob"],
    ["01-13", "Cid", "Bob"],
  ]);
  const playerId = kill!.killer!.playerId!;
  const names = async (organisation: string) => {
    const { items } = await execute(kills.board, owner, { game, organisation });
    return items.map(({ name, value }) => `${name} ${value}`);
  };
  await execute(kills.setOrganisation, owner, { playerId, organisation: "RSI" });
  expect(await names("rsi")).toEqual(["Ann 1"]);
  await tell(game, [["01-14", "Ann", "Cid"]]);
  expect(await names("rsi")).toEqual(["Ann 2"]);
  await execute(kills.setOrganisation, owner, { playerId, organisation: "anvil" });
  expect(await names("rsi")).toEqual([]);
  expect(await names("anvil")).toEqual(["Ann 2"]);
  await execute(kills.setOrganisation, owner, { playerId, organisation: null });
  expect(await names("anvil")).toEqual([]);
});

it("takes over what a profile page says of a player's organisation", async () => {
  const { kill } = await execute(kills.record, owner, { killer: "Kestrel", victim: "Outlaw-Joe" });
  const organisationOf = async () =>
    (await execute(kills.figures, owner, { playerId: kill.killer!.playerId! })).organisation;
  await addJobs(runtime.database, [{ name: ORGANISATION_JOB, payload: { handle: "kestrel", organisation: "NIGHT" } }]);
  await addJobs(runtime.database, [{ name: ORGANISATION_JOB, payload: { handle: "nobody", organisation: "NIGHT" } }]);
  await workOff(runtime);
  expect(await organisationOf()).toBe("night");
});
