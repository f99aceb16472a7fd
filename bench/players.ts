import { operatorAccount } from "#app/features/identity/server/index.ts";
import { operations } from "#app/features/registry.ts";
import { operatorActor } from "#app/operation/actor.ts";
import { execute } from "#app/operation/execute.ts";
import { sql } from "#app/platform/sql.ts";
import { openTestbed, seedServers } from "./testbed.ts";

/**
 * What the list of players costs with very many of them: pages near and far in each order, filters and searches, of all servers and of one; and a timeline.
 *
 *     npm run bench -- players [players] [calls]
 */
const PLAYERS = Number(process.argv[2] ?? 1_000_000);
const CALLS = Number(process.argv[3] ?? 30);

const bed = await openTestbed();
const { database } = bed.runtime;
const operator = operatorActor((await operatorAccount(database))!.id, "bench");
try {
  const serverId = await fill();
  const last = Math.floor(PLAYERS / 20);
  const middle = Math.floor(last / 2);
  const sorts = ["name", "-lastLogin", "created", "status"] as const;
  console.log(`| ${PLAYERS.toLocaleString("en")} players | p50 ms | p99 ms | found |\n|---|---|---|---|`);
  for (const scope of [{}, { serverId }]) {
    const where = "serverId" in scope ? "one server" : "all servers";
    for (const sort of sorts) await measure(`${where}, by ${sort}, page 1`, { ...scope, sort });
    for (const page of [10_000, middle, last]) {
      const input = { ...scope, page: Math.min(page, last), sort: "name" };
      await measure(`${where}, by name, page ${input.page.toLocaleString("en")}`, input);
    }
    await measure(`${where}, who is online`, { ...scope, online: true });
    await measure(`${where}, who is banned`, { ...scope, status: "banned" });
    await measure(`${where}, search "walker77"`, { ...scope, q: "walker77" });
    await measure(`${where}, search "alk"`, { ...scope, q: "alk" });
    await measure(`${where}, search "7"`, { ...scope, q: "7" });
    await measure(`${where}, search an address "10.7.7."`, { ...scope, q: "10.7.7." });
    await measure(`${where}, search an e-mail address`, { ...scope, q: "p77777@" });
  }
  const { items } = await execute(operations.players.list, operator, { q: "walker777777" });
  if (items[0])
    await time("one player's timeline", () =>
      execute(operations.players.timeline, operator, { playerId: items[0]!.id }),
    );
} finally {
  await bed.close();
}

async function measure(what: string, input: object): Promise<void> {
  await time(what, async () => (await execute(operations.players.list, operator, input)).total);
}

async function time(what: string, act: () => Promise<unknown>): Promise<void> {
  const took: number[] = [];
  let given: unknown;
  for (let i = 0; i < CALLS + 3; i++) {
    const startMs = performance.now();
    given = await act();
    if (i >= 3) took.push(performance.now() - startMs);
  }
  took.sort((a, b) => a - b);
  const at = (share: number) => took[Math.min(took.length - 1, Math.floor(took.length * share))]!.toFixed(1);
  console.log(
    `| ${what} | ${at(0.5)} | ${at(0.99)} | ${typeof given === "number" ? given.toLocaleString("en") : ""} |`,
  );
}

/** Players of one game, most of them on one server, one in a thousand of them in, one in five hundred banned. */
async function fill(): Promise<string> {
  const { serverId } = await seedServers(bed.runtime);
  await database.execute(sql`
    insert into players (id, realm, key, "serverId", name, email, status, online, "lastLoginAt", "createdAt", "updatedAt")
    select 'ply_' || lpad(to_hex(i), 32, '0'), 'bench', i::text, ${serverId}, (array['Walker', 'Rook', 'Ashwyn', 'zed', 'Cyan'])[1 + i % 5] || (i::bigint * 7919 % ${PLAYERS}),
      'p' || i || '@example.org', case when i % 500 = 0 then 'banned' else 'active' end::player_status, i % 1000 = 0,
      now() - make_interval(mins => (i::bigint * 31 % 500000)::int), now() - make_interval(secs => (${PLAYERS} - i)::int), now()
    from generate_series(1, ${PLAYERS}) as i`);
  await database.execute(sql`
    insert into player_servers ("playerId", "serverId", name, online, status, sessions, "playedSec", "firstSeenAt", "lastLoginAt", "lastSeenAt")
    select id, ${serverId}, name, online, status, 1, 600, "createdAt", "lastLoginAt", "lastLoginAt" from players`);
  await database.execute(sql`
    insert into player_names ("playerId", name, "firstUsedAt", "lastUsedAt") select id, name, "createdAt", "createdAt" from players`);
  await database.execute(sql`
    insert into player_sessions ("playerId", "serverId", "startedAt", "endedAt", address)
    select id, ${serverId}, "lastLoginAt", "lastLoginAt" + interval '10 minutes', '10.' || num % 200 || '.' || num / 200 % 200 || '.' || num % 250 from players`);
  for (const table of ["players", "player_servers", "player_names", "player_sessions"])
    await database.pool.query(`vacuum analyze ${table}`);
  return serverId;
}
