import { createHash } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { actorOfKey, forgetKeys } from "#app/features/api-keys/server/index.ts";
import { desiredServer } from "#app/features/hosting/server/index.ts";
import { bootstrap } from "#app/features/identity/server/index.ts";
import { totpOf } from "#app/features/identity/server/second-factor.ts";
import { operations } from "#app/features/registry.ts";
import { DAY } from "#app/lib/duration.ts";
import { ANONYMOUS } from "#app/operation/actor.ts";
import { execute } from "#app/operation/execute.ts";
import type { Runtime } from "#app/operation/runtime.ts";
import { openBackupFile } from "#app/platform/backup-file.ts";
import { migrateJobQueue } from "#app/platform/job-queue.ts";
import { type Migration, migrate, planMigrations, readMigrations } from "#app/platform/migrate.ts";
import { createEmptyTestDatabase, createTestDatabase, type TestDatabase } from "#app/testing/database.ts";
import { newAddress, signInAs } from "#app/testing/people.ts";
import { keptNow, removeExpired } from "#app/worker/retention.ts";
import { type Fixture, makeFixtureIn, openPanel, readFixtures } from "./fixture.ts";
import { upgradeProblems } from "./upgrade.ts";

const MIGRATIONS = readMigrations();
const THIS_RELEASE = "9999.0.0";

/** What is not removed by its age: what people make, what is as many as servers or players are, and what goes with what it belongs to. */
const KEPT_OTHERWISE = new Set(
  `
  accounts allocations analytics_export_parts appeals blueprints bridge_keys bridge_links bridge_streams broadcast_deliveries catalog_entries
  catalog_sets communities community_members console_patterns discord_bots discord_links discord_posts discord_relays escalation_rules friendships
  game_feeds grants insight_places insight_states insights import_runs import_sources installation_facts kill_board_told kill_board_tops kill_changes kill_counts kill_days kill_delays
  kill_facet_counts kill_facet_totals kill_frames kill_hour_counts kill_namings kill_organisations kill_pair_counts kill_priors kill_rating_marks kill_rating_states kill_ratings
  kill_reports kill_things renewal_bypasses renewal_free_members renewal_periods renewal_state server_renewals kill_values kill_words kills maintenance moderated_servers node_link node_report_cursors nodes discord_member_roles package_assignments package_overages
  package_roles packages passkeys player_names
  player_notes player_servers player_wealth players presence punishment_deliveries punishments reason_templates recovery_codes resource_extras role_members roles
  sequencer_state server_exits servers settings site_paces statistic_commands statistic_days statistic_servers statistic_zone stream_places users
  webhook_cursor webhooks world_areas world_entities world_positions world_rooms
  ticket_activities ticket_categories ticket_due_times ticket_macros ticket_messages
  account_deletions panel_backup_plans notice_choices notice_sends notice_settings user_suspensions
  coin_accounts coin_entries coin_holds coin_transfers
  coin_gifts coupon_uses coupons payments store_items store_orders
  earners earning_days earning_joins referral_state referrals
`
    .trim()
    .split(/\s+/),
);

let folder: string;
let upgraded: TestDatabase;
let fresh: TestDatabase;
let home: string;
/** As if this release were made now: so what upgrades are tested with is itself tested before there is the next one. */
let current: Fixture;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "gamekeeper-upgrade-"));
  const source = await createEmptyTestDatabase();
  current = await makeFixtureIn(source.url, THIS_RELEASE, folder).finally(() => source.drop());
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function openDatabases(): Promise<void> {
  [upgraded, fresh] = await Promise.all([createEmptyTestDatabase(), createTestDatabase()]);
  home = mkdtempSync(path.join(folder, "home-"));
}

async function dropDatabases(): Promise<void> {
  await Promise.all([upgraded.drop(), fresh.drop()]);
}

function upgrade(fixture: Fixture, migrations: Migration[]): Promise<string[]> {
  return upgradeProblems(fixture, { url: upgraded.url, freshUrl: fresh.url, home, migrations });
}

function literalOf(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** A migration of a release to come. */
function planted(sql: string): Migration {
  return { name: "99990101000000_planted", sql, checksum: createHash("sha256").update(sql).digest("hex") };
}

async function query(sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: upgraded.url });
  await client.connect();
  return client
    .query(sql)
    .then(({ rows }) => rows)
    .finally(() => client.end());
}

/** Opens what was upgraded as a start of the panel does. */
async function withPanel<Result>(use: (runtime: Runtime) => Promise<Result>): Promise<Result> {
  await migrateJobQueue(upgraded.url);
  const runtime = await openPanel(upgraded.url, home);
  try {
    await bootstrap(runtime.database);
    return await use(runtime);
  } finally {
    await runtime.close();
  }
}

