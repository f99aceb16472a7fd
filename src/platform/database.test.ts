import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import * as z from "zod";
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
