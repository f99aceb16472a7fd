import type { RateOutcome } from "./limiter.ts";

/**
 * What an answer says of the caller's limits: the tightest window in the X-RateLimit headers, all of them in `RateLimit-Policy` and `RateLimit`
 * (draft-ietf-httpapi-ratelimit-headers-10: lists of RFC 9651, `q` units in `w` seconds, `r` of them left, more in `t` seconds).
 * `nowMs`: the panel's time, for X-RateLimit-Reset, which is in seconds since 1970.
 */
export function rateHeaders(outcome: RateOutcome, nowMs: number): Record<string, string> {
  const { tightest, states } = outcome;
  return {
    "x-ratelimit-limit": String(tightest.window.limit),
    "x-ratelimit-remaining": String(tightest.remaining),
    "x-ratelimit-reset": String(Math.ceil((nowMs + tightest.resetInMs) / 1000)),
    "ratelimit-policy": states
      .map(({ window: { name, limit, windowSec } }) => `"${name}";q=${limit};w=${windowSec}`)
      .join(", "),
    ratelimit: states
      .map(({ window, remaining, resetInMs }) => `"${window.name}";r=${remaining};t=${seconds(resetInMs)}`)
      .join(", "),
  };
}

/** The seconds after which a refused call passes: whole ones, as Retry-After takes them, and never too few. */
export function retryAfterSec({ waitMs }: Pick<RateOutcome, "waitMs">): number {
  return Math.max(1, seconds(waitMs));
}

function seconds(ms: number): number {
  // To the microsecond: what the arithmetic of fractions leaves over is not a second more.
  return Math.max(0, Math.ceil(Math.round(ms * 1000) / 1_000_000));
}
