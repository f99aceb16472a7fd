import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bootstrap } from "#app/features/identity/server/index.ts";
import { operations } from "#app/features/registry.ts";
import { newLogReader } from "#app/features/star-citizen/log-reader.ts";
import { NO_HOLDINGS } from "#app/lib/access.ts";
import type { Actor } from "#app/operation/actor.ts";
import { execute } from "#app/operation/execute.ts";
import { sql } from "#app/platform/sql.ts";
import { createTestRuntime, createUser, type TestRuntime } from "#app/testing/runtime.ts";
import { type GeneratedTruth, generateLog } from "#app/testing/star-citizen-log.ts";
import { MOST_FACTS } from "../log-terms.ts";
import type { LoggedDeath, ReadReport } from "../logged-facts.ts";
import { EXAMPLE_DEATH } from "./uploads.ts";

const { logs, kills } = operations;
let runtime: TestRuntime;
let owner: Actor;
let other: Actor;
beforeAll(async () => {
  runtime = await createTestRuntime();
  await bootstrap(runtime.database);
  owner = await createUser(runtime.database, "owner");
  other = await createUser(runtime.database, "member");
});
afterAll(() => runtime.close());

let logNumber = 100;
/** A log of somebody who plays in no other, told as their reader tells it. */
function logged(handle: string, count: number, { seed = logNumber++, version = "4.1.0" } = {}) {
  const truth: GeneratedTruth = { handle, kills: [], npcOnly: 0 };
  const text = [...generateLog({ seed, kills: count, noise: 2, repeats: 3, version }, truth)].join("\n");
  return { ...readBy(text), truth, text };
}

function readBy(text: string): { deaths: LoggedDeath[]; report: ReadReport } {
  const deaths: LoggedDeath[] = [];
  const reader = newLogReader({ kill: (kill) => deaths.push(kill) });
  reader.push(Buffer.from(text));
  return { report: reader.end(), deaths };
}

async function handIn(
  actor: Actor,
  { deaths, report }: { deaths: LoggedDeath[]; report: ReadReport },
  options: { isOwn?: boolean; communityId?: string } = {},
) {
  const { id } = await execute(logs.begin, actor, { name: "Game.log", bytes: report.bytes, ...options });
  const { handle, version: build } = report.session;
  for (let from = 0; from < deaths.length; from += MOST_FACTS)
    await execute(logs.take, actor, {
      importId: id,
      from,
      deaths: deaths.slice(from, from + MOST_FACTS),
      handle,
      build,
    });
  return await execute(logs.end, actor, { importId: id, report });
}

const playerOf = async (handle: string) =>
  await runtime.database.prisma.player.findUniqueOrThrow({
    where: { realm_key: { realm: "game:star citizen", key: `name:${handle.toLowerCase()}` } },
  });

