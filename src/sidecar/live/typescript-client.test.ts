import { randomBytes } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { isDeepStrictEqual } from "node:util";
import { Webhook } from "standardwebhooks";
import { afterAll, beforeAll, expect, test } from "vitest";
import { bootstrap } from "#app/features/identity/server/index.ts";
import { operations } from "#app/features/registry.ts";
import { startWebhooks } from "#app/features/webhooks/server/index.ts";
import { operatorActor } from "#app/operation/actor.ts";
import { execute } from "#app/operation/execute.ts";
import { type OpenRuntime, openRuntime } from "#app/operation/open-runtime.ts";
import { parseEnvironment } from "#app/platform/env.ts";
import { openOutboundHttp } from "#app/platform/outbound-http.ts";
import { createTestDatabase, type TestDatabase } from "#app/testing/database.ts";
import { writeEvent } from "#app/testing/event-writers.ts";
import {
  openForwarder,
  type SidecarProcess,
  signedIn,
  startSidecarProcess,
  TEST_SECRET,
  until,
} from "#app/testing/sidecars.ts";
import {
  GamekeeperClient,
  GamekeeperError,
  type GamekeeperEvent,
  verifyWebhook,
} from "../../../public/gamekeeper-client.ts";

// The generated client as whoever copies it runs it, against a real sidecar.

let testDatabase: TestDatabase;
let runtime: OpenRuntime;
let sidecar: SidecarProcess;
let between: Awaited<ReturnType<typeof openForwarder>>;
let panel: GamekeeperClient;

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  runtime = await openRuntime({
    settings: parseEnvironment({ NODE_ENV: "test", DATABASE_URL: testDatabase.url, GAMEKEEPER_SECRET: TEST_SECRET }),
  });
  await bootstrap(runtime.database);
  sidecar = await startSidecarProcess(testDatabase.url, { env: { OUTBOUND_ALLOW: "127.0.0.1" } });
  between = await openForwarder();
  between.targets.push(sidecar.url);
  const { userId } = await signedIn(runtime.database, "owner");
  const wanted = { name: "TypeScript", permissions: ["FULL_ACCESS"] };
  const { key } = await execute(operations.apiKeys.generate, operatorActor(userId, "test"), wanted);
  panel = new GamekeeperClient({ url: between.url, key });
});
afterAll(async () => {
  between?.close();
  await sidecar?.kill("SIGTERM");
  await runtime?.close();
  await testDatabase?.drop();
});

test("makes a key, is limited, waits as it is told and goes on", async () => {
  const made = await panel.call("apiKeys.create", {
    name: "Limited",
    permissions: ["servers:read"],
    limits: [{ limit: 3, windowSec: 2 }],
  });
  expect(made.status).toBe(201);
  let refused = 0;
  const counting: typeof fetch = async (...asked) => {
    const response = await fetch(...asked);
    if (response.status === 429) refused += 1;
    return response;
  };
  const limited = new GamekeeperClient({ url: between.url, key: made.data.key, fetch: counting });
  const started = performance.now();
  for (let call = 0; call < 8; call++) expect((await limited.call("servers.list", { limit: 5 })).status).toBe(200);
  expect(refused).toBeGreaterThanOrEqual(1);
  expect(performance.now() - started).toBeGreaterThan(3_500);

  const unwilling = new GamekeeperClient({ url: between.url, key: made.data.key, retries: 0 });
  const many = Promise.all(Array.from({ length: 5 }, () => unwilling.call("servers.list", {})));
  await expect(many).rejects.toMatchObject({ status: 429, code: "rate_limited", retryAfterSec: expect.any(Number) });
});

test("names an operation that there is not", async () => {
  await expect(panel.call("servers.command" as "servers.get", { serverId: "srv_1" })).rejects.toThrow(
    'There is no operation called "servers.command".',
  );
});

test("tells what was wrong, and takes a change back that somebody else has overtaken", async () => {
  const wrong = panel.call("servers.get", { serverId: "srv_00000000000000000000000000000000" });
  await expect(wrong).rejects.toBeInstanceOf(GamekeeperError);
  await expect(wrong).rejects.toMatchObject({
    status: 404,
    code: "not_found",
    requestId: expect.stringMatching(/^req_/),
  });
  const { etag } = await panel.call("settings.list", {});
  const change = (name: string) =>
    panel.call("settings.update", { values: { "panel-name": name } }, { ifMatch: etag! });
  expect((await change("One")).status).toBe(200);
  await expect(change("Other")).rejects.toMatchObject({ status: 412 });
});

