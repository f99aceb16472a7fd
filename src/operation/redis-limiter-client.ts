import { Redis as UpstashRedis } from "@upstash/redis";
import { Redis } from "ioredis";
import type { ScriptClient } from "./redis-limiter-script.ts";

const GIVE_UP_MS = 2_000;

/** A connection to what counts for several processes. */
export interface LimitStore extends ScriptClient {
  name: "redis" | "upstash";
  /** Why the connection is not there, as far as it is known: a call that finds none does not say. */
  problem(): string | null;
  close(): Promise<void>;
}

/** Redis or Valkey at an address such as redis://127.0.0.1:6379. */
export function openRedisStore(url: string): LimitStore {
  const redis = new Redis(url, {
    connectionName: "gamekeeper-limits",
    connectTimeout: GIVE_UP_MS,
    // A connection on which nothing is answered is given up, and another made.
    socketTimeout: GIVE_UP_MS,
    maxRetriesPerRequest: 0,
    // What is counted late is counted wrong: a call is answered without the store rather than kept for later.
    enableOfflineQueue: false,
    autoResendUnfulfilledCommands: false,
    enableAutoPipelining: true,
    retryStrategy: (times) => Math.min(times * 100, 1_000),
  });
  let problem: string | null = null;
  redis.on("error", (error: Error) => {
    problem = error.message;
  });
  redis.on("close", () => {
    problem ??= "the connection ended";
  });
  redis.on("ready", () => {
    problem = null;
  });
  return {
    name: "redis",
    problem: () => problem,
    evalsha: (sha, keys, args) => redis.evalsha(sha, keys.length, ...keys, ...args),
    eval: (script, keys, args) => redis.eval(script, keys.length, ...keys, ...args),
    close: async () => redis.disconnect(),
  };
}

/** Upstash over HTTPS, or whatever speaks its protocol. */
export function openUpstashStore(url: string, token: string): LimitStore {
  const redis = new UpstashRedis({
    url,
    token,
    retry: false,
    enableTelemetry: false,
    responseEncoding: false,
    signal: () => AbortSignal.timeout(GIVE_UP_MS),
  });
  return {
    name: "upstash",
    problem: () => null,
    evalsha: (sha, keys, args) => redis.evalsha(sha, keys, args),
    eval: (script, keys, args) => redis.eval(script, keys, args),
    close: async () => {},
  };
}
