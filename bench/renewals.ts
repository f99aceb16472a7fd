import { moveCoins } from "#app/features/economy/server/index.ts";
import { operatorAccount } from "#app/features/identity/server/index.ts";
import { operations } from "#app/features/registry.ts";
import { runRenewals } from "#app/features/renewals/server/index.ts";
import { operatorActor, SYSTEM } from "#app/operation/actor.ts";
import { execute } from "#app/operation/execute.ts";
import { now } from "#app/platform/clock.ts";
import { type SqlText, sql } from "#app/platform/sql.ts";
import { openTestbed, seedServers } from "./testbed.ts";

/**
 * What the clock's run over servers' ends takes with very many of them: nothing due, all to be reminded of, all expired, all to be suspended; each with its notices and events,
 * beside a bare UPDATE of the same rows in one statement, durable. And how many are renewed from their owners' coins in a second, a transaction each.
 *
 *     npm run bench -- renewals [servers]     100000 where nothing is said; five servers a member
 */
const SERVERS = Number(process.argv[2] ?? 100_000);
const PAID = Math.min(1_000, SERVERS);

const bed = await openTestbed();
const { database } = bed.runtime;
const operator = operatorActor((await operatorAccount(database))!.id, "bench");
try {
  const { serverId } = await seedServers(bed.runtime);
  await database.execute(sql`
    insert into users (id, name, email, "updatedAt") select 'usr_' || lpad(n::text, 32, '0'), 'Member ' || n, n || '@example.org', now()
    from generate_series(0, ${Math.ceil(SERVERS / 5)}::int) n`);
  await database.execute(sql`
    insert into role_members ("roleId", "userId") select r.id, u.id from roles r, users u where r.key = 'member' and u.name like 'Member %'`);
  await database.execute(sql`
    insert into servers (id, name, "ownerId", "nodeId", "blueprintId", "blueprintDocument", "memoryMiB", "cpuPercent", "diskMiB", processes, desired, "updatedAt")
    select 'srv_' || lpad(n::text, 32, '0'), 'Server ' || n, 'usr_' || lpad((n / 5)::text, 32, '0'), s."nodeId", s."blueprintId", s."blueprintDocument", 512, 100, 1024, 64,
      'running', now() from servers s, generate_series(1, ${SERVERS}::int) n where s.id = ${serverId}`);
  await execute(operations.settings.set, operator, { key: "renewals", value: true });
  const switchedOnMs = await time(() => runRenewals(bed.runtime));
  await database.execute(sql`delete from server_renewals where "serverId" not like 'srv_00%'`);
  for (const table of ["servers", "server_renewals", "users"]) await database.pool.query(`vacuum analyze ${table}`);

  console.log(`| ${SERVERS.toLocaleString("en")} servers | s | of a bare UPDATE |\n|---|---|---|`);
  const bareMs = await time(() =>
    database.execute(
      sql`update server_renewals set "expiredAt" = ${now()}, "graceUntil" = ${now()}, "nextAt" = "nextAt" + interval '1 second', "updatedAt" = ${now()}`,
    ),
  );
  line("bare UPDATE of their rows, one statement", bareMs, bareMs);
  line("switched on: each is given its end", switchedOnMs, bareMs);
  await set(
    sql`"expiresAt" = now() + interval '20 days', "nextAt" = now() + interval '13 days', "expiredAt" = null, "graceUntil" = null`,
  );
  line("a run with nothing due", await time(() => runRenewals(bed.runtime)), bareMs);
  await set(sql`"expiresAt" = now() + interval '7 days' - interval '1 second', "nextAt" = now() - interval '1 second'`);
  line("all are reminded of", await time(() => runRenewals(bed.runtime)), bareMs);
  await set(sql`"expiresAt" = now() - interval '1 second', "nextAt" = now() - interval '1 second'`);
  line("all have expired", await time(() => runRenewals(bed.runtime)), bareMs);
  await set(sql`"graceUntil" = now() - interval '1 second', "nextAt" = now() - interval '1 second'`);
  line("all are suspended", await time(() => runRenewals(bed.runtime)), bareMs);
  await expectSuspended();

  await database.execute(sql`update server_renewals set "suspendedAt" = null, "nextAt" = null`);
  await database.transaction(async (db) => {
    for (let n = 0; n <= PAID / 5; n++)
      await moveCoins(
        { db, now: now(), actor: SYSTEM, emit: () => {} },
        {
          from: { system: "issue" },
          to: { userId: `usr_${String(n).padStart(32, "0")}` },
          amount: 100_000,
          kind: "correction.given",
          key: `bench ${n}`,
        },
      );
  });
  await database.execute(sql`
    update server_renewals r set "expiresAt" = now() - interval '1 second', "expiredAt" = null, "nextAt" = now() - interval '1 second', "autoRenewBy" = s."ownerId"
    from servers s where s.id = r."serverId" and s.id <= ${`srv_${String(PAID).padStart(32, "0")}`}`);
  const paidMs = await time(() => runRenewals(bed.runtime));
  console.log(
    `\n${PAID.toLocaleString("en")} renewed from coins, a transaction each: ${Math.round((PAID / paidMs) * 1000)} a second.`,
  );
} finally {
  await bed.close();
}

function set(what: SqlText): Promise<number> {
  return database.execute(sql`update server_renewals set ${what}`);
}

async function expectSuspended(): Promise<void> {
  const [found] = await database.query(
    sql`select count(*)::int as n from servers where "suspendedAt" is not null and id like 'srv_00%'`,
  );
  if (found!.n !== SERVERS) throw new Error(`${String(found!.n)} are suspended instead of ${SERVERS}`);
}

async function time(act: () => Promise<unknown>): Promise<number> {
  const startMs = performance.now();
  await act();
  return performance.now() - startMs;
}

function line(what: string, ms: number, bareMs: number): void {
  console.log(`| ${what} | ${(ms / 1000).toFixed(2)} | ${(ms / bareMs).toFixed(1)} × |`);
}
