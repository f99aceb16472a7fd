import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { bootstrap, operatorAccount } from "#app/features/identity/server/index.ts";
import { operations } from "#app/features/registry.ts";
import type { Embed } from "#app/features/webhooks/discord.ts";
import { startWebhooks } from "#app/features/webhooks/server/index.ts";
import { newId } from "#app/lib/id.ts";
import { type Actor, operatorActor } from "#app/operation/actor.ts";
import { execute } from "#app/operation/execute.ts";
import { now } from "#app/platform/clock.ts";
import { setEnvironment } from "#app/platform/env.ts";
import { openOutboundHttp } from "#app/platform/outbound-http.ts";
import { sql } from "#app/platform/sql.ts";
import { createBlueprint, createNode, createServer, type TestNode } from "#app/testing/hosting.ts";
import { type SignedIn, signedInPerson } from "#app/testing/people.ts";
import { startReceiver } from "#app/testing/receiver.ts";
import { createTestRuntime, type TestRuntime } from "#app/testing/runtime.ts";
import { handleCompat } from "./handle.ts";
import { uuidOf } from "./ids.ts";

let runtime: TestRuntime;
let operator: Actor;
let key: string;
let node: TestNode;
beforeAll(async () => {
  runtime = await createTestRuntime();
  await bootstrap(runtime.database);
  await createBlueprint(runtime.database);
  node = await createNode(runtime.database);
  operator = operatorActor((await operatorAccount(runtime.database))!.id, "operator@here");
  key = await keyWith(["FULL_ACCESS"]);
});
afterAll(() => runtime.close());
// A node that has said nothing for half a minute is silent.
beforeEach(() => runtime.database.prisma.node.updateMany({ data: { lastSeenAt: now() } }));

async function keyWith(permissions: string[]): Promise<string> {
  const made = await execute(operations.apiKeys.generate, operator, {
    ...{ name: "bot", permissions, rateLimitPerMinute: 1_000_000 },
  });
  return made.key;
}

interface Asked {
  body?: unknown;
  authorization?: string | null;
}

async function ask(method: string, path: string, { body, authorization = `Bearer ${key}` }: Asked = {}) {
  const text = body === undefined ? undefined : typeof body === "string" ? body : JSON.stringify(body);
  const request = new Request(`http://panel.example/compat/heliactyl${path}`, {
    method,
    headers: {
      ...(authorization === null ? {} : { authorization }),
      ...(text === undefined
        ? {}
        : { "content-type": "application/json", "content-length": String(Buffer.byteLength(text)) }),
    },
    ...(text === undefined ? {} : { body: text }),
  });
  const response = await handleCompat(request, { address: "192.0.2.1" });
  return { status: response.status, headers: response.headers, body: JSON.parse(await response.text()) };
}
const get = (path: string, asked?: Asked) => ask("GET", path, asked);
const post = (path: string, body: unknown) => ask("POST", path, { body });

let discordIds = 80_351_110_224_678_912n;
/** A member who signs in by Discord, and their id there. */
async function memberOnDiscord(): Promise<SignedIn & { discordId: string }> {
  const person = await signedInPerson(runtime);
  discordIds += 1n;
  await link(person.userId, "discord", String(discordIds));
  return { ...person, discordId: String(discordIds) };
}
function link(userId: string, provider: string, id: string) {
  return runtime.database.execute(
    sql`insert into accounts (provider, "providerAccountId", "userId") values (${provider}, ${id}, ${userId})`,
  );
}
async function coinsOf(userId: string): Promise<number> {
  return (await execute(operations.coins.get, operator, { userId })).balance;
}