describe("a log that is handed in", () => {
  it("becomes the kills that are in it, with its report", async () => {
    const log = logged("Ada-Vale", 700);
    const done = await handIn(owner, log);
    expect(done).toMatchObject({
      state: "done",
      taken: log.deaths.length,
      recorded: log.truth.kills.length,
      repeated: 0,
      handle: "Ada-Vale",
      build: "4.1.0",
      owner: "unknown",
      report: { kills: log.truth.kills.length, skipped: { npc_only: log.truth.npcOnly } },
    });
    expect(done.whyNoKills).toContain("had part in");
    const [counted] = await runtime.database.query(
      sql`select count(*)::int as count, count(*) filter (where source = 'log' and evidence = 'observed' and build = '4.1.0')::int as logged from kills where "killerId" = ${(await playerOf("Ada-Vale")).id} or "victimId" = ${(await playerOf("Ada-Vale")).id}`,
    );
    expect(counted).toMatchObject({ count: log.truth.kills.length, logged: log.truth.kills.length });
  });

  it("again adds nothing, nor does a copy with other line ends, a cut one or a longer one but what is new", async () => {
    const log = logged("Bo-Renn", 60);
    await handIn(owner, log);
    expect(await handIn(owner, log)).toMatchObject({ recorded: 0, confirmed: 0, repeated: log.deaths.length });
    const crlf = readBy(log.text.replaceAll("\n", "\r\n"));
    expect(await handIn(owner, crlf)).toMatchObject({ recorded: 0, repeated: log.deaths.length });
    const lines = log.text.split("\n");
    const headless = readBy(lines.slice(5).join("\n"));
    expect(await handIn(owner, headless)).toMatchObject({ recorded: 0 });
    const longer = readBy(
      `${log.text}\n<2025-05-01T10:00:00.000Z> [Notice] <Actor Death> CActor::Kill: 'Late-1' [200000000001] in zone 'pyro4' killed by 'Bo-Renn' [2] using 'w_200000000009' [Class w] with damage type 'Bullet'`,
    );
    expect(await handIn(owner, longer)).toMatchObject({ recorded: 1, repeated: log.deaths.length });
  });

  it("by somebody else confirms what it tells", async () => {
    const log = logged("Cleo-Finch", 30);
    await handIn(owner, log);
    expect(await handIn(other, log)).toMatchObject({ recorded: 0, confirmed: log.deaths.length, repeated: 0 });
  });

  it("may be sent again part by part, where an answer was lost, and leaves no gap", async () => {
    const { deaths, report } = logged("Dorn-Wick", 20);
    const { id } = await execute(logs.begin, owner, { name: "Game.log", bytes: 1 });
    const part = { importId: id, from: 0, deaths: deaths.slice(0, 12) };
    await execute(logs.take, owner, part);
    expect(await execute(logs.take, owner, part)).toMatchObject({ taken: 12, recorded: 12, repeated: 0 });
    await expect(execute(logs.take, owner, { ...part, from: 13 })).rejects.toMatchObject({ reason: "logs.gap" });
    const overlapping = { importId: id, from: 6, deaths: deaths.slice(6) };
    expect(await execute(logs.take, owner, overlapping)).toMatchObject({ taken: 20, recorded: 20 });
    await execute(logs.end, owner, { importId: id, report });
    await expect(execute(logs.take, owner, part)).rejects.toMatchObject({ reason: "logs.import_over" });
  });

  it("in twenty parts at once is taken in their order or refused, and each death once", async () => {
    const { deaths } = logged("Ember-Lo", 40);
    const { id } = await execute(logs.begin, owner, { name: "Game.log", bytes: 1 });
    const calls = Array.from({ length: 20 }, () => execute(logs.take, owner, { importId: id, from: 0, deaths }));
    const answers = await Promise.all(calls);
    expect(answers.every(({ taken, recorded }) => taken === 40 && recorded === 40)).toBe(true);
  });

  it("is nobody else's to see, to go on with or to stop", async () => {
    const { id } = await execute(logs.begin, owner, { name: "Game.log", bytes: 1 });
    for (const operation of [logs.importOf, logs.stop])
      await expect(execute(operation, other, { importId: id })).rejects.toMatchObject({ code: "not_found" });
    await expect(execute(logs.take, other, { importId: id, from: 0, deaths: [] })).rejects.toMatchObject({
      code: "not_found",
    });
    const { items } = await execute(logs.imports, other, {});
    expect(items.some((each) => each.id === id)).toBe(false);
    expect(await execute(logs.stop, owner, { importId: id })).toMatchObject({ state: "stopped" });
    await expect(execute(logs.stop, owner, { importId: id })).rejects.toMatchObject({ reason: "logs.import_over" });
  });

  it("of a build that writes no kills says so", async () => {
    const head =
      "<2026-06-02T19:00:00.000Z> Log started on Tue Jun  2 19:00:00 2026\n<2026-06-02T19:00:00.000Z> Branch: sc-alpha-4.8.0";
    expect((await handIn(owner, readBy(head))).whyNoKills).toContain("writes no kills");
  });

  it("names the classes for which there is no name", async () => {
    const { deaths, report } = logged("Fay-Moss", 1);
    const odd = { ...deaths[0]!, weapons: ["zzzz_0x17"], victimShip: null, killerShip: null, zone: "Qq-77_x" };
    const { missing } = await handIn(owner, { deaths: [odd], report });
    expect(missing.weapon).toEqual(["zzzz_0x17"]);
  });
});

