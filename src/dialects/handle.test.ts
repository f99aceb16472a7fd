import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { flushCalls } from "#app/features/api-keys/server/call-log.ts";
import { forgetKeys } from "#app/features/api-keys/server/verify.ts";
import { bootstrap, operatorAccount, sendVerification } from "#app/features/identity/server/index.ts";
import * as users from "#app/features/identity/server/users.ts";
import { operations } from "#app/features/registry.ts";
import { ANONYMOUS, operatorActor, SYSTEM } from "#app/operation/actor.ts";
import { execute } from "#app/operation/execute.ts";
import { setEnvironment } from "#app/platform/env.ts";
import { startMailServer } from "#app/testing/mail-server.ts";
import { createTestRuntime, type TestRuntime } from "#app/testing/runtime.ts";
import { handleCompat } from "./handle.ts";
import { idOfUuid, uuidOf, wholeSeconds, withPrefix } from "./ids.ts";
import { failuresOf } from "./openapi.ts";
import { dialects } from "./registry.ts";

let runtime: TestRuntime;
let key: string;
beforeAll(async () => {
  runtime = await createTestRuntime();
  await bootstrap(runtime.database);
  const operator = operatorActor((await operatorAccount(runtime.database))!.id, "operator@here");
  key = (await execute(operations.apiKeys.generate, operator, { name: "all", permissions: ["FULL_ACCESS"] })).key;
});
afterAll(() => runtime.close());

async function ask(
  method: string,
  path: string,
  headers: Record<string, string> = {},
  body?: unknown,
  address = "192.0.2.1",
) {
  const text = body === undefined ? undefined : typeof body === "string" ? body : JSON.stringify(body);
  const request = new Request(`http://panel.example/compat${path}`, {
    method,
    headers: {
      ...(text === undefined ? {} : { "content-type": "application/json", "content-length": String(text.length) }),
      ...headers,
    },
    ...(text === undefined ? {} : { body: text }),
  });
  const response = await handleCompat(request, { address });
  const answer = await response.text();
  return { status: response.status, headers: response.headers, body: answer === "" ? null : JSON.parse(answer) };
}