describe("the key", () => {
  it("opens what it is for, and each other answer is the document's", async () => {
    expect(await get("/api")).toMatchObject({
      status: 200,
      body: { status: true, version: "3.2.1-beta.1", platform_codename: "Avalanche 2" },
    });
    const missing = { status: 401, body: { status: "error", message: "Missing authorization header" } };
    const wrong = { status: 403, body: { status: "error", message: "Invalid API key" } };
    expect(await get("/api", { authorization: null })).toMatchObject(missing);
    expect(await get("/api", { authorization: "" })).toMatchObject(missing);
    for (const authorization of [
      "Bearer nonsense",
      "Bearer",
      `Basic ${key}`,
      key,
      `Bearer ${key}x`,
      "Bearer Example Code",
    ])
      expect([authorization, await get("/api", { authorization })]).toMatchObject([authorization, wrong]);
    for (const path of ["/api/v3/userservers?id=1", "/api/v3/userserverdetails?id=1"])
      expect(await get(path, { authorization: null })).toMatchObject(missing);
    expect(await ask("POST", "/api/v3/addcoins", { body: {}, authorization: null })).toMatchObject(missing);
  });

  it("may do no more than its scopes", async () => {
    const { discordId, userId } = await memberOnDiscord();
    const authorization = `Bearer ${await keyWith(["users:read", "servers:read"])}`;
    expect((await get(`/api/v3/userservers?id=${discordId}`, { authorization })).body.status).toBe("success");
    const got = await ask("POST", "/api/v3/addcoins", { body: { id: discordId, coins: 5 }, authorization });
    expect(got).toMatchObject({
      status: 403,
      body: { status: "error", message: expect.stringContaining("economy:write") },
    });
    expect(got.headers.get("x-required-permission")).toBe("economy:write");
    expect(await coinsOf(userId)).toBe(0);
  });

  it("opens nothing while the owner has switched it off, and that is said before the key is looked at", async () => {
    const { prisma } = runtime.database;
    await prisma.setting.create({ data: { key: "dialects.heliactyl", on: "instance", value: false } });
    const off = { status: 403, body: { status: "error", message: "API is disabled" } };
    await expect.poll(() => get("/api"), { timeout: 20_000 }).toMatchObject(off);
    expect(await get("/api", { authorization: null })).toMatchObject(off);
    expect(await post("/api/v3/addcoins", { id: "1", coins: 1 })).toMatchObject(off);
    await prisma.setting.delete({ where: { key_on: { key: "dialects.heliactyl", on: "instance" } } });
    await expect.poll(async () => (await get("/api")).status, { timeout: 20_000 }).toBe(200);
  });
});

describe("who is meant", () => {
  it("is found by Discord, Google, GitHub, the bot's link, an import, and their id here, each also written as a UUID", async () => {
    const person = await signedInPerson(runtime);
    const { userId } = person;
    await link(userId, "discord", "80351110224678913000");
    await link(userId, "google", "108351110224678913000");
    await link(userId, "github", "583231");
    await runtime.database.execute(
      sql`insert into discord_links ("discordId", "userId", name, "linkedAt") values ('90351110224678913001', ${userId}, 'x', ${now()})`,
    );
    const local = "0b6e7f0a-5d2c-4a63-8f2c-1d5f6a7b8c9d";
    await runtime.database.execute(
      sql`insert into import_sources values ('heliactyl', 'user', ${local}, ${userId}, ${now()})`,
    );
    const ids = ["80351110224678913000", "108351110224678913000", "583231", "90351110224678913001", local];
    for (const id of [...ids, userId, uuidOf(userId), uuidOf(userId).toUpperCase()]) {
      const { body } = await get(`/api/v3/userservers?id=${id}`);
      expect([id, body]).toEqual([id, { status: "success", userId: id, serverCount: 0, servers: [] }]);
    }
  });

  it("is nobody by an id that nobody has, or who left, or that no id could be", async () => {
    const gone = await memberOnDiscord();
    await execute(operations.users.remove, operator, { userId: gone.userId });
    const account = (await operatorAccount(runtime.database))!.id;
    for (const id of [
      "1",
      gone.userId,
      gone.discordId,
      account,
      "%00",
      "x".repeat(5000),
      "' or 1=1 --",
      "../..",
      "%F0%9F%92%A9",
    ])
      expect([id, await get(`/api/v3/userservers?id=${id}`)]).toMatchObject([
        id,
        { status: 200, body: { status: "invalid id" } },
      ]);
    expect((await post("/api/v3/addcoins", { id: "\ud800", coins: 1 })).body).toEqual({ status: "invalid id" });
  });
});

