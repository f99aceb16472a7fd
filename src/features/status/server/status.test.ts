import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, it } from "vitest";
import { ANONYMOUS } from "#app/operation/actor.ts";
import { execute } from "#app/operation/execute.ts";
import { sql } from "#app/platform/sql.ts";
import { createTestRuntime, createUser, type TestRuntime } from "#app/testing/runtime.ts";
import { keepSample, measureHttp, sampleStatus } from "./sample.ts";
import { get } from "./status.ts";

let runtime: TestRuntime;
beforeAll(async () => {
  runtime = await createTestRuntime();
});
afterAll(() => runtime.close());

const MINUTE = 60_000;
const minute = (ago: number) => new Date(Math.floor(Date.now() / MINUTE) * MINUTE - ago * MINUTE);
const open = (value: boolean) =>
  runtime.database.execute(sql`
    insert into settings (key, "on", value, "updatedAt") values ('status-page', 'instance', ${JSON.stringify(value)}::jsonb, now())
    on conflict (key, "on") do update set value = excluded.value`);

it("is not there for strangers until it is opened", async () => {
  await expect(execute(get, ANONYMOUS, {})).rejects.toMatchObject({ code: "not_found" });
  const owner = await createUser(runtime.database, "owner");
  expect((await execute(get, owner, {})).state).toBe("unknown");
  await open(true);
  expect((await execute(get, ANONYMOUS, {})).parts).toHaveLength(5);
});

it("counts each minute once, and says null of what nobody measured", async () => {
  const { database } = runtime;
  await open(true);
  await keepSample(database, minute(2), { part: "api", state: "down", responseMs: null });
  await keepSample(database, minute(1), { part: "api", state: "up", responseMs: 10 });
  await keepSample(database, minute(0), { part: "api", state: "degraded", responseMs: 30 });
  await keepSample(database, minute(0), { part: "api", state: "down", responseMs: null });
  const { state, parts } = await execute(get, ANONYMOUS, {});
  const api = parts.find(({ part }) => part === "api")!;
  expect([state, api.state, api.responseMs]).toEqual(["degraded", "degraded", 30]);
  expect(api.days).toHaveLength(90);
  expect(api.days[0]).toMatchObject({ uptimePercent: null, responseMs: null, measuredMinutes: 0 });
  const measured = api.days.filter(({ measuredMinutes }) => measuredMinutes > 0);
  expect(measured.reduce((sum, day) => sum + day.measuredMinutes, 0)).toBe(3);
  expect(api.uptimePercent).toBe(66.66);
  expect(parts.find(({ part }) => part === "nodes")).toMatchObject({
    state: "unknown",
    uptimePercent: null,
    measuredAt: null,
  });
});

it("what was measured long ago says nothing of now", async () => {
  await keepSample(runtime.database, minute(10), { part: "pages", state: "up", responseMs: 5 });
  const { parts } = await execute(get, ANONYMOUS, {});
  expect(parts.find(({ part }) => part === "pages")).toMatchObject({ state: "unknown", uptimePercent: 100 });
});

it("measures what answers, what refuses and what is not there", async () => {
  const server = createServer((request, response) => {
    response.statusCode = request.url === "/broken" ? 500 : 200;
    response.end("well");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  expect(await measureHttp("api", base)).toEqual({ part: "api", state: "up", responseMs: expect.any(Number) });
  expect(await measureHttp("api", `${base}/broken`)).toMatchObject({ state: "down" });
  await new Promise((resolve) => server.close(resolve));
  expect(await measureHttp("api", base)).toEqual({ part: "api", state: "down", responseMs: null });
});

it("writes down every part that there is", async () => {
  await runtime.database.execute(sql`delete from status_samples`);
  await sampleStatus(runtime);
  const found = await runtime.database.query(sql`select part, state from status_samples order by part`);
  expect(found.map(({ part }) => part)).toEqual(["api", "database", "pages", "worker"]);
  expect(found.find(({ part }) => part === "database")!.state).toBe("up");
});
