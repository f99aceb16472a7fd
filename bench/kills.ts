import * as z from "zod";
import { operatorAccount } from "#app/features/identity/server/index.ts";
import { fitPriors, rateGames } from "#app/features/kills/server/index.ts";
import { operations } from "#app/features/registry.ts";
import { type Actor, operatorActor } from "#app/operation/actor.ts";
import { execute } from "#app/operation/execute.ts";
import { row, sql } from "#app/platform/sql.ts";
import { FILLED_GAME, filledPlayer, fillKills } from "#app/testing/filled-kills.ts";
import { openTestbed } from "./testbed.ts";

/**
 * Kills told one by one and in bulk, durable, beside bare INSERTs of the same rows into the same table; then boards, a player's page and the feed with a year of
 * kills behind them. Several sizes one after the other tell how answers grow.
 *
 *     npm run bench -- kills [kills,kills,…]     1000000 where nothing is said; 10000000 needs 40 GB
 *     npm run bench -- kills --full              1, 10 and 100 million, where 500 GB are free
 */
const [given] = process.argv.slice(2);
const SIZES = given === "--full" ? [1e6, 1e7, 1e8] : (given ?? "1000000").split(",").map(Number);
const TIMES = 100;
/** Reports of many kills have players in common, so they wait for each other anyway. */
const WRITERS = { single: 8, bulk: 2 };
const WRITTEN_FOR_MS = 8_000;

let told = 0;

for (const size of SIZES) {
  const bed = await openTestbed();
  const { database } = bed.runtime;
  try {
    const operator = operatorActor((await operatorAccount(database))!.id, "bench");
    const players = Math.min(1_000_000, Math.max(1_000, size / 20));
    console.log(`\n### ${size.toLocaleString("en")} kills of ${players.toLocaleString("en")} players in a year\n`);
    const startedAtMs = performance.now();
    await fillKills(database, {
      kills: size,
      players,
      now: new Date(),
      communities: Array.from({ length: 20 }, (_, i) => `com_${String(i).padStart(32, "0")}`),
      note: (what) => console.error(`${((performance.now() - startedAtMs) / 1000).toFixed(0)} s: ${what}`),
    });
    const { bytes } = (await row(
      database,
      z.object({ bytes: z.number() }),
      sql`select sum(pg_total_relation_size(c.oid))::bigint as bytes from pg_class c where relname like 'kill%' and relkind = 'r'`,
    ))!;
    const filledSec = (performance.now() - startedAtMs) / 1000;
    console.log(
      `Filled in ${filledSec.toFixed(0)} s: ${Math.round(bytes / size)} bytes a kill with its figures and indexes.\n`,
    );
    await ingest(operator, players, database);
    await answers(operator, players);
    await jobs(bed, operator);
  } finally {
    await bed.close();
  }
}

async function ingest(operator: Actor, players: number, database: Parameters<typeof fillKills>[0]): Promise<void> {
  await execute(operations.settings.set, operator, { key: "kill-claims-per-hour", value: 1_000_000 });
  console.log("| told | kills a second | of bare INSERTs | p50 | p99 |\n|---|---|---|---|---|");
  const one = await rate(() => database.execute(bareInsert(1)), 1, WRITERS.single);
  line("bare INSERT of one row, a commit each", one, one);
  const many = await rate(() => database.execute(bareInsert(500)), 500, WRITERS.bulk);
  line("bare INSERT of 500 rows", many, many);
  const single = await rate(() => execute(operations.kills.record, operator, claim(players)), 1, WRITERS.single);
  line("one by one", single, one);
  const bulk = await rate(
    () => execute(operations.kills.recordMany, operator, { kills: Array.from({ length: 500 }, () => claim(players)) }),
    500,
    WRITERS.bulk,
  );
  line("in bulk of 500", bulk, many);
  console.log(`\n${WRITERS.single} at a time, in bulk ${WRITERS.bulk}, each waiting for its commit on the disk.\n`);
}

/** Rows of the table of kills alone, with its indexes: nothing compared, nothing counted. */
function bareInsert(many: number) {
  const from = told;
  told += many;
  return sql`
    insert into kills (id, game, at, "publicAt", kind, method, evidence, source, "killerKey", "victimKey", "victimName", "victimType", weapon, place, system, "createdAt", "updatedAt")
    select 'kil_bare' || n, 'bare', now(), now(), 'pvp', 'fps', 'claimed', 'api', 'one' || n % 1000, 'other' || n % 997, 'other', 'player', 'weapon_1', 'place_1', 'Stanton', now(), now()
    from generate_series(${from}::int + 1, ${from + many}::int) as n`;
}