describe("userservers and userserverdetails", () => {
  it("show what the member owns, with the fields of the panel under the original", async () => {
    const { actor, userId, discordId } = await memberOnDiscord();
    const [running, stopped] = [
      await createServer(runtime.database, actor, node, { observed: "running", name: "My Game Server" }),
      await createServer(runtime.database, actor, node, { observed: "offline", name: "Other" }),
    ];
    await createServer(runtime.database, operator, node, { name: "Somebody else's" });
    const row = await runtime.database.prisma.server.findUniqueOrThrow({
      where: { id: running },
      include: { node: true, blueprint: true, allocations: true },
    });
    const listed = (await get(`/api/v3/userservers?id=${discordId}`)).body;
    expect(listed).toMatchObject({ status: "success", userId: discordId, serverCount: 2 });
    expect(listed.servers[0]).toEqual({ id: Number(row.num), identifier: running.slice(-12), name: "My Game Server" });
    const { body } = await get(`/api/v3/userserverdetails?id=${userId}`);
    expect(body).toMatchObject({ status: "success", userId, serverCount: 2 });
    expect(body.servers[0]).toEqual({
      ...listed.servers[0],
      uuid: uuidOf(running),
      description: "",
      status: "running",
      limits: { memory: row.memoryMiB, disk: row.diskMiB, cpu: row.cpuPercent, swap: 0, io: 500 },
      featureLimits: { databases: 0, allocations: 1, backups: 0 },
      suspended: false,
      node: Number(row.node.num),
      allocation: Number(row.allocations[0]!.num),
      egg: Number(row.blueprint.num),
    });
    expect(body.servers[1]).toMatchObject({ uuid: uuidOf(stopped), status: "stopped" });
  });

  it("show by the identifier a server to who may see it, and to nobody else", async () => {
    const { actor } = await memberOnDiscord();
    const other = await memberOnDiscord();
    const serverId = await createServer(runtime.database, actor, node);
    for (const id of [serverId.slice(-12), uuidOf(serverId), uuidOf(serverId).replaceAll("-", "").toUpperCase()])
      expect(await execute(operations.servers.find, actor, { id })).toEqual({ serverId });
    await expect(execute(operations.servers.find, other.actor, { id: serverId.slice(-12) })).rejects.toMatchObject({
      code: "not_found",
    });
    for (const id of ["", "%", "_".repeat(12), serverId.slice(-11), "zzzzzzzzzzzz"])
      await expect(execute(operations.servers.find, actor, { id })).rejects.toMatchObject({ code: "not_found" });
  });

  it("refuse in the original's words", async () => {
    for (const path of ["userservers", "userserverdetails"]) {
      expect(await get(`/api/v3/${path}`)).toMatchObject({ status: 200, body: { status: "missing id" } });
      expect(await get(`/api/v3/${path}?id=`)).toMatchObject({ status: 200, body: { status: "missing id" } });
      expect(await get(`/api/v3/${path}?id=1`)).toMatchObject({ status: 200, body: { status: "invalid id" } });
    }
  });
});

