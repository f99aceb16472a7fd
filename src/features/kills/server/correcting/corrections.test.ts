import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bootstrap } from "#app/features/identity/server/index.ts";
import { operations } from "#app/features/registry.ts";
import type { Permission } from "#app/lib/permissions.ts";
import type { Actor } from "#app/operation/actor.ts";
import { execute } from "#app/operation/execute.ts";
import { sql } from "#app/platform/sql.ts";
import { createTestRuntime, createUser, type TestRuntime } from "#app/testing/runtime.ts";
import { seededRandom } from "#app/testing/star-citizen-log.ts";
import { figuresOf, recountedFiguresOf } from "../testing/figures.ts";

let runtime: TestRuntime;
let moderator: Actor & { userId: string };
beforeAll(async () => {
  runtime = await createTestRuntime();
  await bootstrap(runtime.database);
  moderator = await createUser(runtime.database, "moderator");
});
afterAll(() => runtime.close());

const { kills } = operations;
const facet = async (game: string, name: string) =>
  (
    await runtime.database.query(
      sql`select value, kills, deaths from kill_facets where game = ${game} and facet = ${name} and kills + deaths > 0 order by value, kills`,
    )
  ).map(({ value, kills, deaths }) => `${value} ${kills} ${deaths}`);
const expectTrueFigures = async (game: string) =>
  expect(await figuresOf(runtime.database, game)).toEqual(await recountedFiguresOf(runtime.database, game));

describe("a correction", () => {
  it("by who told of it moves the figures with it and leaves what was in the history", async () => {
    const game = "corrected";
    const teller = await createUser(runtime.database, "member");
    const { kill } = await execute(kills.record, teller, { game, victim: "Outlaw", weapon: "pistol", place: "Daymar" });
    const answer = await execute(kills.correct, teller, {
      killId: kill.id,
      weapon: "rifle",
      place: null,
      reason: "I had swapped.",
    });
    expect(answer).toMatchObject({ weapon: { class: "rifle" }, place: null, state: "counted" });
    expect(await facet(game, "weapon")).toEqual(["rifle 0 1", "rifle 1 0"]);
    expect(await facet(game, "place")).toEqual([]);
    expect((await execute(kills.changes, teller, { killId: kill.id })).items).toMatchObject([
      {
        change: "corrected",
        by: teller.label,
        before: { weapon: "pistol", place: "Daymar" },
        after: { weapon: "rifle", place: null },
      },
    ]);
    await expect(
      execute(kills.correct, teller, { killId: kill.id, weapon: "rifle", reason: "Again." }),
    ).rejects.toMatchObject({ reason: "kills.nothing_to_correct" });
    await expectTrueFigures(game);
  });

  it("is for nobody else, and no more for the teller once another has told of it too", async () => {
    const game = "not corrected";
    const [teller, other] = [
      await createUser(runtime.database, "member"),
      await createUser(runtime.database, "member"),
    ];
    const claim = { game, killer: "Ann", victim: "Bob", at: new Date(Date.now() - 60_000).toISOString() };
    const { kill } = await execute(kills.record, teller, claim);
    const correction = { killId: kill.id, weapon: "rifle", reason: "No." };
    const refused = { reason: "kills.not_to_correct" };
    await expect(execute(kills.correct, other, correction)).rejects.toMatchObject(refused);
    await expect(execute(kills.correct, teller, { ...correction, kind: "pve_kill" })).rejects.toMatchObject(refused);
    await execute(kills.record, other, claim);
    await expect(execute(kills.correct, teller, correction)).rejects.toMatchObject(refused);
    expect(await execute(kills.correct, moderator, { ...correction, kind: "unknown" })).toMatchObject({
      kind: "unknown",
    });
    await expectTrueFigures(game);
  });
});

