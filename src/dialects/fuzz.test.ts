import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bootstrap, operatorAccount } from "#app/features/identity/server/index.ts";
import { operations } from "#app/features/registry.ts";
import { operatorActor } from "#app/operation/actor.ts";
import { execute } from "#app/operation/execute.ts";
import { sql } from "#app/platform/sql.ts";
import { createBlueprint, createNode, createServer } from "#app/testing/hosting.ts";
import { createTestRuntime, type TestRuntime } from "#app/testing/runtime.ts";
import { handleCompat } from "./handle.ts";
import { failuresOf } from "./openapi.ts";
import { dialects } from "./registry.ts";

const CASES = Number(process.env.FUZZ_CASES ?? 40);

let runtime: TestRuntime;
let key: string;
beforeAll(async () => {
  runtime = await createTestRuntime();
  await bootstrap(runtime.database);
  await createBlueprint(runtime.database);
  const node = await createNode(runtime.database);
  const operator = operatorActor((await operatorAccount(runtime.database))!.id, "operator@here");
  const wanted = { name: "all", permissions: ["FULL_ACCESS"], rateLimitPerMinute: 10_000_000 };
  // The first is the one that is changed and deleted when a number is guessed.
  await execute(operations.apiKeys.generate, operator, wanted);
  const used = await execute(operations.apiKeys.generate, operator, wanted);
  key = used.key;
  // The one server that a dialect of one game speaks for; no game runs on it.
  await createServer(runtime.database, operator, node, { name: "Game" });
  // None of a few thousand guesses may be the number of the key that makes them.
  await runtime.database.execute(sql`update api_keys set num = 1876543210 where id = ${used.id}`);
});
afterAll(() => runtime.close());

const rows = dialects.flatMap((dialect) =>
  dialect.routes.map((route) => [`${dialect.name} ${route.http.method} ${route.http.path}`, dialect, route] as const),
);

/** What stands in a field: what may be meant by it, and anything that JSON can say. */
const Value = fc.oneof(
  fc.constantFrom<unknown>("demo", "Ada", "a@example.org", 1, 0, -1, 512, true, null, "", "\0", "\ud800", 1e21),
  fc.jsonValue({ maxDepth: 2 }),
);

describe("whatever is sent, nothing but a documented answer comes", () => {
  it.each(rows)("%s", async (_name, dialect, route) => {
    const inPath = Object.keys(route.params?.shape ?? {});
    const Text = fc.oneof(fc.string({ minLength: 1 }), fc.constantFrom("1", "0", "999999999999999", "%00", "..", "é"));
    const asked = fc.record({
      params: fc.tuple(...inPath.map(() => Text)),
      query: fc.dictionary(fc.constantFrom(...Object.keys(route.query?.shape ?? {}), "x"), fc.string(), { maxKeys: 4 }),
      body: fc.dictionary(fc.constantFrom(...Object.keys(route.body?.shape ?? {}), "x"), Value, { maxKeys: 6 }),
    });
    const documented = [route.http.status ?? 200, ...route.also, ...failuresOf(dialect, route)];
    await fc.assert(
      fc.asyncProperty(asked, async ({ params, query, body }) => {
        let at = 0;
        const path = route.http.path.replace(/\{\w+\}/g, () => encodeURIComponent(safe(params[at++]!)));
        const text = JSON.stringify(body);
        const request = new Request(
          `http://panel.example/compat/${dialect.name}${path}?${new URLSearchParams(query)}`,
          {
            method: route.http.method,
            headers: {
              "x-api-key": key,
              authorization: `Bearer ${key}`,
              "content-type": "application/json",
              "content-length": String(Buffer.byteLength(text)),
            },
            ...(route.http.method === "GET" ? {} : { body: text }),
          },
        );
        const response = await handleCompat(request, { address: "192.0.2.1" });
        const answer = await response.text();
        expect(documented, answer).toContain(response.status);
        if (answer !== '{"detail":"Engine not ready"}') expect(response.status, answer).toBeLessThan(500);
        if (response.status >= 400) expect(dialect.errorForm.safeParse(JSON.parse(answer)).error).toBeUndefined();
        else if (response.headers.get("content-type")?.startsWith("application/json"))
          expect(route.output.safeParse(JSON.parse(answer)).error).toBeUndefined();
      }),
      { numRuns: CASES },
    );
  });
});

it("was asked by a key that was good to the end", async () => {
  const request = new Request("http://panel.example/compat/maid/api/v1/players", { headers: { "x-api-key": key } });
  expect((await handleCompat(request, { address: "192.0.2.1" })).status).toBe(200);
});

/** Half of a surrogate pair has no place in an address. */
function safe(text: string): string {
  return text.isWellFormed() && text !== "." && text !== ".." ? text : "x";
}