/** A kill of now between two players, few of whom fight much. */
function claim(players: number) {
  const one = 1 + Math.floor(players * Math.random() ** 2);
  const other = 1 + Math.floor(players * Math.random() ** 1.5);
  return {
    game: FILLED_GAME,
    killer: filledPlayer(one),
    victim: filledPlayer(other === one ? (one % players) + 1 : other),
    weapon: `weapon_${Math.floor(80 * Math.random() ** 2)}`,
    killerVehicle: `SHIP_${Math.floor(120 * Math.random() ** 2)}`,
    place: `place_${Math.floor(300 * Math.random() ** 2)}`,
    system: "Stanton",
    at: new Date().toISOString(),
    senderId: `bench-${++told}`,
  };
}

interface Rate {
  perSec: number;
  tookMs: number[];
}

async function rate(tell: () => Promise<unknown>, many: number, writers: number): Promise<Rate> {
  const tookMs: number[] = [];
  const startedAtMs = performance.now();
  const write = async () => {
    while (performance.now() - startedAtMs < WRITTEN_FOR_MS) {
      const beganAtMs = performance.now();
      await tell();
      tookMs.push(performance.now() - beganAtMs);
    }
  };
  await Promise.all(Array.from({ length: writers }, write));
  return { perSec: (tookMs.length * many * 1000) / (performance.now() - startedAtMs), tookMs };
}

function line(what: string, { perSec, tookMs }: Rate, bare: Rate): void {
  const share = `${((100 * perSec) / bare.perSec).toFixed(1)} %`;
  console.log(
    `| ${what} | ${Math.round(perSec).toLocaleString("en")} | ${share} | ${at(tookMs, 0.5)} | ${at(tookMs, 0.99)} |`,
  );
}

async function answers(operator: Actor, players: number): Promise<void> {
  const { board, figures, list, compare, facets, facet, sessions } = operations.kills;
  console.log("| asked | p50 | p99 |\n|---|---|---|");
  const boards = ["kills", "kdr", "streak", "rating"] as const;
  for (const by of boards) await measure(`board of ${by}, all time`, () => execute(board, operator, { board: by }));
  await measure("board of kills, this week", () => execute(board, operator, { period: "weekly" }));
  await measure("board of kills, this season", () => execute(board, operator, { period: "season" }));
  await measure("board of kills, its last page", () => execute(board, operator, { page: 100, limit: 100 }));
  const [busy, usual] = [filledPlayer(1), filledPlayer(Math.floor(players / 2))];
  await measure("page of who fights most", () => execute(figures, operator, { playerId: busy }));
  await measure("page of a usual player", () => execute(figures, operator, { playerId: usual }));
  await measure("sessions of who fights most", () => execute(sessions, operator, { playerId: busy }));
  await measure("two compared", () => execute(compare, operator, { playerId: busy, otherId: usual }));
  await measure("weapons", () => execute(facets, operator, { facet: "weapon" }));
  await measure("a system, and who most there", () => execute(facet, operator, { facet: "system", value: "Stanton" }));
  await measure("feed", () => execute(list, operator, {}));
  await measure("feed of who fights most", () => execute(list, operator, { playerId: busy }));
  await measure("feed of a usual player", () => execute(list, operator, { playerId: usual }));
}

async function jobs({ runtime }: Awaited<ReturnType<typeof openTestbed>>, operator: Actor): Promise<void> {
  await runtime.database.execute(sql`delete from kills where game = 'bare'`);
  const today = new Date().toISOString().slice(0, 10);
  await runtime.database.execute(
    sql`insert into kill_rating_states (game, "toDay", months) values (${FILLED_GAME}, ${today}::date, 3)`,
  );
  const { checkPlayers, checkTotals } = operations.kills;
  console.log("\n| done each hour, and by `gamekeeper kills check` | took |\n|---|---|");
  for (const [what, job] of [
    ["ratings of today and yesterday", () => rateGames(runtime)],
    ["what is believed of all players", () => fitPriors(runtime)],
    [
      "figures of a thousand players compared with their kills",
      () => execute(checkPlayers, operator, { sample: 1_000 }),
    ],
    ["figures of all players compared with their kills", () => execute(checkPlayers, operator, {})],
    ["totals compared with all kills", () => execute(checkTotals, operator, {})],
  ] as const) {
    const startedAtMs = performance.now();
    await job();
    console.log(`| ${what} | ${((performance.now() - startedAtMs) / 1000).toFixed(1)} s |`);
  }
}

async function measure(what: string, ask: () => Promise<unknown>): Promise<void> {
  for (let i = 0; i < 5; i++) await ask();
  const tookMs: number[] = [];
  for (let i = 0; i < TIMES; i++) {
    const startedAtMs = performance.now();
    await ask();
    tookMs.push(performance.now() - startedAtMs);
  }
  console.log(`| ${what} | ${at(tookMs, 0.5)} | ${at(tookMs, 0.99)} |`);
}

function at(tookMs: number[], part: number): string {
  const sorted = [...tookMs].sort((a, b) => a - b);
  return `${sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))]!.toFixed(1)} ms`;
}