describe("who takes back their word", () => {
  it("retracts what nobody else told of, and can tell it again", async () => {
    const game = "withdrawn";
    const teller = await createUser(runtime.database, "member");
    const claim = {
      game,
      victim: "Outlaw",
      rawData: { secret: "mine" },
      at: new Date(Date.now() - 60_000).toISOString(),
    };
    const { kill } = await execute(kills.record, teller, claim);
    expect(await execute(kills.withdraw, teller, { killId: kill.id })).toMatchObject({
      state: "retracted",
      confirmations: 0,
    });
    expect(await facet(game, "weapon")).toEqual([]);
    expect((await execute(kills.list, moderator, { game })).items).toEqual([]);
    expect(await runtime.database.query(sql`select 1 from kill_reports where "rawData" is not null`)).toEqual([]);
    const again = await execute(kills.record, teller, claim);
    expect(again).toMatchObject({ outcome: "recorded" });
    expect(again.kill.id).not.toBe(kill.id);
    await expectTrueFigures(game);
  });

  it("leaves it to the others who told of it", async () => {
    const game = "stood by";
    const [teller, other] = [
      await createUser(runtime.database, "member"),
      await createUser(runtime.database, "member"),
    ];
    const claim = { game, killer: "Ann", victim: "Bob", at: new Date(Date.now() - 60_000).toISOString() };
    const { kill } = await execute(kills.record, teller, claim);
    await execute(kills.record, other, claim);
    expect(await execute(kills.withdraw, teller, { killId: kill.id })).toMatchObject({
      state: "counted",
      confirmations: 1,
      isConfirmed: false,
      isReporter: false,
    });
    await expect(execute(kills.withdraw, teller, { killId: kill.id })).rejects.toMatchObject({
      reason: "kills.not_told_by_you",
    });
    await expectTrueFigures(game);
  });

  it("cannot keep a kill from counting that another tells of later", async () => {
    const game = "denied";
    const [denier, killer] = [
      await createUser(runtime.database, "member"),
      await createUser(runtime.database, "member"),
    ];
    const claim = { game, killer: "Ann", victim: "Bob", at: new Date(Date.now() - 60_000).toISOString() };
    const { kill } = await execute(kills.record, denier, claim);
    await execute(kills.withdraw, denier, { killId: kill.id });
    expect(await execute(kills.record, killer, claim)).toMatchObject({
      outcome: "recorded",
      kill: { state: "counted" },
    });
  });
});

it("who decides in a community has no power over what was told elsewhere by telling of it there once more", async () => {
  const game = "elsewhere";
  const teller = await createUser(runtime.database, "member");
  const ofCommunity = await createUser(runtime.database, "member");
  const held = new Set<Permission>(["kills:read", "kills:write", "kills:decide"]);
  const decider: Actor = {
    ...ofCommunity,
    holdings: { ...ofCommunity.holdings, communities: new Map([["com_a", held]]) },
  };
  const at = new Date(Date.now() - 60_000).toISOString();
  const { kill } = await execute(kills.record, teller, { game, killer: "Ann", victim: "Bob", at });
  await runtime.database.execute(
    sql`insert into kill_reports ("killNum", reporter, source, evidence, at, "communityId", "createdAt")
        values (${kill.number}, ${`user:${decider.userId}`}, 'api', 'claimed', ${new Date(at)}, 'com_a', now())`,
  );
  await runtime.database.execute(sql`update kills set "communityIds" = '{com_a}' where id = ${kill.id}`);
  const verdict = { killId: kill.id, verdict: "retracted", reason: "Mine now." } as const;
  await expect(execute(kills.decide, decider, verdict)).rejects.toMatchObject({ code: "forbidden" });
  await runtime.database.execute(sql`update kill_reports set "communityId" = 'com_a' where "killNum" = ${kill.number}`);
  expect(await execute(kills.decide, decider, verdict)).toMatchObject({ state: "retracted" });
});

