import { afterAll, beforeAll, expect, it } from "vitest";
import { DAY } from "#app/lib/duration.ts";
import { sql } from "#app/platform/sql.ts";
import { createTestRuntime, createUser, type TestRuntime } from "#app/testing/runtime.ts";
import { removeExpired } from "./retention.ts";

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
