import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createEmptyTestDatabase, type TestDatabase } from "#app/testing/database.ts";
import { checkServer } from "./check-server.ts";

const GUEST = `guest_${process.pid}`;
let database: TestDatabase;

beforeAll(async () => {
  database = await createEmptyTestDatabase();
});

afterAll(async () => {
  await query(`DROP ROLE IF EXISTS ${GUEST}`);
  await database.drop();
});

async function query(text: string): Promise<void> {
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  await client.query(text).finally(() => client.end());
}

function changed(change: Partial<Pick<URL, "username" | "password" | "host" | "pathname">>): string {
  return Object.assign(new URL(database.url), change).href;
}

test("a PostgreSQL that can be used gives its version", async () => {
  expect(await checkServer(database.url)).toMatch(/^\d+\.\d+$/);
});

test.each([
  ["a wrong password", () => changed({ password: "wrong" }), /cannot be used: user or password is wrong\.$/],
  ["a missing database", () => changed({ pathname: "/nothing" }), /\/nothing\) cannot be used: there is no such data/],
  ["a port where nothing is", () => changed({ host: "127.0.0.1:1" }), /\(127\.0\.0\.1:1.* nothing answers there\.$/],
  [
    "a host that does not exist",
    () => changed({ host: "db.invalid:5432" }),
    /there is no such host|could not be looked/,
  ],
  ["another kind of database", () => "mysql://someone@127.0.0.1/panel", /is not an address of the form postgresql:/],
])("%s is told in one sentence without the password", async (_name, url, sentence) => {
  const error = await checkServer(url()).then(
    () => null,
    (reason: Error) => reason,
  );
  expect(error).toMatchObject({ name: "OperatorError", message: expect.stringMatching(sentence) });
  expect(error!.message).not.toContain(new URL(database.url).password);
});

test("a user who may not make tables is told so before anything is tried", async () => {
  await query(`CREATE ROLE ${GUEST} LOGIN PASSWORD 'guest'; REVOKE CREATE ON SCHEMA public FROM PUBLIC`);
  await expect(checkServer(changed({ username: GUEST, password: "guest" }))).rejects.toThrow(
    `${GUEST} may not make tables in its schema public; let ${GUEST} own the database.`,
  );
});