describe("deaths that cannot be", () => {
  it("those that are yet to happen and names that no handle can be are left out, and said", async () => {
    const { deaths, report } = logged("Gil-Ash", 3);
    const [one, two, three] = deaths as [LoggedDeath, LoggedDeath, LoggedDeath];
    const bad = [
      { ...one, at: "2099-01-01T00:00:00.000Z" },
      { ...two, victim: { ...two.victim, type: "player" as const, name: "A <b>B" } },
      three,
    ];
    expect(await handIn(owner, { deaths: bad, report })).toMatchObject({
      taken: 3,
      recorded: 1,
      left: { in_the_future: 1, odd_name: 1 },
    });
  });

  it.each([
    ["control characters in a name", { victim: { name: "A\u001b[2J", id: null, type: "player" } }],
    ["a name without an end", { zone: "x".repeat(201) }],
    ["no time", { at: "yesterday" }],
    ["a kind that there is not", { kind: "npc" }],
    ["a packed log in place of deaths", gzipSync("x").toString("latin1")],
  ])("a call with %s is refused as a whole", async (_what, change) => {
    const { id } = await execute(logs.begin, owner, { name: "Game.log", bytes: 1 });
    const death = typeof change === "string" ? change : { ...EXAMPLE_DEATH, ...change };
    const input = { importId: id, from: 0, deaths: [death] } as Parameters<typeof execute>[2];
    await expect(execute(logs.take, owner, input as never)).rejects.toMatchObject({ code: "invalid_input" });
    expect(await execute(logs.importOf, owner, { importId: id })).toMatchObject({ taken: 0 });
  });
});

describe("whose log it is", () => {
  it("who says that it is their own gets its player", async () => {
    const mine = await createUser(runtime.database, "member");
    const log = logged("Hana-Reed", 5);
    expect(await handIn(mine, log, { isOwn: true })).toMatchObject({ owner: "linked" });
    expect(await playerOf("Hana-Reed")).toMatchObject({ userId: mine.userId, linkedBy: "log" });
    expect(await handIn(mine, log, { isOwn: true })).toMatchObject({ owner: "own" });
  });

  it("a log takes no player from whom it was proven to, and is doubted", async () => {
    const first = await createUser(runtime.database, "member");
    const thief = await createUser(runtime.database, "member");
    await handIn(first, logged("Ivo-Stark", 2), { isOwn: true });
    const { id } = await playerOf("Ivo-Stark");
    await runtime.database.prisma.player.update({ where: { id }, data: { linkedBy: "rsi" } });
    const forged = logged("Ivo-Stark", 4);
    expect(await handIn(thief, forged, { isOwn: true })).toMatchObject({ owner: "other", recorded: 4 });
    expect(await playerOf("Ivo-Stark")).toMatchObject({ userId: first.userId });
    const told = await runtime.database.prisma.kill.findMany({ where: { reporterId: thief.userId } });
    expect(told.map(({ doubts }) => doubts)).toEqual(Array.from({ length: 4 }, () => ["other_owner"]));
  });

  it("one's own log after another's is nobody else's: who has a player by a log gets no second one, and none that another has by a log", async () => {
    const mine = await createUser(runtime.database, "member");
    const friend = await createUser(runtime.database, "member");
    // A folder in which a friend's log lies too, all of it said to be one's own.
    expect(await handIn(mine, logged("Friend-Log", 1), { isOwn: true })).toMatchObject({ owner: "linked" });
    expect(await handIn(mine, logged("Second-Self", 2), { isOwn: true })).toMatchObject({ owner: "second" });
    expect(await playerOf("Second-Self")).toMatchObject({ userId: null });
    // The friend's own log: what is said by a log alone is no proof against it.
    expect(await handIn(friend, logged("Friend-Log", 3), { isOwn: true })).toMatchObject({ owner: "held" });
    expect(await playerOf("Friend-Log")).toMatchObject({ userId: mine.userId });
    expect(await handIn(friend, logged("Friend-Log", 3))).toMatchObject({ owner: "unknown" });
    const told = await runtime.database.prisma.kill.findMany({
      where: { reporterId: { in: [mine.userId, friend.userId] } },
    });
    expect(new Set(told.flatMap(({ doubts }) => doubts))).toEqual(new Set(["unproven_owner"]));
  });

  it("what a log says is doubted until its importer has proven to be its player, as anybody can write one", async () => {
    const mine = await createUser(runtime.database, "member");
    const doubtsOf = async () => {
      const told = await runtime.database.prisma.kill.findMany({
        where: { reporterId: mine.userId },
        orderBy: { num: "asc" },
      });
      return told.map(({ doubts }) => doubts);
    };
    await handIn(mine, logged("Oda-Lind", 1), { isOwn: true });
    await handIn(mine, logged("Oda-Lind", 1), { isOwn: true });
    expect(await doubtsOf()).toEqual([["unproven_owner"], ["unproven_owner"]]);
    const { id } = await playerOf("Oda-Lind");
    await runtime.database.prisma.player.update({ where: { id }, data: { linkedBy: "rsi" } });
    await handIn(mine, logged("Oda-Lind", 1), { isOwn: true });
    expect((await doubtsOf()).at(-1)).toEqual([]);
  });

  it("nobody hands in more deaths in a day than the panel takes", async () => {
    await execute(operations.settings.set, owner, { key: "kill-logged-per-day", value: 100 });
    const eager = await createUser(runtime.database, "member");
    await handIn(eager, logged("Pim-Oster", 60));
    await expect(handIn(eager, logged("Pim-Oster", 60))).rejects.toMatchObject({ code: "rate_limited" });
    await execute(operations.settings.set, owner, { key: "kill-logged-per-day", value: 200_000 });
  });

  it("what somebody only says is theirs gives way to a log, and their player is said to be gone", async () => {
    const claimer = await createUser(runtime.database, "member");
    const player = await createUser(runtime.database, "member");
    await execute(kills.updateOwnSettings, claimer, { rsiHandle: "Juno-Park" });
    await execute(kills.record, claimer, { victim: "Outlaw-Zed" });
    expect(await playerOf("Juno-Park")).toMatchObject({ userId: claimer.userId, linkedBy: "claim" });
    expect(await handIn(player, logged("Juno-Park", 1), { isOwn: true })).toMatchObject({ owner: "linked" });
    expect(await playerOf("Juno-Park")).toMatchObject({ userId: player.userId, linkedBy: "log" });
  });

  it("a log that is not said to be one's own links nobody", async () => {
    expect(await handIn(other, logged("Kit-Noor", 1))).toMatchObject({ owner: "unknown" });
    expect(await playerOf("Kit-Noor")).toMatchObject({ userId: null });
  });
});

