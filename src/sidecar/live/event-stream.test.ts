import type { IncomingMessage, Server } from "node:http";
import type { AddressInfo } from "node:net";
import { connect, type Socket } from "node:net";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import WebSocket from "ws";
import { settingChanged } from "#app/features/admin/events.ts";
import { serverExited } from "#app/features/hosting/events.ts";
import { bootstrap } from "#app/features/identity/server/index.ts";
import { actorOfSession } from "#app/features/identity/server/session-store.ts";
import { operations } from "#app/features/registry.ts";
import { type Actor, operatorActor, SYSTEM } from "#app/operation/actor.ts";
import { execute } from "#app/operation/execute.ts";
import { type Follower, follow } from "#app/operation/follow.ts";
import { pendingEvent, writeEvents } from "#app/operation/outbox.ts";
import { lastPosition } from "#app/operation/sequencer.ts";
import { sql } from "#app/platform/sql.ts";
import { STREAM_LIMITS } from "#app/protocol/event-stream.ts";
import { sseProgram } from "#app/testing/event-readers.ts";
import { writeEvent } from "#app/testing/event-writers.ts";
import { createTestRuntime, type TestRuntime } from "#app/testing/runtime.ts";
import { enrolledNode, serverRow, signedIn, until } from "#app/testing/sidecars.ts";
import { createPublicServer } from "../edge/public-server.ts";
import { securityHeaders } from "../edge/security-headers.ts";
import { eventStreamRoute } from "./event-stream.ts";
import { LiveEvents } from "./events.ts";
import { LiveActors } from "./live-actors.ts";
import { ServerOwners } from "./server-owners.ts";
import { StreamPlaces } from "./stream-places.ts";

const ORIGIN = "http://panel.test";

let runtime: TestRuntime;
let actors: LiveActors;
let follower: Follower;
let url: string;
let port: number;
const servers: Server[] = [];
/** One more door to the same events; its port. */
let serve: (options: { pingMs?: number }) => Promise<number>;
const sockets: Talk[] = [];
/** The connections of all doors, as the panel has them. */
const carriers = new Set<Socket>();

beforeAll(async () => {
  runtime = await createTestRuntime();
  const { database } = runtime;
  await bootstrap(database);
  actors = new LiveActors(runtime);
  const owners = new ServerOwners(database);
  const places = new StreamPlaces(database, "http://127.0.0.1:1");
  const events = new LiveEvents(runtime, owners, actors);
  serve = async (pingMs) => {
    const origins = { origins: new Set([ORIGIN]), ownHost: false };
    const route = eventStreamRoute({ runtime, places, actors, events, owners, origins, ...pingMs });
    const server = createPublicServer({
      routes: [route],
      trustedProxies: [],
      securityHeaders: securityHeaders(ORIGIN),
    });
    servers.push(server);
    server.on("connection", (socket) => void carriers.add(socket));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return (server.address() as AddressInfo).port;
  };
  follower = await follow(database, runtime.doorbell, (happened) => events.take(happened), await events.begin());
  port = await serve({});
  url = `http://127.0.0.1:${port}`;
});
afterEach(() => {
  for (const { ws } of sockets.splice(0)) ws.terminate();
});
afterAll(async () => {
  for (const server of servers) {
    server.closeAllConnections();
    server.close();
  }
  await follower?.stop();
  actors?.close();
  await runtime?.close();
});

interface Message {
  type: string;
  position?: number;
  event?: { position: number; type: string; id: string };
  denied?: { field: string; entry: string; code: string; permission: string | null }[];
  [field: string]: unknown;
}
interface Talk {
  ws: WebSocket;
  messages: Message[];
  closed: Promise<{ code: number; reason: string }>;
  say(message: object): void;
  events(): string[];
  next(type: string, count?: number): Promise<Message>;
}