describe("setcoins and addcoins", () => {
  it("change the ledger, with who did it and why", async () => {
    const { discordId, userId } = await memberOnDiscord();
    expect((await post("/api/v3/addcoins", { id: discordId, coins: 500 })).body).toEqual({ status: "success" });
    expect(await coinsOf(userId)).toBe(500);
    expect((await post("/api/v3/setcoins", { id: discordId, coins: 1000 })).body).toEqual({ status: "success" });
    expect((await post("/api/v3/setcoins", { id: discordId, coins: 0 })).body).toEqual({ status: "success" });
    expect((await post("/api/v3/setcoins", { id: discordId, coins: 999_999_999_999_999 })).body).toEqual({
      status: "success",
    });
    expect(await coinsOf(userId)).toBe(999_999_999_999_999);
    expect((await post("/api/v3/addcoins", { id: discordId, coins: 1 })).body).toEqual({
      status: "too small or big coins",
    });
    expect(await coinsOf(userId)).toBe(999_999_999_999_999);
    const { items } = await execute(operations.coins.statementOf, operator, { userId });
    expect(items.map(({ amount }) => amount)).toEqual([999_999_999_999_999, -1000, 500, 500]);
    expect(items.every(({ reason }) => reason === "By the Heliactyl API")).toBe(true);
  });

  it("lose nothing: 200 of one coin at the same time are 200", async () => {
    const { discordId, userId } = await memberOnDiscord();
    // All wait for the same row, and on a slow machine for longer than anybody is let wait for a connection.
    runtime.database.pool.options.connectionTimeoutMillis = 300_000;
    await post("/api/v3/addcoins", { id: discordId, coins: 1 });
    const answers = await Promise.all(
      Array.from({ length: 200 }, () => post("/api/v3/addcoins", { id: discordId, coins: 1 })),
    );
    expect(answers.filter(({ body }) => body.status === "success")).toHaveLength(200);
    expect(await coinsOf(userId)).toBe(201);
  });

  it("with an Idempotency-Key happen once, however often they are sent", async () => {
    const { discordId, userId } = await memberOnDiscord();
    const text = JSON.stringify({ id: discordId, coins: 7 });
    const send = () =>
      handleCompat(
        new Request("http://panel.example/compat/heliactyl/api/v3/addcoins", {
          method: "POST",
          headers: {
            ...{ authorization: `Bearer ${key}`, "content-type": "application/json", "idempotency-key": "order-7" },
            "content-length": String(text.length),
          },
          body: text,
        }),
        { address: "192.0.2.1" },
      );
    for (let i = 0; i < 3; i++) expect(await (await send()).json()).toEqual({ status: "success" });
    expect(await coinsOf(userId)).toBe(7);
  });

  const known = async () => (await memberOnDiscord()).discordId;
  it.each([
    [{ coins: 5 }, "id must be a string"],
    [{ id: 5, coins: 5 }, "id must be a string"],
    [{ id: null, coins: "5" }, "id must be a string"],
    [{ id: "", coins: 5 }, "invalid id"],
    [{ id: "nobody", coins: "5" }, "invalid id"],
    [{ id: "nobody" }, "invalid id"],
    [{ id: "known" }, "coins must be number"],
    [{ id: "known", coins: "5" }, "coins must be number"],
    [{ id: "known", coins: null }, "coins must be number"],
    [{ id: "known", coins: -1 }, "too small or big coins"],
    [{ id: "known", coins: 1e15 }, "too small or big coins"],
    [{ id: "known", coins: 1.5 }, "coins must be a whole number"],
  ])("refuse %j as %s", async (body, words) => {
    const id = "id" in body && body.id === "known" ? { id: await known() } : {};
    for (const path of ["setcoins", "addcoins"])
      expect(await post(`/api/v3/${path}`, { ...body, ...id })).toMatchObject({ status: 200, body: { status: words } });
  });

  it("refuse what is no object as the original does, but for its page of a stack trace", async () => {
    const id = await known();
    expect((await post("/api/v3/addcoins", { id, coins: 0 })).body).toEqual({ status: "too small or big coins" });
    expect((await post("/api/v3/addcoins", { id, coins: 0.5 })).body).toEqual({ status: "too small or big coins" });
    expect(await post("/api/v3/addcoins", [])).toMatchObject({
      status: 200,
      body: { status: "body cannot be an array" },
    });
    expect(await post("/api/v3/addcoins", "{")).toMatchObject({ status: 400, body: { status: "error" } });
    expect(await post("/api/v3/addcoins", '{"id":"1","coins":1e999}')).toMatchObject({
      body: { status: "invalid id" },
    });
    expect(await ask("POST", "/api/v3/addcoins")).toMatchObject({
      status: 200,
      body: { status: "id must be a string" },
    });
    expect(await get("/api/v3/nothing")).toMatchObject({ status: 404, body: { status: "error" } });
    expect(await get("/api/v3/addcoins")).toMatchObject({ status: 405, body: { status: "error" } });
  });
});

describe("userinfo", () => {
  it("shows coins, package, extra resources and the user as the panel under the original does", async () => {
    const { discordId, userId, actor, email } = await memberOnDiscord();
    const serverId = await createServer(runtime.database, actor, node, { observed: "running" });
    await post("/api/v3/addcoins", { id: discordId, coins: 1500 });
    await post("/api/v3/setresources", { id: discordId, ram: 1024, disk: 5120, cpu: 50, servers: 1 });
    const { base, package: held } = await execute(operations.resources.get, operator, { userId });
    const { status, body } = await get(`/api/v3/userinfo?id=${discordId}`);
    expect([status, body]).toEqual([
      200,
      {
        status: "success",
        id: discordId,
        renewalBypass: false,
        package: {
          ...{ name: held.name, ram: base.memoryMiB, disk: base.diskMiB, cpu: base.cpuPercent, servers: base.servers },
        },
        extra: { ram: 1024, disk: 5120, cpu: 50, servers: 1 },
        userinfo: expect.objectContaining({ object: "user" }),
        coins: 1500,
      },
    ]);
    const { attributes } = body.userinfo;
    expect(attributes).toMatchObject({
      id: expect.any(Number),
      username: "member",
      email,
      uuid: uuidOf(userId),
      root_admin: false,
    });
    expect(attributes.relationships.servers.data).toMatchObject([
      { object: "server", attributes: { identifier: serverId.slice(-12), user: attributes.id, status: "running" } },
    ]);
  });

  it("shows no address to a key that may not see users", async () => {
    const { discordId } = await memberOnDiscord();
    const authorization = `Bearer ${await keyWith(["economy.all:read"])}`;
    const { body } = await get(`/api/v3/userinfo?id=${discordId}`, { authorization });
    expect([body.userinfo.attributes.email, body.userinfo.attributes.relationships.servers.data]).toEqual(["", []]);
  });
});