describe("a call to a dialect", () => {
  it("that reaches nothing is told so in the dialect's own form", async () => {
    expect((await ask("GET", "/helpdesk/api/v1/nothing")).body).toEqual({ detail: "Not Found" });
    expect((await ask("GET", "/stellarstack/api/v1/nothing")).body.error.code).toBe("NOT_FOUND");
    expect((await ask("GET", "/nobody/api/v1/nothing")).body.error.reason).toBe("request.unknown_path");
    const { status, headers } = await ask("PATCH", "/helpdesk/api/v1/api-keys");
    expect([status, headers.get("allow")?.split(", ").sort()]).toEqual([405, ["GET", "HEAD", "OPTIONS", "POST"]]);
  });

  it("of a page of another origin is shared as the settings say, never with a cookie", async () => {
    await runtime.database.prisma.setting.create({
      data: { key: "api-origins", on: "instance", value: ["https://app.example.org"] },
    });
    const headers = { origin: "https://app.example.org", "access-control-request-method": "GET" };
    const asked = await ask("OPTIONS", "/stellarstack/api/v1/servers", headers);
    expect([asked.status, asked.headers.get("access-control-allow-origin")]).toEqual([204, headers.origin]);
    expect(asked.headers.get("access-control-allow-methods")).toContain("POST");
    const evil = await ask("GET", "/stellarstack/api/v1/servers", { origin: "https://evil.example" });
    expect(evil.headers.get("access-control-allow-origin")).toBeNull();
  });

  it("by HEAD is answered as by GET, without the body", async () => {
    const { status, headers, body } = await ask("HEAD", "/maid/api/v1/players", { "x-api-key": key });
    expect([status, body, Number(headers.get("content-length")) > 10]).toEqual([200, null, true]);
  });

  it("carries the request id and is kept by nobody", async () => {
    const { headers } = await ask("GET", "/maid/api/v1/players", { "x-api-key": key, "x-request-id": "caller-id-123" });
    expect([headers.get("x-request-id"), headers.get("cache-control")]).toEqual(["caller-id-123", "no-store"]);
  });

  it("that is wrong in itself counts against the limits", async () => {
    const wrong = await ask("GET", "/maid/api/v1/players?page=x", { "x-api-key": key });
    expect(wrong.status).toBe(400);
    const before = Number(wrong.headers.get("x-ratelimit-remaining"));
    const next = await ask("GET", "/maid/api/v1/players", { "x-api-key": key });
    expect(Number(next.headers.get("x-ratelimit-remaining"))).toBe(before - 1);
  });

  it("counts and says what is left, also where it reaches nothing or is refused at the door", async () => {
    const from = "198.51.100.7";
    const left = async (method: string, path: string, headers: Record<string, string> = {}) => {
      const answer = await ask(method, path, headers, undefined, from);
      return [
        answer.status,
        Number(answer.headers.get("x-ratelimit-remaining")),
        answer.headers.has("x-ratelimit-reset"),
      ];
    };
    const maid = dialects.find(({ name }) => name === "maid")!;
    const calls = [
      ["GET", "/maid/api/v1/nothing", 404],
      ["PUT", "/maid/api/v1/players", 405],
      ["GET", "/maid/api/v1/players", 401],
      ["GET", "/maid/api/openapi.json", 200],
      ["GET", "/maid/api/docs", 307],
    ] as const;
    let remaining = maid.rates.key![0]!.limit;
    for (const [method, path, status] of calls)
      expect([path, ...(await left(method, path))]).toEqual([path, status, --remaining, true]);
    // A key that is none is a stranger's: who tries many is stopped by their address.
    for (; remaining > 0; remaining -= 1)
      expect(await left("GET", "/maid/api/v1/players", { "x-api-key": "nonsense" })).toEqual([
        401,
        remaining - 1,
        true,
      ]);
    const { status, headers, body } = await ask("GET", "/maid/api/v1/nothing", {}, undefined, from);
    expect([status, body, Number(headers.get("retry-after")) > 0]).toEqual([
      429,
      { detail: "Rate limit exceeded" },
      true,
    ]);
    expect((await left("GET", "/maid/api/v1/players", { "x-api-key": key }))[0]).toBe(200);
    expect((await left("GET", "/helpdesk/api/v1/nothing"))[0]).toBe(404);
  });

  it("passes fields over that the document does not name, and says of bad JSON what it is", async () => {
    const made = await ask("POST", "/helpdesk/api/v1/api-keys", { "x-api-key": key }, { name: "a", usage_limits: {} });
    expect(made.status).toBe(200);
    expect((await ask("POST", "/helpdesk/api/v1/api-keys", { "x-api-key": key }, "{")).status).toBe(422);
    expect((await ask("POST", "/maid/api/v1/admin/api-keys", { "x-api-key": key }, "{")).status).toBe(400);
  });

  it("that lacks a permission is told which by a header, whatever the dialect's form of errors", async () => {
    const operator = operatorActor((await operatorAccount(runtime.database))!.id, "operator@here");
    const weak = await execute(operations.apiKeys.generate, operator, { name: "weak", permissions: ["servers:read"] });
    for (const [path, permission] of [
      ["/helpdesk/api/v1/api-keys", "api-keys:read"],
      ["/maid/api/v1/players", "players:read"],
      ["/stellarstack/api/v1/nodes", "nodes:read"],
    ] as const) {
      const refused = await ask("GET", path, { "x-api-key": weak.key, authorization: `Bearer ${weak.key}` });
      expect([path, refused.status, refused.headers.get("x-required-permission")]).toEqual([path, 403, permission]);
    }
  });

  it("that is repeated with its Idempotency-Key is done once", async () => {
    const headers = { "x-api-key": key, "idempotency-key": "once" };
    const first = await ask("POST", "/helpdesk/api/v1/api-keys", headers, { name: "once" });
    const second = await ask("POST", "/helpdesk/api/v1/api-keys", headers, { name: "once" });
    expect(second.body).toEqual(first.body);
    expect(second.headers.get("idempotent-replayed")).toBe("true");
  });

  it("is recorded as a use of its key, by the address its client knows", async () => {
    await ask("GET", "/helpdesk/api/v1/dashboard/stats", { "x-api-key": key, "x-request-id": "recorded-call" });
    await flushCalls(runtime.database);
    expect(await runtime.database.prisma.keyCall.findFirst({ where: { requestId: "recorded-call" } })).toMatchObject({
      operation: "dashboard.stats",
      route: "/compat/helpdesk/api/v1/dashboard/stats",
      status: 200,
    });
  });

  it("of a page of another site changes nothing", async () => {
    const body = { email: "a@example.org", password: "three green doors" };
    const evil = { origin: "https://evil.example", cookie: "gamekeeper=abc" };
    expect((await ask("POST", "/stellarstack/api/v1/auth/signin", evil, body)).status).toBe(403);
    expect((await ask("POST", "/stellarstack/api/v1/auth/signin", {}, body)).status).toBe(401);
  });
});