/** A WebSocket with all that it was told. */
function talk(query = "", headers: Record<string, string> = {}): Talk {
  const ws = new WebSocket(`${url.replace("http", "ws")}/api/v1/events${query}`, { headers });
  const messages: Message[] = [];
  ws.on("message", (data) => messages.push(JSON.parse(data.toString())));
  ws.on("error", () => {});
  const closed = new Promise<{ code: number; reason: string }>((resolve) =>
    ws.on("close", (code, reason) => resolve({ code, reason: reason.toString() })),
  );
  const made: Talk = {
    ws,
    messages,
    closed,
    say: (message) => ws.send(JSON.stringify(message)),
    events: () => messages.flatMap(({ event }) => (event ? [event.type] : [])),
    async next(type, count = 1) {
      await until(() => messages.filter((message) => message.type === type).length >= count);
      return messages.filter((message) => message.type === type)[count - 1]!;
    },
  };
  sockets.push(made);
  return made;
}

/** The status of a refused upgrade. */
function refusal(headers: Record<string, string>, query = ""): Promise<number> {
  const ws = new WebSocket(`${url.replace("http", "ws")}/api/v1/events${query}`, { headers });
  return new Promise((resolve, reject) => {
    ws.on("unexpected-response", (_request, answer) => resolve(answer.statusCode!));
    ws.on("open", () => reject(new Error("was let in")));
    ws.on("error", () => {});
  });
}

async function key(permissions: readonly string[] = ["FULL_ACCESS"], ownerId?: string, more: object = {}) {
  const operator = operatorActor(ownerId ?? (await signedIn(runtime.database, "owner")).userId, "test");
  const made = await execute(operations.apiKeys.generate, operator, {
    name: "reader",
    permissions: [...permissions],
    ...more,
  });
  await told();
  return { ...made, headers: { authorization: `Bearer ${made.key}` } };
}

async function person(role: "owner" | "member" | "moderator" = "owner") {
  const { userId, cookie, sessionId } = await signedIn(runtime.database, role);
  const actor = (await actorOfSession(runtime, cookie.split("=")[1]!))!;
  return { userId, sessionId, actor, headers: { cookie, origin: ORIGIN } };
}

const ticketOf = async (actor: Actor) => (await execute(operations.events.createTicket, actor, {})).ticket;

/** Resolves when everything that was written has been told. */
async function told(): Promise<void> {
  runtime.ringDoorbell();
  await until(async () => {
    const waiting = await runtime.database.prisma.outboxEvent.count({ where: { position: null } });
    return waiting === 0 && follower.position === (await lastPosition(runtime.database));
  });
}

async function exited(serverId: string, name = "x"): Promise<void> {
  const payload = { serverId, name, cause: "crashed" as const, code: 1, signal: null, at: new Date().toISOString() };
  await writeEvents(runtime.database, [pendingEvent(serverExited, payload, new Date())]);
  await told();
}

async function happened(name: string): Promise<void> {
  await writeEvent(runtime.database, name);
  await told();
}

async function someServer(ownerId: string): Promise<string> {
  const { nodeId } = await enrolledNode(runtime.database);
  return serverRow(runtime.database, nodeId, ownerId);
}

