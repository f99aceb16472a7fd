import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as apiKeys from "#app/features/api-keys/server/api-keys.ts";
import { errorCodesOf } from "#app/operation/error-codes.ts";
import { execute } from "#app/operation/execute.ts";
import { createTestRuntime, createUser, type TestRuntime } from "#app/testing/runtime.ts";
import { openApiDocument } from "./openapi.ts";
import { handleApi, publicOperations } from "./rest.ts";

let runtime: TestRuntime;
let key: string;
beforeAll(async () => {
  runtime = await createTestRuntime();
  const user = await createUser(runtime.database, "admin");
  await runtime.database.prisma.grant.create({
    data: { id: "grt_1", userId: user.userId, on: "instance", permissions: [...user.holdings.instance] },
  });
  const giver = { ...user, unbounded: true };
  key = (await execute(apiKeys.create, giver, { name: "test", permissions: ["ADMIN"], rateLimitPerMinute: 100_000 }))
    .key;
});
afterAll(() => runtime.close());

interface Asked {
  method?: string;
  headers?: Record<string, string>;
  body?: string;
  withKey?: boolean;
}
async function ask(path: string, { method = "GET", headers = {}, body, withKey = true }: Asked = {}) {
  const request = new Request(`http://panel.example${path}`, {
    method,
    headers: {
      ...(withKey ? { authorization: `Bearer ${key}` } : {}),
      ...(body === undefined ? {} : { "content-type": "application/json", "content-length": String(body.length) }),
      ...headers,
    },
    ...(body === undefined ? {} : { body }),
  });
  const response = await handleApi(request, { address: "192.0.2.1" });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text ? JSON.parse(text) : null };
}

describe("an answer", () => {
  it("is data, and meta where it is a list", async () => {
    const { status, body } = await ask("/api/v1/api-keys?limit=1");
    expect(status).toBe(200);
    expect(body.meta).toEqual({ total: 1, page: 1, limit: 1 });
    expect(body.data).toHaveLength(1);
  });

  it("announces the limit, carries the request id and is not kept by anybody", async () => {
    const { headers } = await ask("/api/v1/api-keys", { headers: { "x-request-id": "caller-id-123" } });
    expect(headers.get("x-ratelimit-limit")).toBe("100000");
    expect(Number(headers.get("x-ratelimit-remaining"))).toBeLessThan(100_000);
    expect(Number(headers.get("x-ratelimit-reset"))).toBeGreaterThan(Date.now() / 1000);
    expect([headers.get("x-request-id"), headers.get("cache-control")]).toEqual(["caller-id-123", "no-store"]);
  });

  it("has the status of what was made, and 200 for what was there before", async () => {
    const body = JSON.stringify({ victim: "Outlaw-Joe", weapon: "rifle", at: new Date().toISOString() });
    const tell = () => ask("/api/v1/kills", { method: "POST", body });
    const [first, again] = [await tell(), await tell()];
    expect([first.status, first.body.data]).toMatchObject([201, { outcome: "recorded", duplicate: false }]);
    expect([again.status, again.body.data]).toMatchObject([200, { duplicate: true, kill: first.body.data.kill }]);
    const { responses } = openApiDocument().paths!["/kills"]!.post!;
    expect(Object.keys(responses!).filter((status) => status.startsWith("2"))).toEqual(["200", "201"]);
  });

  it("is the same by X-API-Key", async () => {
    expect((await ask("/api/v1/api-keys", { withKey: false, headers: { "x-api-key": key } })).status).toBe(200);
  });
});