it("who disputed a kill, and why, is told to nobody who had no part in it", async () => {
  const game = "whispered";
  const [teller, stranger] = [
    await createUser(runtime.database, "member"),
    await createUser(runtime.database, "member"),
  ];
  const { kill } = await execute(kills.record, teller, { game, victim: "Outlaw" });
  await execute(kills.dispute, teller, { killId: kill.id, reason: "My brother did it." });
  const seen = async (actor: Actor) => (await execute(kills.changes, actor, { killId: kill.id })).items;
  expect(await seen(stranger)).toMatchObject([{ change: "disputed", by: null, reason: null }]);
  expect(await seen(teller)).toMatchObject([{ by: teller.label, reason: "My brother did it." }]);
  expect(await seen(moderator)).toMatchObject([{ by: teller.label, reason: "My brother did it." }]);
});

it("figures stay true while kills are told, confirmed, corrected, withdrawn and decided upon all at once", async () => {
  const game = "at once";
  const random = seededRandom(3);
  const tellers = await Promise.all(Array.from({ length: 5 }, () => createUser(runtime.database, "member")));
  const at = (n: number) => new Date(Date.now() - 3_600_000 + n * 60_000).toISOString();
  const first = await Promise.all(
    Array.from({ length: 6 }, (_, n) =>
      execute(kills.record, tellers[n % 5]!, {
        game,
        killer: n % 2 ? "Ann" : "Bob",
        victim: n % 2 ? "Bob" : "Ann",
        at: at(n),
      }),
    ),
  );
  const acts = first.flatMap(({ kill }, n) => [
    ...tellers.map(
      (teller, t) => () =>
        execute(kills.record, teller, {
          game,
          killer: n % 2 ? "Ann" : "Bob",
          victim: n % 2 ? "Bob" : "Ann",
          weapon: `gun-${t}`,
          at: at(n),
        }),
    ),
    ...["retracted", "counted", "retracted", "counted"].map(
      (verdict) => () =>
        execute(kills.decide, moderator, { killId: kill.id, verdict: verdict as "counted", reason: "So." }),
    ),
    () => execute(kills.withdraw, tellers[n % 5]!, { killId: kill.id }),
    () => execute(kills.correct, moderator, { killId: kill.id, weapon: "knife", kind: "pvp", reason: "So." }),
    () => execute(kills.dispute, tellers[n % 5]!, { killId: kill.id, reason: "So." }),
  ]);
  const waiting = acts.sort(() => random() - 0.5);
  const results: PromiseSettledResult<unknown>[] = [];
  // Fewer at once than there are connections, so that a slow machine refuses none.
  const lane = async () => {
    for (let act = waiting.pop(); act; act = waiting.pop()) results.push(...(await Promise.allSettled([act()])));
  };
  await Promise.all(Array.from({ length: 8 }, lane));
  const unexpected = results.flatMap((result) =>
    result.status === "rejected" && !["conflict", "forbidden", "invalid_input"].includes(result.reason.code)
      ? [result.reason]
      : [],
  );
  expect(unexpected).toEqual([]);
  await expectTrueFigures(game);
});

it("a kill that is decided upon while another tells of it is taken out of the figures once", async () => {
  const game = "between";
  const [teller, other] = [await createUser(runtime.database, "member"), await createUser(runtime.database, "member")];
  const claim = { game, killer: "Ann", victim: "Bob", at: new Date(Date.now() - 60_000).toISOString() };
  const { kill } = await execute(kills.record, teller, claim);
  let both: Promise<unknown>[] = [];
  const waiting = async (count: number) => {
    await expect
      .poll(
        async () =>
          (
            await runtime.database.query(
              sql`select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
            )
          ).length,
        { timeout: 10_000 },
      )
      .toBe(count);
  };
  await runtime.database.transaction(async (db) => {
    await db.query(sql`select 1 from kills where id = ${kill.id} for update`);
    const decided = execute(kills.decide, moderator, { killId: kill.id, verdict: "retracted", reason: "So." });
    await waiting(1);
    both = [decided, execute(kills.record, other, { ...claim, weapon: "rifle" })];
    await waiting(2);
  });
  await Promise.all(both);
  expect(await runtime.database.query(sql`select kills from kill_tallies where game = ${game} and kills <> 0`)).toEqual(
    [],
  );
  await expectTrueFigures(game);
});
