import { flushCalls, recordCall } from "#app/features/api-keys/server/call-log.ts";
import { newKey } from "#app/features/api-keys/server/key-format.ts";
import { actorOfKey } from "#app/features/api-keys/server/verify.ts";
import { operations } from "#app/features/registry.ts";
import { newId } from "#app/lib/id.ts";
import { execute } from "#app/operation/execute.ts";
import { MemoryLimiter } from "#app/operation/limiter.ts";
import { rateOf } from "#app/operation/rate.ts";
import { now } from "#app/platform/clock.ts";
import { handleApi } from "#app/transport/rest.ts";
import { makeKey, openTestbed, seedServers } from "./testbed.ts";

/**
 * What a key costs a call, in process: verification, limit and the record of its use together on a warm key; the queries for a malformed key; and a
 * keyed GET, from request to response, against the same operation run for a fixed actor and written as JSON.
 *
 *     npm run bench -- keys [rounds]
 */
const ROUNDS = Number(process.argv[2] ?? 5);
const STEPS = 20_000;
const CALLS = 1_500;
const ADDRESS = "192.0.2.1";

const bed = await openTestbed();
try {
  const { runtime } = bed;
  const key = await makeKey(runtime);
  const { serverId } = await seedServers(runtime);
  await steps(key);
  await malformed();
  await calls(key, serverId);
} finally {
  await bed.close();
}

async function steps(key: string): Promise<void> {
  const { runtime } = bed;
  const limiter = new MemoryLimiter();
  const took: number[] = [];
  for (let i = 0; i < STEPS * 2; i++) {
    const startedAt = performance.now();
    const actor = await actorOfKey(runtime, key, ADDRESS);
    const rate = rateOf(actor, "general", ADDRESS)!;
    await limiter.take(rate.key, rate.windows);
    recordCall({
      at: now(),
      keyId: actor.id!,
      operation: "servers.list",
      method: "GET",
      route: "/servers",
      status: 200,
      reason: null,
      durationMs: performance.now() - startedAt,
      address: ADDRESS,
      requestBytes: 0,
      responseBytes: 1_000,
      requestId: newId("req"),
    });
    // The first half warms up.
    if (i >= STEPS) took.push(performance.now() - startedAt);
    if (i % 5_000 === 0) await flushCalls(runtime.database);
  }
  took.sort((a, b) => a - b);
  const at = (share: number) => `${took[Math.floor(took.length * share)]!.toFixed(4)} ms`;
  console.log("| verification, limit and record of a warm key | |");
  console.log("|---|---|");
  console.log(`| p50 | ${at(0.5)} |`);
  console.log(`| p99 | ${at(0.99)} |`);
  console.log(`| p99.9 | ${at(0.999)} |`);
  const rowsBefore = performance.now();
  await flushCalls(runtime.database);
  console.log(`| ${STEPS % 5_000 || 5_000} records written | ${(performance.now() - rowsBefore).toFixed(0)} ms |`);
}

async function malformed(): Promise<void> {
  const { pool } = bed.runtime.database;
  const asked = pool.query;
  let queries = 0;
  pool.query = ((...args: Parameters<typeof asked>) => {
    queries += 1;
    return asked.apply(pool, args);
  }) as typeof asked;
  const startedAt = performance.now();
  for (let i = 0; i < STEPS; i++) await actorOfKey(bed.runtime, `${newKey().slice(0, -1)}_`, ADDRESS).catch(() => {});
  pool.query = asked;
  const each = ((performance.now() - startedAt) / STEPS) * 1_000;
  console.log(`| queries for ${STEPS.toLocaleString("en")} malformed keys | ${queries}, ${each.toFixed(1)} µs each |`);
}

/** Rounds alternate, for the machine may be shared; of each the least processor time counts. */
async function calls(key: string, serverId: string): Promise<void> {
  const { runtime } = bed;
  const actor = await actorOfKey(runtime, key, ADDRESS);
  const url = `http://127.0.0.1/api/v1/servers/${serverId}`;
  const headers = { authorization: `Bearer ${key}` };
  const run = async () =>
    JSON.stringify({ data: await execute(operations.servers.get, actor, { serverId }, { address: ADDRESS }) });
  const ways = {
    "by key": async () => (await handleApi(new Request(url, { headers }), { address: ADDRESS })).text(),
    // The web's own objects cost what they cost, whoever asks.
    "fixed actor": async () => {
      const request = new Request(url, { headers });
      return new Response(await run(), { headers: { "x-request-id": request.headers.get("authorization")! } }).text();
    },
    "operation alone": run,
  };
  const least = new Map<string, number>();
  for (let round = 0; round < ROUNDS; round++)
    for (const [name, call] of Object.entries(ways)) {
      for (let i = 0; i < 200; i++) await call();
      const before = process.cpuUsage();
      for (let i = 0; i < CALLS; i++) await call();
      const { user, system } = process.cpuUsage(before);
      least.set(name, Math.min(least.get(name) ?? Number.POSITIVE_INFINITY, (user + system) / CALLS / 1_000));
    }
  const [keyed, fixed, alone] = ["by key", "fixed actor", "operation alone"].map((name) => least.get(name)!);
  console.log(`| GET /servers/{id} by key, request to response | ${keyed!.toFixed(3)} ms of processor |`);
  console.log(
    `| the same for a fixed actor | ${fixed!.toFixed(3)} ms of processor, by key ${(keyed! / fixed!).toFixed(2)} × |`,
  );
  console.log(
    `| the operation alone, no request | ${alone!.toFixed(3)} ms of processor, by key ${(keyed! / alone!).toFixed(2)} × |`,
  );
}