describe("a mistake", () => {
  it.each([
    ["an unknown path", "/api/v1/nope", {}, 404, "request.unknown_path"],
    ["an empty segment", "/api/v1/api-keys//", {}, 404, "request.unknown_path"],
    ["no key", "/api/v1/api-keys", { withKey: false }, 401, "unauthenticated"],
    ["a wrong key", "/api/v1/api-keys", { headers: { authorization: "Bearer nonsense" } }, 401, "api_keys.malformed"],
    [
      "a wrong key where none is needed",
      "/api/v1/health",
      { headers: { authorization: "Bearer nonsense" } },
      401,
      "api_keys.malformed",
    ],
    ["basic authorization", "/api/v1/api-keys", { headers: { authorization: "Basic abc" } }, 401, "api_keys.malformed"],
    ["a repeated parameter", "/api/v1/api-keys?page=1&page=2", {}, 400, "request.repeated_parameter"],
    ["an unknown parameter", "/api/v1/api-keys?pages=1", {}, 422, "invalid_input"],
    ["a parameter out of bounds", "/api/v1/api-keys?limit=1000", {}, 422, "invalid_input"],
    ["a tampered cursor", "/api/v1/admin/audit?cursor=abc", {}, 400, "request.cursor"],
    ["broken JSON", "/api/v1/api-keys", { method: "POST", body: "{" }, 400, "invalid_json"],
    ["JSON that is no object", "/api/v1/api-keys", { method: "POST", body: "[]" }, 400, "invalid_json"],
    [
      "a field called __proto__",
      "/api/v1/api-keys",
      { method: "POST", body: '{"__proto__":{"a":1}}' },
      400,
      "invalid_json",
    ],
    [
      "a form",
      "/api/v1/api-keys",
      { method: "POST", body: "a=1", headers: { "content-type": "application/x-www-form-urlencoded" } },
      415,
      "unsupported_media_type",
    ],
    [
      "an unknown field",
      "/api/v1/api-keys",
      { method: "POST", body: '{"name":"a","permissions":["servers:read"],"ownerId":"x"}' },
      422,
      "invalid_input",
    ],
    [
      "a body too long",
      "/api/v1/api-keys",
      { method: "POST", body: `{"name":"${"a".repeat(1_100_000)}"}` },
      413,
      "too_large",
    ],
  ] as const)("%s is told from all others", async (_what, path, asked, status, reason) => {
    const answer = await ask(path, asked);
    expect([answer.status, answer.body.error.reason]).toEqual([status, reason]);
    expect(answer.body.error).toEqual({
      code: expect.any(String),
      reason,
      message: expect.stringMatching(/\S/),
      details: expect.any(Array),
      requestId: answer.headers.get("x-request-id"),
      docUrl: `http://127.0.0.1:3000/docs/errors#${answer.body.error.code}`,
    });
    expect(({} as Record<string, unknown>).a).toBeUndefined();
  });

  it("of the method names those that are there", async () => {
    const { status, headers } = await ask("/api/v1/api-keys", { method: "DELETE" });
    expect(status).toBe(405);
    expect(headers.get("allow")?.split(", ").sort()).toEqual(["GET", "HEAD", "OPTIONS", "POST"]);
  });

  it("of a key in the address is refused with a hint", async () => {
    const answer = await ask(`/api/v1/api-keys?api_key=${key}`, { withKey: false });
    expect([answer.status, answer.body.error.reason]).toEqual([401, "request.key_in_query"]);
    expect(answer.body.error.message).not.toContain(key);
  });

  it("in a body of unknown length is counted as it comes", async () => {
    let sent = 0;
    const stream = new ReadableStream({
      pull(controller) {
        sent += 65_536;
        controller.enqueue(new Uint8Array(65_536).fill(32));
      },
    });
    const request = new Request("http://panel.example/api/v1/api-keys", {
      method: "POST",
      headers: { authorization: `Bearer ${key}`, "content-type": "application/json", "transfer-encoding": "chunked" },
      body: stream,
      duplex: "half",
    } as RequestInit);
    expect((await handleApi(request, { address: null })).status).toBe(413);
    expect(sent).toBeLessThan(2_000_000);
  });
});

describe("a cookie", () => {
  it("from another site changes nothing", async () => {
    for (const headers of [
      { cookie: "gamekeeper=abc", "sec-fetch-site": "cross-site" },
      { cookie: "gamekeeper=abc", origin: "https://evil.example" },
      { cookie: "gamekeeper=abc", "sec-fetch-site": "same-site", origin: "https://sub.panel.example" },
    ]) {
      const answer = await ask("/api/v1/api-keys", {
        method: "POST",
        withKey: false,
        headers: headers as Record<string, string>,
        body: "{}",
      });
      expect([answer.status, answer.body.error.reason]).toEqual([403, "request.cross_site"]);
    }
  });
});

describe("OpenAPI", () => {
  it("has every public operation, each with its answer and every error it can give", () => {
    const document = openApiDocument();
    const described = Object.values(document.paths ?? {}).flatMap((path) =>
      Object.values(path as Record<string, { operationId: string; responses: Record<string, unknown> }>),
    );
    const named = described.map(({ operationId }) => operationId);
    // The stream is served beside them.
    expect(named.sort()).toEqual([...publicOperations.map(({ id }) => id), "events.follow"].sort());
    for (const operation of publicOperations) {
      const found = described.find(({ operationId }) => operationId === operation.id)!;
      expect(Object.keys(found.responses)).toContain(String(operation.http!.status ?? 200));
      expect(errorCodesOf(operation).length).toBeGreaterThan(4);
    }
  });

  it("says nothing of what only the door needs", () => {
    expect(JSON.stringify(openApiDocument())).not.toContain("setSession");
  });
});

describe("the document", () => {
  it("is served without a key, and not a second time to who has it", async () => {
    const first = await ask("/api/v1/openapi.json", { withKey: false });
    expect(first.status).toBe(200);
    expect(first.body).toMatchObject({
      openapi: "3.1.1",
      paths: { "/api-keys": { get: { operationId: "apiKeys.list" } } },
    });
    const again = await ask("/api/v1/openapi.json", {
      withKey: false,
      headers: { "if-none-match": first.headers.get("etag")! },
    });
    expect([again.status, again.body]).toEqual([304, null]);
    expect((await ask("/api/v1/openapi.json", { method: "POST", body: "{}" })).status).toBe(405);
  });
});

describe("a secret", () => {
  it("is taken from the body alone: an address is kept by every log on the way", async () => {
    const asked = { method: "POST", withKey: false, headers: { origin: "http://127.0.0.1:3000" } };
    const { status, body } = await ask("/api/v1/auth/signin?password=three%20green%20doors", {
      ...asked,
      body: JSON.stringify({ email: "ada@example.org" }),
    });
    expect([status, body.error.details]).toEqual([
      422,
      [expect.objectContaining({ path: "password", code: "in_address" })],
    ]);
    const inBody = await ask("/api/v1/auth/signin", {
      ...asked,
      body: JSON.stringify({ email: "ada@example.org", password: "three green doors" }),
    });
    expect(inBody.body.error.reason).toBe("identity.wrong_credentials");
  });
});