describe("a sign-up of StellarStack's clients", () => {
  const person = { name: "Ada", email: "ada@example.org", password: "three green doors" };
  const instance = (key: string, value: boolean | string) =>
    runtime.database.prisma.setting.create({ data: { key, on: "instance", value } });
  const signUp = (email: string) => ask("POST", "/stellarstack/api/v1/auth/signup", {}, { ...person, email });
  const signIn = (email: string) =>
    ask("POST", "/stellarstack/api/v1/auth/signin", {}, { email, password: person.password });

  it("needs no confirmed address unless the owner asks for it and the panel can mail", async () => {
    await execute(users.create, SYSTEM, { name: "Olga", email: "olga@example.org", roles: ["owner"] });
    await instance("sign-up", "open");
    await instance("email-verification", true);
    const without = await signUp("no-mail@example.org");
    expect([without.status, without.body.data.user.email]).toEqual([201, "no-mail@example.org"]);
    expect(without.headers.getSetCookie()).toHaveLength(1);
    expect((await signIn("no-mail@example.org")).status).toBe(200);
  });

  it("is let in where it is asked once the link that was mailed was opened", async () => {
    const mail = await startMailServer();
    setEnvironment({ SMTP_URL: mail.url });
    try {
      const made = await signUp("asked@example.org");
      expect([made.status, made.body.data.user.emailVerified]).toEqual([201, false]);
      expect(made.headers.getSetCookie()).toEqual([]);
      const early = await signIn("asked@example.org");
      expect([early.status, early.body.error.code]).toEqual([403, "FORBIDDEN"]);
      await sendVerification(runtime, { sealed: runtime.vault.seal("asked@example.org") });
      const [, token] = /verify-email\?token=([\w-]+)/.exec(mail.mails[0] ?? "") ?? [];
      await execute(operations.auth.verifyEmail, ANONYMOUS, { token: token! });
      const late = await signIn("asked@example.org");
      expect([late.status, late.body.data.user.emailVerified, late.headers.getSetCookie().length]).toEqual([
        200,
        true,
        1,
      ]);
    } finally {
      setEnvironment({ SMTP_URL: undefined });
      await mail.close();
    }
  });
});

describe("a key of MAID's form", () => {
  it("is verified by the same code as any other", async () => {
    const wanted = { name: "bot", permissions: ["READ_PLAYERS"] };
    const made = await ask("POST", "/maid/api/v1/admin/api-keys", { "x-api-key": key }, wanted);
    const raw = made.body.raw_key as string;
    expect((await ask("GET", "/maid/api/v1/players", { "x-api-key": raw })).status).toBe(200);
    const other = `${raw.slice(0, 20)}${raw[20] === "a" ? "b" : "a"}${raw.slice(21)}`;
    expect((await ask("GET", "/maid/api/v1/players", { "x-api-key": other })).status).toBe(401);
    await ask("DELETE", `/maid/api/v1/admin/api-keys/${made.body.key_id}`, { "x-api-key": key });
    forgetKeys();
    expect((await ask("GET", "/maid/api/v1/players", { "x-api-key": raw })).status).toBe(401);
  });
});

describe("a table", () => {
  const rows = dialects.flatMap((dialect) =>
    dialect.routes.map((route) => [`${dialect.name} ${route.http.method} ${route.http.path}`, dialect, route] as const),
  );

  it.each(rows)("%s: names a rate class it has, and takes every name of its path", (_name, dialect, route) => {
    expect(dialect.rates[route.rate]?.length).toBeGreaterThan(0);
    const inPath = [...route.http.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    expect(Object.keys(route.params?.shape ?? {})).toEqual(inPath);
    if (route.http.method === "GET") expect(route.operation.kind).toBe("query");
  });

  it.each(rows)("%s: fails with documented statuses alone", (_name, dialect, route) => {
    const documented = {
      heliactyl: [200, 400, 401, 402, 403, 404, 405, 409, 413, 415, 429, 500, 503],
      helpdesk: [400, 401, 403, 404, 409, 413, 415, 422, 429, 500, 503],
      "kill-tracker": [400, 401, 403, 404, 409, 413, 415, 422, 429, 500, 503],
      maid: [400, 401, 403, 404, 409, 413, 415, 429, 500, 503],
      stellarstack: [400, 401, 403, 404, 422, 429, 500],
    }[dialect.name];
    for (const status of failuresOf(dialect, route)) expect(documented).toContain(status);
  });
});

describe("ids", () => {
  it("go from native to documented and back", () => {
    const id = "key_0193000000007000a000000000000001";
    expect(uuidOf(id)).toBe("01930000-0000-7000-a000-000000000001");
    expect(idOfUuid("key", uuidOf(id).toUpperCase())).toBe(id);
    expect([idOfUuid("key", id), idOfUuid("key", "nonsense")]).toEqual([id, "nonsense"]);
    expect([withPrefix("nod_1", "nod", "node"), withPrefix("node_1", "nod", "node")]).toEqual(["node_1", "node_1"]);
    expect([wholeSeconds("2024-03-20T12:00:00.123Z"), wholeSeconds(null)]).toEqual(["2024-03-20T12:00:00Z", null]);
  });
});
