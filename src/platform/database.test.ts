import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import * as z from "zod";
import { AppError } from "#app/lib/errors.ts";
import { createTestDatabase, type TestDatabase } from "#app/testing/database.ts";
import { type Database, openDatabase } from "./database.ts";
import { row, sql } from "./sql.ts";

let testDatabase: TestDatabase;
let database: Database;

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  const client = new pg.Client({ connectionString: testDatabase.url });
  await client.connect();
  // As on a server of one's own whose settings are those of its country.
  const name = client.escapeIdentifier(client.database!);
  await client.query(`ALTER DATABASE ${name} SET timezone TO 'America/New_York'`);
  await client.end();
  database = openDatabase(testDatabase.url);
});

afterAll(async () => {
  await database.close();
  await testDatabase.drop();
});

test("a time is the same to models and statements, whatever the server's time zone is", async () => {
  const at = new Date("2026-07-01T23:30:00.123Z");
  await database.prisma.node.create({ data: { id: "nod_1", name: "one", lastSeenAt: at } });
  const read = sql`select "lastSeenAt" as at, date_trunc('day', "lastSeenAt") as day from nodes where id = 'nod_1'`;
  expect(await row(database, z.object({ at: z.date(), day: z.date() }), read)).toEqual({
    at,
    day: new Date("2026-07-01T00:00:00Z"),
  });
  expect((await database.prisma.node.findUnique({ where: { id: "nod_1" } }))?.lastSeenAt).toEqual(at);
});

test("a connection that is cut, or cannot be made, is unavailable for now; a statement that is wrong is not", async () => {
  const away = { code: "unavailable", reason: "database.away", retryAfterSec: 2 };
  const cutAt = (step: "statement" | "commit") =>
    database.transaction(async (tx) => {
      const [own] = await tx.query(sql`select pg_backend_pid() as pid`);
      await database.query(sql`select pg_terminate_backend(${own!.pid})`);
      if (step === "statement") await tx.query(sql`select 1`);
    });
  for (const step of ["statement", "commit"] as const) {
    const problem = await cutAt(step).catch((error: unknown) => error);
    expect(problem).toBeInstanceOf(AppError);
    expect(problem).toMatchObject(away);
  }
  expect(await database.query(sql`select 1 as one`)).toEqual([{ one: 1 }]);
  const nowhere = openDatabase("postgresql://nobody@127.0.0.1:1/none");
  await expect(nowhere.query(sql`select 1`)).rejects.toMatchObject(away);
  await expect(nowhere.transaction(async () => {})).rejects.toMatchObject(away);
  await nowhere.close();
  await expect(database.query(sql`select from nothing_there`)).rejects.not.toBeInstanceOf(AppError);
});
