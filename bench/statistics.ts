import { operatorAccount } from "#app/features/identity/server/index.ts";
import { operations } from "#app/features/registry.ts";
import { operatorActor } from "#app/operation/actor.ts";
import { execute } from "#app/operation/execute.ts";
import { now } from "#app/platform/clock.ts";
import { sql } from "#app/platform/sql.ts";
import { openTestbed, seedServers } from "./testbed.ts";

/**
 * How long the pages of statistics take with a year of 10 million visits behind them: 20 servers, whose rollups are made as if all of it had been counted.
 * Visits themselves are not made: no page reads them, which is what is measured.
 *
 *     npm run bench -- statistics [visits] [players with wealth]
 */
const VISITS = Number(process.argv[2] ?? 10_000_000);
const WEALTHY = Number(process.argv[3] ?? 100_000);
const TIMES = 100;

const bed = await openTestbed();
const { database } = bed.runtime;
const operator = operatorActor((await operatorAccount(database))!.id, "bench");
try {
  const { serverId } = await seedServers(bed.runtime);
  await fill(serverId);
  console.log(
    `${VISITS.toLocaleString("en")} visits in a year on 20 servers; ${WEALTHY.toLocaleString("en")} players with wealth.\n`,
  );
  console.log("| asked | p50 | p99 |\n|---|---|---|");
  const { series, players, economy, combat, commands } = operations.statistics;
  for (const range of ["day", "week", "month", "year"] as const) {
    await measure(`a server's ${range}`, () => execute(series, operator, { serverId, range }));
    await measure(`all servers' ${range}`, () => execute(series, operator, { range }));
  }
  await measure("players", () => execute(players, operator, { serverId }));
  await measure("economy", () => execute(economy, operator, { serverId }));
  await measure("combat", () => execute(combat, operator, { serverId }));
  await measure("commands", () => execute(commands, operator, { serverId }));
} finally {
  await bed.close();
}

async function fill(serverId: string): Promise<void> {
  const perHour = VISITS / (20 * 365 * 24);
  const at = now();
  await database.execute(sql`
    insert into statistic_hours ("serverId", at, visits, "newPlayers", chats, commands, "playerDeaths", "npcDeaths", battles, damage, "peakOnline", "playedSec")
    select s.id, h, ${perHour}::float8 * (0.5 + random()), random() * 9, random() * 900, random() * 900, random() * 90, random() * 90, random() * 90,
      random() * 9e4, random() * 200, random() * 2e5
    from servers s, generate_series(date_trunc('hour', ${at}::timestamptz, 'UTC') - interval '365 days', ${at}, interval '1 hour') as h`);
  await database.execute(sql`
    insert into statistic_days ("serverId", day, visits, "newPlayers", chats, commands, "playerDeaths", "npcDeaths", battles, damage, "peakOnline", "playedSec")
    select "serverId", (at at time zone 'UTC')::date, sum(visits), sum("newPlayers"), sum(chats), sum(commands), sum("playerDeaths"), sum("npcDeaths"),
      sum(battles), sum(damage), max("peakOnline"), sum("playedSec") from statistic_hours group by 1, 2`);
  await database.execute(sql`
    insert into statistic_servers ("serverId", online, "onlineAt", "peakOnline", players, told)
    select id, 50, ${at}, 200, 100000, '{visits,newPlayers,chats,commands,playerDeaths,npcDeaths,battles,damage}' from servers`);
  await database.execute(sql`
    insert into statistic_peaks ("groupId", at, "peakOnline")
    select '*', h, random() * 4000 from generate_series(date_trunc('hour', ${at}::timestamptz, 'UTC') - interval '800 days', ${at}, interval '1 hour') as h`);
  await database.execute(sql`
    insert into statistic_command_days ("serverId", day, command, invocations)
    select s.id, d, 'command' || n, random() * 900
    from servers s, generate_series(${at}::date - 365, ${at}::date, interval '1 day') as d, generate_series(1, 60) as n`);
  await database.execute(sql`
    insert into statistic_commands ("serverId", command, invocations)
    select "serverId", command, sum(invocations) from statistic_command_days group by 1, 2`);
  await database.execute(sql`
    insert into players (id, realm, key, name, "serverId", "createdAt", "updatedAt")
    select 'ply_' || n, 'bench', n, 'Player ' || n, ${serverId}, ${at}, ${at} from generate_series(1, ${WEALTHY}::int) as n`);
  await database.execute(sql`
    insert into player_wealth ("serverId", "playerId", amount) select ${serverId}, 'ply_' || n, random() * 1e4 from generate_series(1, ${WEALTHY}::int) as n`);
  await database.execute(sql`vacuum analyze`);
}

async function measure(what: string, ask: () => Promise<unknown>): Promise<void> {
  for (let i = 0; i < 5; i++) await ask();
  const took: number[] = [];
  for (let i = 0; i < TIMES; i++) {
    const startedAtMs = performance.now();
    await ask();
    took.push(performance.now() - startedAtMs);
  }
  took.sort((a, b) => a - b);
  const at = (part: number) => took[Math.min(took.length - 1, Math.floor(took.length * part))]!.toFixed(1);
  console.log(`| ${what} | ${at(0.5)} ms | ${at(0.99)} ms |`);
}
