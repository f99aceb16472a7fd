import { afterAll, beforeAll, describe, expect, it, test } from "vitest";
import { bootstrap } from "#app/features/identity/server/index.ts";
import { operations } from "#app/features/registry.ts";
import { newId } from "#app/lib/id.ts";
import type { Permission } from "#app/lib/permissions.ts";
import type { Actor } from "#app/operation/actor.ts";
import { execute } from "#app/operation/execute.ts";
import { sql } from "#app/platform/sql.ts";
import { createTestRuntime, createUser, type TestRuntime } from "#app/testing/runtime.ts";
import { figuresOf, recountedFiguresOf } from "../testing/figures.ts";
import { followKills } from "./tell-boards.ts";

let runtime: TestRuntime;
let owner: Actor & { userId: string };
beforeAll(async () => {
  runtime = await createTestRuntime();
  await bootstrap(runtime.database);
  owner = await createUser(runtime.database, "owner");
});
afterAll(() => runtime.close());

const { kills } = operations;
const ago = (seconds: number) => new Date(Date.now() - seconds * 1_000).toISOString();
const set = (key: "kill-delay-minutes" | "kill-claims-per-hour", value: number) =>
  execute(operations.settings.set, owner, { key, value });
const eventsOf = (condition: ReturnType<typeof sql>) =>
  runtime.database.query(
    sql`select type, permission, "userId", payload from outbox_events where ${condition} order by at, id`,
  );

async function withDelay<T>(work: () => Promise<T>): Promise<T> {
  await set("kill-delay-minutes", 30);
  try {
    return await work();
  } finally {
    await set("kill-delay-minutes", 0);
  }
}

describe("a kill that is kept back", () => {
  it("is in no list, figure, board or event until its time has come, and in all of them then", async () => {
    const game = "kept back";
    const teller = await createUser(runtime.database, "member");
    const stranger = await createUser(runtime.database, "owner");
    const { kill } = await withDelay(() =>
      execute(kills.record, teller, { game, killer: "Ann", victim: "Bob", place: "Daymar", at: ago(5) }),
    );
    await execute(kills.dispute, teller, { killId: kill.id, reason: "Not so." });
    await followKills();
    const seen = async () => ({
      list: (await execute(kills.list, stranger, { game })).items.length,
      board: (await execute(kills.board, stranger, { game })).total,
      figures: (await runtime.database.query(sql`select 1 from kill_tallies where game = ${game}`)).length,
      events: (await eventsOf(sql`payload->>'killId' = ${kill.id} or payload->>'game' = ${game}`)).map(
        ({ type }) => type,
      ),
    });
    expect(await seen()).toEqual({ list: 0, board: 0, figures: 0, events: [] });
    for (const read of [kills.get, kills.changes])
      await expect(execute(read, stranger, { killId: kill.id })).rejects.toMatchObject({ code: "not_found" });
    await runtime.database.execute(sql`update kill_delays set "publicAt" = now() - interval '1 second'`);
    await runtime.database.execute(
      sql`update kills set "publicAt" = now() - interval '1 second' where id = ${kill.id}`,
    );
    await Promise.all([followKills(), followKills()]);
    expect(await seen()).toMatchObject({ list: 1, board: 1, events: ["kill.recorded", "leaderboard.updated"] });
    expect(await figuresOf(runtime.database, game)).toEqual(await recountedFiguresOf(runtime.database, game));
  });

  it("is not kept back where it happened long enough ago", async () => {
    const { kill } = await withDelay(() =>
      execute(kills.record, owner, { game: "archive", victim: "Bob", at: ago(2 * 86_400) }),
    );
    expect(kill.isPublic).toBe(true);
    expect((await execute(kills.board, owner, { game: "archive" })).total).toBe(1);
    expect(await eventsOf(sql`type = 'kill.recorded' and payload->>'killId' = ${kill.id}`)).toEqual([]);
  });

  it("is told nothing of to who guesses that it happened, nor to who says that the victim's handle is theirs", async () => {
    const game = "star citizen";
    const { kill } = await withDelay(() =>
      execute(kills.record, owner, {
        game,
        killer: "Hunter-1",
        victim: "Prey-1",
        place: "Daymar",
        weapon: "rifle",
        at: ago(5),
      }),
    );
    const spy = await createUser(runtime.database, "member");
    await runtime.database.execute(sql`update users set "rsiHandle" = 'Prey-1' where id = ${spy.userId}`);
    await execute(kills.record, spy, { game, victim: "Somebody" });
    expect(
      await runtime.database.query(
        sql`select 1 from players where id = ${kill.victim.playerId} and "userId" = ${spy.userId}`,
      ),
    ).toHaveLength(1);
    await expect(execute(kills.get, spy, { killId: kill.id })).rejects.toMatchObject({ code: "not_found" });
    const guesser = await createUser(runtime.database, "member");
    const guess = await execute(kills.record, guesser, { game, killer: "Hunter-1", victim: "Prey-1", at: ago(6) });
    expect(guess).toMatchObject({ outcome: "confirmed", kill: { place: null, weapon: null, system: null } });
    await expect(execute(kills.get, guesser, { killId: kill.id })).rejects.toMatchObject({ code: "not_found" });
    const claimed = await execute(kills.record, spy, { game, killer: "Hunter-1", victim: "Prey-1", at: ago(6) });
    expect(claimed, "theirs by their word alone").toMatchObject({
      outcome: "confirmed",
      kill: { place: null, weapon: null, system: null },
    });
  });
});