test("follows the events over cuts, each once and in order", async () => {
  const ending = new AbortController();
  const told: GamekeeperEvent[] = [];
  const following = (async () => {
    for await (const event of panel.events({ types: "user.*", since: 0, signal: ending.signal })) {
      told.push(event);
      if (told.length === 300) return;
    }
  })();
  const names: string[] = [];
  for (let n = 0; n < 300; n++) {
    names.push(`event ${n}`);
    await writeEvent(runtime.database, `event ${n}`);
    runtime.ringDoorbell();
    if (n % 60 === 30) {
      await until(() => told.length > 0);
      between.cutAll();
    }
  }
  await until(() => told.length === 300, 25_000);
  ending.abort();
  await following;
  expect(told.map(({ payload }) => payload.name)).toEqual(names);
}, 120_000);

test("takes the panel's own webhooks, with the very event that the stream tells", async () => {
  const taken: unknown[] = [];
  const wrong: unknown[] = [];
  let secret = "";
  const receiver = createServer((request, response) => {
    const headers = request.headers as Record<string, string | undefined>;
    text(request)
      .then((body) => verifyWebhook(secret, headers, body))
      .then((event) => taken.push(event))
      .catch((error) => wrong.push(error))
      .finally(() => response.writeHead(204).end());
  });
  await new Promise<void>((resolve) => receiver.listen(0, "127.0.0.1", resolve));
  const { port } = receiver.address() as AddressInfo;
  const made = await panel.call("webhooks.create", {
    name: "TypeScript",
    url: `http://127.0.0.1:${port}/`,
    types: ["user.updated"],
  });
  secret = made.data.secret!;
  const sending = await startWebhooks(runtime, { outbound: openOutboundHttp({ allow: "127.0.0.1" }) });
  const ending = new AbortController();
  const streamed: GamekeeperEvent[] = [];
  const following = (async () => {
    for await (const event of panel.events({ types: "user.updated", signal: ending.signal })) streamed.push(event);
  })();
  try {
    // From when the stream is open on, both tell of the same.
    let n = 0;
    await until(async () => {
      await writeEvent(runtime.database, `sent ${n++}`);
      runtime.ringDoorbell();
      return streamed.length >= 3;
    });
    const three = streamed.slice(0, 3);
    await until(() => three.every((event) => taken.some((one) => isDeepStrictEqual(one, event))), 20_000);
    expect(wrong).toEqual([]);
  } finally {
    ending.abort();
    await following;
    await sending.stop();
    receiver.close();
  }
}, 120_000);

test("believes a webhook that is signed, and no other", async () => {
  const secret = `whsec_${randomBytes(32).toString("base64")}`;
  const body = JSON.stringify({ type: "server.exited", payload: { name: "Flüstern 🎲" } });
  const headers = (at: Date, by = secret) => ({
    "webhook-id": "evt_1",
    "webhook-timestamp": String(Math.floor(at.getTime() / 1000)),
    "webhook-signature": new Webhook(by).sign("evt_1", at, body),
  });
  const now = new Date();
  expect(await verifyWebhook(secret, headers(now), body)).toEqual(JSON.parse(body));
  expect(await verifyWebhook(secret, new Headers(headers(now)), body)).toEqual(JSON.parse(body));
  await expect(verifyWebhook(secret, headers(now), `${body} `)).rejects.toThrow(/signature/);
  await expect(verifyWebhook(secret, headers(new Date(now.getTime() - 302_000)), body)).rejects.toThrow(/time/);
  await expect(
    verifyWebhook(secret, headers(now, `whsec_${randomBytes(32).toString("base64")}`), body),
  ).rejects.toThrow(/signature/);
});

/** Never run: the compiler reads it, and a wrong type that it would let through is a fault of the client. */
export async function compiled(): Promise<void> {
  const { data, meta } = await panel.call("servers.list", { limit: 20, sort: "-created" });
  const total: number = meta.total;
  const name: string = data[0]!.name;
  // @ts-expect-error there is no such operation
  await panel.call("servers.listen", {});
  // @ts-expect-error a limit is a number
  await panel.call("servers.list", { limit: "20" });
  // @ts-expect-error a server has to be named
  await panel.call("servers.get", {});
  // @ts-expect-error there is no such field
  await panel.call("servers.list", { limits: 20 });
  // @ts-expect-error a name is text
  const wrong: number = data[0]!.name;
  // @ts-expect-error that is no way to sort
  await panel.call("servers.list", { sort: "colour" });
  expect([total, name, wrong]).toBeDefined();
}
