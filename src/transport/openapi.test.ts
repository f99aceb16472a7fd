import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as z from "zod";
import * as apiKeys from "#app/features/api-keys/server/api-keys.ts";
import { bootstrap } from "#app/features/identity/server/index.ts";
import { ALL_PERMISSIONS, type Permission } from "#app/lib/permissions.ts";
import { execute } from "#app/operation/execute.ts";
import { MemoryLimiter } from "#app/operation/limiter.ts";
import { type SignedIn, signedInPerson } from "#app/testing/people.ts";
import { createTestRuntime, type TestRuntime } from "#app/testing/runtime.ts";
import { API_GROUPS } from "./api-groups.ts";
import { callOf } from "./code-samples.ts";
import { ErrorEnvelope, Problem } from "./error-envelope.ts";
import { openApiDocument } from "./openapi.ts";
import { API_PATH, handleApi, publicOperations } from "./rest.ts";

interface Documented {
  operationId: string;
  summary: string;
  security: unknown[];
  parameters?: { in: string; name: string; schema: object; example?: unknown }[];
  requestBody?: { content: Record<string, { schema: object; example: unknown }> };
  responses: Record<string, { content?: Record<string, { schema: object; example?: unknown }> }>;
  "x-permission"?: Permission;
  "x-limit-class": string;
  "x-errors": string[];
  "x-codeSamples": { lang: string; source: string }[];
}
const document = openApiDocument() as unknown as {
  openapi: string;
  paths: Record<string, Record<string, Documented>>;
  components: {
    schemas: Record<string, object>;
    responses: Record<
      string,
      { description: string; content: Record<string, { examples: Record<string, { value: object }> }> }
    >;
  };
};
const documented = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, one]) => [`${method.toUpperCase()} ${path}`, one] as const),
);

let runtime: TestRuntime;
let owner: SignedIn;
const keys = new Map<Permission, string>();
/** By permission: a key with all but that one. */
const keysWithout = new Map<Permission, string>();
beforeAll(async () => {
  runtime = await createTestRuntime();
  await bootstrap(runtime.database);
  owner = await signedInPerson(runtime, "owner", "Reader");
  for (const permission of ALL_PERMISSIONS) {
    const make = async (permissions: Permission[]) =>
      (await execute(apiKeys.create, owner.actor, { name: permission, permissions, rateLimitPerMinute: 10_000_000 }))
        .key;
    keys.set(permission, await make([permission]));
    keysWithout.set(permission, await make(ALL_PERMISSIONS.filter((other) => other !== permission)));
  }
});
afterAll(() => runtime.close());

function validator(schema: object): z.ZodType {
  const text = JSON.stringify({ ...schema, $defs: document.components.schemas });
  return z.fromJSONSchema(JSON.parse(text.replaceAll("#/components/schemas/", "#/$defs/")));
}