describe("setplan and setresources", () => {
  it("give a package by its name, and take it away", async () => {
    const { discordId, userId } = await memberOnDiscord();
    const limits = { memoryMiB: 8192, diskMiB: 20_480, cpuPercent: 400, servers: 5, ports: 10 };
    await execute(operations.packages.create, operator, {
      ...{ name: "premium", description: "", color: null, order: 0, limits, graceDays: 7, discordRoles: [] },
    });
    expect((await post("/api/v3/setplan", { id: discordId, package: "premium" })).body).toEqual({ status: "success" });
    expect((await get(`/api/v3/userinfo?id=${userId}`)).body.package).toEqual({
      ...{ name: "premium", ram: 8192, disk: 20_480, cpu: 400, servers: 5 },
    });
    for (const name of ["Premium", "nothing", "x".repeat(50), "' or 1=1"])
      expect([name, await post("/api/v3/setplan", { id: discordId, package: name })]).toMatchObject([
        name,
        { status: 200, body: { status: "invalid package" } },
      ]);
    expect((await execute(operations.resources.get, operator, { userId })).way).toBe("assigned");
    // Whatever is no name takes it away, as there.
    expect((await post("/api/v3/setplan", { id: discordId, package: 5 })).body).toEqual({ status: "success" });
    expect((await post("/api/v3/setplan", { id: discordId })).body).toEqual({ status: "success" });
    expect((await execute(operations.resources.get, operator, { userId })).way).toBe("default");
  });

  it("keep what is not sent, and take the most that there is for more", async () => {
    const { discordId, userId } = await memberOnDiscord();
    const extra = async () => (await get(`/api/v3/userinfo?id=${userId}`)).body.extra;
    await post("/api/v3/setresources", { id: discordId, ram: 1024.9, disk: 5120 });
    expect(await extra()).toEqual({ ram: 1024, disk: 5120, cpu: 0, servers: 0 });
    await post("/api/v3/setresources", { id: discordId, ram: 0, servers: 2, cpu: "50" });
    expect(await extra()).toEqual({ ram: 0, disk: 5120, cpu: 0, servers: 2 });
    expect((await post("/api/v3/setresources", { id: discordId, ram: 999_999_999_999_999 })).body.status).toBe(
      "success",
    );
    expect((await extra()).ram).toBe(1_000_000_000);
  });

  it.each([
    ["setplan", {}, "missing id"],
    ["setplan", [], "missing id"],
    ["setresources", [], "missing id"],
    ["setplan", { id: 5, package: "premium" }, "missing id"],
    ["setplan", { id: "nobody", package: "premium" }, "invalid id"],
    ["setresources", {}, "missing id"],
    ["setresources", { id: "nobody", ram: -1 }, "invalid id"],
    ["setresources", { id: "known" }, "missing variables"],
    ["setresources", { id: "known", ram: "1024" }, "missing variables"],
    ["setresources", { id: "known", ram: -1 }, "ram size"],
    ["setresources", { id: "known", disk: 1e15 }, "disk size"],
    ["setresources", { id: "known", cpu: -0.1 }, "cpu size"],
    ["setresources", { id: "known", servers: -5, ram: 5 }, "server size"],
  ])("%s refuses %j as %s", async (path, body, words) => {
    const id = (body as { id?: unknown }).id === "known" ? { id: (await memberOnDiscord()).discordId } : {};
    const sent = Array.isArray(body) ? body : { ...body, ...id };
    expect(await post(`/api/v3/${path}`, sent)).toMatchObject({ status: 200, body: { status: words } });
  });
});

