import { Redis } from "ioredis";
import { type Limiter, MemoryLimiter, type RateWindow } from "#app/operation/limiter.ts";
import { openSharedLimiter } from "#app/operation/redis-limiter.ts";
import { exactWindows, type ScriptClient } from "#app/operation/redis-limiter-script.ts";
import { hasRedis, startRedis, startUpstash } from "#app/testing/redis.ts";

/**
 * Decisions a second of what counts limits: in process and on a Redis of this machine, of one window and of three; one call after the other, and many at
 * once. The callers are 100 keys of 100 calls a minute each, so the later calls of a round are refused.
 *
 *     npm run bench -- limits [seconds]
 */
const SECONDS = Number(process.argv[2] ?? 2);
const KEYS = 100;

function windowsOf(count: number, limit: number): RateWindow[] {
  return [
    { name: "minute", limit, windowSec: 60 },
    { name: "hour", limit: limit * 10, windowSec: 3_600 },
    { name: "day", limit: limit * 100, windowSec: 86_400 },
  ].slice(0, count);
}

console.log("| counted in | windows | at once | decisions/s | µs a decision, p50 | p99 |");
console.log("|---|---|---|---|---|---|");
for (const count of [1, 3]) await measure("this process", new MemoryLimiter(), count, 1);
if (hasRedis) {
  const redis = await startRedis();
  const limiter = await openSharedLimiter({ redisUrl: redis.url });
  for (const atOnce of [1, 100]) for (const count of [1, 3]) await measure("Redis", limiter, count, atOnce);
  const client = new Redis(redis.url, { enableAutoPipelining: true });
  for (const atOnce of [1, 100])
    for (const count of [1, 3]) await measure("Redis, without the package", bare(client), count, atOnce);
  client.disconnect();
  await limiter.close();
  const upstash = await startUpstash(redis.url);
  const remote = await openSharedLimiter({ upstashUrl: upstash.url, upstashToken: upstash.token });
  await measure("Upstash's protocol, on this machine", remote, 3, 1);
  await remote.close();
  await upstash.close();
  await redis.kill();
} else console.log("There is no redis-server on this machine: only what is counted in process was measured.");

/** The same algorithm straight on the client, to see what the package costs. */
function bare(client: Redis): Limiter {
  const scripts: ScriptClient = {
    evalsha: (sha, keys, args) => client.evalsha(sha, keys.length, ...keys, ...args),
    eval: (script, keys, args) => client.eval(script, keys.length, ...keys, ...args),
  };
  const counters = new WeakMap<readonly RateWindow[], ReturnType<ReturnType<typeof exactWindows>>>();
  return {
    health: () => ({ store: "redis", awaySince: null }),
    async take(key, windows, cost = 1) {
      let counter = counters.get(windows);
      if (!counter) {
        counter = exactWindows(scripts, windows)();
        counters.set(windows, counter);
      }
      const answer = await counter.limit({} as never, `bare:${key}`, cost);
      return (answer as unknown as { outcome: Awaited<ReturnType<Limiter["take"]>> }).outcome;
    },
  };
}

async function measure(name: string, limiter: Limiter, count: number, atOnce: number): Promise<void> {
  // As many as a round of the slowest makes for each key, so that some are refused.
  const windows = windowsOf(count, 100);
  const micros: number[] = [];
  const until = performance.now() + SECONDS * 1000;
  let decided = 0;
  let round = 0;
  async function caller(): Promise<void> {
    while (performance.now() < until) {
      const begun = process.hrtime.bigint();
      const taken = limiter.take(`${name} ${count} ${atOnce} ${round++ % KEYS}`, windows);
      if (taken instanceof Promise) await taken;
      const micro = Number(process.hrtime.bigint() - begun) / 1000;
      if (decided++ % 16 === 0) micros.push(micro);
    }
  }
  const begun = performance.now();
  await Promise.all(Array.from({ length: atOnce }, caller));
  const seconds = (performance.now() - begun) / 1000;
  micros.sort((a, b) => a - b);
  const at = (share: number) => (micros[Math.floor(micros.length * share)] ?? 0).toFixed(1);
  console.log(
    `| ${name} | ${count} | ${atOnce} | ${Math.round(decided / seconds).toLocaleString("en")} | ${at(0.5)} | ${at(0.99)} |`,
  );
}