describe("the document", () => {
  it("is what the operations say, of OpenAPI 3.1, with no name twice and at least sixty addresses", () => {
    expect(JSON.parse(readFileSync("public/openapi.json", "utf8"))).toEqual(JSON.parse(JSON.stringify(document)));
    expect(document.openapi).toBe("3.1.1");
    const ids = documented.map(([, { operationId }]) => operationId);
    expect(new Set(ids).size).toBe(ids.length);
    expect(Object.keys(document.paths).length).toBeGreaterThanOrEqual(60);
  });

  it.each(documented)(
    "of %s says who may, how much and what can go wrong, with examples that are valid",
    (_name, one) => {
      expect(one.summary).toMatch(/^[A-Z]/);
      expect(one.security.length).toBeGreaterThan(0);
      expect(one["x-limit-class"]).toMatch(/^(general|sign-in|admin|key-management|none)$/);
      for (const status of ["400", "401", "403", "404", "405", "422", "429", "500"])
        expect(Object.keys(one.responses)).toContain(status);
      expect(one["x-codeSamples"].map(({ lang }) => lang)).toEqual(["Shell", "TypeScript", "Python"]);
      for (const { schema, example, name } of one.parameters ?? [])
        if (example !== undefined) expect(validator(schema).safeParse(example).error, name).toBeUndefined();
      for (const { schema, example } of Object.values(one.requestBody?.content ?? {}))
        expect(validator(schema).safeParse(example).error).toBeUndefined();
      const answers = Object.entries(one.responses).filter(([status]) => status.startsWith("2"));
      // One, and where what is asked for may be there before, that.
      const wasThere = publicOperations.find(({ id }) => id === one.operationId)?.http?.wasThere;
      expect(answers.map(([status]) => status)).toEqual(wasThere ? ["200", "201"] : [expect.any(String)]);
      for (const [status, { content }] of answers) {
        if (status === "204") continue;
        const [type, { schema, example }] = Object.entries(content!)[0]!;
        expect(type).toBe(one.operationId === "events.follow" ? "text/event-stream" : "application/json");
        expect(validator(schema).safeParse(example).error).toBeUndefined();
      }
    },
  );

  it("shows each error of each status in both forms", () => {
    const failures = Object.entries(document.components.responses);
    expect(failures.length).toBeGreaterThan(10);
    for (const [name, { description, content }] of failures) {
      const codes = description.split(", ").sort();
      for (const [type, form] of [
        ["application/json", ErrorEnvelope.strict()],
        ["application/problem+json", Problem.strict()],
      ] as const) {
        const examples = content[type]!.examples;
        expect(Object.keys(examples).sort(), name).toEqual(codes);
        for (const [code, { value }] of Object.entries(examples)) {
          expect(form.safeParse(value).error).toBeUndefined();
          expect(JSON.stringify(value)).toContain(`/docs/errors#${code}"`);
          expect(JSON.stringify(value), "a sentence that is whole").not.toMatch(/[{}]\.|\{\w+\}/);
        }
      }
    }
  });

  it("takes the same names of a thing for reading it and for changing it", () => {
    for (const [path, methods] of Object.entries(document.paths)) {
      const named = Object.values(methods).map(({ parameters = [] }) =>
        parameters.filter((one) => one.in === "path").map(({ name, schema }) => ({ name, schema })),
      );
      for (const each of named) expect(each, path).toEqual(named[0]);
    }
  });

  it("names a scope exactly where one is enforced", async () => {
    for (const operation of publicOperations) {
      if (operation.peopleOnly || operation.access.kind === "public") continue;
      const { method, path, body } = callOf(operation);
      const needed = documented.find(([, { operationId }]) => operationId === operation.id)![1]["x-permission"];
      expect(needed, operation.id).toBeDefined();
      // One that would do it is not called but to read: what it changes is other tests' matter.
      for (const tried of method === "GET" ? [keys, keysWithout] : [keysWithout]) {
        runtime.limiter = new MemoryLimiter();
        const request = new Request(`http://127.0.0.1:3000${API_PATH}${path}`, {
          method,
          headers: {
            "x-api-key": tried.get(needed!)!,
            ...(body ? { "content-type": "application/json", "content-length": "9" } : {}),
          },
          ...(body ? { body: JSON.stringify(body) } : {}),
        });
        const response = await handleApi(request, { address: "198.51.100.8" });
        const text = await response.text();
        const isForWantOfScope = response.status === 403 && text.includes(`the permission ${needed},`);
        const told = `${operation.id} with${tried === keys ? "" : "out"} ${needed}: ${response.status} ${text}`;
        expect(isForWantOfScope, told).toBe(tried === keysWithout);
      }
    }
  }, 120_000);
});

describe.each(publicOperations.map((operation) => [operation.id, operation] as const))("%s", (_id, operation) => {
  const { method, path, body } = callOf(operation);
  const all = keys;
  async function ask(changed: {
    method?: string;
    path?: string;
    body?: string | null;
    headers?: Record<string, string>;
    key?: string | null;
  }) {
    runtime.limiter = new MemoryLimiter();
    const used = changed.method ?? method;
    const text = changed.body === undefined ? (body ? JSON.stringify(body) : null) : changed.body;
    const carries = text !== null && used !== "GET" && used !== "HEAD";
    const key = changed.key === undefined ? all.get("profile:read")! : changed.key;
    const request = new Request(`http://127.0.0.1:3000${API_PATH}${changed.path ?? path}`, {
      method: used,
      headers: {
        ...(key === null ? {} : { authorization: `Bearer ${key}` }),
        ...(carries ? { "content-type": "application/json", "content-length": String(Buffer.byteLength(text)) } : {}),
        ...changed.headers,
      },
      ...(carries ? { body: text } : {}),
    });
    const response = await handleApi(request, { address: "198.51.100.8" });
    return { status: response.status, headers: response.headers, text: await response.text() };
  }
  function expectError({ headers, text }: Awaited<ReturnType<typeof ask>>) {
    const { error } = ErrorEnvelope.strict().parse(JSON.parse(text));
    expect(error.requestId).toBe(headers.get("x-request-id"));
    expect(text).not.toMatch(/\bat .+\.ts:\d+|node_modules/);
  }

  it("answers each mistake with its own status, in JSON", async () => {
    const wrongKey = await ask({ key: "gk_live_nonsense" });
    expect(wrongKey.status).toBe(401);
    expectError(wrongKey);
    const notThere = await ask({ method: "PATCH", path: `${path.split("?")[0]}/no/such/thing` });
    expect(notThere.status).toBe(404);
    expectError(notThere);
    const repeated = await ask({ path: `${path}${path.includes("?") ? "&" : "?"}twice=1&twice=2` });
    expect(repeated.status).toBe(400);
    expectError(repeated);
    if (method === "GET" || method === "DELETE") return;
    const broken = await ask({ body: "{" });
    expect(broken.status).toBe(400);
    expectError(broken);
    const long = await ask({ body: JSON.stringify({ a: "x".repeat((operation.http!.bodyBytes ?? 1_048_576) - 6) }) });
    expect(long.status).toBe(413);
    expectError(long);
    const form = await ask({ body: "a=1", headers: { "content-type": "text/plain" } });
    expect(form.status).toBe(415);
    expectError(form);
  });
});

it("says of each group of operations what is in it", () => {
  expect(openApiDocument().tags!.map(({ name }) => name)).toEqual(Object.keys(API_GROUPS));
});
