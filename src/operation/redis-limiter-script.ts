import { createHash } from "node:crypto";
import type { Ratelimit } from "@upstash/ratelimit";
import { fitting, outcomeOf, type RateOutcome, type RateWindow } from "./limiter.ts";

/**
 * The same exact sliding windows as MemoryLimiter's, counted in Redis, by Redis's clock, in one round trip: a sorted set of the times (in microseconds) of
 * the units that were let through. KEYS: the set. ARGV: units, then limit and length (in microseconds) of each window.
 * Gives 1 or 0 for allowed, then of each window the room before the call, and the microseconds until its oldest unit leaves or the call fits.
 */
export const TAKE = `
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
local units = tonumber(ARGV[1])
local longest = 0
for i = 2, #ARGV, 2 do longest = math.max(longest, tonumber(ARGV[i + 1])) end
local function text(number) return string.format('%.0f', number) end
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', text(now - longest))
local total = redis.call('ZCARD', KEYS[1])
local answer = { 1 }
for i = 2, #ARGV, 2 do
  local limit, length = tonumber(ARGV[i]), tonumber(ARGV[i + 1])
  local used = total
  if length < longest then used = redis.call('ZCOUNT', KEYS[1], '(' .. text(now - length), '+inf') end
  local room = limit - used
  local place = total - used
  if units > room then
    answer[1] = 0
    place = place + units - room - 1
  end
  local unit = redis.call('ZRANGE', KEYS[1], place, place, 'WITHSCORES')
  answer[#answer + 1] = room
  answer[#answer + 1] = (tonumber(unit[2]) or now) + length - now
end
if answer[1] == 1 then
  for n = 1, units do redis.call('ZADD', KEYS[1], text(now), text(now) .. ':' .. (total + n)) end
  redis.call('PEXPIRE', KEYS[1], math.ceil(longest / 1000))
end
return answer`;

const TAKE_SHA = createHash("sha1").update(TAKE).digest("hex");

/** What the script needs of a client of Redis, whatever carries its commands. */
export interface ScriptClient {
  evalsha(sha: string, keys: string[], args: string[]): Promise<unknown>;
  eval(script: string, keys: string[], args: string[]): Promise<unknown>;
}

type Algorithm = ConstructorParameters<typeof Ratelimit>[0]["limiter"];
type Answer = Awaited<ReturnType<ReturnType<Algorithm>["limit"]>>;

/** What the package hands through besides its own fields: how every window stands. */
export interface ExactAnswer extends Answer {
  outcome: RateOutcome;
}

/** Exact sliding windows as an algorithm of @upstash/ratelimit. A call's `rate` is how many units it costs. */
export function exactWindows(client: ScriptClient, windows: readonly RateWindow[]): Algorithm {
  const bounds = windows.flatMap(({ limit, windowSec }) => [String(limit), String(windowSec * 1_000_000)]);
  async function limit(_context: unknown, key: string, rate = 1): Promise<ExactAnswer> {
    const units = fitting(rate, windows);
    const outcome = readAnswer(await run(client, [key], [String(units), ...bounds]), windows, units);
    const { tightest, allowed } = outcome;
    return {
      success: allowed,
      limit: tightest.window.limit,
      remaining: tightest.remaining,
      reset: Date.now() + tightest.resetInMs,
      pending: Promise.resolve(),
      outcome,
    };
  }
  async function getRemaining(_context: unknown, key: string) {
    // More units than there can be room for: refused, so that nothing is charged.
    const most = Math.max(...windows.map((window) => window.limit)) + 1;
    const { states } = readAnswer(await run(client, [key], [String(most), ...bounds]), windows, most);
    const { window, remaining, resetInMs } = states.reduce((a, b) => (b.remaining < a.remaining ? b : a));
    return { remaining, reset: Date.now() + resetInMs, limit: window.limit };
  }
  async function resetTokens(_context: unknown, key: string): Promise<void> {
    await client.eval("return redis.call('DEL', KEYS[1])", [key], []);
  }
  return () => ({ limit, getRemaining, resetTokens });
}

async function run(client: ScriptClient, keys: string[], args: string[]): Promise<unknown> {
  try {
    return await client.evalsha(TAKE_SHA, keys, args);
  } catch (error) {
    // A Redis that has not seen the script yet, or has forgotten it with a restart.
    if (!(error instanceof Error) || !error.message.includes("NOSCRIPT")) throw error;
    return client.eval(TAKE, keys, args);
  }
}

function readAnswer(answer: unknown, windows: readonly RateWindow[], units: number): RateOutcome {
  const numbers = Array.isArray(answer) ? answer.map(Number) : [];
  if (numbers.length !== 1 + windows.length * 2 || numbers.some((number) => !Number.isFinite(number)))
    throw new Error("The store's answer is not that of the script");
  const found = windows.map((_, i) => ({ room: numbers[1 + i * 2]!, resetInMs: numbers[2 + i * 2]! / 1000 }));
  return outcomeOf(windows, units, found, true);
}