describe("who opens a stream", () => {
  test("says so within five seconds, else is closed with 4003", async () => {
    const begun = performance.now();
    const silent = talk();
    const other = talk();
    other.ws.on("open", () => other.say({ type: "subscribe" }));
    expect(await other.closed).toMatchObject({ code: 4003 });
    expect(await silent.closed).toMatchObject({ code: 4003, reason: '{"reason":"not_authenticated"}' });
    expect(performance.now() - begun).toBeGreaterThan(4_900);
  });

  test("is closed with 4004 for a key or a ticket that is not good", async () => {
    for (const auth of [{ key: "gk_live_nothing" }, { ticket: "nothing" }]) {
      const refused = talk();
      refused.ws.on("open", () => refused.say({ type: "auth", ...auth }));
      expect(await refused.closed).toEqual({ code: 4004, reason: '{"reason":"authentication_failed"}' });
    }
    expect(await refusal({ "x-api-key": "gk_live_nothing" })).toBe(401);
  });

  test("may do so by a key in the first message, and says what it wants right after", async () => {
    const { key: text } = await key();
    const open = talk();
    open.ws.on("open", () => {
      open.say({ type: "auth", key: text });
      open.say({ type: "ping", nonce: "early" });
    });
    expect(await open.next("pong")).toMatchObject({ nonce: "early" });
    expect(await open.next("ready")).toMatchObject({ denied: [] });
  });

  test("uses a ticket once, by WebSocket or by SSE", async () => {
    const { actor } = await person();
    const ticket = await ticketOf(actor);
    const first = talk();
    first.ws.on("open", () => first.say({ type: "auth", ticket }));
    await first.next("ready");
    const second = talk();
    second.ws.on("open", () => second.say({ type: "auth", ticket }));
    expect((await second.closed).code).toBe(4004);
    expect((await fetch(`${url}/api/v1/events?ticket=${ticket}`)).status).toBe(401);

    const other = await ticketOf(actor);
    const stream = await fetch(`${url}/api/v1/events?ticket=${other}`);
    expect(stream.status).toBe(200);
    await stream.body?.cancel();
    expect((await fetch(`${url}/api/v1/events?ticket=${other}`)).status).toBe(401);
  });

  test("is refused with a ticket of 31 seconds ago", async () => {
    const { actor } = await person();
    const ticket = await ticketOf(actor);
    await runtime.database.execute(
      sql`update one_time_tokens set "expiresAt" = "expiresAt" - interval '31 seconds' where kind = 'event-stream' and "usedAt" is null`,
    );
    const late = talk();
    late.ws.on("open", () => late.say({ type: "auth", ticket }));
    expect((await late.closed).code).toBe(4004);
  });

  test("never names a key or a ticket in the address of a WebSocket", async () => {
    const { key: text } = await key();
    expect((await fetch(`${url}/api/v1/events?api_key=${text}`)).status).toBe(401);
    expect(await refusal({}, `?ticket=${await ticketOf((await person()).actor)}`)).toBe(422);
  });

  test("comes from the panel's own pages, where the browser's cookie says who it is", async () => {
    const { headers } = await person();
    const { cookie } = headers;
    expect(await refusal({ cookie })).toBe(403);
    expect(await refusal({ cookie, origin: "null" })).toBe(403);
    expect(await refusal({ cookie, origin: "http://evil.test" })).toBe(403);
    expect((await fetch(`${url}/api/v1/events`, { headers: { cookie, origin: "http://evil.test" } })).status).toBe(403);
    await talk("", headers).next("ready");
  });
});

test("pages of another origin that the settings allow read the stream with a ticket, and no other", async () => {
  const { actor } = await person();
  const allowed = "https://community.example.org";
  await runtime.database.execute(
    sql`insert into settings (key, "on", value, "updatedAt") values ('api-origins', 'instance', ${JSON.stringify([allowed])}::jsonb, now())`,
  );
  const ask = async (origin: string, method = "GET") => {
    const address = `${url}/api/v1/events${method === "GET" ? `?ticket=${await ticketOf(actor)}` : ""}`;
    const answer = await fetch(address, { method, headers: { origin } });
    await answer.body?.cancel();
    return [answer.status, answer.headers.get("access-control-allow-origin")];
  };
  // The settings are believed for a second.
  await until(async () => (await ask(allowed))[1] === allowed);
  expect(await ask(allowed)).toEqual([200, allowed]);
  expect(await ask(allowed, "OPTIONS")).toEqual([204, allowed]);
  expect(await ask("https://evil.example.org")).toEqual([200, null]);
});

