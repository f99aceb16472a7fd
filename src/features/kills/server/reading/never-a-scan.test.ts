import pg from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import { bootstrap } from "#app/features/identity/server/index.ts";
import { operations } from "#app/features/registry.ts";
import type { Actor } from "#app/operation/actor.ts";
import { execute } from "#app/operation/execute.ts";
import { advanceClock } from "#app/platform/clock.ts";
import { type SqlText, sql } from "#app/platform/sql.ts";
import { FILLED_GAME, filledPlayer, fillKills } from "#app/testing/filled-kills.ts";
import { createTestRuntime, createUser, type TestRuntime } from "#app/testing/runtime.ts";
import { BOARD_PERIODS, BOARDS } from "../../board.ts";

const KILLS = 30_000;
const PLAYERS = 25_000;
/** As many rows of a table may be read for one answer: a page, and what is above it as far as places are counted. */
const MOST_ROWS = 12_000;
/** For a page of kills. */
const MOST_OF_A_PAGE = 500;
/** What a statement is planned as when its values are looked at, and when they are not, as after some times on a connection. */
const PLANS = ["force_custom_plan", "force_generic_plan"] as const;
/** Of these no answer reads all. */
const GROWING = [
  "kills",
  "kill_counts",
  "kill_facet_counts",
  "kill_pair_counts",
  "kill_hour_counts",
  "kill_ratings",
  "players",
];

const { kills } = operations;
let runtime: TestRuntime;
let owner: Actor & { userId: string };
let member: Actor & { userId: string };
let communityId: string;
const last: SqlText[] = [];

