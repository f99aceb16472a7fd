import { Redis } from "ioredis";
import { logOf } from "#app/platform/log.ts";
import { type Limiter, MemoryLimiter, type RateOutcome, type RateWindow } from "./limiter.ts";

/**
 * The same exact sliding windows as MemoryLimiter's, counted in Redis, by Redis's clock, in one round trip: a sorted set of the times of what was let
 * through. KEYS: the set. ARGV: cost, a unique name, then limit and length (ms) of each window.
 * Gives: allowed, index of the window that decides, remaining, reset (ms).
 */
const TAKE = `
local t = redis.call('TIME')
local now = t[1] * 1000 + math.floor(t[2] / 1000)
local cost = tonumber(ARGV[1])
local longest = 0
for i = 3, #ARGV, 2 do longest = math.max(longest, tonumber(ARGV[i + 1])) end
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now - longest)
local total = redis.call('ZCARD', KEYS[1])
local allowed, index, remaining, reset = 1, 0, math.huge, 0
for i = 3, #ARGV, 2 do
  local limit, length = tonumber(ARGV[i]), tonumber(ARGV[i + 1])
  local used = redis.call('ZCOUNT', KEYS[1], '(' .. (now - length), '+inf')
  local room = limit - used
  if cost > room then
    local leaves = redis.call('ZRANGE', KEYS[1], total - used + math.min(cost, limit) - room - 1, total - used + math.min(cost, limit) - room - 1, 'WITHSCORES')
    local at = (leaves[2] and tonumber(leaves[2]) or now) + length
    if allowed == 1 or at > reset then allowed, index, remaining, reset = 0, (i - 3) / 2, math.max(0, room), at end
  elseif allowed == 1 and room - cost < remaining then
    local oldest = redis.call('ZRANGE', KEYS[1], total - used, total - used, 'WITHSCORES')
    index, remaining, reset = (i - 3) / 2, room - cost, (oldest[2] and tonumber(oldest[2]) or now) + length
  end
end
if allowed == 1 then
  for n = 1, cost do redis.call('ZADD', KEYS[1], now, ARGV[2] .. ':' .. n) end
  redis.call('PEXPIRE', KEYS[1], longest)
end
return { allowed, index, remaining, reset }`;

const log = logOf("limits");
const TRY_MS = 300;

interface TakingRedis extends Redis {
  take(key: string, ...argv: (string | number)[]): Promise<[number, number, number, number]>;
}

export interface ClosableLimiter extends Limiter {
  close(): Promise<void>;
}

/**
 * Limits shared by several processes. While Redis is away each process counts for itself: the same limits, not none; the log says so, once a minute.
 */
export function openRedisLimiter(url: string): ClosableLimiter {
  const redis = new Redis(url, {
    commandTimeout: TRY_MS,
    maxRetriesPerRequest: 0,
    enableOfflineQueue: false,
    enableAutoPipelining: true,
    retryStrategy: (times) => Math.min(times * 200, 2_000),
  }) as TakingRedis;
  redis.defineCommand("take", { numberOfKeys: 1, lua: TAKE });
  const local = new MemoryLimiter();
  let saidAtMs = 0;
  let calls = 0;
  const own = `${process.pid}:${Math.random().toString(36).slice(2)}`;
  redis.on("error", () => {});

  async function take(key: string, windows: readonly RateWindow[], cost = 1): Promise<RateOutcome> {
    try {
      const bounds = windows.flatMap(({ limit, windowSec }) => [limit, windowSec * 1000]);
      const [allowed, index, remaining, resetAtMs] = await redis.take(
        `gamekeeper:limit:${key}`,
        cost,
        `${own}:${++calls}`,
        ...bounds,
      );
      return { allowed: allowed === 1, window: windows[index]!, remaining, resetAtMs };
    } catch (error) {
      if (Date.now() - saidAtMs > 60_000) {
        saidAtMs = Date.now();
        log.warn({ err: error }, "Redis is away; each process counts limits for itself until it is back");
      }
      return local.take(key, windows, cost);
    }
  }
  return {
    take,
    close: () =>
      redis.quit().then(
        () => {},
        () => redis.disconnect(),
      ),
  };
}