describe("ban and unban", () => {
  const banned = { status: 200, body: { status: "success", message: "User banned successfully" } };
  const stateOf = async (userId: string) => (await execute(operations.users.get, operator, { userId })).state;

  it("keep somebody out until the end, with the reason, and let them in again", async () => {
    const { discordId, userId } = await memberOnDiscord();
    const expiration = new Date(now().getTime() + 3_600_000).toISOString();
    const reason = "Violation of terms";
    expect(await post("/api/v3/ban", { id: discordId, reason, expiration })).toMatchObject(banned);
    expect(await stateOf(userId)).toBe("suspended");
    const { items } = await execute(operations.users.suspensions, operator, { userId });
    expect(items[0]).toMatchObject({ reason: "Violation of terms", until: expiration });
    const unbanned = { status: 200, body: { status: "success", message: "User unbanned successfully" } };
    for (let i = 0; i < 2; i++) expect(await post("/api/v3/unban", { id: discordId })).toMatchObject(unbanned);
    expect(await stateOf(userId)).toBe("active");
  });

  it("take a reason of any kind, none and an end that has passed", async () => {
    const { discordId, userId } = await memberOnDiscord();
    for (const reason of [undefined, null, 5, {}, "  ", "x".repeat(10_000)])
      expect(await post("/api/v3/ban", { id: discordId, reason })).toMatchObject(banned);
    const { items } = await execute(operations.users.suspensions, operator, { userId });
    expect(items.map(({ reason }) => reason)).toEqual(["x".repeat(500), ...Array(5).fill("No reason provided")]);
    expect(await post("/api/v3/ban", { id: discordId, expiration: "2025-12-31T23:59:59Z" })).toMatchObject(banned);
    expect(await post("/api/v3/ban", { id: discordId, expiration: "whenever" })).toMatchObject({
      body: { status: "expiration must be an ISO date or null" },
    });
  });

  it("refuse in the original's words, and keep the ranks of this panel", async () => {
    const owner = await signedInPerson(runtime, "owner");
    const admin = await signedInPerson(runtime, "admin");
    const { key: ofAdmin } = await execute(operations.apiKeys.create, admin.actor, {
      ...{ name: "bot", permissions: ["users:read", "users:write"] },
    });
    const authorization = `Bearer ${ofAdmin}`;
    expect((await ask("POST", "/api/v3/ban", { body: { id: owner.userId }, authorization })).status).toBe(403);
    expect(await stateOf(owner.userId)).toBe("active");
    for (const path of ["ban", "unban"]) {
      expect((await post(`/api/v3/${path}`, { reason: "x" })).body).toEqual({ status: "id must be a string" });
      expect((await post(`/api/v3/${path}`, [])).body).toEqual({ status: "body cannot be an array" });
      expect((await post(`/api/v3/${path}`, { id: "nobody" })).body).toEqual({ status: "invalid id" });
    }
  });
});

describe("give_renewalbypass and remove_renewalbypass", () => {
  it("say whether servers of somebody never expire, those to come too", async () => {
    const { discordId, userId, actor } = await memberOnDiscord();
    await execute(operations.settings.set, operator, { key: "renewals", value: true });
    const granted = { status: "success", message: "Renewal bypass granted successfully." };
    const removed = { status: "success", message: "Renewal bypass removed successfully." };
    const before = await createServer(runtime.database, actor, node);
    await execute(operations.renewals.settle, operator, {});
    const exempt = async (serverId: string) =>
      (await runtime.database.prisma.serverRenewal.findUniqueOrThrow({ where: { serverId } })).exemptAt !== null;
    expect(await exempt(before)).toBe(false);
    for (let i = 0; i < 2; i++)
      expect((await post("/api/v3/give_renewalbypass", { id: discordId })).body).toEqual(granted);
    expect((await get(`/api/v3/userinfo?id=${userId}`)).body.renewalBypass).toBe(true);
    const after = await createServer(runtime.database, actor, node, { name: "Later" });
    await execute(operations.renewals.settle, operator, {});
    expect([await exempt(before), await exempt(after)]).toEqual([true, true]);
    for (let i = 0; i < 2; i++)
      expect((await post("/api/v3/remove_renewalbypass", { id: discordId })).body).toEqual(removed);
    expect((await get(`/api/v3/userinfo?id=${userId}`)).body.renewalBypass).toBe(false);
    expect([await exempt(before), await exempt(after)]).toEqual([false, false]);
    const told = await runtime.database.query(
      sql`select 1 from outbox_events where type = 'member.renewal_exemption_changed' and "userId" = ${userId}`,
    );
    expect(told).toHaveLength(2);
    for (const path of ["give", "remove"]) {
      expect((await post(`/api/v3/${path}_renewalbypass`, { id: 5 })).body).toEqual({ status: "missing id" });
      expect((await post(`/api/v3/${path}_renewalbypass`, { id: "nobody" })).body).toEqual({ status: "invalid id" });
    }
  });
});

