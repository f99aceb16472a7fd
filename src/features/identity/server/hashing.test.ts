import { createHook } from "node:async_hooks";
import { execFileSync } from "node:child_process";
import { closeSync, constants, mkdtempSync, openSync, rmSync } from "node:fs";
import { open } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { ANONYMOUS, SYSTEM } from "#app/operation/actor.ts";
import { execute } from "#app/operation/execute.ts";
import { sql } from "#app/platform/sql.ts";
import { newAddress, PASSWORD, type SignedIn, signedInPerson, signInAs } from "#app/testing/people.ts";
import { createTestRuntime, type TestRuntime } from "#app/testing/runtime.ts";
import * as auth from "./auth.ts";
import { bootstrap } from "./bootstrap.ts";
import * as passwords from "./passwords.ts";
import * as setup from "./setup.ts";
import * as users from "./users.ts";

const NEW_PASSWORD = "four yellow windows";
const POOL = 2;
let runtime: TestRuntime;
let person: SignedIn;

/** For each hash that was begun, how many connections were lent out at that moment. */
const heldAtHash: number[] = [];
const held = () => runtime.database.pool.totalCount - runtime.database.pool.idleCount;
const hook = createHook({
  init(_id, type) {
    if (type === "ARGON2REQUEST") heldAtHash.push(held());
  },
});
const call = () => ({ address: newAddress() });

beforeAll(async () => {
  runtime = await createTestRuntime();
  runtime.database.pool.options.max = POOL;
  await bootstrap(runtime.database);
  hook.enable();
});
afterAll(async () => {
  hook.disable();
  await runtime.close();
});
beforeEach(() => {
  heldAtHash.length = 0;
});

it("creating the owner hashes while no connection is held", async () => {
  const { token } = (await execute(setup.createToken, SYSTEM, {})).setup!;
  await execute(setup.complete, ANONYMOUS, { token, name: "O", email: "o@example.org", password: PASSWORD }, call());
  expect(heldAtHash).toEqual([0]);
  await expect(
    execute(setup.complete, ANONYMOUS, { token, name: "P", email: "p@example.org", password: PASSWORD }, call()),
  ).rejects.toMatchObject({ reason: "identity.owner_exists" });
  expect(heldAtHash, "what is refused anyway costs no hash").toEqual([0]);
});

it("adding a user hashes while no connection is held", async () => {
  person = await signedInPerson(runtime);
  expect(heldAtHash, "one to add, one to sign in").toEqual([0, 0]);
  await expect(
    execute(users.create, SYSTEM, { email: person.email, password: PASSWORD }),
    "an address that is taken",
  ).rejects.toMatchObject({ reason: "identity.email_taken" });
  expect(heldAtHash).toEqual([0, 0, 0]);
});

it("signing in hashes once for a known and an unknown address, while no connection is held", async () => {
  await signInAs(runtime, person.email);
  expect(heldAtHash).toEqual([0]);
  for (const email of [person.email, "nobody@example.org"])
    await expect(execute(auth.signIn, ANONYMOUS, { email, password: "wrong password" }, call())).rejects.toMatchObject({
      reason: "identity.wrong_credentials",
    });
  // The first unknown address also makes the hash to compare with.
  expect(heldAtHash.slice(0, 3)).toEqual([0, 0, 0]);
  heldAtHash.length = 0;
  await expect(
    execute(auth.signIn, ANONYMOUS, { email: "nobody@example.org", password: "wrong password" }, call()),
  ).rejects.toMatchObject({ reason: "identity.wrong_credentials" });
  expect(heldAtHash).toEqual([0]);
});

it("confirming who one is, changing and resetting a password hash while no connection is held", async () => {
  await execute(auth.reauthenticate, person.actor, { password: PASSWORD }, call());
  expect(heldAtHash).toEqual([0]);
  const again = await signInAs(runtime, person.email);
  heldAtHash.length = 0;
  await execute(passwords.change, again.actor, { current: PASSWORD, password: NEW_PASSWORD }, call());
  expect(heldAtHash, "the old one compared, the new one made").toEqual([0, 0]);
  heldAtHash.length = 0;
  const { token } = await execute(users.resetPassword, SYSTEM, { email: person.email });
  await execute(passwords.completeReset, ANONYMOUS, { token, password: PASSWORD }, call());
  expect(heldAtHash).toEqual([0]);
  await expect(
    execute(passwords.completeReset, ANONYMOUS, { token, password: PASSWORD }, call()),
  ).rejects.toMatchObject({ reason: "identity.token_invalid" });
  expect(heldAtHash, "a link that is used up costs no hash").toEqual([0]);
  await signInAs(runtime, person.email);
});

it("signing up hashes once whether or not the address is taken, while no connection is held", async () => {
  await runtime.database.prisma.setting.create({ data: { key: "sign-up", value: "open" } });
  for (const email of [person.email, "new@example.org"]) {
    heldAtHash.length = 0;
    await execute(auth.signUp, ANONYMOUS, { name: "N", email, password: PASSWORD }, call());
    expect(heldAtHash).toEqual([0]);
  }
});

it("a password that was changed while the old one was compared lets nobody in", async () => {
  const other = await signedInPerson(runtime);
  await openConnections();
  const threads = await holdThreads();
  heldAtHash.length = 0;
  const signingIn = execute(auth.signIn, ANONYMOUS, { email: other.email, password: PASSWORD }, call());
  await expect.poll(() => heldAtHash.length).toBe(1);
  await runtime.database.execute(sql`update users set "passwordHash" = null where id = ${other.userId}`);
  await threads.release();
  await expect(signingIn).rejects.toMatchObject({ reason: "identity.wrong_credentials" });
});

it("more sign-ins than there are connections leave the connections to others while they hash", async () => {
  const many = 4 * POOL;
  const people = await Promise.all(Array.from({ length: many }, () => signedInPerson(runtime)));
  await openConnections();
  const threads = await holdThreads();
  heldAtHash.length = 0;
  const signingIn = people.map(({ email }) => execute(auth.signIn, ANONYMOUS, { email, password: PASSWORD }, call()));
  await expect.poll(() => heldAtHash.length, { message: "hashes under way" }).toBe(many);
  await expect.poll(held).toBe(0);
  expect(await runtime.database.query(sql`select 1 as answered`)).toEqual([{ answered: 1 }]);
  await threads.release();
  for (const { status } of await Promise.all(signingIn)) expect(status).toBe("signed_in");
});

/** Makes every connection of the pool before the threads are held: to make one takes a thread. */
async function openConnections(): Promise<void> {
  const { pool } = runtime.database;
  for (const client of await Promise.all(Array.from({ length: POOL }, () => pool.connect()))) client.release();
}

/** Keeps every thread of the process's pool busy until released, so that hashes begin and do not end. */
async function holdThreads(): Promise<{ release(): Promise<void> }> {
  const folder = mkdtempSync(path.join(tmpdir(), "gamekeeper-threads-"));
  const pipe = path.join(folder, "pipe");
  execFileSync("mkfifo", [pipe]);
  // Opening a pipe to read waits for somebody who writes. More than there are threads.
  const waiting = Array.from({ length: 32 }, () => open(pipe, "r"));
  return {
    async release() {
      const writer = openSync(pipe, constants.O_RDWR);
      for (const reader of await Promise.all(waiting)) await reader.close();
      closeSync(writer);
      rmSync(folder, { recursive: true });
    },
  };
}
