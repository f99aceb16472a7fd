import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer as createTlsServer } from "node:https";
import { type AddressInfo, createServer as createTcpServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { Webhook } from "standardwebhooks";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { serverUpdated } from "#app/features/hosting/events.ts";
import { bootstrap } from "#app/features/identity/server/index.ts";
import { DAY, HOUR, MINUTE, SECOND } from "#app/lib/duration.ts";
import { SYSTEM } from "#app/operation/actor.ts";
import { execute } from "#app/operation/execute.ts";
import { pendingEvent, writeEvents } from "#app/operation/outbox.ts";
import { advanceClock, now } from "#app/platform/clock.ts";
import { setEnvironment } from "#app/platform/env.ts";
import { openOutboundHttp } from "#app/platform/outbound-http.ts";
import { type Sql, type SqlText, sql } from "#app/platform/sql.ts";
import { createBlueprint, createNode, createServer } from "#app/testing/hosting.ts";
import { type SignedIn, signedInPerson } from "#app/testing/people.ts";
import { type Received, type Receiver, startReceiver } from "#app/testing/receiver.ts";
import { createTestRuntime, type TestRuntime } from "#app/testing/runtime.ts";
import { LOCALHOST_CERTIFICATE, LOCALHOST_KEY } from "#app/testing/tls-certificate.ts";
import * as deliveries from "./deliveries.ts";
import { startWebhooks, type Webhooks } from "./sender.ts";
import * as webhooks from "./webhooks.ts";

const ALLOW = "127.0.0.1";
const TOKEN = "t".repeat(68);

let runtime: TestRuntime;
let owner: SignedIn;
let member: SignedIn;
let membersServer: string;
let foreignServer: string;
let discord: Receiver;
let sender: Webhooks | null = null;
const receivers: Receiver[] = [];

beforeAll(async () => {
  runtime = await createTestRuntime();
  discord = await startReceiver();
  setEnvironment({ OUTBOUND_ALLOW: ALLOW, DISCORD_URL: `http://${discord.target}` });
  await bootstrap(runtime.database);
  owner = await signedInPerson(runtime, "owner");
  member = await signedInPerson(runtime, "member");
  await createBlueprint(runtime.database);
  const node = await createNode(runtime.database);
  const hosts = (who: SignedIn) => ({ ...who.actor, holdings: owner.actor.holdings });
  membersServer = await createServer(runtime.database, hosts(member), node, { name: "Mine" });
  foreignServer = await createServer(runtime.database, hosts(owner), node, { name: "Theirs" });
});
afterEach(async () => {
  await sender?.stop();
  sender = null;
  await runtime.database.execute(sql`delete from webhooks`);
  for (const receiver of receivers.splice(0)) await receiver.close();
});
afterAll(async () => {
  await discord.close();
  await runtime.close();
});

/** The middle of each wait. */
const middle = () => 0.5;
async function startSending(options: Parameters<typeof openOutboundHttp>[0] = {}): Promise<void> {
  sender = await startWebhooks(runtime, { outbound: openOutboundHttp({ allow: ALLOW, ...options }), random: middle });
}

async function receive(): Promise<Receiver> {
  const receiver = await startReceiver();
  receivers.push(receiver);
  return receiver;
}

const make = (
  to: Receiver | string,
  { as = owner, types = ["server.*"], serverIds = [] as string[] } = {},
): Promise<{ id: string; secret: string | null; kind: string; url: string }> =>
  execute(webhooks.create, as.actor, { name: "Hook", url: typeof to === "string" ? to : to.url, types, serverIds });

/** Something happens on a server. */
async function happen(serverId = membersServer, count = 1, name = "Mine"): Promise<string[]> {
  const events = Array.from({ length: count }, () => pendingEvent(serverUpdated, { serverId, name }, now()));
  await writeEvents(runtime.database, events);
  runtime.ringDoorbell();
  return events.map(({ id }) => id);
}

interface Line {
  id: string;
  status: string;
  attempts: number;
  eventId: string;
  type: string;
  lastStatus: number | null;
  lastError: string | null;
  nextAttemptAt: Date | null;
}
const linesOf = async (webhookId: string) =>
  (await runtime.database.query(
    sql`select * from webhook_deliveries where "webhookId" = ${webhookId} order by num`,
  )) as unknown as Line[];
const noticesOf = async (userId: string, webhookId: string) =>
  (
    await runtime.database.query(
      sql`select type from notifications where "userId" = ${userId} and "aboutId" = ${webhookId} order by id`,
    )
  ).map(({ type }) => type);
const stateOf = (webhookId: string) => execute(webhooks.get, SYSTEM, { webhookId });
const until = <T>(what: () => T | Promise<T>, timeout = 20_000) => vi.waitFor(what, { timeout, interval: 20 });
const answering =
  (status: number, headers: Record<string, string> = {}, body = "") =>
  (_call: Received, response: import("node:http").ServerResponse) =>
    void response.writeHead(status, headers).end(body);

describe("an event that happens", () => {
  it("is sent as it stands in the stream, signed, under its own id", async () => {
    const receiver = await receive();
    const { id, secret } = await make(receiver);
    await startSending();
    const [eventId] = await happen();
    await until(() => expect(receiver.received).toHaveLength(1));
    const { headers, body } = receiver.received[0]!;
    expect(headers["webhook-id"]).toBe(eventId);
    expect(headers["content-type"]).toContain("application/json");
    const told = new Webhook(secret!).verify(body, headers as Record<string, string>) as Record<string, unknown>;
    expect(told).toMatchObject({
      id: eventId,
      type: "server.updated",
      version: 1,
      serverId: membersServer,
      payload: { serverId: membersServer, name: "Mine" },
    });
    expect(told.position).toBeGreaterThan(0);
    await until(async () => expect(await linesOf(id)).toMatchObject([{ status: "succeeded", lastStatus: 204 }]));
    await until(async () => expect((await stateOf(id)).lastSuccessAt).not.toBeNull());
  });

  it("W10 is not sent where it was not asked for, or its owner may not know of it", async () => {
    const receiver = await receive();
    const mine = await make(receiver, { as: member });
    const others = await make(receiver, { types: ["node.*"] });
    const onlyTheirs = await make(receiver, { serverIds: [foreignServer] });
    await startSending();
    const [own] = await happen(membersServer);
    const [foreign] = await happen(foreignServer);
    await until(async () => expect(await linesOf(onlyTheirs.id)).toMatchObject([{ status: "succeeded" }]));
    expect((await linesOf(mine.id)).map(({ eventId }) => eventId)).toEqual([own]);
    expect((await linesOf(onlyTheirs.id)).map(({ eventId }) => eventId)).toEqual([foreign]);
    expect(await linesOf(others.id)).toEqual([]);
    await until(() => expect(receiver.received).toHaveLength(2));
  });

  it("W10 is not sent again once its owner may not know of it any more", async () => {
    const receiver = await receive();
    receiver.answers(answering(500));
    const { id } = await make(receiver, { as: member });
    await startSending();
    await happen();
    await until(async () => expect(await linesOf(id)).toMatchObject([{ attempts: 1 }]));
    await runtime.database.execute(sql`update servers set "ownerId" = ${owner.userId} where id = ${membersServer}`);
    try {
      await new Promise((done) => setTimeout(done, 1_100));
      advanceClock(10 * SECOND);
      await until(async () => expect(await linesOf(id)).toMatchObject([{ status: "dropped", body: null }]));
      expect(receiver.received).toHaveLength(1);
    } finally {
      await runtime.database.execute(sql`update servers set "ownerId" = ${member.userId} where id = ${membersServer}`);
    }
  });

  it("W10 is not sent for somebody who was suspended", async () => {
    const receiver = await receive();
    const gone = await signedInPerson(runtime, "admin");
    const { id } = await make(receiver, { as: gone });
    const { id: other } = await make(receiver);
    await runtime.database.execute(sql`update users set "suspendedAt" = now() where id = ${gone.userId}`);
    await startSending();
    await happen();
    await until(async () => expect(await linesOf(other)).toMatchObject([{ status: "succeeded" }]));
    expect(await linesOf(id)).toEqual([]);
  });

  it("a key's webhook tells no more than the key may know", async () => {
    const receiver = await receive();
    const scoped = {
      ...owner.actor,
      kind: "key" as const,
      scopes: new Set(["webhooks:read", "webhooks:write", "nodes:read"] as const),
    };
    const bound = await execute(webhooks.create, scoped, { name: "Key's", url: receiver.url, types: ["*"] });
    const { id: other } = await make(receiver);
    await startSending();
    await happen();
    await until(async () => expect(await linesOf(other)).toMatchObject([{ status: "succeeded" }]));
    expect((await linesOf(bound.id)).filter(({ type }) => type.startsWith("server."))).toEqual([]);
  });

  it("goes to each once, however many processes send", async () => {
    const receiver = await receive();
    const hooks = await Promise.all([make(receiver), make(receiver), make(receiver)]);
    await startSending();
    const second = await startWebhooks(runtime, { outbound: openOutboundHttp({ allow: ALLOW }) });
    try {
      const ids = await happen(membersServer, 100);
      await until(() => expect(receiver.received.length).toBeGreaterThanOrEqual(300));
      for (const { id } of hooks)
        await until(async () => expect((await linesOf(id)).every(({ status }) => status === "succeeded")).toBe(true));
      expect(receiver.received).toHaveLength(300);
      expect(new Set(receiver.received.map(({ headers }) => headers["webhook-id"]))).toEqual(new Set(ids));
    } finally {
      await second.stop();
    }
  });
});

it("an endpoint is called four times at once and no more, however much waits for it and however many processes send", async () => {
  const receiver = await receive();
  let open = 0;
  let most = 0;
  receiver.answers((_call, response) => {
    open += 1;
    most = Math.max(most, open);
    setTimeout(() => {
      open -= 1;
      response.writeHead(204).end();
    }, 15);
  });
  const { id } = await make(receiver);
  await startSending();
  const second = await startWebhooks(runtime, { outbound: openOutboundHttp({ allow: ALLOW }) });
  try {
    await happen(membersServer, 120);
    await until(() => expect(receiver.received).toHaveLength(120));
    await until(async () => expect((await linesOf(id)).every(({ status }) => status === "succeeded")).toBe(true));
    expect(most).toBe(4);
  } finally {
    await second.stop();
  }
});

describe("nothing that is due waits for the next poll", () => {
  /** The database, of which a statement's answer is kept back until `until` says so: what is committed meanwhile is not in it. */
  function keepingBack(what: string, until: () => Promise<void>): TestRuntime {
    const { database } = runtime;
    const looks = `update webhooks set "leasedBy"`;
    const after = async <T>({ text }: SqlText, answer: T): Promise<T> => {
      if (text.includes(what)) await until();
      return answer;
    };
    const query: Sql["query"] = async (statement) => {
      if (statement.text.includes(looks)) looked += 1;
      return after(statement, await database.query(statement));
    };
    const execute: Sql["execute"] = async (statement) => after(statement, await database.execute(statement));
    return { ...runtime, database: { ...database, query, execute } };
  }
  let looked = 0;

  it.each([
    ["that comes while its endpoint's queue is read", `from webhook_deliveries\n        where "webhookId" =`],
    ["that comes while its endpoint is given back", `set "leasedBy" = null`],
  ])("%s", async (_name, statement) => {
    const receiver = await receive();
    const { id } = await make(receiver);
    let kept = 0;
    const slow = keepingBack(statement, async () => {
      // The first event is sent by then, and its lane has found no more, or is about to end.
      if (receiver.received.length === 0 || kept > 0) return;
      kept += 1;
      await happen();
      await until(async () => expect(await linesOf(id)).toHaveLength(2));
      const before = looked;
      runtime.ringDoorbell();
      await until(() => expect(looked).toBeGreaterThan(before));
    });
    sender = await startWebhooks(slow, { outbound: openOutboundHttp({ allow: ALLOW }), pollMs: HOUR });
    await happen();
    await until(async () =>
      expect(await linesOf(id)).toMatchObject([{ status: "succeeded" }, { status: "succeeded" }]),
    );
    expect(kept).toBe(1);
  });
});

describe("a try that fails", () => {
  it("W2 is followed by one with the same id, a new time and a new signature", async () => {
    const receiver = await receive();
    receiver.answers(answering(500));
    const { id, secret } = await make(receiver);
    await startSending();
    await happen();
    await until(async () => expect(await linesOf(id)).toMatchObject([{ status: "queued", attempts: 1 }]));
    receiver.answers(answering(204));
    advanceClock(7 * SECOND);
    await until(async () => expect(await linesOf(id)).toMatchObject([{ status: "succeeded", attempts: 2 }]));
    const [first, second] = receiver.received;
    expect(second!.headers["webhook-id"]).toBe(first!.headers["webhook-id"]);
    expect(second!.body).toBe(first!.body);
    expect(second!.headers["webhook-timestamp"]).not.toBe(first!.headers["webhook-timestamp"]);
    expect(second!.headers["webhook-signature"]).not.toBe(first!.headers["webhook-signature"]);
    // The clock of this test runs ahead, so the library is told the time in question.
    vi.useFakeTimers({ now: now(), toFake: ["Date"] });
    expect(() => new Webhook(secret!).verify(second!.body, second!.headers as Record<string, string>)).not.toThrow();
    vi.useRealTimers();
  });

  it("W5 is repeated at the times of the specification, ten times in all, and its owner is told of the fourth", async () => {
    const receiver = await receive();
    receiver.answers(answering(500));
    const { id } = await make(receiver);
    await startSending();
    await happen();
    const waits: number[] = [];
    for (let tried = 1; tried <= 10; tried++) {
      await until(async () => expect(await linesOf(id)).toMatchObject([{ attempts: tried }]));
      const [line] = await linesOf(id);
      if (!line!.nextAttemptAt) break;
      waits.push(Math.round((line!.nextAttemptAt.getTime() - now().getTime()) / SECOND));
      advanceClock(line!.nextAttemptAt.getTime() - now().getTime() + 5);
    }
    const planned = [5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400];
    expect(waits).toHaveLength(planned.length);
    for (const [i, wait] of waits.entries())
      expect(Math.abs(wait - planned[i]!), `wait ${i + 1}`).toBeLessThanOrEqual(2);
    expect(await linesOf(id)).toMatchObject([{ status: "failed", attempts: 10, nextAttemptAt: null }]);
    expect(receiver.received).toHaveLength(10);
    const told = await runtime.database.query(
      sql`select payload from outbox_events where type = 'webhook.failing' and payload->>'webhookId' = ${id}`,
    );
    expect(told).toHaveLength(1);
    expect(await noticesOf(owner.userId, id)).toEqual(["webhook.failing"]);
  });

  const table: [string, number, Record<string, string>, string, number | null][] = [
    ["200", 200, {}, "succeeded", null],
    ["201", 201, {}, "succeeded", null],
    ["204", 204, {}, "succeeded", null],
    ["301", 301, { location: "http://127.0.0.1:9/" }, "queued", 5],
    ["400", 400, {}, "queued", 5],
    ["404", 404, {}, "queued", 5],
    ["429", 429, {}, "queued", 60],
    ["429 with Retry-After", 429, { "retry-after": "120" }, "queued", 120],
    ["500", 500, {}, "queued", 5],
    ["503 with Retry-After", 503, { "retry-after": "90" }, "queued", 90],
    ["410", 410, {}, "failed", null],
  ];
  it.each(table)("W4 %s", async (_name, status, headers, becomes, waitSec) => {
    const receiver = await receive();
    receiver.answers(answering(status, headers, status === 204 ? "" : "what it says"));
    const { id } = await make(receiver);
    await startSending();
    await happen();
    await until(async () =>
      expect(await linesOf(id)).toMatchObject([{ status: becomes, attempts: 1, lastStatus: status }]),
    );
    const [line] = await linesOf(id);
    const wait = line!.nextAttemptAt ? Math.round((line!.nextAttemptAt.getTime() - now().getTime()) / SECOND) : null;
    if (waitSec === null) expect(wait).toBeNull();
    else expect(Math.abs(wait! - waitSec)).toBeLessThanOrEqual(2);
    if (status === 410)
      await until(async () => expect(await stateOf(id)).toMatchObject({ state: "disabled", disabledReason: "gone" }));
    else expect((await stateOf(id)).state).toBe("active");
    const { log } = await execute(deliveries.delivery, owner.actor, { webhookId: id, deliveryId: line!.id });
    expect(log).toMatchObject([{ number: 1, manual: false, status }]);
    if (status !== 204) expect(log[0]!.answerBody).toBe("what it says");
  });

  it("W4 a receiver that does not answer in time, breaks off, or has no good certificate", async () => {
    const never = await receive();
    never.answers(() => {});
    const breaks = await receive();
    breaks.answers((_call, _response, request) => request.socket.resetAndDestroy());
    const tls = createTlsServer({ key: LOCALHOST_KEY, cert: LOCALHOST_CERTIFICATE });
    await new Promise<void>((done) => tls.listen(0, "127.0.0.1", done));
    const [silent, broken, untrusted, closed] = await Promise.all([
      make(never),
      make(breaks),
      make(`https://127.0.0.1:${(tls.address() as AddressInfo).port}/`),
      make("http://127.0.0.1:9/"),
    ]);
    await startSending({ totalMs: 500 });
    await happen();
    const fails = async (id: string, error: RegExp, waitSec: number) => {
      await until(async () =>
        expect(await linesOf(id)).toMatchObject([
          { status: "queued", attempts: 1, lastError: expect.stringMatching(error) },
        ]),
      );
      const [line] = await linesOf(id);
      expect(Math.abs((line!.nextAttemptAt!.getTime() - now().getTime()) / SECOND - waitSec)).toBeLessThanOrEqual(3);
    };
    await fails(silent.id, /^timeout: /, 60);
    await fails(broken.id, /^reset: /, 5);
    await fails(untrusted.id, /^tls: /, 5);
    await fails(closed.id, /^refused: /, 5);
    await new Promise((done) => tls.close(done));
  });

  it("W7 says that an address was barred, and not where it led", async () => {
    const inside = await startReceiver("127.0.0.2");
    receivers.push(inside);
    const { id } = await make(`http://hooks.example.org:${new URL(inside.url).port}/`);
    await startSending({ resolve: async () => [{ address: "127.0.0.2", family: 4 }] });
    await happen();
    await until(async () => expect(await linesOf(id)).toMatchObject([{ attempts: 1 }]));
    const [line] = await linesOf(id);
    expect(line!.lastError).toMatch(/^blocked_address: /);
    expect(line!.lastError).not.toContain("127.0.0.2");
    expect(inside.connections()).toBe(0);
  });

  it("for five days without a success switches the endpoint off; switched on, what failed can be sent again", async () => {
    const receiver = await receive();
    receiver.answers(answering(500));
    const { id } = await make(receiver);
    await startSending();
    const [first, second] = await happen(membersServer, 2);
    await until(async () => expect(await linesOf(id)).toMatchObject([{ attempts: 1 }, { attempts: 1 }]));
    const since = new Date(now().getTime() - HOUR).toISOString();
    // Both are called again at once; the second is answered when the first one's answer has switched the endpoint off.
    receiver.answers(async (_call, response) => {
      const isFirst = receiver.received.length === 3;
      await until(async () =>
        isFirst
          ? expect(receiver.received).toHaveLength(4)
          : expect(await stateOf(id)).toMatchObject({ state: "disabled" }),
      );
      response.writeHead(500).end();
    });
    advanceClock(5 * DAY + MINUTE);
    await until(async () => expect(await linesOf(id)).toMatchObject([{ attempts: 2 }, { attempts: 2 }]));
    await until(async () =>
      expect(await stateOf(id)).toMatchObject({ state: "disabled", disabledReason: "failing", queued: 0 }),
    );
    expect((await linesOf(id)).map(({ status }) => status)).toEqual(["failed", "failed"]);
    const told = await runtime.database.query(
      sql`select payload from outbox_events where type = 'webhook.disabled' and payload->>'webhookId' = ${id}`,
    );
    expect(told).toMatchObject([{ payload: { reason: "failing" } }]);
    expect(await noticesOf(owner.userId, id)).toEqual(["webhook.disabled"]);
    receiver.received.length = 0;
    receiver.answers(answering(204));
    await expect(execute(deliveries.redeliverFailed, owner.actor, { webhookId: id, since })).rejects.toMatchObject({
      reason: "webhooks.resting",
    });
    await execute(webhooks.update, owner.actor, { webhookId: id, enabled: true });
    expect(await execute(deliveries.redeliverFailed, owner.actor, { webhookId: id, since })).toEqual({ deliveries: 2 });
    await until(async () =>
      expect((await linesOf(id)).map(({ status }) => status)).toEqual(["succeeded", "succeeded"]),
    );
    expect(receiver.received.map(({ headers }) => headers["webhook-id"]).sort()).toEqual([first, second].sort());
  });
});

it("W3 both secrets sign for a day after a rotation, then the new one alone", async () => {
  const receiver = await receive();
  const { id, secret: old } = await make(receiver);
  await startSending();
  const { secret: fresh } = await execute(webhooks.rotate, owner.actor, { webhookId: id });
  await happen();
  await until(() => expect(receiver.received).toHaveLength(1));
  const [both] = receiver.received;
  expect(String(both!.headers["webhook-signature"]).split(" ")).toHaveLength(2);
  vi.useFakeTimers({ now: now(), toFake: ["Date"] });
  for (const secret of [old, fresh])
    expect(() => new Webhook(secret!).verify(both!.body, both!.headers as Record<string, string>)).not.toThrow();
  vi.useRealTimers();
  advanceClock(DAY + MINUTE);
  await happen();
  await until(() => expect(receiver.received).toHaveLength(2));
  expect(String(receiver.received[1]!.headers["webhook-signature"]).split(" ")).toHaveLength(1);
  vi.useFakeTimers({ now: now(), toFake: ["Date"] });
  const verify = (secret: string | null) => () =>
    new Webhook(secret!).verify(receiver.received[1]!.body, receiver.received[1]!.headers as Record<string, string>);
  expect(verify(fresh)).not.toThrow();
  expect(verify(old)).toThrow();
  vi.useRealTimers();
});

it("W6 a worker that is killed after sending sends again, under the same id, and loses nothing", async () => {
  const receiver = await receive();
  const { id } = await make(receiver);
  const home = mkdtempSync(path.join(tmpdir(), "gamekeeper-test-worker-"));
  const worker = spawn(process.execPath, ["src/worker/main.ts"], {
    env: {
      ...process.env,
      DATABASE_URL: runtime.database.pool.options.connectionString,
      GAMEKEEPER_HOME: home,
      GAMEKEEPER_SECRET: "a secret for tests, long enough to be one",
      GAMEKEEPER_BOOT_SECRET: "boot",
      OUTBOUND_ALLOW: ALLOW,
      LOG_LEVEL: "info",
    },
    stdio: ["ignore", "ignore", "pipe"],
  });
  let said = "";
  worker.stderr.on("data", (chunk) => {
    said += chunk;
  });
  try {
    await until(() => expect(said).toContain("the worker is ready"));
    // It is killed in the moment in which it has sent and nobody has answered.
    receiver.answers(() => void worker.kill("SIGKILL"));
    const [eventId] = await happen();
    await once(worker, "exit");
    expect(receiver.received.map(({ headers }) => headers["webhook-id"])).toEqual([eventId]);
    expect(await linesOf(id)).toMatchObject([{ status: "queued", attempts: 0 }]);
    receiver.answers(answering(204));
    await startSending();
    advanceClock(31 * SECOND);
    await until(async () => expect(await linesOf(id)).toMatchObject([{ status: "succeeded", attempts: 1 }]));
    expect(receiver.received.map(({ headers }) => headers["webhook-id"])).toEqual([eventId, eventId]);
  } finally {
    worker.kill("SIGKILL");
    rmSync(home, { recursive: true, force: true });
  }
}, 120_000);

it("W9 one endpoint that never answers, with 10,000 events before it, delays no other", async () => {
  let callsOfDead = 0;
  const dead = createTcpServer((socket) => {
    callsOfDead += 1;
    socket.resume().on("error", () => {});
  });
  await new Promise<void>((done) => dead.listen(0, "127.0.0.1", done));
  const hook = await make(`http://127.0.0.1:${(dead.address() as AddressInfo).port}/`, { types: ["node.*"] });
  await runtime.database.execute(sql`
    insert into webhook_deliveries (id, "webhookId", "eventId", type, body, "nextAttemptAt", "createdAt")
    select 'whd_' || lpad(n::text, 32, '0'), ${hook.id}, 'evt_' || n, 'node.updated', '{}', ${now()}, ${now()} from generate_series(1, 10000) n`);
  const receiver = await receive();
  const others = await Promise.all([make(receiver), make(receiver)]);
  // A call to it ends by nothing but the end of the process: whoever waited for one would wait for ever.
  await startSending({ totalMs: HOUR });
  await until(() => expect(callsOfDead).toBe(4));
  for (let i = 1; i <= 60; i++) {
    await happen();
    if (i % 10 === 0) await until(() => expect(receiver.received).toHaveLength(i * others.length));
  }
  for (const { id } of others)
    await until(async () => expect((await linesOf(id)).every(({ status }) => status === "succeeded")).toBe(true));
  expect(callsOfDead).toBe(4);
  await sender!.stop();
  sender = null;
  await new Promise((done) => dead.close(done));
});

it("W12 a delivery that is sent again keeps its id, and the try says that somebody asked for it", async () => {
  const receiver = await receive();
  const { id } = await make(receiver);
  await startSending();
  const [eventId] = await happen();
  await until(async () => expect(await linesOf(id)).toMatchObject([{ status: "succeeded" }]));
  const [line] = await linesOf(id);
  await execute(deliveries.redeliver, owner.actor, { webhookId: id, deliveryId: line!.id });
  await until(async () => expect(await linesOf(id)).toMatchObject([{ status: "succeeded", attempts: 2 }]));
  expect(receiver.received.map(({ headers }) => headers["webhook-id"])).toEqual([eventId, eventId]);
  const { log } = await execute(deliveries.delivery, owner.actor, { webhookId: id, deliveryId: line!.id });
  expect(log.map(({ number, manual }) => [number, manual])).toEqual([
    [2, true],
    [1, false],
  ]);
});

it("W13 nothing is sent to an endpoint that was removed or paused while something waited for it", async () => {
  const receiver = await receive();
  receiver.answers(answering(500));
  const [removed, paused, kept] = await Promise.all([make(receiver), make(receiver), make(receiver)]);
  await startSending();
  await happen();
  await until(() => expect(receiver.received).toHaveLength(3));
  for (const { id } of [removed, paused, kept])
    await until(async () => expect(await linesOf(id)).toMatchObject([{ attempts: 1 }]));
  await execute(webhooks.remove, owner.actor, { webhookId: removed.id });
  await execute(webhooks.update, owner.actor, { webhookId: paused.id, enabled: false });
  receiver.answers(answering(204));
  advanceClock(10 * SECOND);
  await until(async () => expect(await linesOf(kept.id)).toMatchObject([{ status: "succeeded" }]));
  expect(receiver.received).toHaveLength(4);
  expect(await linesOf(removed.id)).toEqual([]);
  await execute(webhooks.update, owner.actor, { webhookId: paused.id, enabled: true });
  await until(async () => expect(await linesOf(paused.id)).toMatchObject([{ status: "succeeded" }]));
});

it("a test event is sent at once and signed", async () => {
  const receiver = await receive();
  const { id, secret } = await make(receiver, { types: ["node.*"] });
  await startSending();
  vi.useRealTimers();
  const { eventId } = await execute(webhooks.test, owner.actor, { webhookId: id });
  await until(() => expect(receiver.received).toHaveLength(1));
  const { headers, body } = receiver.received[0]!;
  vi.useFakeTimers({ now: now(), toFake: ["Date"] });
  const told = new Webhook(secret!).verify(body, headers as Record<string, string>);
  vi.useRealTimers();
  expect(told).toMatchObject({ id: eventId, type: "webhook.ping", position: 0, payload: { webhookId: id } });
});

describe("W11 a channel of Discord", () => {
  let next = 1_000_000;
  const channel = () => {
    next += 1;
    return `http://${discord.target}/api/webhooks/${next}/${TOKEN}`;
  };

  it("is told of what happens in few messages that ping nobody", async () => {
    discord.received.length = 0;
    discord.answers(answering(200, {}, "{}"));
    const { id, kind, secret, url } = await make(channel());
    expect([kind, secret]).toEqual(["discord", null]);
    expect(url).not.toContain(TOKEN.slice(0, 5));
    await startSending();
    await happen(membersServer, 14, "@everyone **boom** <@123>");
    await until(async () => {
      const lines = await linesOf(id);
      expect(lines.length).toBe(14);
      expect(lines.every(({ status }) => status === "succeeded")).toBe(true);
    });
    expect(discord.received.length).toBeLessThanOrEqual(4);
    let embeds = 0;
    for (const { body, path: called } of discord.received) {
      expect(called).toContain("wait=true");
      const message = JSON.parse(body) as { embeds: { title: string }[]; allowed_mentions: unknown };
      expect(message.allowed_mentions).toEqual({ parse: [] });
      expect(message.embeds.length).toBeLessThanOrEqual(10);
      embeds += message.embeds.length;
      for (const { title } of message.embeds) expect(title).toContain("\\@everyone \\*\\*boom\\*\\*");
    }
    expect(embeds).toBe(14);
    const gaps = discord.received.slice(1).map(({ atMs }, i) => atMs - discord.received[i]!.atMs);
    for (const gap of gaps) expect(gap).toBeGreaterThanOrEqual(1_950);
  });

  it("is left alone for as long as Discord asks, and what it was asked with is sent then", async () => {
    discord.received.length = 0;
    discord.answers(answering(429, {}, '{"message":"You are being rate limited.","retry_after":2.6,"global":false}'));
    const { id } = await make(channel());
    await startSending();
    await happen();
    await until(() => expect(discord.received).toHaveLength(1));
    discord.answers(answering(200, {}, "{}"));
    await until(async () => expect(await linesOf(id)).toMatchObject([{ status: "succeeded", attempts: 2 }]));
    expect(discord.received[1]!.atMs - discord.received[0]!.atMs).toBeGreaterThanOrEqual(2_590);
    expect((await stateOf(id)).failingSince).toBeNull();
  });

  it.each([401, 403, 404])("is never asked for again after %s", async (status) => {
    discord.received.length = 0;
    discord.answers(answering(status, {}, '{"message":"Unknown Webhook","code":10015}'));
    const { id } = await make(channel());
    await startSending();
    await happen();
    await until(async () => expect(await stateOf(id)).toMatchObject({ state: "disabled", disabledReason: "refused" }));
    await happen();
    advanceClock(HOUR);
    await new Promise((done) => setTimeout(done, 1_200));
    expect(discord.received).toHaveLength(1);
  });

  it("shows its token nowhere: in no answer, no audit entry, no event, no row in clear", async () => {
    discord.answers(answering(200, {}, "{}"));
    const token = `${"Q".repeat(40)}secret`;
    const url = `http://${discord.target}/api/webhooks/99999999/${token}`;
    const { id } = await make(url);
    await startSending();
    await happen();
    await until(async () => expect(await linesOf(id)).toMatchObject([{ status: "succeeded" }]));
    const page = await execute(deliveries.deliveries, owner.actor, { webhookId: id });
    const one = await execute(deliveries.delivery, owner.actor, { webhookId: id, deliveryId: page.items[0]!.id });
    expect(JSON.stringify([await stateOf(id), page, one])).not.toContain(token);
    for (const table of ["webhooks", "webhook_deliveries", "webhook_attempts", "audit_entries", "outbox_events"]) {
      const { rows } = await runtime.database.pool.query(
        `select coalesce(string_agg(t::text, ''), '') as dump from ${table} t`,
      );
      expect(rows[0].dump, table).not.toContain(token);
    }
  });
});