describe("a subscription", () => {
  test("tells only of its types and servers, and names what is denied", async () => {
    const owner = await person("member");
    const [mine, foreign] = [await someServer(owner.userId), await someServer((await person("member")).userId)];
    const open = talk(`?servers=${mine},${foreign}&types=server.*,nothing.at_all`, owner.headers);
    const { denied } = await open.next("ready");
    expect(denied).toEqual([
      { field: "types", entry: "nothing.at_all", code: "not_found", permission: null },
      { field: "servers", entry: foreign, code: "not_found", permission: null },
    ]);
    await exited(foreign);
    await exited(mine);
    await open.next("event");
    expect(open.messages.filter(({ event }) => event)).toHaveLength(1);
    expect(open.messages.at(-1)!.event).toMatchObject({ serverId: mine });
  });

  test("to a foreign server alone tells of nothing", async () => {
    const [me, other] = [await person("member"), await person("member")];
    const foreign = await someServer(other.userId);
    const open = talk(`?servers=${foreign}`, me.headers);
    await open.next("ready");
    await exited(foreign);
    await exited(await someServer(me.userId));
    open.say({ type: "ping" });
    await open.next("pong");
    expect(open.events()).toEqual([]);
  });

  test("of a type that the key's scopes do not allow names what is lacking", async () => {
    const { headers } = await key(["events:read", "servers:read"]);
    const open = talk("?types=setting.changed,server.*", headers);
    expect((await open.next("ready")).denied).toEqual([
      { field: "types", entry: "setting.changed", code: "forbidden", permission: "settings:read" },
    ]);
  });

  test("changes while the connection is open, and its answer says what is in force", async () => {
    const { headers } = await key();
    const open = talk("?types=node.*", headers);
    await open.next("ready");
    open.say({ type: "subscribe", id: "keys", types: ["user.*", "wrong.type"] });
    expect(await open.next("subscribed")).toEqual({
      type: "subscribed",
      id: "keys",
      types: ["user.*"],
      servers: null,
      communities: null,
      denied: [{ field: "types", entry: "wrong.type", code: "not_found", permission: null }],
    });
    await happened("one");
    await open.next("event");
    open.say({ type: "unsubscribe", id: "keys" });
    await open.next("unsubscribed");
    await happened("two");
    open.say({ type: "subscribe", types: null });
    await open.next("subscribed", 2);
    await happened("three");
    await open.next("event", 2);
    expect(open.messages.flatMap(({ event }) => (event ? [nameOf(event)] : []))).toEqual(["one", "three"]);
  });

  test("that is one too many, or cannot be understood, is refused in a sentence, and the rest goes on", async () => {
    const { headers } = await key();
    const open = talk("", headers);
    await open.next("ready");
    open.ws.send("{");
    open.say({ type: "dance" });
    open.say({ type: "subscribe", types: ["Server.*"], surplus: 1 });
    for (let n = 0; n < STREAM_LIMITS.subscriptions; n++) open.say({ type: "subscribe", id: `s${n}` });
    const codes = async (count: number) => {
      await open.next("error", count);
      return open.messages.flatMap(({ type, error }) => (type === "error" ? [(error as { code: string }).code] : []));
    };
    expect(await codes(4)).toEqual(["invalid_json", "invalid_input", "invalid_input", "rate_limited"]);
    open.say({ type: "ping" });
    await open.next("pong");
  });
});