beforeAll(async () => {
  // As if it were then: boards of days are not kept for ever.
  advanceClock(Date.parse("2026-11-22") - Date.now());
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

/** What the statements of an answer read that they should not: a table that grows from its beginning to its end, or more than so many rows of it. */
async function reads(ask: () => Promise<unknown>, most = MOST_ROWS): Promise<string[]> {
  last.length = 0;
  await ask();
  const faults: string[] = [];
  for (const statement of last.splice(0)) {
    if (!/^\s*(select|with)/i.test(statement.text)) continue;
    const plans = await plansOf(statement);
    const walk = (node: Node) => {
      const table = node["Relation Name"];
      const many =
        (node["Actual Rows"] + (node["Rows Removed by Filter"] ?? 0) + (node["Rows Removed by Index Recheck"] ?? 0)) *
        node["Actual Loops"];
      if (table && GROWING.includes(table)) {
        if (node["Node Type"] === "Seq Scan") faults.push(`all of ${table}: ${statement.text.slice(0, 200)}`);
        if (many > most) faults.push(`${many} rows of ${table}: ${statement.text.slice(0, 300)}`);
      }
      for (const inner of node.Plans ?? []) walk(inner);
    };
    for (const plan of plans) walk(plan);
  }
  return faults;
}

/** How a statement is run by its values and, prepared, by any values. */
async function plansOf({ text, values }: SqlText): Promise<Node[]> {
  const client = await runtime.database.pool.connect();
  try {
    const found: Node[] = [];
    await client.query(`prepare looked_at as ${text}`);
    const given = values.length > 0 ? `(${values.map(spelled).join(", ")})` : "";
    for (const plan of PLANS) {
      await client.query(`set plan_cache_mode = ${plan}`);
      const { rows } = await client.query(`explain (analyze, format json) execute looked_at ${given}`);
      found.push(rows[0]["QUERY PLAN"][0].Plan);
    }
    return found;
  } finally {
    await client.query("deallocate all");
    client.release(true);
  }
}

function spelled(value: unknown): string {
  if (value === null || value === undefined) return "null";
  if (Array.isArray(value)) return pg.escapeLiteral(`{${value.map((one) => JSON.stringify(one)).join(",")}}`);
  return pg.escapeLiteral(value instanceof Date ? value.toISOString() : String(value));
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
  // Who fights little has by chance not fought at all: one who has.
  const [usual] = await runtime.database.query(
    sql`select "playerId" from kill_tallies where scope = 'all' and period = 'all' and kills + deaths = 1 order by "playerId" limit 1`,
  );
  for (const playerId of [filledPlayer(1), String(usual!.playerId)])
    expect(await reads(() => execute(kills.figures, member, { playerId }))).toEqual([]);
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
  const ask = (actor: Actor, asked: object) => reads(() => execute(kills.list, actor, asked), MOST_OF_A_PAGE);
  const { nextCursor } = await execute(kills.list, member, { limit: 100 });
  const [busy, usual] = [filledPlayer(1), filledPlayer(20_000)];
  const at = { from: "2026-01-10T00:00:00Z", to: "2026-06-10T00:00:00Z" };
  for (const more of [{}, { cursor: nextCursor! }, at, { game: FILLED_GAME }, { userId: member.userId }])
    expect(await ask(member, more)).toEqual([]);
  for (const id of [busy, usual])
    for (const asked of [{ playerId: id }, { killerId: id }, { victimId: id }, { playerId: id, cursor: nextCursor! }])
      for (const more of [{}, { game: FILLED_GAME }, at]) expect(await ask(member, { ...asked, ...more })).toEqual([]);
  for (const more of [{}, { cursor: nextCursor! }, at, { game: FILLED_GAME }, { serverId: `srv_${"0".repeat(32)}` }])
    expect(await ask(owner, { communityId, ...more })).toEqual([]);
});

it("the feed of two, who fight much with others, in both directions and in one", async () => {
  const ask = (actor: Actor, asked: object) => reads(() => execute(kills.list, actor, asked), MOST_OF_A_PAGE);
  const one = filledPlayer(1);
  const { rivals } = await execute(kills.figures, member, { playerId: one });
  const [busy, usual] = [rivals[0]!.playerId!, filledPlayer(20_000)];
  const { items } = await execute(kills.list, member, { playerId: one, otherId: busy });
  expect(items.length).toBeGreaterThan(0);
  const { nextCursor } = await execute(kills.list, member, { limit: 100 });
  for (const other of [busy, filledPlayer(2), usual])
    for (const asked of [
      { playerId: one, otherId: other },
      { killerId: one, victimId: other },
      { playerId: one, killerId: other },
      { playerId: one, victimId: other },
    ])
      for (const more of [{}, { cursor: nextCursor! }, { game: FILLED_GAME }, { from: "2026-03-10T00:00:00Z" }])
        expect(await ask(member, { ...asked, ...more })).toEqual([]);
});

it("the feed of a thing, be it rare or usual, by itself, with another and with somebody", async () => {
  const ask = (actor: Actor, asked: object) => reads(() => execute(kills.list, actor, asked), MOST_OF_A_PAGE);
  const rare = { weapon: "weapon_80", ship: "ship_120", place: "place_300", system: "Nyx" };
  const usual = { weapon: "weapon_0", ship: "SHIP_0", place: "place_0", system: "stanton" };
  for (const things of [rare, usual]) {
    for (const [name, word] of Object.entries(things)) {
      const asked = { [name]: word, limit: 20 };
      const { items, nextCursor } = await execute(kills.list, member, asked);
      expect(items.length).toBeGreaterThan(5);
      const further = nextCursor === null ? {} : { cursor: nextCursor };
      for (const more of [{}, further, { game: FILLED_GAME }, { to: "2026-03-10T00:00:00Z" }])
        expect(await ask(member, { ...asked, ...more })).toEqual([]);
      expect(await ask(member, { ...asked, playerId: filledPlayer(1) })).toEqual([]);
    }
  }
  expect(await ask(member, { ...rare, limit: 20 })).toEqual([]);
  expect(await ask(member, { weapon: usual.weapon, place: rare.place })).toEqual([]);
  expect(await ask(owner, { weapon: rare.weapon, communityId })).toEqual([]);
  expect(await ask(member, { weapon: "never told" })).toEqual([]);
});

it("the feed of who may see the kills of one community alone", async () => {
  const local: Actor = {
    ...member,
    unbounded: false,
    holdings: {
      instance: new Set(),
      servers: new Map(),
      communities: new Map([[communityId, new Set(["kills:read"])]]),
    },
  };
  const { items } = await execute(kills.list, local, { limit: 100 });
  expect(items).toHaveLength(100);
  expect(items.every(({ communityIds }) => communityIds.includes(communityId))).toBe(true);
  expect(await reads(() => execute(kills.list, local, {}), MOST_OF_A_PAGE)).toEqual([]);
});

it("somebody with their last kills, pages of kills, and the page of a community", async () => {
  const who = filledPlayer(1);
  expect(await reads(() => execute(kills.person, member, { who }), MOST_OF_A_PAGE)).toEqual([]);
  expect(await reads(() => execute(kills.personFigures, member, { who }))).toEqual([]);
  expect(await reads(() => execute(kills.pages, member, { killer: who, offset: 50 }), MOST_OF_A_PAGE)).toEqual([]);
  expect(await reads(() => execute(kills.pages, owner, { communityId, offset: 50 }), MOST_OF_A_PAGE)).toEqual([]);
  await execute(operations.communities.updateSettings, owner, { communityId, privacyLevel: "PUBLIC" });
  const { slug } = await execute(operations.communities.get, owner, { communityId });
  expect(await reads(() => execute(operations.communities.page, owner, { slug }))).toEqual([]);
});
