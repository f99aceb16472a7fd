import { execFile, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { WebSocket } from "ws";
import * as z from "zod";
import { operations } from "#app/features/registry.ts";
import { startUpkeepClock } from "#app/features/upkeep/server/index.ts";
import { newId } from "#app/lib/id.ts";
import { type Actor, operatorActor } from "#app/operation/actor.ts";
import { execute } from "#app/operation/execute.ts";
import { type DocumentedPanel, startDocumentedPanel } from "#app/testing/documented-panel.ts";
import { type RunningGame, startGame } from "#app/testing/game-server.ts";
import { countHollow } from "#app/testing/hollow-counts.ts";
import { PASSWORD, signedInPerson, signInAs } from "#app/testing/people.ts";
import { until } from "#app/testing/sidecars.ts";
import { newPlayer, returningPlayer, spawnHollow, type Visitor, visit } from "../../games/hollow/testing/process.ts";
import { uuidOf } from "./ids.ts";
import { dialects } from "./registry.ts";

// What the documents of other systems promise, asked of a real panel as their clients would ask: the documented request, then status, fields, types and
// headers. Each documented endpoint has a row of its own name.

const run = promisify(execFile);
const hasRequests = spawnSync("python3", ["-c", "import requests"]).status === 0;
let panel: DocumentedPanel;
beforeAll(async () => {
  panel = await startDocumentedPanel();
}, 120_000);
afterAll(() => panel?.close());

interface Got {
  status: number;
  headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: an answer from outside, looked at by the row that got it.
  body: any;
}
interface Sent {
  body?: unknown;
  key?: string;
  bearer?: string;
  cookie?: string;
}

async function send(
  base: string,
  method: string,
  path: string,
  { body, key, bearer, cookie }: Sent = {},
): Promise<Got> {
  const response = await fetch(`${panel.url}/compat/${base}${path}`, {
    method,
    headers: {
      ...(body === undefined ? {} : { "content-type": "application/json" }),
      ...(key === undefined ? {} : { "x-api-key": key }),
      ...(bearer === undefined ? {} : { authorization: `Bearer ${bearer}` }),
      ...(cookie === undefined ? {} : { cookie }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text === "" ? null : JSON.parse(text) };
}

/** Asks until it is so, at a walk: each question counts against the limits that are looked at here. */
function eventually(condition: () => Promise<boolean>): Promise<void> {
  return until(
    async () => (await condition()) || (await new Promise<false>((resolve) => setTimeout(resolve, 100, false))),
  );
}

/** The documented headers of a limited answer: what is allowed, what is left, and when there is more, in seconds since 1970. */
function expectLimit({ headers }: Got, limit: number): void {
  expect(headers.get("x-ratelimit-limit")).toBe(String(limit));
  expect(Number(headers.get("x-ratelimit-remaining"))).toBeLessThan(limit);
  const reset = Number(headers.get("x-ratelimit-reset")) - Date.now() / 1000;
  expect(reset).toBeGreaterThan(-1);
  expect(reset).toBeLessThan(86_401);
}

function expectShape(body: unknown, shape: z.ZodType): void {
  expect(z.prettifyError(shape.safeParse(body).error ?? new z.ZodError([])), JSON.stringify(body)).toBe("");
}

const ISO = z.iso.datetime();
/** As the documents print times: whole seconds. */
const SECONDS = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);

async function keyOfPanel(name: string, permissions = ["FULL_ACCESS"]): Promise<string> {
  return (await execute(operations.apiKeys.generate, operatorActor(null, "test"), { name, permissions })).key;
}

describe("helpdesk", () => {
  const base = "helpdesk";
  const Key = z.strictObject({
    id: z.int(),
    name: z.string(),
    description: z.string().nullable(),
    is_active: z.boolean(),
    created_at: SECONDS,
    last_used: SECONDS.nullable(),
    usage_count: z.int(),
  });
  let key: string;
  let made: { id: number; key: string };
  beforeAll(async () => {
    const { actor } = await signInAs(panel.runtime, panel.owner.email);
    const named = { name: "helpdesk's", permissions: ["FULL_ACCESS"] };
    key = (await execute(operations.apiKeys.create, actor, named)).key;
    await openTickets(actor);
  });

  /** Seven tickets of the key's owner, of which four wait, one is seen to and two are done; and one of somebody else. */
  async function openTickets(owner: Actor): Promise<void> {
    const { tickets } = operations;
    const staff = await signedInPerson(panel.runtime, "moderator", "Mira");
    const member = await signedInPerson(panel.runtime, "member", "Mel");
    const text = "It does not start.";
    const ids: string[] = [];
    for (let n = 1; n <= 7; n += 1)
      ids.push((await execute(tickets.create, owner, { subject: `Ticket Subject ${n}`, text })).id);
    await execute(tickets.create, member.actor, { subject: "Somebody else's", text });
    await execute(tickets.answer, staff.actor, { ticketId: ids[4]!, text: "Which one?" });
    await execute(tickets.answer, staff.actor, { ticketId: ids[5]!, text: "It does now.", status: "resolved" });
    await execute(tickets.answer, staff.actor, { ticketId: ids[0]!, text: "It does now.", status: "resolved" });
    await execute(tickets.update, staff.actor, { ticketId: ids[0]!, status: "closed" });
  }

  test("POST /api/v1/api-keys", async () => {
    const wanted = { name: "My API Key", description: "API key for my application" };
    const got = await send(base, "POST", "/api/v1/api-keys", { key, body: wanted });
    expect(got.status).toBe(200);
    expectShape(got.body, Key.extend({ key: z.string().min(20) }));
    expect(got.body).toMatchObject({ ...wanted, is_active: true, last_used: null, usage_count: 0 });
    expectLimit(got, 100);
    made = got.body;
  });

  test("a key made there may do all that the document has, and no more than its maker", async () => {
    expect((await send(base, "GET", "/api/v1/dashboard/stats", { key: made.key })).status).toBe(200);
    const native = await fetch(`${panel.url}/api/v1/api-keys`, { headers: { "x-api-key": made.key } });
    expect(native.status).toBe(200);
    expect((await fetch(`${panel.url}/api/v1/servers`, { headers: { "x-api-key": made.key } })).status).toBe(403);
    const reader = await keyOfPanel("reader", ["api-keys:read"]);
    expect(await send(base, "POST", "/api/v1/api-keys", { key: reader, body: { name: "x" } })).toMatchObject({
      status: 403,
      body: { detail: expect.any(String) },
    });
  });

  test("GET /api/v1/api-keys", async () => {
    const first = await send(base, "GET", "/api/v1/api-keys?page=1&size=10", { key });
    expect(first.status).toBe(200);
    expectShape(
      first.body,
      z.strictObject({ api_keys: z.array(Key), total: z.int(), page: z.literal(1), size: z.literal(10) }),
    );
    expect(first.body.api_keys.map(({ id }: { id: number }) => id)).toContain(made.id);
    const one = await send(base, "GET", "/api/v1/api-keys?page=2&size=1", { key });
    expect(one.body).toMatchObject({ page: 2, size: 1, total: first.body.total });
    expect(one.body.api_keys).toEqual([first.body.api_keys[1]]);
    expect((await send(base, "GET", "/api/v1/api-keys", { key })).body).toMatchObject({ page: 1, size: 10 });
    expect((await send(base, "GET", "/api/v1/api-keys?page=99", { key })).body).toEqual({
      api_keys: [],
      total: first.body.total,
      page: 99,
      size: 10,
    });
  });

  test("GET /api/v1/api-keys/{api_key_id}", async () => {
    await eventually(async () => {
      const { body } = await send(base, "GET", `/api/v1/api-keys/${made.id}`, { key });
      return body.usage_count > 0 && body.usage.length > 0;
    });
    const got = await send(base, "GET", `/api/v1/api-keys/${made.id}`, { key });
    expect(got.status).toBe(200);
    expectShape(
      got.body,
      Key.extend({
        usage: z.array(
          z.strictObject({
            id: z.int(),
            endpoint: z.string().startsWith("/api/v1/"),
            method: z.string(),
            status_code: z.int(),
            response_time: z.number().min(0).max(60),
            created_at: SECONDS,
          }),
        ),
      }),
    );
    expect(got.body.usage).toContainEqual(
      expect.objectContaining({ endpoint: "/api/v1/dashboard/stats", method: "GET", status_code: 200 }),
    );
    // Whatever is no key's number is nobody's.
    for (const id of ["999999", "99999999999999999999999", "abc", "%00"])
      expect([id, await send(base, "GET", `/api/v1/api-keys/${id}`, { key })]).toMatchObject([
        id,
        { status: 404, body: { detail: "API key not found" } },
      ]);
  });

  test("GET /api/v1/dashboard/stats", async () => {
    const got = await send(base, "GET", "/api/v1/dashboard/stats", { key });
    expect(got.status).toBe(200);
    const Shown = Key.pick({ id: true, name: true, is_active: true, usage_count: true, last_used: true });
    const Ticket = z.strictObject({ id: z.int(), subject: z.string(), status: z.string(), created_at: SECONDS });
    expectShape(
      got.body,
      z.strictObject({
        open_tickets: z.literal(5),
        resolved_tickets: z.literal(2),
        active_api_keys: z.int().min(1),
        total_api_calls: z.int(),
        api_usage: z.strictObject({ success_rate: z.number().min(0).max(100), avg_response_time: z.number() }),
        recent_tickets: z.array(Ticket).length(5),
        api_keys: z.array(Shown),
      }),
    );
    expect(got.body.recent_tickets.map(({ subject, status }: z.output<typeof Ticket>) => [subject, status])).toEqual([
      ["Ticket Subject 7", "open"],
      ["Ticket Subject 6", "resolved"],
      ["Ticket Subject 5", "in_progress"],
      ["Ticket Subject 4", "open"],
      ["Ticket Subject 3", "open"],
    ]);
    // A key that was made there is told the same; one that may not read tickets, nothing of them, which is not that there are none.
    const { open_tickets, resolved_tickets, recent_tickets } = got.body;
    expect((await send(base, "GET", "/api/v1/dashboard/stats", { key: made.key })).body).toMatchObject({
      ...{ open_tickets, resolved_tickets, recent_tickets },
    });
    const reader = await execute(operations.apiKeys.create, (await signInAs(panel.runtime, panel.owner.email)).actor, {
      ...{ name: "reads keys", permissions: ["api-keys:read"] },
    });
    expect((await send(base, "GET", "/api/v1/dashboard/stats", { key: reader.key })).body).toMatchObject({
      ...{ open_tickets: null, resolved_tickets: null, recent_tickets: [] },
    });
  });

  test("PUT /api/v1/api-keys/{api_key_id}", async () => {
    const wanted = { name: "Updated API Key", description: "Updated description", is_active: true };
    const path = `/api/v1/api-keys/${made.id}`;
    const got = await send(base, "PUT", path, { key, body: wanted });
    expect(got.status).toBe(200);
    expectShape(got.body, Key);
    expect(got.body).toMatchObject({ id: made.id, ...wanted });
    const off = await send(base, "PUT", path, { key, body: { name: "Off", is_active: false } });
    expect(off.body).toMatchObject({ name: "Off", description: "Updated description", is_active: false });
    await eventually(async () => (await send(base, "GET", path, { key: made.key })).status === 403);
    expect((await send(base, "GET", path, { key: made.key })).body).toEqual({ detail: "API key is inactive" });
    expect((await send(base, "PUT", path, { key, body: { name: "" } })).body.detail).toEqual([
      { loc: ["body", "name"], msg: expect.any(String), type: expect.stringMatching(/^value_error/) },
    ]);
  });

  test("DELETE /api/v1/api-keys/{api_key_id}", async () => {
    const path = `/api/v1/api-keys/${made.id}`;
    const got = await send(base, "DELETE", path, { key });
    expect([got.status, got.body]).toEqual([200, { message: "API key deleted successfully" }]);
    expect((await send(base, "GET", path, { key })).status).toBe(404);
    expect((await send(base, "DELETE", path, { key })).status).toBe(404);
    await eventually(async () => (await send(base, "GET", path, { key: made.key })).status === 401);
    const { api_keys } = (await send(base, "GET", "/api/v1/api-keys?size=100", { key })).body;
    expect(api_keys.map(({ id }: { id: number }) => id)).not.toContain(made.id);
  });

  test("errors are as its table has them", async () => {
    expect(await send(base, "GET", "/api/v1/api-keys")).toMatchObject({
      status: 401,
      body: { detail: "Missing API key" },
    });
    expect(await send(base, "GET", "/api/v1/api-keys", { key: "nonsense" })).toMatchObject({
      status: 401,
      body: { detail: "Invalid API key" },
    });
    // A header the document does not name is no credential there.
    expect((await send(base, "GET", "/api/v1/api-keys", { bearer: key })).status).toBe(401);
    expect((await send(base, "GET", "/api/v1/nothing", { key })).status).toBe(404);
    const made = await send(base, "POST", "/api/v1/api-keys", { key, body: {} });
    expect([made.status, made.body.detail]).toEqual([
      422,
      [{ loc: ["body", "name"], msg: "field required", type: "value_error.missing" }],
    ]);
  });

  test("100 a minute, 1,000 an hour, 10,000 a day, and then 429", async () => {
    const limited = await keyOfPanel("limited");
    const answers: Got[] = [];
    for (let i = 0; i < 101; i += 1) answers.push(await send(base, "GET", "/api/v1/api-keys?size=1", { key: limited }));
    expect(answers.slice(0, 100).every(({ status }) => status === 200)).toBe(true);
    const last = answers.at(-1)!;
    expect(last.status).toBe(429);
    expect(last.body.detail).toMatch(/^Rate limit exceeded for minute\. Try again in \d+ seconds$/);
    expect(Number(last.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(last.headers.get("x-ratelimit-remaining")).toBe("0");
    expect(last.headers.get("ratelimit-policy")).toBe(
      '"minute";q=100;w=60, "hour";q=1000;w=3600, "day";q=10000;w=86400',
    );
  });
});

describe("heliactyl", () => {
  const base = "heliactyl";
  const id = "123456789";
  const Resources = z.object({ ram: z.int(), disk: z.int(), cpu: z.int(), servers: z.int() });
  const Listed = z.strictObject({ id: z.int(), identifier: z.string(), name: z.string() });
  let bearer: string;
  beforeAll(async () => {
    bearer = await keyOfPanel("heliactyl's");
    const { user } = await execute(operations.users.create, operatorActor(null, "test"), {
      email: "user@example.com",
      name: "user123",
    });
    const { database } = panel.runtime;
    await database.prisma.account.create({ data: { provider: "github", providerAccountId: id, userId: user.id } });
    const limits = { memoryMiB: 4096, diskMiB: 20_480, cpuPercent: 200, servers: 4, ports: 8 };
    await execute(operations.packages.create, operatorActor(null, "test"), {
      ...{ name: "premium", description: "", color: null, order: 0, limits, graceDays: 7, discordRoles: [] },
    });
    await execute(operations.servers.create, operatorActor(null, "test"), {
      ...{ name: "My Game Server", blueprintId: "hollow", start: false, ownerId: user.id },
    });
  });
  const get = (path: string) => send(base, "GET", path, { bearer });
  const userinfo = async () => (await get(`/api/v3/userinfo?id=${id}`)).body;

  test("GET /api", async () => {
    const got = await get("/api");
    expect([got.status, got.body]).toEqual([
      200,
      { status: true, version: "3.2.1-beta.1", platform_codename: "Avalanche 2" },
    ]);
  });

  test("GET /api/v3/userinfo", async () => {
    expectShape(
      await userinfo(),
      z.strictObject({
        ...{
          status: z.literal("success"),
          id: z.literal(id),
          renewalBypass: z.boolean(),
          coins: z.int(),
          extra: Resources,
        },
        package: Resources.extend({ name: z.string() }),
        userinfo: z.object({
          attributes: z.object({ id: z.int(), username: z.literal("user123"), email: z.literal("user@example.com") }),
        }),
      }),
    );
  });

  // Each with the body that its document has, and what it then answers.
  const success = { status: "success" };
  test.each([
    ["setcoins", { id, coins: 1000 }, success],
    ["addcoins", { id, coins: 500 }, success],
    ["setplan", { id, package: "premium" }, success],
    ["setresources", { id, ram: 1024, disk: 5120, cpu: 50, servers: 1 }, success],
    ["give_renewalbypass", { id }, { ...success, message: "Renewal bypass granted successfully." }],
    [
      "ban",
      { id, reason: "Violation of terms", expiration: "2025-12-31T23:59:59Z" },
      { ...success, message: "User banned successfully" },
    ],
    ["unban", { id }, { ...success, message: "User unbanned successfully" }],
  ])("POST /api/v3/%s", async (path, body, answer) => {
    const got = await send(base, "POST", `/api/v3/${path}`, { bearer, body });
    expect([got.status, got.body]).toEqual([200, answer]);
  });

  test("POST /api/v3/remove_renewalbypass", async () => {
    expect(await userinfo()).toMatchObject({
      ...{ renewalBypass: true, coins: 1500, package: { name: "premium" } },
      extra: { ram: 1024, disk: 5120, cpu: 50, servers: 1 },
    });
    const got = await send(base, "POST", "/api/v3/remove_renewalbypass", { bearer, body: { id } });
    expect(got.body).toEqual({ ...success, message: "Renewal bypass removed successfully." });
    expect((await userinfo()).renewalBypass).toBe(false);
  });

  test("GET /api/v3/userinteractions", async () => {
    const { body } = await get(`/api/v3/userinteractions?id=${id}&limit=20`);
    const Action = z.strictObject({
      timestamp: z.string().regex(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/),
      action: z.string(),
    });
    expectShape(
      body,
      z.strictObject({
        ...{ status: z.literal("success"), userId: z.literal(id), limit: z.literal(20), count: z.int().min(8) },
        interactions: z.array(Action),
      }),
    );
  });

  const listOf = (server: z.ZodType) =>
    z.strictObject({
      ...{
        status: z.literal("success"),
        userId: z.literal(id),
        serverCount: z.literal(1),
        servers: z.array(server).length(1),
      },
    });
  test("GET /api/v3/userservers", async () => {
    expectShape((await get(`/api/v3/userservers?id=${id}`)).body, listOf(Listed));
  });

  test("GET /api/v3/userserverdetails", async () => {
    const Detailed = Listed.extend({
      ...{ uuid: z.uuid(), description: z.string(), status: z.string(), suspended: z.literal(false), node: z.int() },
      ...{ allocation: z.int(), egg: z.int() },
      limits: z.strictObject({ memory: z.int(), disk: z.int(), cpu: z.int(), swap: z.int(), io: z.int() }),
      featureLimits: z.strictObject({ databases: z.int(), allocations: z.int(), backups: z.int() }),
    });
    expectShape((await get(`/api/v3/userserverdetails?id=${id}`)).body, listOf(Detailed));
  });

  const DOCUMENT = path.resolve("../shared/seeds/002-heliactyl.md");
  describe.skipIf(!existsSync(DOCUMENT))("the document's own examples run unchanged", () => {
    let folder: string;
    beforeAll(() => {
      folder = mkdtempSync(path.join(tmpdir(), "gamekeeper-heliactyl-"));
    });
    afterAll(() => rmSync(folder, { recursive: true, force: true }));

    /** The samples in a language, as they stand there but for the base address and the key. */
    function samples(language: string): string[] {
      const found = readFileSync(DOCUMENT, "utf8").matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, "gms"));
      return [...found].map(([, text]) =>
        text!
          .replaceAll("http://your-domain.com", `${panel.url}/compat/heliactyl`)
          .replaceAll(/YOUR_API_KEY|your-api-key-here/g, bearer),
      );
    }
    const written = (name: string, text: string) => {
      const file = path.join(folder, name);
      writeFileSync(file, text);
      return file;
    };

    test("in JavaScript", async () => {
      const [sample] = samples("javascript");
      // What the sample asks of axios, done by fetch.
      mkdirSync(path.join(folder, "node_modules/axios"), { recursive: true });
      written(
        "node_modules/axios/index.js",
        `exports.create = ({ baseURL, headers }) => {
          const send = async (method, path, params, body) => {
            const url = baseURL + path + (params ? "?" + new URLSearchParams(params) : "");
            const response = await fetch(url, { method, headers, ...(body && { body: JSON.stringify(body) }) });
            if (!response.ok) throw new Error(response.status + " " + (await response.text()));
            return { status: response.status, data: await response.json() };
          };
          return { get: (path, { params } = {}) => send("GET", path, params), post: (path, body) => send("POST", path, null, body) };
        };`,
      );
      const { coins, renewalBypass } = await userinfo();
      const [{ limits }] = (await get(`/api/v3/userserverdetails?id=${id}`)).body.servers;
      // It waits outside of any function, which scripts that require something cannot.
      const file = written("sample.cjs", `(async () => {\n${sample}\n})();`);
      const { stdout } = await run(process.execPath, [file]);
      expect(stdout.trim().split("\n")).toEqual([
        `User coins: ${coins}`,
        `Has renewal bypass: ${renewalBypass}`,
        "User has 1 servers",
        `My Game Server: ${limits.memory}MB RAM, ${limits.disk}MB Disk`,
      ]);
      expect(await userinfo()).toMatchObject({ coins: coins + 100, renewalBypass: true });
    });

    test.skipIf(!hasRequests)("in Python", async () => {
      const [sample] = samples("python");
      const before = (await userinfo()).coins;
      const { stdout } = await run("python3", [written("sample.py", sample!)]);
      expect(stdout).toMatch(
        new RegExp(`^User coins: ${before}\nHas renewal bypass: (True|False)\nUser has 1 servers\n`),
      );
      expect(stdout).toContain("{'status': 'success', 'message': 'Renewal bypass granted successfully.'}");
      expect(await userinfo()).toMatchObject({ coins: before + 100, renewalBypass: true });
    });

    test("by cURL", async () => {
      const typed = samples("bash");
      expect(typed.length).toBeGreaterThan(15);
      // Some take the key from the shell, as the longest of them sets it.
      const env = { ...process.env, API_KEY: bearer };
      const own = `curl() { command curl -sS --fail-with-body "$@" && echo; }\n`;
      for (const sample of typed) {
        const { stdout } = await run("bash", ["-c", `set -e\n${own}${sample}`], { env });
        for (const line of stdout.trim().split("\n")) {
          const { status } = JSON.parse(line);
          expect(status === true || status === "success", `${sample}\n${line}`).toBe(true);
        }
      }
    });
  });
});

describe("stellarstack", () => {
  const base = "stellarstack";
  const User = z.object({ id: z.string(), name: z.string(), email: z.email(), createdAt: ISO, role: z.string() });
  const Server = z.object({
    id: z.string(),
    name: z.string(),
    status: z.string(),
    memory: z.int(),
    cpu: z.int(),
    disk: z.int(),
    nodeId: z.string().startsWith("node_"),
    blueprintId: z.string(),
    createdAt: ISO,
  });
  const Node = z.object({ id: z.string().startsWith("node_"), name: z.string(), isOnline: z.boolean() });
  const Meta = (page: number, limit: number) =>
    z.strictObject({ total: z.int(), page: z.literal(page), limit: z.literal(limit) });
  const person = { name: "Ada", email: "ada@example.org", password: PASSWORD };
  let bearer: string;
  let cookie: string;
  let member: string;
  let server: { id: string };

  beforeAll(async () => {
    bearer = await keyOfPanel("stellarstack's");
    await panel.runtime.database.prisma.setting.create({ data: { key: "sign-up", on: "instance", value: "open" } });
  });
  const observed = async () =>
    (await panel.runtime.database.prisma.server.findUniqueOrThrow({ where: { id: server.id } })).observed;
  const untilObserved = (state: string) => until(async () => (await observed()) === state, 60_000);

  test("POST /api/v1/auth/signup", async () => {
    const got = await send(base, "POST", "/api/v1/auth/signup", { body: person });
    expect(got.status).toBe(201);
    expectShape(got.body, z.strictObject({ data: z.strictObject({ user: User }) }));
    expect(got.body.data.user).toMatchObject({ name: "Ada", email: "ada@example.org" });
    const [set] = got.headers.getSetCookie();
    expect(set).toMatch(/HttpOnly/);
    member = set!.split(";")[0]!;
    expectLimit(got, 10);
    const again = await send(base, "POST", "/api/v1/auth/signup", { body: person });
    expect([again.status, again.body.error.code]).toEqual([422, "VALIDATION_ERROR"]);
    const short = await send(base, "POST", "/api/v1/auth/signup", {
      body: { ...person, email: "b@example.org", password: "x" },
    });
    expect([short.status, Object.keys(short.body.error.details)]).toEqual([422, ["password"]]);
  });

  test("POST /api/v1/auth/signin", async () => {
    const body = { email: panel.owner.email, password: PASSWORD };
    const got = await send(base, "POST", "/api/v1/auth/signin", { body });
    expect(got.status).toBe(200);
    expect(got.body.data.user).toMatchObject({ email: panel.owner.email, role: "admin" });
    cookie = got.headers.getSetCookie()[0]!.split(";")[0]!;
    const wrong = await send(base, "POST", "/api/v1/auth/signin", { body: { ...body, password: "wrong password" } });
    expect([wrong.status, wrong.body.error.code]).toEqual([401, "UNAUTHORIZED"]);
  });

  test("GET /api/v1/auth/session", async () => {
    const got = await send(base, "GET", "/api/v1/auth/session", { cookie });
    expect(got.status).toBe(200);
    expect(got.body.data).toMatchObject({ user: { email: panel.owner.email }, session: { userId: panel.owner.id } });
    expect(await send(base, "GET", "/api/v1/auth/session")).toMatchObject({ status: 200, body: { data: null } });
  });

  test("GET /api/v1/users/me", async () => {
    const got = await send(base, "GET", "/api/v1/users/me", { cookie });
    expect(got.status).toBe(200);
    expectShape(got.body, z.strictObject({ data: User }));
    expect(got.body.data.email).toBe(panel.owner.email);
    expectLimit(got, 60);
    const nobody = await send(base, "GET", "/api/v1/users/me");
    expect([nobody.status, nobody.body]).toEqual([
      401,
      { error: { code: "UNAUTHORIZED", message: "Invalid or expired token", details: {} } },
    ]);
  });

  test("PATCH /api/v1/users/me", async () => {
    const got = await send(base, "PATCH", "/api/v1/users/me", { cookie, body: { name: "Administrator" } });
    expect([got.status, got.body.data.name]).toEqual([200, "Administrator"]);
    const bad = await send(base, "PATCH", "/api/v1/users/me", { cookie, body: { name: "" } });
    expect([bad.status, bad.body.error.code, Object.keys(bad.body.error.details)]).toEqual([
      422,
      "VALIDATION_ERROR",
      ["name"],
    ]);
  });

  test("GET /api/v1/blueprints", async () => {
    const got = await send(base, "GET", "/api/v1/blueprints", { bearer });
    expect(got.status).toBe(200);
    expectShape(got.body, z.strictObject({ data: z.array(z.object({ id: z.string() })), meta: Meta(1, 20) }));
    expect(got.body.data.map(({ id }: { id: string }) => id)).toContain("minecraft-java");
  });

  test("GET /api/v1/blueprints/{id}", async () => {
    const got = await send(base, "GET", "/api/v1/blueprints/minecraft-java", { bearer });
    expect([got.status, got.body.data.id]).toEqual([200, "minecraft-java"]);
    expect((await send(base, "GET", "/api/v1/blueprints/none", { bearer })).body.error.code).toBe("NOT_FOUND");
  });

  test("GET /api/v1/nodes", async () => {
    const got = await send(base, "GET", "/api/v1/nodes?page=1&limit=5", { bearer });
    expect(got.status).toBe(200);
    expectShape(got.body, z.strictObject({ data: z.array(Node), meta: Meta(1, 5) }));
    const asMember = await send(base, "GET", "/api/v1/nodes", { cookie: member });
    expect([asMember.status, asMember.body.error.code]).toEqual([403, "FORBIDDEN"]);
  });

  let node: string;
  test("POST /api/v1/nodes", async () => {
    const body = { displayName: "node-2", host: "192.0.2.7" };
    const got = await send(base, "POST", "/api/v1/nodes", { bearer, body });
    expect(got.status).toBe(201);
    expectShape(got.body, z.strictObject({ data: Node.extend({ token: z.string(), command: z.string() }) }));
    expect(got.body.data).toMatchObject({ name: "node-2", host: "192.0.2.7", status: "pending" });
    node = got.body.data.id;
    const bad = await send(base, "POST", "/api/v1/nodes", { bearer, body: {} });
    expect([bad.status, Object.keys(bad.body.error.details)]).toEqual([422, ["name"]]);
  });

  test("GET /api/v1/nodes/{id}", async () => {
    const got = await send(base, "GET", `/api/v1/nodes/${node}`, { bearer });
    expect(got.status).toBe(200);
    expectShape(got.body, z.strictObject({ data: Node }));
    expect((await send(base, "GET", `/api/v1/nodes/${node.replace("node_", "nod_")}`, { bearer })).status).toBe(200);
    const none = await send(base, "GET", "/api/v1/nodes/node_01930000000070008000000000000001", { bearer });
    expect([none.status, none.body.error.code]).toEqual([404, "NOT_FOUND"]);
    // As the document's example writes one.
    const example = await send(base, "GET", "/api/v1/nodes/node_xxxxx", { bearer });
    expect([example.status, example.body.error]).toEqual([404, none.body.error]);
  });

  test("POST /api/v1/admin/nodes/{id}/token", async () => {
    const got = await send(base, "POST", `/api/v1/admin/nodes/${node}/token`, { bearer });
    expect(got.status).toBe(200);
    expectShape(
      got.body,
      z.strictObject({ data: z.strictObject({ token: z.string(), command: z.string(), expiresAt: ISO }) }),
    );
    expectLimit(got, 30);
  });

  test("GET /api/v1/nodes/{id}/stats", async () => {
    const got = await send(base, "GET", `/api/v1/nodes/${panel.nodeId.replace("nod_", "node_")}/stats`, { bearer });
    expect(got.status).toBe(200);
    expect(got.body.data).toMatchObject({ isOnline: true, samples: expect.any(Array) });
  });

  test("DELETE /api/v1/nodes/{id}", async () => {
    const got = await send(base, "DELETE", `/api/v1/nodes/${node}`, { bearer });
    expect([got.status, got.body]).toEqual([204, null]);
    expect((await send(base, "GET", `/api/v1/nodes/${node}`, { bearer })).status).toBe(404);
  });

  test("POST /api/v1/servers", async () => {
    // The documented body, but for the game and the node, whose names are this panel's.
    const nodeId = panel.nodeId.replace("nod_", "node_");
    const body = { name: "My Server", nodeId, blueprintId: "hollow", memory: 2048, cpu: 100, disk: 10240 };
    const got = await send(base, "POST", "/api/v1/servers", { bearer, body });
    expect([got.status, got.body.error]).toEqual([201, undefined]);
    expectShape(got.body, z.strictObject({ data: Server }));
    expect(got.body.data).toMatchObject({ ...body, status: expect.stringMatching(/INSTALLING|STOPPED/) });
    server = got.body.data;
    const bad = await send(base, "POST", "/api/v1/servers", { bearer, body: { name: "x", memory: "much" } });
    expect([bad.status, Object.keys(bad.body.error.details).sort()]).toEqual([422, ["blueprintId", "memory"]]);
    await untilObserved("offline");
  });

  test("GET /api/v1/servers", async () => {
    const got = await send(base, "GET", "/api/v1/servers?page=1&limit=20", { bearer });
    expect(got.status).toBe(200);
    expectShape(got.body, z.strictObject({ data: z.array(Server), meta: Meta(1, 20) }));
    // Those of other documents' tests are on the panel too.
    const { total } = got.body.meta;
    expect(total).toBe(got.body.data.length);
    expect(got.body.data.map(({ id }: { id: string }) => id)).toContain(server.id);
    // Also past the last page it says how many there are.
    expect((await send(base, "GET", "/api/v1/servers?page=100&limit=1", { bearer })).body).toEqual({
      data: [],
      meta: { total, page: 100, limit: 1 },
    });
    for (const list of ["nodes", "blueprints", "admin/users"]) {
      const { meta } = (await send(base, "GET", `/api/v1/${list}`, { bearer })).body;
      const past = (await send(base, "GET", `/api/v1/${list}?page=99`, { bearer })).body;
      expect([list, past.data, past.meta.total]).toEqual([list, [], meta.total]);
    }
    expect((await send(base, "GET", "/api/v1/servers?limit=101", { bearer })).status).toBe(422);
  });

  test("GET /api/v1/servers/{id}", async () => {
    const got = await send(base, "GET", `/api/v1/servers/${server.id}`, { bearer });
    expect(got.status).toBe(200);
    expectShape(got.body, z.strictObject({ data: Server }));
    const foreign = await send(base, "GET", `/api/v1/servers/${server.id}`, { cookie: member });
    expect([foreign.status, foreign.body.error.code]).toEqual([404, "NOT_FOUND"]);
  });

  test("PATCH /api/v1/servers/{id}", async () => {
    const none = await send(base, "PATCH", "/api/v1/servers/none", { bearer, body: { name: "x" } });
    expect([none.status, none.body.error.code]).toEqual([404, "NOT_FOUND"]);
    const body = { name: "Renamed", description: "Ours", memory: 1024 };
    const got = await send(base, "PATCH", `/api/v1/servers/${server.id}`, { bearer, body });
    expect([got.status, got.body.error]).toEqual([200, undefined]);
    expect(got.body.data).toMatchObject(body);
  });

  test("POST /api/v1/servers/{id}/start", async () => {
    const got = await send(base, "POST", `/api/v1/servers/${server.id}/start`, { bearer });
    expect([got.status, got.body.error]).toEqual([200, undefined]);
    expectShape(got.body, z.strictObject({ data: Server }));
    await untilObserved("running");
    const again = await send(base, "POST", `/api/v1/servers/${server.id}/start`, { bearer });
    expect([again.status, again.body.error.code]).toEqual([400, "CONFLICT"]);
  });

  let consoleToken: { token: string; url: string };
  test("GET /api/v1/servers/{id}/console-token", async () => {
    const got = await send(base, "GET", `/api/v1/servers/${server.id}/console-token`, { bearer });
    expect(got.status).toBe(200);
    expect(got.body.data.token).toMatch(/^strk_console_[\w-]{20,}$/);
    expect(got.body.data.url).toBe(`${panel.url.replace("http", "ws")}/compat/stellarstack/console`);
    const lifeMs = Date.parse(got.body.data.expiresAt) - Date.now();
    expect(lifeMs).toBeGreaterThan(280_000);
    expect(lifeMs).toBeLessThanOrEqual(301_000);
    consoleToken = got.body.data;
  });

  test("WS /console", async () => {
    const frames: { type: string; data: unknown }[] = [];
    const ws = new WebSocket(consoleToken.url);
    await new Promise((resolve, reject) => ws.once("open", resolve).once("error", reject));
    ws.on("message", (bytes) => frames.push(JSON.parse(String(bytes))));
    ws.send(JSON.stringify({ type: "auth", token: consoleToken.token }));
    const said = () => frames.filter(({ type }) => type === "output").map(({ data }) => String(data));
    await until(() => said().some((line) => line.includes("Hollow is ready")));
    expect(frames[0]).toEqual({ type: "status", data: "running" });
    ws.send(JSON.stringify({ type: "command", data: "broadcast Fresh bread" }));
    await until(() => said().some((line) => line.includes("Fresh bread")));
    await until(() => frames.some(({ type }) => type === "stats"), 15_000);
    expect(frames.find(({ type }) => type === "stats")!.data).toMatchObject({ memory: expect.any(Number) });
    ws.send("no JSON at all");
    await until(() => frames.some(({ type }) => type === "error"));
    const errors = () => frames.filter(({ type }) => type === "error").map(({ data }) => String(data));
    // What is wrong is said whole: a frame has no other place for it.
    ws.send(JSON.stringify({ type: "command", data: "first\nsecond" }));
    await until(() => errors().some((said) => said.includes("command: ")));
    ws.send(JSON.stringify({ type: "nothing" }));
    await until(() => errors().filter((said) => said.includes('{"type": "command", "data": "…"}')).length === 2);
    expect(new Set(frames.map(({ type }) => type))).toEqual(new Set(["output", "status", "stats", "error"]));

    expect((await send(base, "POST", `/api/v1/servers/${server.id}/restart`, { bearer })).status).toBe(200);
    const statuses = () => frames.filter(({ type }) => type === "status").map(({ data }) => data);
    await until(
      () => statuses().lastIndexOf("running") > statuses().indexOf("stopping") && statuses().length > 2,
      60_000,
    );
    ws.close();
  });

  /** Sends one message when the socket is open; gives the code it is closed with. */
  const closedAfter = (url: string, message: unknown): Promise<number> => {
    const ws = new WebSocket(url);
    ws.once("open", () => ws.send(JSON.stringify(message)));
    return new Promise((resolve, reject) => ws.once("close", resolve).once("error", reject));
  };

  test("a console token that is none opens nothing, and nothing is open without one", async () => {
    const { url, token } = consoleToken;
    const middle = token.length / 2;
    const other = `${token.slice(0, middle)}${token[middle] === "A" ? "B" : "A"}${token.slice(middle + 1)}`;
    expect(await closedAfter(url, { type: "auth", token: other })).toBe(4401);
    expect(await closedAfter(url, { type: "command", data: "stop" })).toBe(4401);
  });

  test("a console is closed with the key it was opened by", async () => {
    const key = await keyOfPanel("watcher", ["servers:read", "servers.console:read"]);
    const headers = { "x-api-key": key };
    const answer = await fetch(`${panel.url}/api/v1/servers/${server.id}/console-token`, { headers });
    const { data } = (await answer.json()) as { data: { token: string; url: string } };
    expect([data.url, data.token.slice(0, 11)]).toEqual([
      `${panel.url.replace("http", "ws")}/api/v1/console`,
      "gk_console_",
    ]);
    const ws = new WebSocket(data.url);
    const frames: { type: string; data: unknown }[] = [];
    ws.on("message", (bytes) => frames.push(JSON.parse(String(bytes))));
    const closed = new Promise<number>((resolve) => ws.once("close", resolve));
    ws.once("open", () => ws.send(JSON.stringify({ type: "auth", token: data.token })));
    await until(() => frames.some(({ type }) => type === "output"));
    ws.send(JSON.stringify({ type: "command", data: "shutdown" }));
    await until(() =>
      frames.some(({ type, data }) => type === "error" && String(data).includes("servers.console:write")),
    );
    await panel.runtime.database.prisma.apiKey.updateMany({
      where: { name: "watcher" },
      data: { revokedAt: new Date() },
    });
    expect(await closed).toBe(4401);
    expect(await closedAfter(data.url, { type: "auth", token: data.token })).toBe(4401);
  });

  test("POST /api/v1/servers/{id}/restart", async () => {
    await untilObserved("running");
    const got = await send(base, "POST", `/api/v1/servers/${server.id}/restart`, { bearer });
    expect([got.status, got.body.error]).toEqual([200, undefined]);
    expectShape(got.body, z.strictObject({ data: Server }));
    const { generation } = await panel.runtime.database.prisma.server.findUniqueOrThrow({ where: { id: server.id } });
    await until(async () => {
      const now = await panel.runtime.database.prisma.server.findUniqueOrThrow({ where: { id: server.id } });
      return now.observedGeneration >= generation && now.observed === "running";
    }, 120_000);
  });

  test("POST /api/v1/servers/{id}/stop", async () => {
    const got = await send(base, "POST", `/api/v1/servers/${server.id}/stop`, { bearer });
    expect([got.status, got.body.error]).toEqual([200, undefined]);
    expectShape(got.body, z.strictObject({ data: Server }));
    await untilObserved("offline");
  });

  test("POST /api/v1/servers/{id}/kill", async () => {
    await send(base, "POST", `/api/v1/servers/${server.id}/start`, { bearer });
    await untilObserved("running");
    const got = await send(base, "POST", `/api/v1/servers/${server.id}/kill`, { bearer });
    expect([got.status, got.body.error]).toEqual([200, undefined]);
    expectShape(got.body, z.strictObject({ data: Server }));
    await untilObserved("offline");
  });

  test("DELETE /api/v1/servers/{id}", async () => {
    const got = await send(base, "DELETE", `/api/v1/servers/${server.id}`, { bearer });
    expect([got.status, got.body]).toEqual([204, null]);
    expect((await send(base, "GET", `/api/v1/servers/${server.id}`, { bearer })).status).toBe(404);
  });

  test("GET /api/v1/admin/users", async () => {
    const got = await send(base, "GET", "/api/v1/admin/users?page=1&limit=20", { bearer });
    expect(got.status).toBe(200);
    expectShape(got.body, z.strictObject({ data: z.array(User), meta: Meta(1, 20) }));
    expectLimit(got, 30);
    expect((await send(base, "GET", "/api/v1/admin/users", { cookie: member })).status).toBe(403);
  });

  test("GET /api/v1/admin/stats", async () => {
    const got = await send(base, "GET", "/api/v1/admin/stats", { bearer });
    expect(got.status).toBe(200);
    const users = await send(base, "GET", "/api/v1/admin/users", { bearer });
    expect(got.body.data).toMatchObject({
      users: { total: users.body.meta.total },
      nodes: { total: 1 },
      servers: expect.any(Object),
    });
    expect((await send(base, "GET", "/api/v1/admin/stats", { cookie: member })).status).toBe(403);
  });

  test("POST /api/v1/auth/signout", async () => {
    const got = await send(base, "POST", "/api/v1/auth/signout", { cookie: member });
    expect(got.status).toBe(200);
    expect(got.headers.getSetCookie()[0]).toMatch(/Max-Age=0/);
    await eventually(async () => (await send(base, "GET", "/api/v1/users/me", { cookie: member })).status === 401);
    expect((await send(base, "POST", "/api/v1/auth/signout")).status).toBe(401);
  });

  test("10 a minute for Authentication, and then 429", async () => {
    const limited = await keyOfPanel("limited too");
    const answers: Got[] = [];
    for (let i = 0; i < 11; i += 1) answers.push(await send(base, "GET", "/api/v1/auth/session", { bearer: limited }));
    expect(answers.map(({ status }) => status)).toEqual([...Array(10).fill(200), 429]);
    expect(answers.at(-1)!.body.error.code).toBe("RATE_LIMITED");
    expect(Number(answers.at(-1)!.headers.get("retry-after"))).toBeGreaterThan(0);
  });
});

describe("maid", () => {
  const base = "maid";
  const Key = z.strictObject({
    key_id: z.uuid(),
    name: z.string(),
    permissions: z.array(z.string()),
    created_at: SECONDS,
    expires_at: SECONDS.nullable(),
    last_used: SECONDS.nullable(),
    created_by: z.string().nullable(),
    is_active: z.boolean(),
    rate_limit_rpm: z.int(),
  });
  const Player = z.strictObject({
    id: z.uuid(),
    username: z.string(),
    status: z.literal("active"),
    role: z.string().nullable(),
    is_online: z.boolean(),
    created_at: SECONDS,
    last_login: SECONDS,
  });
  let key: string;
  let made: { key_id: string; raw_key: string };
  /** The game it speaks for, who plays there, and where they stand. */
  let hollow: RunningGame;
  let bots: Visitor[];
  let [ashwyn, borin, square] = ["", "", ""];
  beforeAll(async () => {
    // What waits here for a game asks more often than 60 times a minute; that limit is seen on calls without a key.
    const wanted = { name: "maid's", permissions: ["FULL_ACCESS"], rateLimitPerMinute: 6_000 };
    key = (await execute(operations.apiKeys.generate, operatorActor(null, "test"), wanted)).key;
    hollow = await startGame(panel);
    const { prisma } = panel.runtime.database;
    for (const [key, value] of [
      ["dialects.maid-server", hollow.serverId],
      ["public-statistics", true],
    ] as const)
      await prisma.setting.create({ data: { key, on: "instance", value } });
    bots = [await newPlayer(hollow.port, "Ashwyn"), await newPlayer(hollow.port, "Borin")];
    await until(async () => (await prisma.playerServer.count({ where: { online: true } })) === 2);
    await eventually(async () => (await send(base, "GET", "/api/v1/players", { key })).body.total === 2);
  }, 120_000);
  afterAll(() => {
    for (const bot of bots) bot.socket.destroy();
  });

  /** What the game itself prints to a command of its console. */
  async function ofGame(pattern: RegExp, command: string): Promise<(string | number)[]> {
    const { runtime, nodeId } = panel;
    const { said } = await runtime.gateway.ask(nodeId, "order", {
      orderId: newId("ord"),
      serverId: hollow.serverId,
      kind: "command",
      line: command,
      deadline: Date.now() + 10_000,
      listenMs: 1_000,
    });
    const found = pattern.exec(said.join("\n"));
    if (!found) throw new Error(`Hollow said to ${command}: ${said.join("\n")}`);
    return [...found].map((text) => (/^\d+$/.test(text) ? Number(text) : text));
  }

  /** Who plays, by the game's own count. */
  async function playersInGame(): Promise<string[]> {
    const [said] = await ofGame(/.*/s, "players");
    return ["Ashwyn", "Borin"].filter((name) => String(said).includes(name));
  }

  /** The game tells its world by itself as soon as it is connected. */
  function untilWorldIsTold(): Promise<void> {
    return eventually(async () => {
      const { status, body } = await send(base, "GET", "/api/v1/world/rooms", { key });
      return status === 200 && body.total > 0;
    });
  }

  test("POST /api/v1/admin/api-keys", async () => {
    const body = {
      name: "Bot Integration",
      permissions: ["READ_PUBLIC", "READ_PLAYERS"],
      expires_in_days: 365,
      rate_limit_rpm: 120,
    };
    const got = await send(base, "POST", "/api/v1/admin/api-keys", { key, body });
    expect([got.status, got.body.detail]).toEqual([201, undefined]);
    expectShape(got.body, Key.extend({ raw_key: z.string() }));
    made = got.body;
    expect(made.raw_key).toMatch(new RegExp(`^maid_${made.key_id.slice(0, 8)}_[0-9A-Za-z]{32}$`));
    expect(got.body).toMatchObject({
      name: body.name,
      permissions: body.permissions,
      is_active: true,
      rate_limit_rpm: 120,
    });
    const bad = await send(base, "POST", "/api/v1/admin/api-keys", { key, body: { name: "x", permissions: ["FLY"] } });
    expect([bad.status, bad.body.detail]).toEqual([400, expect.stringContaining("FLY")]);
  });

  test("GET /api/v1/players", async () => {
    const all = await send(base, "GET", "/api/v1/players?page_size=1&sort_order=desc", { key: made.raw_key });
    expect([all.status, all.body]).toMatchObject([
      200,
      { total: 2, page: 1, page_size: 1, has_next: true, has_previous: false, players: [{ username: "Borin" }] },
    ]);
    expectLimit(all, 120);
    expectShape(all.body.players, z.array(Player));
    const { body } = await send(base, "GET", "/api/v1/players?online_only=true", { key });
    expect(body.players.map(({ username }: { username: string }) => username)).toEqual(["Ashwyn", "Borin"]);
    expect(await playersInGame()).toEqual(["Ashwyn", "Borin"]);
    expect((await send(base, "GET", "/api/v1/players?status=banned", { key })).body.total).toBe(0);
    expect((await send(base, "GET", "/api/v1/players?search=shwy", { key })).body.players[0].username).toBe("Ashwyn");
    expect((await send(base, "GET", "/api/v1/players?page_size=101", { key })).status).toBe(400);
    [ashwyn, borin] = body.players.map(({ id }: { id: string }) => id);
  });

  test("GET /api/v1/players/{player_id}", async () => {
    const got = await send(base, "GET", `/api/v1/players/${ashwyn}`, { key });
    expect(got.status).toBe(200);
    expectShape(
      got.body,
      Player.extend({
        email: z.null(),
        login_attempts: z.int().nullable(),
        locked_until: z.null(),
        current_character: z.string().nullable(),
        current_location: z.string().nullable(),
        metadata: z.strictObject({}),
      }),
    );
    for (const id of ["550e8400-e29b-41d4-a716-446655440000", "nonsense"])
      expect(await send(base, "GET", `/api/v1/players/${id}`, { key })).toMatchObject({
        status: 404,
        body: { detail: "Resource does not exist" },
      });
  });

  test("PATCH /api/v1/players/{player_id}", async () => {
    const body = { email: "player@example.com", metadata: { note: "asked nicely" } };
    const got = await send(base, "PATCH", `/api/v1/players/${ashwyn}`, { key, body });
    expect([got.status, got.body]).toEqual([
      200,
      {
        player_id: ashwyn,
        username: "Ashwyn",
        updated_fields: ["email", "metadata"],
        success: true,
        message: "Updated 2 field(s)",
      },
    ]);
    expect((await send(base, "GET", `/api/v1/players/${ashwyn}`, { key })).body).toMatchObject(body);
    expect((await send(base, "PATCH", `/api/v1/players/${ashwyn}`, { key, body: { email: "no" } })).status).toBe(400);
    const reader = await keyOfPanel("reads players", ["READ_PLAYERS"]);
    expect((await send(base, "PATCH", `/api/v1/players/${ashwyn}`, { key: reader, body })).status).toBe(403);
  });

  test("POST /api/v1/players/{player_id}/kick", async () => {
    const reason = "Server maintenance";
    const got = await send(base, "POST", `/api/v1/players/${borin}/kick`, { key, body: { reason } });
    expect([got.status, got.body]).toEqual([
      200,
      { player_id: borin, username: "Borin", reason, success: true, message: "Player kicked successfully" },
    ]);
    await bots[1]!.closed;
    await until(async () => (await playersInGame()).length === 1);
    await eventually(
      async () => (await send(base, "POST", `/api/v1/players/${borin}/kick`, { key, body: { reason } })).status === 409,
    );
  });

  test("POST /api/v1/players/{player_id}/ban", async () => {
    const body = { reason: "Cheating", duration_hours: 24 };
    const got = await send(base, "POST", `/api/v1/players/${borin}/ban`, { key, body });
    expect([got.status, got.body]).toMatchObject([
      200,
      { player_id: borin, username: "Borin", reason: "Cheating", success: true, message: "Player banned successfully" },
    ]);
    const leftMs = Date.parse(got.body.banned_until) - Date.now();
    expect(Math.abs(leftMs - 86_400_000)).toBeLessThan(60_000);
    const banned = await send(base, "GET", "/api/v1/players?status=banned", { key });
    expect(banned.body.players.map(({ id }: { id: string }) => id)).toEqual([borin]);
    expect((await send(base, "POST", `/api/v1/players/${borin}/ban`, { key, body: {} })).status).toBe(400);
  });

  test("DELETE /api/v1/players/{player_id}/ban", async () => {
    const got = await send(base, "DELETE", `/api/v1/players/${borin}/ban`, { key });
    expect([got.status, got.body]).toEqual([
      200,
      { player_id: borin, username: "Borin", success: true, message: "Player unbanned successfully" },
    ]);
    expect((await send(base, "DELETE", `/api/v1/players/${borin}/ban`, { key })).status).toBe(409);
    const back = await returningPlayer(hollow.port, "Borin");
    bots[1] = back;
    await until(async () => (await playersInGame()).length === 2);
  });

  const page = { total: z.int(), offset: z.int(), limit: z.int(), has_more: z.boolean() };
  const ListedRoom = z.strictObject({
    id: z.uuid(),
    name: z.string(),
    area_id: z.uuid().nullable(),
    area_name: z.string().nullable(),
    entity_count: z.int(),
  });

  test("GET /api/v1/world/areas", async () => {
    await untilWorldIsTold();
    const got = await send(base, "GET", "/api/v1/world/areas", { key });
    expect([got.status, got.body.total]).toEqual([200, (await ofGame(/(\d+) rooms in (\d+) areas/, "reload"))[2]]);
    expectShape(got.body, z.strictObject({ items: z.array(z.object({ id: z.uuid(), name: z.string() })), ...page }));
  });

  test("GET /api/v1/world/rooms", async () => {
    const got = await send(base, "GET", "/api/v1/world/rooms?limit=10&offset=20", { key });
    expect(got.status).toBe(200);
    expectShape(got.body, z.strictObject({ items: z.array(ListedRoom).length(10), ...page }));
    expect(got.body).toMatchObject({ offset: 20, limit: 10, has_more: true });
    expect(got.body.total).toBe((await ofGame(/(\d+) rooms in (\d+) areas/, "reload"))[1]);
    const { area_id } = got.body.items[0];
    const those = await send(base, "GET", `/api/v1/world/rooms?area_id=${area_id}&limit=100`, { key });
    expect(those.body.items.every((room: { area_id: string }) => room.area_id === area_id)).toBe(true);
    const { items } = (await send(base, "GET", "/api/v1/world/rooms?limit=100", { key })).body;
    square = items.find(({ name }: { name: string }) => name === "The Well Square").id;
  });

  test("GET /api/v1/world/rooms/{room_id}", async () => {
    const got = await send(base, "GET", `/api/v1/world/rooms/${square}`, { key });
    expect(got.status).toBe(200);
    expectShape(
      got.body,
      ListedRoom.extend({
        description: z.string(),
        exits: z.array(
          z.strictObject({
            direction: z.string(),
            destination_id: z.uuid(),
            destination_name: z.string(),
            is_locked: z.boolean(),
          }),
        ),
        properties: z.record(z.string(), z.unknown()),
      }),
    );
    expect(got.body.exits.map(({ direction }: { direction: string }) => direction).sort()).toEqual([
      "east",
      "north",
      "south",
      "west",
    ]);
    expect((await send(base, "GET", "/api/v1/world/rooms/nonsense", { key })).body).toEqual({
      detail: "Resource does not exist",
    });
  });

  const ofKind = (type: string) =>
    z.strictObject({ id: z.uuid(), name: z.string(), entity_type: z.literal(type), description: z.string() });

  test("GET /api/v1/world/rooms/{room_id}/contents", async () => {
    const path = `/api/v1/world/rooms/${square}/contents`;
    await eventually(async () => (await send(base, "GET", path, { key })).body.players.length === 2);
    const { status, body } = await send(base, "GET", path, { key });
    expect(status).toBe(200);
    expectShape(
      body,
      z.strictObject({
        room_id: z.literal(square),
        room_name: z.literal("The Well Square"),
        players: z.array(ofKind("player")).length(2),
        npcs: z.array(ofKind("npc")),
        items: z.array(ofKind("item")),
        total_count: z.literal(2 + body.npcs.length + body.items.length),
      }),
    );
    expect(body.players.map(({ id }: { id: string }) => id).sort()).toEqual([ashwyn, borin].sort());
  });

  const Thing = z.object({ id: z.uuid(), name: z.string(), room_id: z.uuid().nullable() });

  test("GET /api/v1/world/npcs", async () => {
    const got = await send(base, "GET", "/api/v1/world/npcs?is_hostile=true&limit=100", { key });
    expect(got.status).toBe(200);
    expectShape(got.body, z.strictObject({ items: z.array(Thing.extend({ is_hostile: z.literal(true) })), ...page }));
    expect(got.body.total).toBeGreaterThan(0);
    const { room_id } = got.body.items[0];
    const there = await send(base, "GET", `/api/v1/world/npcs?room_id=${room_id}`, { key });
    expect(there.body.items.every((npc: { room_id: string }) => npc.room_id === room_id)).toBe(true);
  });

  test("GET /api/v1/world/items", async () => {
    const got = await send(base, "GET", "/api/v1/world/items?is_takeable=true", { key });
    expect(got.status).toBe(200);
    expectShape(got.body, z.strictObject({ items: z.array(Thing.extend({ is_takeable: z.literal(true) })), ...page }));
  });

  test("GET /api/v1/health", async () => {
    const got = await send(base, "GET", "/api/v1/health");
    expect(got.status).toBe(200);
    expectShape(
      got.body,
      z.strictObject({ status: z.literal("ok"), timestamp: SECONDS, version: z.string(), uptime_seconds: z.int() }),
    );
    expectLimit(got, 60);
  });

  const figure = z.number().nullable();

  test("GET /api/v1/stats/server", async () => {
    const got = await send(base, "GET", "/api/v1/stats/server");
    expect(got.status).toBe(200);
    expectShape(
      got.body,
      z.strictObject({
        uptime_seconds: z.int(),
        tick_rate: figure,
        current_tick: figure,
        connected_players: z.int(),
        memory_usage_mb: figure,
        cpu_usage_percent: figure,
        version: z.string().nullable(),
        start_time: SECONDS,
      }),
    );
    expect(got.body.connected_players).toBe((await playersInGame()).length);
  });

  test("GET /api/v1/stats/players", async () => {
    const got = await send(base, "GET", "/api/v1/stats/players");
    expect([got.status, got.body]).toEqual([
      200,
      {
        online_count: 2,
        peak_players_today: 2,
        peak_players_all_time: 2,
        new_registrations_today: 2,
        new_registrations_this_week: 2,
        total_accounts: 2,
        active_sessions: 2,
      },
    ]);
    const { prisma } = panel.runtime.database;
    await prisma.setting.update({
      where: { key_on: { key: "public-statistics", on: "instance" } },
      data: { value: false },
    });
    expect(await send(base, "GET", "/api/v1/stats/players")).toMatchObject({
      status: 401,
      body: { detail: "API key required" },
    });
    expect((await send(base, "GET", "/api/v1/stats/players", { key })).status).toBe(200);
    await prisma.setting.update({
      where: { key_on: { key: "public-statistics", on: "instance" } },
      data: { value: true },
    });
  });

  test("GET /api/v1/stats/economy", async () => {
    await eventually(
      async () => (await send(base, "GET", "/api/v1/stats/economy", { key })).body.currency_name !== null,
    );
    const got = await send(base, "GET", "/api/v1/stats/economy");
    expect(got.status).toBe(200);
    // Each came with ten coins, as the game's own prompt says, and nobody has spent any.
    expect(got.body).toMatchObject({
      average_player_wealth: 10,
      median_player_wealth: 10,
      top_player_wealth: 10,
      currency_name: expect.stringContaining("coin"),
    });
  });

  test("GET /api/v1/stats/combat", async () => {
    const got = await send(base, "GET", "/api/v1/stats/combat");
    expect(got.status).toBe(200);
    const names = ["battles", "player_deaths", "mob_kills", "total_damage_dealt", "pvp_battles"];
    expect(Object.keys(got.body).sort()).toEqual(
      names.flatMap((name) => [`${name}_today`, `${name}_this_week`]).sort(),
    );
    expect(got.body).toMatchObject({ player_deaths_today: 0, pvp_battles_today: 0 });
  });

  test("GET /api/v1/stats/commands", async () => {
    const used = async (): Promise<number> => {
      const { body } = await send(base, "GET", "/api/v1/stats/commands", { key });
      return (
        body.most_used_commands.find(({ command }: { command: string }) => command === "look")?.total_invocations ?? 0
      );
    };
    for (let i = 0; i < 3; i += 1) bots[0]!.type("look");
    await eventually(async () => (await used()) >= 3);
    // As often as it was given, though its console, its events and its counts all tell of it.
    bots[0]!.type("inventory");
    await eventually(async () => {
      const { body } = await send(base, "GET", "/api/v1/stats/commands", { key });
      return body.unique_commands_used > 1;
    });
    expect(await used()).toBe(3);
    const got = await send(base, "GET", "/api/v1/stats/commands", { key });
    expect(got.status).toBe(200);
    expectShape(
      got.body,
      z.strictObject({
        total_commands_executed: z.int().min(1),
        commands_executed_today: z.int().min(1),
        commands_executed_this_week: z.int().min(1),
        unique_commands_used: z.int().min(1),
        most_used_commands: z.array(z.object({ command: z.string() })),
        error_rate_percent: figure,
      }),
    );
    expect((await send(base, "GET", "/api/v1/stats/commands")).body).toEqual({ detail: "API key required" });
    expect((await send(base, "GET", "/api/v1/stats/commands", { key: made.raw_key })).status).toBe(403);
  });

  test("WebSocket /api/v1/events", async () => {
    const address = `${panel.url.replace("http", "ws")}/compat/${base}/api/v1/events`;
    const ws = new WebSocket(`${address}?api_key=${key}&types=chat_message`);
    const heard: { type: string; data: Record<string, unknown> }[] = [];
    ws.on("message", (text) => heard.push(JSON.parse(String(text))));
    await new Promise((resolve) => ws.once("open", resolve));
    bots[0]!.type("say Can you hear me");
    await until(async () => heard.length > 0);
    expect(heard[0]).toMatchObject({
      type: "chat_message",
      timestamp: expect.stringMatching(/Z$/),
      data: { player_id: ashwyn, text: "Can you hear me" },
    });
    ws.send('{"type": "ping"}');
    await until(async () => heard.at(-1)?.type === "pong");
    ws.terminate();
  });

  test("POST /api/v1/admin/broadcast", async () => {
    const body = { message: "Server restart in 5 minutes" };
    const got = await send(base, "POST", "/api/v1/admin/broadcast", { key, body });
    expect([got.status, got.body]).toEqual([
      200,
      { success: true, message: "Broadcast sent successfully", recipients: 2 },
    ]);
    await bots[0]!.screen.next(/Server restart in 5 minutes/);
    expect((await send(base, "POST", "/api/v1/admin/broadcast", { key, body: { message: "" } })).status).toBe(400);
    const narrow = await send(base, "POST", "/api/v1/admin/broadcast", { key: made.raw_key, body });
    expect([narrow.status, narrow.body]).toEqual([403, { detail: "Insufficient permissions" }]);
  });

  test("POST /api/v1/admin/reload-config", async () => {
    const got = await send(base, "POST", "/api/v1/admin/reload-config", { key });
    expect([got.status, got.body]).toEqual([
      200,
      { success: true, message: "Configuration reloaded successfully", reloaded_sections: ["world", "bans"] },
    ]);
  });

  test("GET /api/v1/admin/api-keys", async () => {
    const got = await send(base, "GET", "/api/v1/admin/api-keys", { key });
    expect(got.status).toBe(200);
    expectShape(got.body, z.strictObject({ keys: z.array(Key), total: z.int() }));
    expect(got.body.keys.map(({ key_id }: { key_id: string }) => key_id)).toContain(made.key_id);
    const narrow = await send(base, "GET", "/api/v1/admin/api-keys", { key: made.raw_key });
    expect([narrow.status, narrow.body]).toEqual([403, { detail: "Insufficient permissions" }]);
    expect((await send(base, "GET", "/api/v1/admin/api-keys")).body).toEqual({ detail: "API key required" });
  });

  test("DELETE /api/v1/admin/api-keys/{key_id}", async () => {
    const got = await send(base, "DELETE", `/api/v1/admin/api-keys/${made.key_id}`, { key });
    expect([got.status, got.body]).toEqual([204, null]);
    await eventually(async () => (await send(base, "GET", "/api/v1/players", { key: made.raw_key })).status === 401);
    const ids = async (query: string) =>
      (await send(base, "GET", `/api/v1/admin/api-keys${query}`, { key })).body.keys.map(
        (of: { key_id: string }) => of.key_id,
      );
    expect(await ids("")).not.toContain(made.key_id);
    expect(await ids("?include_inactive=true")).toContain(made.key_id);
    expect(await send(base, "DELETE", "/api/v1/admin/api-keys/nonsense", { key })).toMatchObject({
      status: 404,
      body: { detail: "Resource does not exist" },
    });
  });

  test("speaks for the server of its base address, else for the key's, else for the panel's", async () => {
    const { id } = await execute(operations.servers.create, (await signInAs(panel.runtime, panel.owner.email)).actor, {
      name: "Asleep",
      blueprintId: "hollow",
      nodeId: panel.nodeId,
    });
    const bound = await execute(operations.apiKeys.generate, operatorActor(null, "test"), {
      name: "of one server",
      permissions: ["FULL_ACCESS"],
      serverId: id,
    });
    const notReady = { status: 503, body: { detail: "Engine not ready" } };
    for (const [asked, by] of [
      [`${base}/servers/${id}`, key],
      [`${base}/servers/${uuidOf(id)}`, key],
      [base, bound.key],
    ] as const) {
      expect((await send(asked, "GET", "/api/v1/players", { key: by })).body.total).toBe(0);
      expect(await send(asked, "GET", "/api/v1/world/rooms", { key: by })).toMatchObject(notReady);
      expect(await send(asked, "GET", "/api/v1/stats/server", { key: by })).toMatchObject(notReady);
      for (const act of ["broadcast", "shutdown", "reload-config"])
        expect(await send(asked, "POST", `/api/v1/admin/${act}`, { key: by, body: { message: "x" } })).toMatchObject(
          notReady,
        );
    }
    expect(
      (await send(`${base}/servers/${hollow.serverId}`, "GET", "/api/v1/world/rooms", { key: bound.key })).status,
    ).toBe(404);
  });

  test("POST /api/v1/admin/shutdown", async () => {
    const body = { reason: "Scheduled maintenance", delay_seconds: 1 };
    const got = await send(base, "POST", "/api/v1/admin/shutdown", { key, body });
    expect(got.status).toBe(200);
    expectShape(
      got.body,
      z.strictObject({
        success: z.literal(true),
        message: z.literal("Shutdown scheduled: Scheduled maintenance"),
        scheduled_at: SECONDS,
      }),
    );
    expect((await send(base, "POST", "/api/v1/admin/shutdown", { key, body })).status).toBe(409);
    const clock = startUpkeepClock(panel.runtime);
    await bots[0]!.closed;
    await until(async () => (await send(base, "GET", "/api/v1/stats/server", { key })).status === 503, 30_000);
    await clock.stop();
    // The game has ended, and not the panel; what is the panel's own is answered as ever.
    expect((await send(base, "GET", "/api/v1/health")).status).toBe(200);
    expect((await send(base, "GET", "/api/v1/players", { key })).body.total).toBe(2);
  });
});

describe("maid's figures and events, of a game in which bots play", () => {
  /** The 17 of its table. */
  const TYPES = [
    ...["player_login", "player_logout", "player_command", "chat_message", "system_message", "combat", "damage"],
    ...["death", "respawn", "world_event", "room_enter", "room_leave", "entity_created", "entity_destroyed"],
    ...["component_added", "component_removed", "tick"],
  ];
  let key: string;
  let base: string;
  let hollow: RunningGame;
  let events: WebSocket;
  const heard: { type: string; data: Record<string, unknown> }[] = [];
  const told = (type: string) => heard.filter((event) => event.type === type);
  const counts = () => countHollow(panel.folderOf(hollow.serverId));
  const figures = async (of: string) => (await send(base, "GET", `/api/v1/stats/${of}`, { key })).body;

  beforeAll(async () => {
    const wanted = { name: "reads figures", permissions: ["FULL_ACCESS"], rateLimitPerMinute: 6_000 };
    key = (await execute(operations.apiKeys.generate, operatorActor(null, "test"), wanted)).key;
    hollow = await startGame(panel, { name: "Of bots", variables: { TICK_MS: 20, LOG_COMMANDS: true } });
    base = `maid/servers/${uuidOf(hollow.serverId)}`;
    const address = `${panel.url.replace("http", "ws")}/compat/${base}/api/v1/events`;
    events = new WebSocket(`${address}?api_key=${key}&types=${TYPES.join()}`);
    events.on("message", (text) => heard.push(JSON.parse(String(text))));
    await new Promise((resolve) => events.once("open", resolve));
    await until(async () => told("tick").length > 0);
  }, 120_000);
  afterAll(() => events.terminate());

  async function orderOfConsole(line: string): Promise<void> {
    const deadline = Date.now() + 10_000;
    const order = { orderId: newId("ord"), serverId: hollow.serverId, kind: "command", line, deadline } as const;
    await panel.runtime.gateway.ask(panel.nodeId, "order", order);
  }

  test("are what the game itself has counted when all have left", async () => {
    const flags = ["--count", "10", "--port", String(hollow.port), "--pace-ms", "180", "--visit-sec", "900"];
    const bots = spawnHollow("bot.ts", [...flags, "--seed", "conformance"]);
    const [olga, pavel] = [await newPlayer(hollow.port, "Olga"), await newPlayer(hollow.port, "Pavel")];
    // Two of them fight each other, handle their gear, and say something that no game understands.
    for (const name of ["Olga", "Pavel"]) await orderOfConsole(`tp ${name} town.pit`);
    await pavel.screen.next(/The Bear Pit/);
    olga.type("attack pavel");
    for (const line of ["remove knife", "wield knife", "xyzzy"]) pavel.type(line);
    await until(() => {
      const { trades, npcDeaths, playerDeaths, pvpBattles } = counts();
      return trades >= 5 && npcDeaths >= 3 && playerDeaths >= 1 && pvpBattles >= 1;
    }, 120_000);
    await bots.kill("SIGTERM");
    for (const player of [olga, pavel]) {
      player.type("quit");
      await player.closed;
    }
    // Coins for who is away count as well.
    await orderOfConsole("give Olga 1000");
    await until(() => counts().purses.at(-1)! >= 1_000);
    await eventually(async () => (await figures("players")).online_count === 0);

    const { logins, players, purses, commands, ...fought } = counts();
    const circulation = purses.reduce((sum, coins) => sum + coins, 0);
    const half = purses.length / 2;
    const median = (purses[Math.ceil(half) - 1]! + purses[Math.floor(half)]!) / 2;
    // What is told by itself comes in its own time.
    await eventually(async () => (await figures("economy")).total_currency_in_circulation === circulation);
    await eventually(async () => (await figures("commands")).total_commands_executed >= commands.length);
    expect(await figures("economy")).toEqual({
      total_currency_in_circulation: circulation,
      transactions_today: fought.trades,
      transactions_this_week: fought.trades,
      average_player_wealth: Math.round((circulation / purses.length) * 100) / 100,
      median_player_wealth: median,
      top_player_wealth: purses.at(-1),
      currency_name: "coins",
    });
    expect(await figures("combat")).toEqual({
      battles_today: fought.battles,
      battles_this_week: fought.battles,
      player_deaths_today: fought.playerDeaths,
      player_deaths_this_week: fought.playerDeaths,
      mob_kills_today: fought.npcDeaths,
      mob_kills_this_week: fought.npcDeaths,
      total_damage_dealt_today: fought.damage,
      total_damage_dealt_this_week: fought.damage,
      pvp_battles_today: fought.pvpBattles,
      pvp_battles_this_week: fought.pvpBattles,
    });
    const { peak_players_today: peak, ...standing } = await figures("players");
    expect(standing).toEqual({
      online_count: 0,
      peak_players_all_time: peak,
      new_registrations_today: players,
      new_registrations_this_week: players,
      total_accounts: purses.length,
      active_sessions: 0,
    });
    expect([peak >= 2, peak <= purses.length, logins >= players]).toEqual([true, true, true]);

    const used = await figures("commands");
    expect(used).toMatchObject({
      total_commands_executed: commands.length,
      commands_executed_today: commands.length,
      commands_executed_this_week: commands.length,
      error_rate_percent: Math.round((100 / commands.length) * 100) / 100,
    });
    const uses = new Map<string, Record<string, number>>();
    for (const { command, ...use } of used.most_used_commands) uses.set(command, use);
    // Ways have many words; whoever types these writes them out.
    for (const command of ["inventory", "attack", "buy", "sell", "wield"]) {
      const typed = commands.filter((text) => text.split(" ", 1)[0] === command).length;
      const named = command === "wield" ? "wear" : command;
      const also = named === "wear" ? commands.filter((text) => text.startsWith("wear ")).length : 0;
      expect([command, uses.get(named)]).toEqual([
        command,
        {
          total_invocations: typed + also,
          invocations_today: typed + also,
          invocations_this_week: typed + also,
          average_execution_time_ms: expect.any(Number),
          error_count: 0,
        },
      ]);
    }
    expect(uses.get("unknown")).toMatchObject({ total_invocations: 1, error_count: 1 });
    const all = [...uses.values()].reduce((sum, { total_invocations: times }) => sum + times!, 0);
    expect([uses.size, all]).toEqual([used.unique_commands_used, commands.length]);
  }, 120_000);

  test("what it knows of a player is what is so in the game", async () => {
    const find = async () => (await send(base, "GET", "/api/v1/players?search=Olga", { key })).body.players[0];
    const { id, role } = await find();
    const details = async () => (await send(base, "GET", `/api/v1/players/${id}`, { key })).body;
    expect(role).toBe("user");
    expect(await details()).toMatchObject({ is_online: false, current_location: null, login_attempts: 0 });
    const stranger = visit(hollow.port);
    await stranger.screen.next(/By what name/);
    stranger.type("olga");
    await stranger.screen.next(/Password:/);
    stranger.type("a guess");
    await eventually(async () => (await details()).login_attempts === 1);
    stranger.socket.destroy();
    const olga = await returningPlayer(hollow.port, "Olga");
    await eventually(async () => {
      const { login_attempts: tries, current_location: place, is_online: online } = await details();
      return tries === 0 && online && place !== null;
    });
    expect(await details()).toMatchObject({ current_character: "Olga", role: "user" });
    olga.socket.destroy();
  });

  test("each type of event in the document is told by the game", async () => {
    await send(base, "POST", "/api/v1/admin/broadcast", { key, body: { message: "Supper" } });
    await send(base, "POST", "/api/v1/admin/reload-config", { key });
    await until(() => TYPES.every((type) => told(type).length > 0)).catch(() => {});
    expect(TYPES.filter((type) => told(type).length === 0)).toEqual([]);
    expect(heard.filter(({ type }) => !TYPES.includes(type))).toEqual([]);
    expect(told("component_added").map(({ data }) => data)).toContainEqual(
      expect.objectContaining({ entity: "Pavel", component: "weapon" }),
    );
    expect(told("system_message").at(-1)!.data.text).toBe("Supper");
  });
});

describe("every dialect", () => {
  test.each([
    "heliactyl/api/openapi.json",
    "helpdesk/openapi.json",
    "stellarstack/openapi.json",
    "maid/api/openapi.json",
  ])("has its own document, at /compat/%s", async (path) => {
    const response = await fetch(`${panel.url}/compat/${path}`);
    expect(response.status).toBe(200);
    const document = (await response.json()) as { openapi: string; paths: Record<string, Record<string, unknown>> };
    const dialect = dialects.find(({ name }) => path.startsWith(`${name}/`))!;
    const listed = Object.entries(document.paths).flatMap(([at, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${at}`),
    );
    expect(listed.sort()).toEqual(dialect.routes.map(({ http }) => `${http.method} ${http.path}`).sort());
  });

  test.each(["/api/docs", "/api/redoc"])(
    "of MAID's pages for people %s leads to its interactive document",
    async (path) => {
      const response = await fetch(`${panel.url}/compat/maid${path}`, { redirect: "manual" });
      expect([response.status, response.headers.get("location")]).toEqual([307, "/docs/api?of=maid"]);
    },
  );

  test.each([
    ["helpdesk", "POST", "/api/v1/api-keys", 413, z.object({ detail: z.string() })],
    ["maid", "POST", "/api/v1/admin/api-keys", 413, z.object({ detail: z.string() })],
    ["stellarstack", "POST", "/api/v1/servers", 400, z.object({ error: z.object({ code: z.literal("TOO_LARGE") }) })],
  ] as const)("%s says in its own form that a body is too large", async (base, method, path, status, form) => {
    const got = await send(base, method, path, {
      key: panel.key,
      bearer: panel.key,
      body: { name: "x".repeat(2 ** 20) },
    });
    expect(got.status).toBe(status);
    expectShape(got.body, form);
  });

  test.each([
    ["helpdesk", "/api/v1/api-keys", "100", 422],
    ["maid", "/api/v1/admin/api-keys", "60", 400],
    ["stellarstack", "/api/v1/servers", "60", 400],
  ] as const)("%s counts a body that is no JSON, and says what is left", async (base, path, limit, status) => {
    const key = await keyOfPanel(`of broken bodies for ${base}`);
    const ask = async (body: string) => {
      const headers = { "x-api-key": key, authorization: `Bearer ${key}`, "content-type": "application/json" };
      const { status, headers: got } = await fetch(`${panel.url}/compat/${base}${path}`, {
        method: "POST",
        headers,
        body,
      });
      return [status, got.get("x-ratelimit-limit"), Number(got.get("x-ratelimit-remaining"))];
    };
    expect([await ask("{"), await ask("[]")]).toEqual([
      [status, limit, Number(limit) - 1],
      [status, limit, Number(limit) - 2],
    ]);
  });

  test("is not there while its owner has it switched off", async () => {
    const { prisma } = panel.runtime.database;
    await prisma.setting.create({ data: { key: "dialects.maid", on: "instance", value: false } });
    await eventually(async () => (await fetch(`${panel.url}/compat/maid/api/openapi.json`)).status === 404);
    expect((await send("helpdesk", "GET", "/api/v1/api-keys")).status).toBe(401);
    expect((await fetch(`${panel.url}/compat/nothing/x`)).status).toBe(404);
    await prisma.setting.create({ data: { key: "dialects.stellarstack", on: "instance", value: false } });
    const ws = new WebSocket(`${panel.url.replace("http", "ws")}/compat/stellarstack/console`);
    expect((await new Promise<Error>((resolve) => ws.once("error", resolve))).message).toContain("404");
  });
});