describe("a position", () => {
  test("is gone on from, by address, by header and by message; the answers are the same by SSE and by WebSocket", async () => {
    const { headers } = await key();
    const open = talk("", headers);
    const { position } = await open.next("ready");
    for (const name of ["a", "b", "c"]) await happened(name);
    await open.next("event", 3);
    const given = open.messages.flatMap(({ event }) => (event ? [event] : []));
    open.say({ type: "replay", since: given[0]!.position });
    await open.next("event", 5);
    expect(open.messages.flatMap(({ event }) => (event ? [nameOf(event)] : []))).toEqual(["a", "b", "c", "b", "c"]);

    const again = talk(`?since=${position}`, headers);
    await again.next("event", 3);
    expect(again.messages.flatMap(({ event }) => (event ? [event] : []))).toEqual(given);
    const stream = sseProgram(url, headers);
    stream.position = position!;
    await stream.open();
    await until(() => stream.events.length >= 3);
    stream.cut();
    expect(stream.events).toEqual(given);
  });

  test("that is no longer kept, or not there yet, is answered by resync", async () => {
    const { headers } = await key();
    await happened("old");
    await happened("kept");
    const open = talk("", headers);
    const { position } = await open.next("ready");
    await until(async () => (await runtime.database.prisma.outboxEvent.count({ where: { position: null } })) === 0);
    await runtime.database.execute(
      sql`delete from outbox_events where position < (select max(position) from outbox_events)`,
    );
    expect((await talk("?since=0", headers).next("resync")).position).toBeGreaterThanOrEqual(position!);
    await talk("?since=999999999", headers).next("resync");
  });

  test("in front of a hole is gone on from up to it, and then answered by resync", async () => {
    const { headers } = await key();
    const open = talk("", headers);
    const { position } = await open.next("ready");
    for (const name of ["before", "hole", "after"]) await happened(name);
    await open.next("event", 3);
    await runtime.database.execute(sql`delete from outbox_events where position = ${position! + 2}`);
    const again = talk(`?since=${position}`, headers);
    expect((await again.next("resync")).position).toBeGreaterThanOrEqual(position! + 3);
    await happened("goes on");
    await again.next("event", 2);
    expect(again.messages.flatMap(({ event }) => (event ? [nameOf(event)] : []))).toEqual(["before", "goes on"]);
  });

  test("moves on for who is told of nothing, so that they need not read what was never theirs", async () => {
    const { headers } = await key();
    const stream = sseProgram(`http://127.0.0.1:${await serve({ pingMs: 100 })}`, headers, "?types=node.*");
    await stream.open();
    const before = stream.position!;
    await happened("not theirs");
    await until(() => stream.position! > before);
    stream.cut();
    expect(stream.events).toEqual([]);
  });

  test("grows from event to event, and the history has the same events in the same order", async () => {
    const { headers } = await key();
    const open = talk("", headers);
    await open.next("ready");
    for (const name of ["x", "y", "z"]) await happened(name);
    await open.next("event", 3);
    const given = open.messages.flatMap(({ event }) => (event ? [event] : []));
    expect(given.map(({ position }) => position - given[0]!.position)).toEqual([0, 1, 2]);
    const owner = await person();
    const { items } = await execute(operations.events.list, owner.actor, { limit: 3 });
    expect(items.toReversed()).toEqual(given);
  });
});

