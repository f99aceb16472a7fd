import { openSharedLimiter } from "#app/operation/redis-limiter.ts";

/**
 * A process that counts limits with others, for tests: `node limit-taker.ts <redis url> <key> <limit> <calls>`. Says "ready" when it has reached the store, makes
 * its calls all at once when it is told to by a line, and answers with how many were let through and what the first refusal said.
 */
const [url = "", key = "", limit = "0", calls = "0"] = process.argv.slice(2);
const windows = [{ name: "minute", limit: Number(limit), windowSec: 60 }];
const limiter = await openSharedLimiter({ redisUrl: url });
console.log("ready");
await new Promise((resolve) => process.stdin.once("data", resolve));
const outcomes = await Promise.all(Array.from({ length: Number(calls) }, () => limiter.take(key, windows)));
const refused = outcomes.find(({ allowed }) => !allowed);
console.log(
  JSON.stringify({
    allowed: outcomes.filter(({ allowed }) => allowed).length,
    alone: outcomes.filter(({ isShared }) => !isShared).length,
    waitMs: refused?.waitMs ?? null,
    at: Date.now(),
  }),
);
await limiter.close();
process.exit(0);
