import { checkLedger, moveCoins } from "#app/features/economy/server/index.ts";
import { newId } from "#app/lib/id.ts";
import { SYSTEM } from "#app/operation/actor.ts";
import { now } from "#app/platform/clock.ts";
import { openDatabase } from "#app/platform/database.ts";
import { sql } from "#app/platform/sql.ts";
import { openTestbed } from "./testbed.ts";

/**
 * Movements of coins a second, by 1, 20 and 200 writers on one member's account and on as many as there are writers, against the least that any ledger does: a
 * transaction that changes two rows. Each of the baseline's changes the same two rows, or two of its writer's own. Everything shares the cores.
 *
 *     npm run bench -- ledger [transfers]
 */
const TRANSFERS = Number(process.argv[2] ?? 3_000);
const WRITERS = [1, 20, 200];
/** As many connections as a busy panel has together. */
const CONNECTIONS = 20;

const bed = await openTestbed();
const database = openDatabase(bed.environment.DATABASE_URL!, CONNECTIONS);
try {
  const members = await makeMembers(Math.max(...WRITERS));
  await database.execute(sql`create table bare (id text primary key, amount bigint not null)`);
  await database.execute(
    sql`insert into bare select m, 0 from unnest(${members.flatMap((m) => [m, `${m}:store`])}::text[]) m`,
  );
  await inParallel(20, 400, (i) => transfer(members[i % 20]!));
  await inParallel(20, 400, (i) => bare(members[i % 20]!));
  console.log(
    "| writers | accounts | two rows changed, a second | movements of coins, a second | part |\n|--:|--:|--:|--:|--:|",
  );
  for (const writers of WRITERS)
    for (const accounts of writers === 1 ? [1] : [1, writers]) {
      // One after the other and back again, so that neither has the quieter half.
      const rates = { bare: [] as number[], coins: [] as number[] };
      for (const what of ["bare", "coins", "coins", "bare"] as const)
        rates[what].push(await rate(writers, accounts, what === "bare" ? bare : transfer));
      const [base, coins] = [mean(rates.bare), mean(rates.coins)];
      console.log(`| ${writers} | ${accounts} | ${shown(base)} | ${shown(coins)} | ${(coins / base).toFixed(2)} |`);
    }
  const startedAtMs = performance.now();
  const { transfers, faults } = await checkLedger(database);
  const seconds = ((performance.now() - startedAtMs) / 1000).toFixed(1);
  console.log(`\nAll ${shown(transfers)} movements added up in ${seconds} s: ${faults.length} faults.`);

  async function rate(writers: number, accounts: number, work: (member: string) => Promise<void>): Promise<number> {
    const startedAtMs = performance.now();
    await inParallel(writers, TRANSFERS, (i) => work(members[i % accounts]!));
    return TRANSFERS / ((performance.now() - startedAtMs) / 1000);
  }
} finally {
  await database.close();
  await bed.close();
}

async function makeMembers(count: number): Promise<string[]> {
  const ids = Array.from({ length: count }, () => newId("usr"));
  await database.execute(
    sql`insert into users (id, name, email, "updatedAt") select u, u, u || '@example.org', now() from unnest(${ids}::text[]) u`,
  );
  return ids;
}

async function transfer(userId: string): Promise<void> {
  await database.transaction((db) =>
    moveCoins(
      { db, now: now(), actor: SYSTEM, emit: () => {} },
      { from: { system: "issue" }, to: { userId }, amount: 1, kind: "correction.given", key: newId("cor") },
    ),
  );
}

async function bare(userId: string): Promise<void> {
  await database.transaction(async (db) => {
    await db.execute(sql`update bare set amount = amount + 1 where id = ${userId}`);
    await db.execute(sql`update bare set amount = amount - 1 where id = ${`${userId}:store`}`);
  });
}

async function inParallel(writers: number, count: number, work: (i: number) => Promise<void>): Promise<void> {
  let next = 0;
  await Promise.all(
    Array.from({ length: writers }, async (_, writer) => {
      for (; next < count; next++) await work(writer);
    }),
  );
}

function mean(numbers: readonly number[]): number {
  return numbers.reduce((sum, one) => sum + one, 0) / numbers.length;
}

function shown(count: number): string {
  return Math.round(count).toLocaleString("en");
}
