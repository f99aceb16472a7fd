import { createServer as createHttpServer } from "node:http";
import { type AddressInfo, createServer as createTcpServer } from "node:net";
import { serverUpdated } from "#app/features/hosting/events.ts";
import { operatorAccount } from "#app/features/identity/server/index.ts";
import { operations } from "#app/features/registry.ts";
import { startWebhooks } from "#app/features/webhooks/server/index.ts";
import { newId } from "#app/lib/id.ts";
import { operatorActor } from "#app/operation/actor.ts";
import { execute } from "#app/operation/execute.ts";
import { pendingEvent, writeEvents } from "#app/operation/outbox.ts";
import { now } from "#app/platform/clock.ts";
import { openOutboundHttp } from "#app/platform/outbound-http.ts";
import { sql } from "#app/platform/sql.ts";
import { openTestbed } from "./testbed.ts";

/**
 * How many deliveries a second one worker makes, and how late others' events are while one endpoint never answers and has 10,000 events waiting.
 * Receivers, sender and PostgreSQL share the cores.
 *
 *     npm run bench -- webhooks [events] [endpoints]
 */
const EVENTS = Number(process.argv[2] ?? 1_000);
const ENDPOINTS = Number(process.argv[3] ?? 8);
const WAITING = 10_000;
const SAID = 100;
const PAUSE_MS = 100;

const bed = await openTestbed({ OUTBOUND_ALLOW: "127.0.0.1" });
const { database, doorbell } = bed.runtime;
const operator = operatorActor((await operatorAccount(database))!.id, "bench");

const arrivals: { id: string; atMs: number }[] = [];
const receiver = createHttpServer((request, response) => {
  arrivals.push({ id: String(request.headers["webhook-id"]), atMs: performance.now() });
  request.resume();
  response.writeHead(204).end();
});
const silent = createTcpServer((socket) => void socket.resume().on("error", () => {}));
await Promise.all([receiver, silent].map((server) => new Promise<void>((done) => server.listen(0, "127.0.0.1", done))));
const urlOf = (server: typeof receiver | typeof silent) =>
  `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
const sending = await startWebhooks(bed.runtime, { outbound: openOutboundHttp({ allow: "127.0.0.1" }) });
try {
  for (let i = 0; i < ENDPOINTS; i++) await makeWebhook(urlOf(receiver), ["server.*"]);
  console.log("| measured | |\n|---|---|");
  await happen(20);
  await arrived(20 * ENDPOINTS);
  await measureSpeed();
  const alone = await measureDelay();
  const dead = await makeWebhook(urlOf(silent), ["node.*"]);
  await fillQueue(dead);
  const beside = await measureDelay();
  const tell = (what: string, { p50, p99 }: { p50: number; p99: number }) =>
    console.log(`| ${what} | p50 ${p50.toFixed(0)} ms, p99 ${p99.toFixed(0)} ms |`);
  tell("from the event's row to the receiver", alone);
  tell(`the same while one endpoint is dead with ${WAITING.toLocaleString("en")} waiting`, beside);
} finally {
  await sending.stop();
  receiver.closeAllConnections();
  await Promise.all([receiver, silent].map((server) => new Promise((done) => server.close(done))));
  await bed.close();
}

async function makeWebhook(url: string, types: string[]): Promise<string> {
  const { id } = await execute(operations.webhooks.create, operator, {
    name: "bench",
    url,
    types,
    instanceOwned: true,
  });
  return id;
}

async function happen(count: number): Promise<string[]> {
  const events = Array.from({ length: count }, () =>
    pendingEvent(serverUpdated, { serverId: newId("srv"), name: "Bench" }, now()),
  );
  await writeEvents(database, events);
  doorbell.ring();
  return events.map(({ id }) => id);
}

async function arrived(count: number): Promise<void> {
  while (arrivals.length < count) await new Promise((done) => setTimeout(done, 5));
}

async function measureSpeed(): Promise<void> {
  arrivals.length = 0;
  const startedAtMs = performance.now();
  const cpuBefore = process.cpuUsage();
  await happen(EVENTS);
  await arrived(EVENTS * ENDPOINTS);
  const seconds = (performance.now() - startedAtMs) / 1000;
  const { user, system } = process.cpuUsage(cpuBefore);
  const cpuMs = (user + system) / 1000 / (EVENTS * ENDPOINTS);
  const total = (EVENTS * ENDPOINTS).toLocaleString("en");
  console.log(
    `| ${total} deliveries to ${ENDPOINTS} endpoints | ${Math.round((EVENTS * ENDPOINTS) / seconds).toLocaleString("en")} a second, ${cpuMs.toFixed(2)} ms of CPU each with the receiver's part |`,
  );
}

async function fillQueue(webhookId: string): Promise<void> {
  await database.execute(sql`
    insert into webhook_deliveries (id, "webhookId", "eventId", type, body, "nextAttemptAt", "createdAt")
    select 'whd_' || lpad(n::text, 32, '0'), ${webhookId}, 'evt_' || n, 'node.updated', '{}', ${now()}, ${now()} from generate_series(1, ${WAITING}) n`);
}

/** Milliseconds from the row of an event to the receiver, one event after another. */
async function measureDelay(): Promise<{ p50: number; p99: number }> {
  arrivals.length = 0;
  const saidAtMs = new Map<string, number>();
  for (let i = 0; i < SAID; i++) {
    const atMs = performance.now();
    const [id] = await happen(1);
    saidAtMs.set(id!, atMs);
    await new Promise((done) => setTimeout(done, PAUSE_MS));
  }
  await arrived(SAID * ENDPOINTS);
  const delays = arrivals.map(({ id, atMs }) => atMs - saidAtMs.get(id)!).sort((a, b) => a - b);
  const at = (part: number) => delays[Math.min(delays.length - 1, Math.floor(delays.length * part))]!;
  return { p50: at(0.5), p99: at(0.99) };
}