const RELEASES: [name: string, fixture: () => Fixture][] = [
  ...readFixtures().map((fixture): [string, () => Fixture] => [`an installation of ${fixture.version}`, () => fixture]),
  ["an installation of this release", () => current],
];

// One upgrade of each release for all that is asked of it: the tests of one go in order.
describe.each(RELEASES)("%s", (_name, fixture) => {
  let problems: string[];
  beforeAll(async () => {
    await openDatabases();
    problems = await upgrade(fixture(), MIGRATIONS);
  });
  afterAll(dropDatabases);

  test("has the schema of a new one and all its rows after the upgrade", () => {
    expect(problems).toEqual([]);
  });

  test("lets in whom it let in, and nobody else", async () => {
    const { owner, admin, keys } = fixture().known;
    await withPanel(async (runtime) => {
      const ada = await signInAs(runtime, owner.email, owner.password);
      expect(await execute(operations.auth.session, ada.actor, {})).toMatchObject({ user: { email: owner.email } });
      await expect(signInAs(runtime, owner.email, `${owner.password}?`)).rejects.toMatchObject({
        code: "unauthenticated",
      });

      const call = { address: newAddress(), userAgent: "test" };
      const credentials = { email: admin.email, password: admin.password };
      const first = await execute(operations.auth.signIn, ANONYMOUS, credentials, call);
      const code = totpOf(admin.totpSecret, { issuer: "", label: "" }).generate({ timestamp: Date.now() + 30_000 });
      const second = { token: first.secondFactor!.token, code };
      expect(await execute(operations.auth.secondFactor, ANONYMOUS, second, call)).toMatchObject({
        status: "signed_in",
        user: { email: admin.email },
      });

      forgetKeys();
      const inside = "192.0.2.7";
      expect(await actorOfKey(runtime, keys.instance, newAddress())).toMatchObject({ label: "Instance" });
      expect(await actorOfKey(runtime, keys.owned, newAddress())).toMatchObject({ userId: ada.userId });
      expect(await actorOfKey(runtime, keys.bound, inside)).toMatchObject({ label: "Bound" });
      for (const [key, reason] of [
        [keys.bound, "api_keys.address"],
        [keys.revoked, "api_keys.revoked"],
        [keys.expired, "api_keys.expired"],
      ] as const)
        await expect(actorOfKey(runtime, key, newAddress())).rejects.toMatchObject({ reason });
    });
  });

  test("shows its servers, opens what was sealed, and takes new work", async () => {
    const { keys, owner, sealed, servers } = fixture().known;
    await withPanel(async (runtime) => {
      forgetKeys();
      const program = await actorOfKey(runtime, keys.instance, newAddress());
      const listed = await execute(operations.servers.list, program, { sort: "name" });
      expect(listed.items.map(({ name }) => name)).toEqual(servers);
      expect(JSON.stringify(await desiredServer(runtime.database, sealed.serverId))).toContain(sealed.value);
      expect((await execute(operations.audit.list, program, { limit: 1 })).items).toHaveLength(1);

      const { actor } = await signInAs(runtime, owner.email, owner.password);
      const key = await execute(operations.apiKeys.create, actor, { name: "After", permissions: ["servers:read"] });
      expect(await actorOfKey(runtime, key.key, newAddress())).toMatchObject({ label: "After" });
      const { user } = await execute(operations.users.create, actor, { email: "new@example.org", roles: ["member"] });
      expect((await execute(operations.users.get, actor, { userId: user.id })).email).toBe("new@example.org");
    });
  });

  test("goes back by its backup: the old release refuses the newer database, and its restore gives all as it was", async () => {
    const { header } = await openBackupFile(fixture().file);
    const ofThen = MIGRATIONS.filter(({ name }) => header.migrations.some((had) => had.name === name));
    const later = planted(`ALTER TABLE servers ADD COLUMN later text NOT NULL DEFAULT 'later'`);
    await migrate(upgraded.url, [...MIGRATIONS, later]);
    await expect(planMigrations(upgraded.url, ofThen)).rejects.toThrow(
      /^The database is of a newer release than this code/,
    );
    const back = await createEmptyTestDatabase();
    try {
      const to = { url: upgraded.url, freshUrl: back.url, home, migrations: ofThen, force: true };
      expect(await upgradeProblems(fixture(), to)).toEqual([]);
    } finally {
      await back.drop();
    }
    expect(await planMigrations(upgraded.url, ofThen)).toEqual({ isEmpty: false, pending: [] });
  });
});

