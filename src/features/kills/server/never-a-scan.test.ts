import { afterAll, beforeAll, expect, it } from "vitest";
import * as z from "zod";
import { bootstrap } from "#app/features/identity/server/index.ts";
import { operations } from "#app/features/registry.ts";
import type { Actor } from "#app/operation/actor.ts";
import { execute } from "#app/operation/execute.ts";
import { row, type SqlText, sql } from "#app/platform/sql.ts";
import { FILLED_GAME, filledPlayer, fillKills } from "#app/testing/filled-kills.ts";
import { createTestRuntime, createUser, type TestRuntime } from "#app/testing/runtime.ts";
import { BOARD_PERIODS, BOARDS } from "../board.ts";

const KILLS = 30_000;
const PLAYERS = 25_000;
/** As many rows of a table may be read for one answer: a page, and what is above it as far as places are counted. */
const MOST_ROWS = 12_000;
/** Of these no answer reads all. */
const GROWING = ["kills", "kill_tallies", "kill_facets", "kill_pairs", "kill_hours", "kill_ratings", "players"];

const { kills } = operations;
let runtime: TestRuntime;
let owner: Actor & { userId: string };
let member: Actor & { userId: string };
let communityId: string;
const last: SqlText[] = [];

beforeAll(async () => {
  runtime = await createTestRuntime();
  const { database } = runtime;
  await bootstrap(database);
  owner = await createUser(database, "owner");
  member = await createUser(database, "member");
  const community = await execute(operations.communities.create, owner, { name: "Those who fight" });
  communityId = community.id;
  const now = new Date("2026-11-21T12:00:00Z");
  await fillKills(database, { kills: KILLS, players: PLAYERS, now, communities: [communityId] });
  // One who stands far down.
  await database.execute(sql`
    update players set "userId" = ${member.userId} where id = (
      select "playerId" from kill_tallies where scope = 'all' and period = 'all' and "ratingSure" is not null order by "ratingSure" limit 1)`);
  const query = database.query.bind(database);
  database.query = (statement) => {
    last.push(statement);
    return query(statement);
  };
}, 300_000);
afterAll(() => runtime.close());

interface Node {
  "Node Type": string;
  "Relation Name"?: string;
  "Actual Rows": number;
  "Actual Loops": number;
  "Rows Removed by Filter"?: number;
  "Rows Removed by Index Recheck"?: number;
  Plans?: Node[];
}

/** What the statements of an answer read: no table that grows from its beginning to its end, and no more than so many rows of it. */
async function reads(ask: () => Promise<unknown>): Promise<string[]> {
  last.length = 0;
  await ask();
  const faults: string[] = [];
  for (const statement of last.splice(0)) {
    if (!/^\s*(select|with)/i.test(statement.text)) continue;
    const found = await row(
      runtime.database,
      z.object({ "QUERY PLAN": z.array(z.object({ Plan: z.custom<Node>() })) }),
      sql`explain (analyze, format json) ${statement}`,
    );
    last.length = 0;
    const walk = (node: Node) => {
      const table = node["Relation Name"];
      const many =
        (node["Actual Rows"] + (node["Rows Removed by Filter"] ?? 0) + (node["Rows Removed by Index Recheck"] ?? 0)) *
        node["Actual Loops"];
      if (table && GROWING.includes(table)) {
        if (node["Node Type"] === "Seq Scan") faults.push(`all of ${table}: ${statement.text.slice(0, 200)}`);
        if (many > MOST_ROWS) faults.push(`${many} rows of ${table}: ${statement.text.slice(0, 300)}`);
      }
      for (const inner of node.Plans ?? []) walk(inner);
    };
    walk(found!["QUERY PLAN"][0]!.Plan);
  }
  return faults;
}

it.each(BOARDS)("the board of %s", async (board) => {
  for (const period of board === "kills" ? BOARD_PERIODS : (["weekly", "all_time"] as const)) {
    const asked = { board, period, at: "2026-11-20T00:00:00Z" };
    expect(await reads(() => execute(kills.board, member, asked))).toEqual([]);
    expect(await reads(() => execute(kills.board, member, { ...asked, page: 40, limit: 100 }))).toEqual([]);
    expect(await reads(() => execute(kills.board, owner, { ...asked, communityId }))).toEqual([]);
  }
});

it("places are counted as far as is said, and told beyond", async () => {
  const found = await execute(kills.board, member, { board: "rating", limit: 5 });
  expect(found).toMatchObject({ total: 10_000, isTotalCapped: true, own: { rank: null, isOwn: true } });
  expect((await execute(kills.board, member, { board: "rating", page: 101, limit: 100 })).items).toEqual([]);
  const deep = await execute(kills.board, member, { board: "rating", page: 100, limit: 100 });
  expect(deep.items).toHaveLength(100);
  expect(deep.items[0]!.rank).toBe(9_901);
});

it("a player's page, of the one who fights most as of another", async () => {
  for (const n of [1, 15_000])
    expect(await reads(() => execute(kills.figures, member, { playerId: filledPlayer(n) }))).toEqual([]);
  expect(await reads(() => execute(kills.userFigures, member, { userId: member.userId }))).toEqual([]);
  expect(await reads(() => execute(kills.sessions, member, { playerId: filledPlayer(1) }))).toEqual([]);
  const two = { playerId: filledPlayer(1), otherId: filledPlayer(2) };
  expect(await reads(() => execute(kills.compare, member, two))).toEqual([]);
});

it("weapons, ships and places, and who most", async () => {
  for (const facet of ["weapon", "ship", "place", "system"] as const)
    expect(await reads(() => execute(kills.facets, member, { facet, limit: 100 }))).toEqual([]);
  const asked = { facet: "system", value: "Stanton", limit: 100 } as const;
  expect(await reads(() => execute(kills.facet, member, { ...asked, page: 50 }))).toEqual([]);
  expect(await reads(() => execute(kills.hours, member, {}))).toEqual([]);
});

it("the feed, of all, of one side and of a community, and further down", async () => {
  const ask = (more: object) => reads(() => execute(kills.list, member, { game: FILLED_GAME, ...more }));
  expect(await ask({})).toEqual([]);
  const { nextCursor } = await execute(kills.list, member, { limit: 100 });
  expect(await ask({ cursor: nextCursor! })).toEqual([]);
  expect(await ask({ killerId: filledPlayer(20_000) })).toEqual([]);
  expect(await ask({ victimId: filledPlayer(20_000) })).toEqual([]);
  expect(await ask({ userId: member.userId })).toEqual([]);
  expect(await reads(() => execute(kills.list, owner, { communityId }))).toEqual([]);
});
