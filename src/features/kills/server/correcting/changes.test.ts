import { afterAll, beforeAll, expect, it } from "vitest";
import { bootstrap } from "#app/features/identity/server/index.ts";
import { operations } from "#app/features/registry.ts";
import type { Actor } from "#app/operation/actor.ts";
import { execute } from "#app/operation/execute.ts";
import { sql } from "#app/platform/sql.ts";
import { createTestRuntime, createUser, type TestRuntime } from "#app/testing/runtime.ts";

let runtime: TestRuntime;
let moderator: Actor;
beforeAll(async () => {
  runtime = await createTestRuntime();
  await bootstrap(runtime.database);
  moderator = await createUser(runtime.database, "moderator");
});
afterAll(() => runtime.close());

const { kills } = operations;
const figures = async (game: string) =>
  (
    await runtime.database.query(
      sql`select sum(kills)::int as kills, sum(deaths)::int as deaths, max("bestStreak")::int as streak from kill_tallies where game = ${game} and scope = 'all' and period = 'all'`,
    )
  )[0];

it("a kill is disputed by who had part in it, counts until it is decided, and is in no figure and no list once retracted", async () => {
  const game = "disputed";
  const teller = await createUser(runtime.database, "member");
  const stranger = await createUser(runtime.database, "member");
  const { kill } = await execute(kills.record, teller, { game, victim: "Outlaw" });
  const reason = "It was the gunner.";
  await expect(execute(kills.dispute, stranger, { killId: kill.id, reason })).rejects.toMatchObject({
    reason: "kills.not_yours",
  });
  expect(await execute(kills.dispute, teller, { killId: kill.id, reason })).toMatchObject({ state: "disputed" });
  expect(await figures(game)).toEqual({ kills: 1, deaths: 1, streak: 1 });
  await expect(execute(kills.dispute, teller, { killId: kill.id, reason })).rejects.toMatchObject({
    reason: "kills.undecided",
  });
  const verdict = { killId: kill.id, verdict: "retracted", reason: "So it was." } as const;
  await expect(execute(kills.decide, teller, verdict)).rejects.toMatchObject({ code: "forbidden" });
  expect(await execute(kills.decide, moderator, verdict)).toMatchObject({ state: "retracted" });
  expect(await figures(game)).toEqual({ kills: 0, deaths: 0, streak: 0 });
  expect((await execute(kills.list, moderator, { game })).items).toEqual([]);
  await execute(kills.decide, moderator, { ...verdict, verdict: "counted" });
  expect(await figures(game)).toEqual({ kills: 1, deaths: 1, streak: 1 });
  const { items } = await execute(kills.changes, stranger, { killId: kill.id });
  expect(items.map(({ change }) => change)).toEqual(["disputed", "retracted", "counted"]);
});

it("by a handle that one only says is one's own, or has from a log, nothing is disputed and no reason read; by a proof it is", async () => {
  const game = "star citizen";
  const [teller, claimer] = [
    await createUser(runtime.database, "member"),
    await createUser(runtime.database, "member"),
  ];
  const { kill } = await execute(kills.record, teller, { game, victim: "Claimed-1" });
  const reason = "Between us.";
  await execute(kills.dispute, teller, { killId: kill.id, reason });
  await execute(kills.updateOwnSettings, claimer, { rsiHandle: "Claimed-1" });
  await execute(kills.record, claimer, { game, victim: "Somebody" });
  const asks = async () => {
    const seen = await execute(kills.get, claimer, { killId: kill.id });
    const [first] = (await execute(kills.changes, claimer, { killId: kill.id })).items;
    return { userId: seen.victim.userId, isOwn: seen.isOwn, reason: first!.reason };
  };
  const linkedBy = (by: string) =>
    runtime.database.execute(
      sql`update players set "linkedBy" = ${by} where realm = 'game:star citizen' and key = 'name:claimed-1'`,
    );
  const disputes = () => execute(kills.dispute, claimer, { killId: kill.id, reason: "I was not there." });
  const decide = (verdict: "counted" | "retracted") =>
    execute(kills.decide, moderator, { killId: kill.id, verdict, reason: "Seen." });
  for (const by of ["claim", "log"]) {
    await linkedBy(by);
    expect(await asks()).toEqual({ userId: claimer.userId, isOwn: false, reason: null });
    await expect(disputes()).rejects.toMatchObject({ reason: "kills.not_yours" });
  }
  await linkedBy("rsi");
  expect(await asks()).toEqual({ userId: claimer.userId, isOwn: true, reason });
  await decide("counted");
  expect(await disputes()).toMatchObject({ state: "disputed" });
});

it("many who decide at once leave figures that are true", async () => {
  const game = "decided";
  const { kill } = await execute(kills.record, moderator, { game, victim: "Outlaw" });
  await Promise.allSettled(
    Array.from({ length: 12 }, (_, n) =>
      execute(kills.decide, moderator, { killId: kill.id, verdict: n % 2 ? "counted" : "retracted", reason: "Again." }),
    ),
  );
  const { state } = await execute(kills.get, moderator, { killId: kill.id });
  const counted = state === "retracted" ? 0 : 1;
  expect(await figures(game)).toEqual({ kills: counted, deaths: counted, streak: counted });
});

it("who sees one's kills is said by oneself, and friends are each one's own", async () => {
  const me = await createUser(runtime.database, "member");
  const friend = await createUser(runtime.database, "member");
  expect(await execute(kills.ownSettings, me, {})).toEqual({ rsiHandle: null, privacyLevel: "PUBLIC" });
  await execute(kills.updateOwnSettings, me, { rsiHandle: "Kestrel-9" });
  expect(await execute(kills.updateOwnSettings, me, { privacyLevel: "FRIENDS_ONLY" })).toEqual({
    rsiHandle: "Kestrel-9",
    privacyLevel: "FRIENDS_ONLY",
  });
  await execute(kills.addFriend, me, { userId: friend.userId! });
  await execute(kills.addFriend, me, { userId: friend.userId! });
  expect((await execute(kills.friends, me, {})).items).toMatchObject([{ userId: friend.userId }]);
  expect((await execute(kills.friends, friend, {})).items).toEqual([]);
  await execute(kills.removeFriend, me, { userId: friend.userId! });
  expect((await execute(kills.friends, me, {})).items).toEqual([]);
  await expect(execute(kills.addFriend, me, { userId: me.userId! })).rejects.toMatchObject({
    reason: "friends.yourself",
  });
});
