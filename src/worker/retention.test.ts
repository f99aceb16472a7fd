import { afterAll, beforeAll, expect, it } from "vitest";
import * as settings from "#app/features/admin/server/settings.ts";
import { operations } from "#app/features/registry.ts";
import { DAY, HOUR } from "#app/lib/duration.ts";
import { newId } from "#app/lib/id.ts";
import { execute } from "#app/operation/execute.ts";
import { sql } from "#app/platform/sql.ts";
import { createBlueprint, createNode, createServer } from "#app/testing/hosting.ts";
import { createTestRuntime, createUser, type TestRuntime } from "#app/testing/runtime.ts";
import { removeExpired } from "./retention.ts";

const { kills } = operations;

let runtime: TestRuntime;
beforeAll(async () => {
  runtime = await createTestRuntime();
});
afterAll(() => runtime.close());

it("removes what is older than it is kept, and nothing else", async () => {
  const user = await createUser(runtime.database, "member");
  const session = (id: string, expiresAt: Date) =>
    runtime.database.prisma.session.create({
      data: { id, tokenHash: id, userId: user.userId, authenticatedAt: new Date(), method: "password", expiresAt },
    });
  await session("old", new Date(Date.now() - 1000));
  await session("good", new Date(Date.now() + DAY));
  await runtime.database.execute(
    sql`insert into attempts (key, at) values ('old', ${new Date(Date.now() - 2 * DAY)}), ('new', ${new Date()})`,
  );
  await removeExpired(runtime);
  expect(await runtime.database.query(sql`select id from sessions`)).toEqual([{ id: "good" }]);
  expect(await runtime.database.query(sql`select key from attempts`)).toEqual([{ key: "new" }]);
});

const ago = (ms: number) => new Date(Date.now() - ms);
const ids = async (table: string) =>
  (await runtime.database.pool.query(`select id from ${table} order by id`)).rows.map(({ id }) => id);

it("keeps what was offered by a link for as long as somebody may ask what became of it", async () => {
  const { prisma } = runtime.database;
  const node = await createNode(runtime.database);
  const role = await prisma.role.create({ data: { id: "rol_1", key: "r", name: "R", description: "", rank: 1 } });
  const invitation = (id: string, expiresAt: Date) =>
    prisma.invitation.create({ data: { id, tokenHash: id, roleId: role.id, expiresAt } });
  await invitation("inv_forgotten", ago(91 * DAY));
  await invitation("inv_expired", ago(89 * DAY));
  await invitation("inv_open", ago(-DAY));
  const joinToken = (id: string, expiresAt: Date) =>
    prisma.joinToken.create({ data: { id, tokenHash: id, nodeId: node.id, expiresAt } });
  await joinToken("jtk_forgotten", ago(8 * DAY));
  await joinToken("jtk_expired", ago(6 * DAY));
  await joinToken("jtk_open", ago(-HOUR));
  await removeExpired(runtime);
  expect(await ids("invitations")).toEqual(["inv_expired", "inv_open"]);
  expect(await ids("join_tokens")).toEqual(["jtk_expired", "jtk_open"]);
});

it("keeps what happened in games, and visits that have ended, for as long as the settings say", async () => {
  const { database } = runtime;
  await createBlueprint(database);
  const owner = await createUser(database, "owner");
  const serverId = await createServer(database, owner, await createNode(database));
  const playerId = newId("ply");
  await database.prisma.player.create({ data: { id: playerId, realm: "r", key: "k", name: "Ada", serverId } });
  const visit = (startedAt: Date, endedAt: Date | null) =>
    database.prisma.playerSession.create({ data: { playerId, serverId, startedAt, endedAt } });
  await visit(ago(400 * DAY), ago(399 * DAY));
  const kept = [await visit(ago(400 * DAY), null), await visit(ago(30 * DAY), ago(29 * DAY))];
  const event = (at: Date) =>
    database.prisma.gameEvent.create({ data: { serverId, at, kind: "chat_message", playerId, fields: {} } });
  await event(ago(91 * DAY));
  const recent = await event(ago(8 * DAY));
  await removeExpired(runtime);
  expect(await ids("player_sessions")).toEqual(kept.map(({ id }) => Number(id)));
  expect(await ids("game_events")).toEqual([Number(recent.id)]);
  await execute(settings.set, owner, { key: "game-event-days", value: 7 });
  await removeExpired(runtime);
  expect(await ids("game_events")).toEqual([]);
});