describe("what is kept for a time", () => {
  beforeAll(async () => {
    await openDatabases();
    expect(await upgrade(current, MIGRATIONS)).toEqual([]);
  });
  afterAll(dropDatabases);

  test("is removed when that is over, in each table, and nothing else is", async () => {
    await withPanel(async (runtime) => {
      // What was old when the backup was made goes first.
      await removeExpired(runtime);
      const rowsOf = async (table: string) =>
        (await query(`SELECT to_jsonb(t)::text AS row FROM "${table}" t`)).map(({ row }) => String(row)).sort();
      const none: string[] = [];
      for (const { table, column, forMs, where = "true" } of await keptNow(runtime.database)) {
        /** One row of these, as it is when its time was set to be over, or not yet. Null: there is none. */
        const moved = async (byMs: number, which: string, besides: string[] = []) => {
          const at = new Date(Date.now() - forMs + byMs).toISOString();
          const others = besides.map((row) => `AND to_jsonb(t)::text <> ${literalOf(row)}`).join(" ");
          const [changed] = await query(`
            UPDATE "${table}" SET "${column}" = '${at}' WHERE ctid = (SELECT ctid FROM "${table}" t WHERE ${which} ${others} LIMIT 1)
            RETURNING to_jsonb("${table}")::text AS row`);
          return changed ? [String(changed.row)] : [];
        };
        const over = await moved(-2 * DAY, where);
        if (over.length === 0) none.push(table);
        await moved(2 * DAY, where, over);
        await moved(-2 * DAY, `NOT (${where})`);
        const before = await rowsOf(table);
        await removeExpired(runtime);
        expect(await rowsOf(table), table).toEqual(before.filter((row) => !over.includes(row)));
      }
      // Rows of these that fit are none in a fixture: see worker/retention.test.ts.
      expect(none).toEqual(["totp_factors", "webhook_deliveries", "rsi_pages"]);
    });
  }, 60_000);

  test("is each table that grows by itself; whoever adds one says which it is", async () => {
    const tables = await query(`SELECT table_name AS name FROM information_schema.tables
      WHERE table_schema = 'public' AND table_type = 'BASE TABLE' AND table_name <> '_prisma_migrations'`);
    const kept = await withPanel(async ({ database }) => (await keptNow(database)).map(({ table }) => table));
    const unsaid = tables
      .map(({ name }) => String(name))
      .filter((name) => !kept.includes(name) && !KEPT_OTHERWISE.has(name));
    expect(unsaid).toEqual([]);
  });
});

describe("a migration to come", () => {
  beforeEach(openDatabases);
  afterEach(dropDatabases);

  test("that adds a column and fills it is well", async () => {
    const sql = `ALTER TABLE servers ADD COLUMN slug text; UPDATE servers SET slug = lower(name);
      ALTER TABLE servers ALTER COLUMN slug SET NOT NULL`;
    expect(await upgrade(current, [...MIGRATIONS, planted(sql)])).toEqual([]);
    expect(await query("SELECT slug FROM servers ORDER BY slug")).toEqual(
      current.known.servers.map((name) => ({ slug: name.toLowerCase() })),
    );
  });

  test("that cannot be run where there are rows is told by its name", async () => {
    const sql = "ALTER TABLE servers ADD COLUMN slug text NOT NULL";
    await expect(upgrade(current, [...MIGRATIONS, planted(sql)])).rejects.toThrow(
      'Migration 99990101000000_planted failed: column "slug" of relation "servers" contains null values.',
    );
  });

  test("that leaves an older installation without a column is told", async () => {
    const sql = `DO $$ BEGIN IF NOT EXISTS (SELECT FROM servers) THEN
      ALTER TABLE servers ADD COLUMN slug text; ALTER TABLE nodes ALTER COLUMN name TYPE varchar(60); END IF; END $$`;
    expect(await upgrade(current, [...MIGRATIONS, planted(sql)])).toEqual([
      'column nodes.name is "text not null" instead of "character varying(60) not null"',
      "column servers.slug is missing",
    ]);
  });

  test("that loses rows is told", async () => {
    const { sessions } = current.known.rows;
    expect(await upgrade(current, [...MIGRATIONS, planted("DELETE FROM sessions; DROP TABLE attempts")])).toEqual([
      `attempts had 2 rows in ${THIS_RELEASE}, and no table after the upgrade`,
      `sessions had ${sessions} rows in ${THIS_RELEASE}, and 0 after the upgrade`,
    ]);
  });
});