describe("whoever shows their kills to few", () => {
  it("is named in no event, no list of theirs, no history, and their figures are told to them alone", async () => {
    const game = "shy ones";
    const shy = await createUser(runtime.database, "member");
    const stranger = await createUser(runtime.database, "member");
    await execute(kills.updateOwnSettings, shy, { privacyLevel: "PRIVATE" });
    const { kill } = await execute(kills.record, shy, { game, victim: "Bob", killerVehicle: "AEGS_Gladius" });
    const own = kill.killer!;
    await execute(kills.dispute, shy, { killId: kill.id, reason: `I am ${own.name}.` });
    const told = await eventsOf(sql`payload->>'killId' = ${kill.id} or payload->>'userId' = ${shy.userId}`);
    const public_ = told.filter(({ permission }) => permission === "kills:read");
    expect(public_.map(({ type }) => type)).toEqual(["kill.recorded", "kill.changed"]);
    expect(JSON.stringify(public_)).not.toContain(own.playerId);
    expect(JSON.stringify(public_)).not.toContain(own.name);
    expect(told.filter(({ type }) => type === "user.stats_updated")).toMatchObject([
      { permission: "profile:read", userId: shy.userId },
    ]);
    const answers = [
      await execute(kills.ofUser, stranger, { userId: shy.userId }),
      await execute(kills.ofPlayer, stranger, { playerId: own.playerId! }),
      await execute(kills.get, stranger, { killId: kill.id }),
      await execute(kills.changes, stranger, { killId: kill.id }),
      await execute(kills.board, stranger, { game }),
    ];
    expect(answers.slice(0, 2)).toMatchObject([{ items: [] }, { items: [] }]);
    for (const secret of [own.playerId!, own.name!, shy.userId, "AEGS_Gladius"])
      expect(JSON.stringify(answers), secret).not.toContain(secret);
    expect((await execute(kills.ofUser, shy, { userId: shy.userId })).items).toHaveLength(1);
    const [audit] = await runtime.database.query(
      sql`select "targetLabel" from audit_entries where "targetId" = ${kill.id} order by at desc limit 1`,
    );
    expect(audit).toEqual({ targetLabel: "?: Bob" });
  });
});

