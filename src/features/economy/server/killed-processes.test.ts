import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { afterAll, beforeAll, expect, it } from "vitest";
import * as z from "zod";
import { row, sql } from "#app/platform/sql.ts";
import { createTestRuntime, createUser, type TestRuntime } from "#app/testing/runtime.ts";
import { balanceOf, checkLedger } from "./index.ts";

let runtime: TestRuntime;
const children: ChildProcess[] = [];
beforeAll(async () => {
  runtime = await createTestRuntime();
});
afterAll(async () => {
  for (const child of children) child.kill("SIGKILL");
  await runtime.close();
});

const ROUNDS = 40;
const WRITERS = 3;

/** A writer that is killed in the middle of what comes after so many rounds. Gives how many rounds it said that it had committed. */
async function killedAfter(rounds: number, name: string, one: string, other: string): Promise<number> {
  const child = spawn(process.execPath, ["src/testing/coin-mover.ts", runtime.databaseUrl, name, one, other], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  children.push(child);
  let said = 0;
  for await (const _line of createInterface({ input: child.stdout! })) {
    said++;
    if (said === rounds) child.kill("SIGKILL");
  }
  return said;
}

it("holds nothing by halves of processes that were killed while they moved coins", async () => {
  const [one, other] = [await createUser(runtime.database, "member"), await createUser(runtime.database, "member")];
  const said = await Promise.all(
    Array.from({ length: WRITERS }, (_, i) =>
      killedAfter(
        ROUNDS + i * 7,
        `writer ${i}`,
        ...((i % 2 === 0 ? [one.userId, other.userId] : [other.userId, one.userId]) as [string, string]),
      ),
    ),
  );
  expect(Math.min(...said)).toBeGreaterThanOrEqual(ROUNDS);
  const committed = said.reduce((sum, rounds) => sum + rounds, 0);
  // What the killed had sent may still be under way in the database.
  await expect
    .poll(
      async () =>
        (await row(
          runtime.database,
          z.object({ open: z.number() }),
          sql`
      select count(*)::int as open from pg_stat_activity where datname = current_database() and state <> 'idle' and pid <> pg_backend_pid()`,
        ))!.open,
    )
    .toBe(0);
  expect((await checkLedger(runtime.database)).faults).toEqual([]);
  const all =
    (await balanceOf(runtime.database, one.userId)).balance + (await balanceOf(runtime.database, other.userId)).balance;
  // Two coins a round: all that were told of are there, and of the round that was cut off all or nothing.
  expect(all % 2).toBe(0);
  expect(all / 2).toBeGreaterThanOrEqual(committed);
  expect(all / 2).toBeLessThanOrEqual(committed + WRITERS);
});