describe("a connection ends", () => {
  test("when its key is revoked, its session ends or its ticket's maker is gone", async () => {
    const byKey = await key();
    const session = await person();
    const maker = await person();
    const ticket = await ticketOf(maker.actor);
    const [ofKey, ofSession, ofTicket] = [talk("", byKey.headers), talk("", session.headers), talk()];
    ofTicket.ws.on("open", () => ofTicket.say({ type: "auth", ticket }));
    await Promise.all([ofKey, ofSession, ofTicket].map((open) => open.next("ready")));
    await runtime.database.prisma.apiKey.update({ where: { id: byKey.id }, data: { revokedAt: new Date() } });
    await runtime.database.prisma.session.deleteMany({
      where: { id: { in: [session.sessionId, maker.sessionId] } },
    });
    for (const open of [ofKey, ofSession, ofTicket]) {
      const { code, reason } = await open.closed;
      expect([code, JSON.parse(reason).reason]).toEqual([4401, "revoked"]);
    }
  });

  test("when its person is suspended, by whatever it was opened, and is not opened anew", async () => {
    const { userId, actor, headers } = await person("moderator");
    const made = await execute(operations.apiKeys.create, actor, { name: "bot", permissions: ["events:read"] });
    const byKey = { authorization: `Bearer ${made.key}` };
    const ticket = await ticketOf(actor);
    const open = [talk("", headers), talk("", byKey), talk()];
    open[2]!.ws.on("open", () => open[2]!.say({ type: "auth", ticket }));
    const bySse = await fetch(`${url}/api/v1/events`, { headers: byKey });
    await Promise.all(open.map((each) => each.next("ready")));
    const other = talk("", (await person("member")).headers);
    await other.next("ready");
    await execute(operations.users.suspend, SYSTEM, { userId, reason: "Sold coins" });
    for (const each of open) {
      const { code, reason } = await each.closed;
      expect([code, JSON.parse(reason).reason]).toEqual([4401, "revoked"]);
    }
    expect(await bySse.text()).toMatch(/event: closing\ndata: \{"reason":"revoked"/);
    expect([await refusal(headers), await refusal(byKey)]).toEqual([401, 401]);
    other.say({ type: "ping" });
    await other.next("pong");
  });

  test("when the panel is closed for maintenance, unless it is an owner's", async () => {
    const [member, owner] = await Promise.all([person("member"), person()]);
    const [ofMember, ofOwner] = [talk("", member.headers), talk("", owner.headers)];
    const bySse = await fetch(`${url}/api/v1/events`, { headers: member.headers });
    await Promise.all([ofMember.next("ready"), ofOwner.next("ready")]);
    await execute(operations.maintenance.set, SYSTEM, { isOn: true });
    const { code, reason } = await ofMember.closed;
    expect([code, JSON.parse(reason).reason]).toEqual([4503, "maintenance"]);
    expect(await bySse.text()).toMatch(/event: closing\ndata: \{"reason":"maintenance"/);
    expect(await refusal(member.headers)).toBe(503);
    ofOwner.say({ type: "ping" });
    await ofOwner.next("pong");
    await execute(operations.maintenance.set, SYSTEM, { isOn: false });
    await talk("", member.headers).next("ready");
  });

  test("or is told less, when its person may see less", async () => {
    const { userId, headers } = await person("moderator");
    const serverId = await someServer((await person()).userId);
    const open = talk("", headers);
    await open.next("ready");
    await exited(serverId, "seen");
    await open.next("event");
    await runtime.database.prisma.roleMember.deleteMany({ where: { userId } });
    // Who they are is looked up each second; from then on nothing comes.
    let asked = 0;
    const isTold = async () => {
      const before = open.events().length;
      await exited(serverId, "not seen");
      open.say({ type: "ping" });
      asked += 1;
      await open.next("pong", asked);
      return open.events().length > before;
    };
    await until(async () => !(await isTold()));
    expect(await isTold()).toBe(false);
  });

  test("when it answers no ping", async () => {
    const { headers } = await key();
    const raw = connect(await serve({ pingMs: 100 }), "127.0.0.1");
    let said = "";
    raw.on("data", (chunk) => {
      said += chunk.toString("latin1");
    });
    raw.write(
      `GET /api/v1/events HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n` +
        `Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nAuthorization: ${headers.authorization}\r\n\r\n`,
    );
    await new Promise((resolve) => raw.on("close", resolve));
    expect(said).toContain("no_pong");
  });

  test("with 1009 at a message of 5 KiB and with 4008 at the 121st of a minute", async () => {
    const { headers } = await key();
    const long = talk("", headers);
    await long.next("ready");
    long.ws.send(`{"type":"ping","nonce":"${"x".repeat(5 * 1024)}"}`);
    expect((await long.closed).code).toBe(1009);
    const many = talk("", headers);
    await many.next("ready");
    for (let n = 1; n <= 120; n++) many.say({ type: "ping" });
    await many.next("pong", 120);
    many.say({ type: "ping" });
    expect((await many.closed).code).toBe(4008);
  });

  test("before it begins for the sixth of a key: 429 to a key in the headers, 4029 to one in the first message", async () => {
    const { headers, key: text } = await key();
    for (let n = 0; n < 5; n++) await talk("", headers).next("ready");
    expect(await refusal(headers)).toBe(429);
    expect((await fetch(`${url}/api/v1/events`, { headers })).status).toBe(429);
    const sixth = talk();
    sixth.ws.on("open", () => sixth.say({ type: "auth", key: text }));
    expect((await sixth.closed).code).toBe(4029);
    sockets[0]!.ws.close();
    await until(() =>
      refusal(headers).then(
        () => false,
        () => true,
      ),
    );
  });

  test("before it begins where the key's calls are used up, told when they are not; each answer says the limits", async () => {
    const { headers } = await key(["FULL_ACCESS"], undefined, { rateLimitPerMinute: 2 });
    const stop = new AbortController();
    const opened = await fetch(`${url}/api/v1/events`, { headers, signal: stop.signal });
    expect([opened.status, opened.headers.get("x-ratelimit-remaining")]).toEqual([200, "1"]);
    const upgraded = talk("", headers);
    const answered = new Promise<IncomingMessage>((resolve) => upgraded.ws.on("upgrade", resolve));
    expect((await answered).headers).toMatchObject({
      "x-ratelimit-remaining": "0",
      "ratelimit-policy": '"minute";q=2;w=60',
    });
    const refused = await fetch(`${url}/api/v1/events`, { headers });
    expect([refused.status, refused.headers.get("x-ratelimit-remaining")]).toEqual([429, "0"]);
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
    const notUpgraded = talk("", headers);
    const refusal = new Promise<IncomingMessage>((resolve) =>
      notUpgraded.ws.on("unexpected-response", (_request, answer) => resolve(answer)),
    );
    expect((await refusal).headers).toMatchObject({
      "x-ratelimit-limit": "2",
      "retry-after": expect.stringMatching(/^\d+$/),
    });
    stop.abort();
  });

  test("with the position it has come to, when its reader does not read; what waits for it is bounded, and others go on", async () => {
    const { headers } = await key();
    const slow = talk("", headers);
    const quick = talk("", (await key()).headers);
    await Promise.all([slow, quick].map((open) => open.next("ready")));
    slow.ws.pause();
    const heavy = "x".repeat(100_000);
    let mostWaiting = 0;
    // The kernel's own buffers take some megabytes of it.
    for (let n = 0; n < 150; n++) {
      const value = `${n} ${heavy}`;
      await writeEvents(runtime.database, [pendingEvent(settingChanged, { key: "panel-name", value }, new Date())]);
      runtime.ringDoorbell();
      await quick.next("event", n + 1);
      for (const { writableLength } of carriers) mostWaiting = Math.max(mostWaiting, writableLength);
    }
    slow.ws.resume();
    const { code, reason } = await slow.closed;
    expect(code).toBe(4011);
    const had = slow.messages.flatMap(({ event }) => (event ? [event.position] : []));
    expect(had.length).toBeLessThan(150);
    expect(JSON.parse(reason)).toEqual({ reason: "too_slow", position: had.at(-1) });
    // One event more than it may be: it is let go at the next.
    expect(mostWaiting).toBeGreaterThan(STREAM_LIMITS.unreadBytes / 2);
    expect(mostWaiting).toBeLessThan(STREAM_LIMITS.unreadBytes + 2 * heavy.length);

    const back = talk(`?since=${had.at(-1)}`, headers);
    await back.next("event", 150 - had.length);
    expect(back.messages.find(({ event }) => event)!.event!.position).toBe(had.at(-1)! + 1);
  }, 120_000);
});

test("an event that is too large for the stream comes without its payload, which the history has", async () => {
  const { headers } = await key();
  const open = talk("?types=setting.changed", headers);
  await open.next("ready");
  const value = "y".repeat(STREAM_LIMITS.eventBytes);
  await writeEvents(runtime.database, [pendingEvent(settingChanged, { key: "panel-name", value }, new Date())]);
  runtime.ringDoorbell();
  const { event } = await open.next("event");
  expect(event).toMatchObject({ payload: null });
  const { items } = await execute(operations.events.list, (await person()).actor, { limit: 1 });
  expect(items[0]!.id).toBe(event!.id);
  expect((items[0]!.payload as { value: string }).value).toBe(value);
});

function nameOf(event: object): string {
  return (event as { payload: { name: string } }).payload.name;
}