it("forgets profile pages, sooner where none was read, and logs that nobody went on handing in", async () => {
  const { prisma } = runtime.database;
  const page = (handle: string, fetchedAt: Date | null, triedAt: Date) =>
    prisma.rsiPage.create({ data: { handle, fetchedAt, triedAt } });
  await page("old", ago(31 * DAY), ago(31 * DAY));
  await page("read", ago(29 * DAY), ago(2 * DAY));
  await page("tried", null, ago(2 * DAY));
  await page("trying", null, ago(HOUR));
  const log = (id: string, updatedAt: Date, finishedAt: Date | null, source = "upload") =>
    prisma.logImport.create({
      data: { id, source, name: id, userId: "usr_1", createdBy: "Ada", createdAt: updatedAt, updatedAt, finishedAt },
    });
  await log("lgi_done_long_ago", ago(366 * DAY), ago(366 * DAY));
  await log("lgi_done", ago(364 * DAY), ago(364 * DAY));
  await log("lgi_left", ago(31 * DAY), null);
  await log("lgi_begun", ago(29 * DAY), null);
  await log("lgi_followed", ago(31 * DAY), null, "node");
  await removeExpired(runtime);
  const { rows } = await runtime.database.pool.query("select handle from rsi_pages order by handle");
  expect(rows.map(({ handle }) => handle)).toEqual(["read", "trying"]);
  expect(await ids("log_imports")).toEqual(["lgi_begun", "lgi_done", "lgi_followed"]);
});

it("forgets what programs sent along with kills after as long as is set, and no kill", async () => {
  const { database } = runtime;
  const owner = await createUser(database, "owner");
  const tell = async (victim: string, sentAt: Date) => {
    const { kill } = await execute(kills.record, owner, { victim, rawData: { line: victim } });
    await database.execute(sql`
      update kill_reports set "createdAt" = ${sentAt} where "killNum" = (select num from kills where id = ${kill.id})`);
    return kill.id;
  };
  const [old, recent] = [await tell("Old-One", ago(91 * DAY)), await tell("Recent-One", ago(89 * DAY))];
  const sent = () =>
    database.query(
      sql`select k.id, r."rawData" from kill_reports r join kills k on k.num = r."killNum" order by k.num`,
    );
  await removeExpired(runtime);
  expect(await sent()).toEqual([
    { id: old, rawData: null },
    { id: recent, rawData: { line: "Recent-One" } },
  ]);
  await execute(settings.set, owner, { key: "kill-raw-data-days", value: 30 });
  await removeExpired(runtime);
  expect(await sent()).toEqual([old, recent].map((id) => ({ id, rawData: null })));
});

it("forgets an authenticator that was begun and not confirmed, and a revoked key when its deeds are forgotten too", async () => {
  const { prisma } = runtime.database;
  const factor = async (confirmedAt: Date | null, createdAt: Date) => {
    const { userId } = await createUser(runtime.database, "member");
    await prisma.totpFactor.create({ data: { userId, secret: "sealed", confirmedAt, createdAt } });
    return userId;
  };
  await factor(null, ago(2 * DAY));
  const kept = [await factor(null, ago(HOUR)), await factor(ago(400 * DAY), ago(400 * DAY))];
  const owner = await createUser(runtime.database, "member");
  const key = (id: string, revokedAt: Date | null) =>
    prisma.apiKey.create({
      data: {
        id,
        ownerId: owner.userId,
        name: id,
        start: "",
        last4: "",
        hash: id,
        createdAt: ago(800 * DAY),
        revokedAt,
      },
    });
  await key("key_forgotten", ago(366 * DAY));
  await key("key_revoked", ago(364 * DAY));
  await key("key_used", null);
  await removeExpired(runtime);
  const left = await prisma.totpFactor.findMany({ select: { userId: true } });
  expect(left.map(({ userId }) => userId).sort()).toEqual(kept.sort());
  expect(await ids("api_keys")).toEqual(["key_revoked", "key_used"]);
});

it("forgets jobs that failed for good, and none that will be tried again", async () => {
  const { pool } = runtime.database;
  for (const name of ["failed-long-ago", "failed-lately", "waits"])
    await pool.query("select graphile_worker.add_job($1, '{}'::json, max_attempts => 10)", [name]);
  // What the worker has tried it has written down in its own table; its view tells of it.
  await pool.query(`
    update graphile_worker._private_jobs j set attempts = case when t.identifier = 'waits' then 3 else 10 end,
      updated_at = case when t.identifier = 'failed-lately' then now() - interval '6 days' else now() - interval '8 days' end
    from graphile_worker._private_tasks t where t.id = j.task_id`);
  await removeExpired(runtime);
  const { rows } = await pool.query("select task_identifier as name from graphile_worker.jobs order by name");
  expect(rows.map(({ name }) => name)).toEqual(["failed-lately", "waits"]);
});

it("removes more than one batch", async () => {
  await runtime.database.execute(
    sql`insert into attempts (key, at) select 'many', ${ago(2 * DAY)} from generate_series(1, 12000)`,
  );
  await removeExpired(runtime);
  expect(await runtime.database.query(sql`select 1 from attempts where key = 'many'`)).toEqual([]);
});