describe("a channel of Discord", () => {
  it("is told of every act, whom it was done to and what changed", async () => {
    const discord = await startReceiver();
    discord.answers((_call, response) => void response.writeHead(200).end("{}"));
    setEnvironment({ OUTBOUND_ALLOW: "127.0.0.1", DISCORD_URL: `http://${discord.target}` });
    const owner = await signedInPerson(runtime, "owner");
    const { userId, discordId: id } = await memberOnDiscord();
    await execute(operations.users.update, owner.actor, { userId, name: "Ada" });
    const types = ["coins.*", "package.*", "resources.*", "member.*", "user.state_changed"];
    const url = `http://${discord.target}/api/webhooks/1234567890/${"t".repeat(68)}`;
    await execute(operations.webhooks.create, owner.actor, { name: "Log", url, types });
    const sending = await startWebhooks(runtime, { outbound: openOutboundHttp({ allow: "127.0.0.1" }) });
    try {
      const limits = { memoryMiB: 8192, diskMiB: 20_480, cpuPercent: 400, servers: 5, ports: 10 };
      const gold = newId("pkg").slice(-8);
      await execute(operations.packages.create, operator, { name: gold, limits });
      const acts: [string, object][] = [
        ["addcoins", { coins: 500 }],
        ["setcoins", { coins: 1000 }],
        ["setplan", { package: gold }],
        ["setplan", {}],
        ["setresources", { ram: 1024 }],
        ["give_renewalbypass", {}],
        ["remove_renewalbypass", {}],
        ["ban", { reason: "Violation of terms" }],
        ["unban", {}],
      ];
      for (const [act, body] of acts)
        expect([act, (await post(`/api/v3/${act}`, { id, ...body })).body.status]).toEqual([act, "success"]);
      const told = () =>
        discord.received
          .flatMap(({ body }) => (JSON.parse(body) as { embeds: Embed[] }).embeds)
          .filter(({ title }) => title.endsWith(": Ada"))
          .map(({ title, fields }) => [title, Object.fromEntries(fields.map(({ name, value }) => [name, value]))]);
      await expect.poll(() => told().length, { timeout: 30_000 }).toBe(acts.length);
      expect(told()).toMatchObject([
        ["coins moved: Ada", { amount: "500", balance: "500", reason: "By the Heliactyl API" }],
        ["coins moved: Ada", { amount: "500", balance: "1000" }],
        ["package assigned: Ada", { package: expect.stringContaining(gold) }],
        ["package assigned: Ada", { reason: "By the Heliactyl API" }],
        ["resources changed: Ada", { after: expect.stringContaining("1024") }],
        ["member renewal exemption changed: Ada", { isExempt: "true" }],
        ["member renewal exemption changed: Ada", { isExempt: "false" }],
        ["user state changed: Ada", { state: "suspended", reason: "Violation of terms" }],
        ["user state changed: Ada", { state: "active" }],
      ]);
    } finally {
      await sending.stop();
      await discord.close();
    }
  });
});

describe("userinteractions", () => {
  it("are the newest of the audit log that are about somebody", async () => {
    const { discordId } = await memberOnDiscord();
    for (let i = 0; i < 3; i++) await post("/api/v3/addcoins", { id: discordId, coins: 5 });
    const { body } = await get(`/api/v3/userinteractions?id=${discordId}&limit=2`);
    expect(body).toMatchObject({ status: "success", userId: discordId, limit: 2, count: 2 });
    for (const { timestamp, action } of body.interactions) {
      expect(timestamp).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/);
      expect(action).toMatch(/^\[coins\.add\] Give a member coins, by /);
    }
    for (const limit of ["", "0", "abc"])
      expect((await get(`/api/v3/userinteractions?id=${discordId}&limit=${limit}`)).body.limit).toBe(15);
    for (const limit of ["-1", "101", "1e9"])
      expect([limit, (await get(`/api/v3/userinteractions?id=${discordId}&limit=${limit}`)).body]).toEqual([
        limit,
        limit === "1e9" ? expect.objectContaining({ limit: 1 }) : { status: "limit must be between 1 and 100" },
      ]);
  });
});