describe("who tells of others", () => {
  it("is a witness until one who had part in it tells of it too, and never speaks as anybody else", async () => {
    const game = "witnessed";
    const witness = await createUser(runtime.database, "member");
    const claim = { game, killer: "Ann", victim: "Bob", at: ago(30) };
    const { kill } = await execute(kills.record, witness, claim);
    expect(kill.doubts).toEqual(["witness"]);
    const ann = await createUser(runtime.database, "member");
    await runtime.database.execute(
      sql`update players set "userId" = ${ann.userId}, "linkedBy" = 'code' where id = ${kill.killer!.playerId}`,
    );
    expect((await execute(kills.record, ann, claim)).kill).toMatchObject({ id: kill.id, doubts: [], confirmations: 2 });
    for (const forged of [
      { reporter: `user:${ann.userId}` },
      { reporterId: ann.userId },
      { source: "console" },
      { confirmations: 9 },
    ])
      await expect(execute(kills.record, witness, { ...claim, ...forged } as never)).rejects.toMatchObject({
        code: "invalid_input",
      });
  });

  it("has one handle at most by their word, however often they change it, and none that another has proven", async () => {
    const squatter = await createUser(runtime.database, "member");
    for (const handle of ["Famous-1", "Famous-2", "Famous-3"]) {
      await execute(kills.updateOwnSettings, squatter, { rsiHandle: handle });
      await execute(kills.record, squatter, { victim: "Bob", weapon: handle, at: ago(3_000) });
    }
    const claimed = await runtime.database.query(
      sql`select name from players where "userId" = ${squatter.userId} and key like 'name:%' order by name`,
    );
    expect(claimed).toEqual([{ name: "Famous-3" }]);
    const prover = await createUser(runtime.database, "member");
    await runtime.database.execute(
      sql`update players set "userId" = ${prover.userId}, "linkedBy" = 'rsi' where name = 'Famous-1'`,
    );
    await execute(kills.updateOwnSettings, squatter, { rsiHandle: "Famous-1" });
    const { kill } = await execute(kills.record, squatter, { victim: "Bob", at: ago(2_000) });
    expect(kill.killer?.name).not.toBe("Famous-1");
  });

  it("may not in a community that they are not in, and by no id that there is not", async () => {
    const held = new Set<Permission>(["kills:read", "kills:write"]);
    const member = await createUser(runtime.database, "member");
    const stranger: Actor = { ...member, holdings: { ...member.holdings, communities: new Map([["com_x", held]]) } };
    for (const communityId of [newId("com"), "com_x", "123456789012345678"])
      await expect(execute(kills.record, stranger, { victim: "Bob", communityId })).rejects.toMatchObject({
        reason: "kills.unknown_community",
      });
  });

  it("is bounded by the hour, whatever the size of their calls", async () => {
    await set("kill-claims-per-hour", 10);
    const teller = await createUser(runtime.database, "member");
    const many = (count: number) => ({
      kills: Array.from({ length: count }, (_, n) => ({ game: "flood", victim: `V${n}`, at: ago(n * 60) })),
    });
    await execute(kills.recordMany, teller, many(8));
    await expect(execute(kills.recordMany, teller, many(8))).rejects.toMatchObject({ code: "rate_limited" });
    await execute(kills.record, teller, { game: "flood", victim: "V" });
    await set("kill-claims-per-hour", 5_000);
  });

  test.each([
    ["a kill of a player that is none", { victim: "Kopion", victimType: "creature", kind: "pvp" }],
    ["a kill of oneself as one of another", { killer: "Ann", victim: "ann", kind: "pvp" }],
    ["a name that turns what stands around it", { victim: "Bob\u202e" }],
    ["a name with what is not seen", { victim: "Bo\u200bb" }],
    ["a name of two lines", { victim: "Bob\nAnn" }],
    ["a name of escapes", { victim: "\u001b[31mBob" }],
    ["a weapon with what is not seen", { victim: "Bob", weapon: "rifle\u2066" }],
    ["more of one's own than there is room for", { victim: "Bob", rawData: { all: "x".repeat(20_000) } }],
    ["a text that no database keeps", { victim: "Bob", rawData: { all: "\u0000" } }],
    ["a name of half a sign", { victim: "Bob\ud800" }],
  ])("cannot tell %s", async (_, claim) => {
    await expect(execute(kills.record, owner, claim as never)).rejects.toMatchObject({ code: "invalid_input" });
  });

  it("what is nested without end is refused as it is", async () => {
    let nested: unknown = 1;
    for (let depth = 0; depth < 8_000; depth++) nested = [nested];
    await expect(execute(kills.record, owner, { victim: "Bob", rawData: { nested } } as never)).rejects.toMatchObject({
      code: "invalid_input",
    });
  });

  it("one name is one player, however its letters are put together", async () => {
    const [one, other] = [
      await execute(kills.record, owner, { victim: "Ren\u00e9", at: ago(100) }),
      await execute(kills.record, owner, { victim: "Rene\u0301", at: ago(50) }),
    ];
    expect(other.kill.victim.playerId).toBe(one.kill.victim.playerId);
  });
});

it("followers hear of boards once, and again only when who stands above has changed", async () => {
  const game = "moving";
  const heard = async () => (await eventsOf(sql`type = 'leaderboard.updated' and payload->>'game' = ${game}`)).length;
  for (const seconds of [30, 20, 10])
    await execute(kills.record, owner, { game, killer: "Ann", victim: "Bob", at: ago(seconds) });
  await followKills();
  await followKills();
  expect(await heard()).toBe(1);
  const { kill } = await execute(kills.record, owner, { game, killer: "Cid", victim: "Bob", at: ago(15) });
  await followKills();
  expect(await heard()).toBe(2);
  await execute(kills.decide, owner, { killId: kill.id, verdict: "retracted", reason: "So." });
  await followKills();
  expect(await heard()).toBe(3);
  const [event] = await eventsOf(sql`type = 'leaderboard.updated' and payload->>'game' = ${game}`);
  expect(event!.payload).toMatchObject({ serverId: null, communityId: null });
  expect((event!.payload as { boards: unknown[] }).boards).toContainEqual({ board: "kills", period: "daily" });
});