it("who may tell of kills nowhere, or in another community, imports none there", async () => {
  const nobody = await createUser(runtime.database, "member", { holdings: NO_HOLDINGS });
  const log = { name: "Game.log", bytes: 1 };
  await expect(execute(logs.begin, nobody, log)).rejects.toMatchObject({ code: "forbidden" });
  const { id } = await execute(operations.communities.create, owner, { name: "Wardens" });
  const into = { ...log, communityId: id };
  await expect(execute(logs.begin, other, into)).rejects.toMatchObject({ reason: "kills.unknown_community" });
  const communities = new Map([[id, new Set(["kills:write"] as const)]]);
  const member = await createUser(runtime.database, "member", { holdings: { ...NO_HOLDINGS, communities } });
  const began = await execute(logs.begin, member, into);
  expect(began).toMatchObject({ state: "running", communityId: id });
  const part = { importId: began.id, from: 0, deaths: logged("Lor-Wynn", 1).deaths };
  await expect(execute(logs.take, { ...member, holdings: NO_HOLDINGS }, part)).rejects.toMatchObject({
    reason: "kills.unknown_community",
  });
  expect(await execute(logs.take, member, part)).toMatchObject({ recorded: 1 });
});

it("a death of this day is told to who follows kills, and one of an archive is not", async () => {
  const { report } = logged("Nia-Orl", 1);
  const before = await runtime.database.prisma.outboxEvent.count({ where: { type: "kill.recorded" } });
  const name = (at: string) => `${at.slice(11, 19).replaceAll(":", "-")}-Z`;
  const deaths = ["2025-04-11T15:00:00.000Z", new Date(Date.now() - 3_600_000).toISOString()].map((at) => ({
    ...EXAMPLE_DEATH,
    at,
    victim: { name: name(at), id: null, type: "player" as const },
  })) as LoggedDeath[];
  await handIn(owner, { deaths, report });
  expect(await runtime.database.prisma.outboxEvent.count({ where: { type: "kill.recorded" } })).toBe(before + 1);
});
