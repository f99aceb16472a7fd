import { TOTP } from "otpauth";
import { afterAll, beforeAll, expect, it } from "vitest";
import { bootstrap } from "#app/features/identity/server/index.ts";
import { operations } from "#app/features/registry.ts";
import { type Actor, SYSTEM } from "#app/operation/actor.ts";
import { execute } from "#app/operation/execute.ts";
import { createBlueprint, createNode } from "#app/testing/hosting.ts";
import { createTestRuntime, type TestRuntime } from "#app/testing/runtime.ts";
import { handleApi } from "./rest.ts";
import { handleTrpc } from "./trpc-http.ts";

const PANEL = "http://127.0.0.1:3000";
const PASSWORD = "seven quiet lanterns";
const NEW_PASSWORD = "eight loud lanterns";
const SERVER_SECRET = "the game's own password";

let runtime: TestRuntime;
beforeAll(async () => {
  runtime = await createTestRuntime();
  await bootstrap(runtime.database);
});
afterAll(() => runtime.close());

/** What the doors said, each answer whole, headers included but for the cookie that is meant to hold the session. */
const answers: { to: string; text: string }[] = [];
let cookie = "";

async function kept(to: string, response: Response): Promise<unknown> {
  const text = await response.text();
  const [set] = response.headers.getSetCookie();
  if (set) cookie = set.split(";")[0]!;
  const headers = [...response.headers].filter(([name]) => name !== "set-cookie");
  answers.push({ to, text: JSON.stringify(headers) + text });
  expect(response.ok, `${to}: ${text}`).toBe(true);
  return text === "" ? null : JSON.parse(text);
}

async function rest(method: string, path: string, body: unknown, headers: Record<string, string> = {}): Promise<never> {
  const text = body === undefined ? null : JSON.stringify(body);
  const request = new Request(`${PANEL}/api/v1${path}`, {
    method,
    body: text,
    headers: {
      ...(text === null ? {} : { "content-type": "application/json", "content-length": String(text.length) }),
      ...(cookie && !headers["x-api-key"] ? { cookie } : {}),
      ...headers,
    },
  });
  const answer = (await kept(`${method} ${path}`, await handleApi(request, { address: "192.0.2.3" }))) as {
    data: unknown;
  } | null;
  return answer?.data as never;
}

async function trpc(path: string, input: unknown): Promise<never> {
  const body = JSON.stringify(input);
  const headers = { "content-type": "application/json", "content-length": String(body.length), origin: PANEL, cookie };
  const request = new Request(`${PANEL}/api/trpc/${path}`, { method: "POST", body, headers });
  const answer = (await kept(path, await handleTrpc(request, { address: "192.0.2.3" }))) as {
    result: { data: unknown };
  };
  return answer.result.data as never;
}

it("no secret of a whole journey stays in the database or comes again in an answer", async () => {
  const secrets = new Map<string, string>();
  const note = (name: string, value: string) => void secrets.set(name, value);
  await createBlueprint(runtime.database);
  const hosting = await createNode(runtime.database);

  const { setup } = await execute(operations.setup.createToken, SYSTEM, {});
  note("setup token", setup!.token);
  const owner = { name: "Ada", email: "ada@example.org", password: PASSWORD };
  await trpc("setup.complete", { token: setup!.token, ...owner });
  note("password", PASSWORD);
  note("first session", cookie.split("=")[1]!);

  const key: { key: string } = await rest(
    "POST",
    "/api-keys",
    { name: "k", permissions: ["servers:read"] },
    {
      "idempotency-key": "journey-key-1",
    },
  );
  note("API key", key.key.slice(12, -4));
  await rest("GET", "/servers", undefined, { "x-api-key": key.key });
  const { join }: { join: { token: string } } = await rest(
    "POST",
    "/nodes",
    { name: "node-9" },
    {
      "idempotency-key": "journey-node-1",
    },
  );
  note("join token", join.token.split("_").at(-1)!);
  const invited: { url?: string; token?: string } = await trpc("invitations.create", { role: "member" });
  const link = JSON.stringify(invited).match(/[?&/#]([\w-]{43})"/)?.[1];
  expect(link).toBeDefined();
  note("invitation", link!);
  const added: { passwordLink: { token: string } } = await rest("POST", "/admin/users", { email: "bo@example.org" });
  note("password link", added.passwordLink.token);
  const server: { id: string } = await rest("POST", "/servers", {
    name: "Secretive",
    blueprintId: "demo",
    nodeId: hosting.id,
    variables: { PASSWORD: SERVER_SECRET },
  });
  note("a server's secret variable", SERVER_SECRET);

  const factor: { secret: string; url: string } = await trpc("totp.start", {});
  note("authenticator", factor.secret);
  const code = new TOTP({ secret: factor.secret }).generate();
  const { recoveryCodes }: { recoveryCodes: string[] } = await trpc("totp.confirm", { code });
  recoveryCodes.forEach((recovery, nth) => void note(`recovery code ${nth}`, recovery));
  await trpc("passwords.change", { current: PASSWORD, password: NEW_PASSWORD });
  note("new password", NEW_PASSWORD);
  const step: { secondFactor: { token: string } } = await rest("POST", "/auth/signin", {
    email: owner.email,
    password: NEW_PASSWORD,
  });
  note("second-factor token", step.secondFactor.token);
  await rest("POST", "/auth/signin/second-factor", { token: step.secondFactor.token, code: recoveryCodes[0] });
  note("second session", cookie.split("=")[1]!);

  const told = answers.length;
  for (const path of ["/users/me", "/users/me/sessions", "/api-keys", "/nodes", "/servers", `/servers/${server.id}`])
    await rest("GET", path, undefined);
  for (const path of [`/servers/${server.id}/activity`, "/admin/audit?limit=100", "/admin/users", "/admin/invitations"])
    await rest("GET", path, undefined);

  for (const [name, value] of secrets) {
    const by = answers.filter(({ text }) => text.includes(value)).map(({ to }) => to);
    expect(by.length, `${name} is in the answer that gives it, and in no other: ${by.join(", ")}`).toBeLessThanOrEqual(
      1,
    );
    expect(
      answers.slice(told).some(({ text }) => text.includes(value)),
      `${name} comes again`,
    ).toBe(false);
  }
  const { rows: tables } = await runtime.database.pool.query(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema')`,
  );
  let all = "";
  for (const { name: table } of tables) {
    const { rows } = await runtime.database.pool.query(
      `select coalesce(string_agg(t::text, E'\n'), '') as dump from ${table} t`,
    );
    all += rows[0].dump;
    for (const [name, value] of secrets)
      expect(rows[0].dump.includes(value), `${name} is in the table ${table}`).toBe(false);
  }
  expect(all, "what is no secret is found, so what is one would be").toContain("Secretive");
});

/** An actor for whom nothing is hidden sees what the audit log holds; its inputs are the last place where a secret could hide. */
it("the audit log says of each secret that there was one", async () => {
  const entries = await execute(operations.audit.list, SYSTEM as Actor, { limit: 100 });
  const text = JSON.stringify(entries.items);
  for (const operation of ["setup.complete", "passwords.change", "servers.create", "auth.secondFactor"])
    expect(text).toContain(operation);
  expect(text).toContain("[hidden]");
});
