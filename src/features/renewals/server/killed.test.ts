import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { checkLedger, moveCoins } from "#app/features/economy/server/index.ts";
import { bootstrap } from "#app/features/identity/server/index.ts";
import { operations } from "#app/features/registry.ts";
import { SYSTEM } from "#app/operation/actor.ts";
import { execute } from "#app/operation/execute.ts";
import { now } from "#app/platform/clock.ts";
import { sql } from "#app/platform/sql.ts";
import { endsWithUs } from "#app/testing/ends-with-us.ts";
import { createBlueprint, createNode } from "#app/testing/hosting.ts";
import { createTestRuntime, type TestRuntime } from "#app/testing/runtime.ts";
import { runRenewals } from "./index.ts";

const SERVERS = 40;
const LONG = 60_000;

let runtime: TestRuntime;
let home: string;
const children: ChildProcessWithoutNullStreams[] = [];
beforeAll(async () => {
  runtime = await createTestRuntime();
  home = mkdtempSync(path.join(tmpdir(), "gamekeeper-renewals-"));
  const { database } = runtime;
  await bootstrap(database);
  await createBlueprint(database);
  const node = await createNode(database);
  for (const [key, value] of Object.entries({ renewals: true, "renewal-price": 10 }))
    await execute(operations.settings.set, SYSTEM, { key, value } as never);
  // A member and a server each; of the odd ones it is renewed from their coins.
  await database.execute(sql`
    insert into users (id, name, email, "updatedAt")
    select 'usr_' || lpad(n::text, 32, '0'), 'Member ' || n, n || '@example.org', now() from generate_series(1, ${SERVERS}::int) n`);
  await database.execute(sql`
    insert into role_members ("roleId", "userId") select r.id, u.id from roles r, users u where r.key = 'member' and u.name like 'Member %'`);
  await database.execute(sql`
    insert into servers (id, name, "ownerId", "nodeId", "blueprintId", "blueprintDocument", "memoryMiB", "cpuPercent", "diskMiB", processes, desired, "updatedAt")
    select 'srv_' || lpad(n::text, 32, '0'), 'Server ' || n, 'usr_' || lpad(n::text, 32, '0'), ${node.id}, 'demo', '{}', 128, 100, 128, 64, 'running', now()
    from generate_series(1, ${SERVERS}::int) n`);
  await database.transaction(async (db) => {
    for (let n = 1; n <= SERVERS; n += 2)
      await moveCoins(
        { db, now: now(), actor: SYSTEM, emit: () => {} },
        {
          from: { system: "issue" },
          to: { userId: idOf("usr", n) },
          amount: 100,
          kind: "correction.given",
          key: `test ${n}`,
        },
      );
  });
  await runRenewals(runtime);
  await database.execute(sql`
    update server_renewals set "expiresAt" = now() - interval '1 minute', "nextAt" = now() - interval '1 minute' - make_interval(secs => 100 - right("serverId", 3)::int),
      "autoRenewBy" = case when right("serverId", 3)::int % 2 = 1 then replace("serverId", 'srv_', 'usr_') end`);
}, LONG);
afterAll(async () => {
  for (const child of children) child.kill("SIGKILL");
  await runtime.close();
  rmSync(home, { recursive: true, force: true });
});

const idOf = (prefix: string, n: number) => `${prefix}_${String(n).padStart(32, "0")}`;
const count = async (statement: ReturnType<typeof sql>) => Number((await runtime.database.query(statement))[0]!.n);

/** How many sessions wait for what another holds. */
const waiting = () =>
  count(
    sql`select count(*)::int as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
  );

/** A worker's process that is ready to begin, and its end. */
async function worker() {
  const child = spawn(process.execPath, [...endsWithUs(), "src/testing/renewals-runner.ts", runtime.databaseUrl, home]);
  children.push(child);
  child.stderr.pipe(process.stderr);
  const ended = once(child, "exit");
  await Promise.race([once(child.stdout, "data"), ended]);
  return { child, ended, begin: () => child.stdin.write("go\n") };
}

/** Lets a worker run until it waits for what this holds, and kills it there, in the middle of its transaction. */
async function killedAt(held: { text: string; values: unknown[] }): Promise<void> {
  const holder = new pg.Client({ connectionString: runtime.databaseUrl });
  await holder.connect();
  await holder.query("begin");
  await holder.query(held.text, held.values);
  const { child, ended, begin } = await worker();
  begin();
  await vi.waitFor(async () => expect(await waiting()).toBe(1), { timeout: LONG, interval: 20 });
  child.kill("SIGKILL");
  await ended;
  await holder.query("rollback");
  await holder.end();
}

it(
  "renews and tells each server once, also where workers are killed in the middle and two go on at once",
  async () => {
    // In the middle of the renewals: it waits for the coins of a member, and some before them have paid.
    await killedAt({
      text: `select 1 from coin_accounts where id like '%' || $1 for update`,
      values: [idOf("usr", 21)],
    });
    const paid = await count(sql`select count(*)::int as n from renewal_periods`);
    expect(paid).toBeGreaterThan(0);
    expect(paid).toBeLessThan(SERVERS / 2);
    // In the middle of telling, after the others have paid: it waits for a notice that somebody else may be making.
    const [end] = await runtime.database.query(
      sql`select "expiresAt" from server_renewals where "serverId" = ${idOf("srv", 20)}`,
    );
    await killedAt({
      text: `insert into notifications (id, "userId", type, params, once, "createdAt") values ('ntf_1', $1, 'server.expired', '{}', $2, now())`,
      values: [idOf("usr", 20), `server.expired|${idOf("srv", 20)}|${(end!.expiresAt as Date).toISOString()}`],
    });
    expect(await count(sql`select count(*)::int as n from notifications`)).toBe(0);
    const both = [await worker(), await worker()];
    for (const { begin } of both) begin();
    await Promise.all(both.map(({ ended }) => ended));
    // Whom the killed one still held at the database is had by the next.
    await vi.waitFor(
      async () => {
        await runRenewals(runtime);
        expect(await count(sql`select count(*)::int as n from server_renewals where "nextAt" <= now()`)).toBe(0);
      },
      { timeout: LONG, interval: 100 },
    );
    expect(await count(sql`select count(*)::int as n from renewal_periods`)).toBe(SERVERS / 2);
    expect(await count(sql`select count(*)::int as n from coin_accounts where balance = 90`)).toBe(SERVERS / 2);
    expect(await count(sql`select count(*)::int as n from notifications where type = 'server.expired'`)).toBe(
      SERVERS / 2,
    );
    expect(await count(sql`select count(*)::int as n from outbox_events where type = 'server.expired'`)).toBe(
      SERVERS / 2,
    );
    expect(await count(sql`select count(*)::int as n from outbox_events where type = 'server.renewed'`)).toBe(
      SERVERS / 2,
    );
    expect((await checkLedger(runtime.database)).faults).toEqual([]);
  },
  3 * LONG,
);
