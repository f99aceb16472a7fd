import { DAY, HOUR, MINUTE, SECOND } from "#app/lib/duration.ts";
import type { WebhookRetry } from "./schema.ts";

/** The wait after the first, second, … try that failed. Source: Standard Webhooks, "Deliverability and reliability". */
const WAITS_MS = [
  5 * SECOND,
  5 * MINUTE,
  30 * MINUTE,
  2 * HOUR,
  5 * HOUR,
  10 * HOUR,
  14 * HOUR,
  20 * HOUR,
  24 * HOUR,
] as const;
/** Tries of one event before it is given up. */
export const MAX_TRIES = WAITS_MS.length + 1;
const JITTER = 0.2;
/** A receiver that is overloaded or does not answer is left alone for so long at least. */
const REST_MS = MINUTE;
const LONGEST_RETRY_AFTER_MS = DAY;

/** An endpoint that has only failed for so long is switched off. */
export const GIVE_UP_AFTER_MS = 5 * DAY;
/** Tries of one event after which its owner is told that something is wrong. */
export const WARN_AFTER_TRIES = 4;
/** How long the old secret signs beside the new one. */
export const BOTH_SIGN_MS = DAY;
/** How many endpoints one person may have. */
export const MAX_ENDPOINTS = 25;

/** How a try ended: a status, or no answer at all. */
export interface TryOutcome {
  status: number | null;
  timedOut: boolean;
  /** What the receiver asked for, in milliseconds from now. */
  retryAfterMs: number | null;
}

/** Only 2xx says that an event has arrived; a redirect is none. */
export function isSuccess(status: number | null): boolean {
  return status !== null && status >= 200 && status < 300;
}

/**
 * Milliseconds until the next try after `tries` that failed, or null if that was the last. `random` is in [0, 1).
 * What the receiver asks for is obeyed, up to a day.
 */
export function waitAfter(tries: number, outcome: TryOutcome, random: number): number | null {
  const planned = WAITS_MS[tries - 1];
  if (planned === undefined) return null;
  const jittered = Math.round(planned * (1 - JITTER + 2 * JITTER * random));
  const rest = outcome.timedOut || outcome.status === 429 ? REST_MS : 0;
  return Math.max(jittered, rest, Math.min(outcome.retryAfterMs ?? 0, LONGEST_RETRY_AFTER_MS));
}

/** The same for an endpoint with its own way to try again. No wait is longer than a day. */
export function ownWaitAfter(tries: number, retry: WebhookRetry, outcome: TryOutcome): number | null {
  if (tries > retry.maxRetries) return null;
  const planned = retry.retryDelayMs * retry.backoffMultiplier ** (tries - 1);
  return Math.min(Math.max(Math.round(planned), outcome.retryAfterMs ?? 0), LONGEST_RETRY_AFTER_MS);
}

/** How long the endpoint as a whole is left alone after this outcome. */
export function holdAfter({ status, retryAfterMs }: TryOutcome): number {
  if (status !== 429 && status !== 503) return 0;
  return Math.max(status === 429 ? REST_MS : 0, Math.min(retryAfterMs ?? 0, LONGEST_RETRY_AFTER_MS));
}

/** The Retry-After of an answer as milliseconds from `nowMs`: seconds, or a date. Null where there is none that can be read. */
export function retryAfterMs(header: string | undefined, nowMs: number): number | null {
  if (header === undefined) return null;
  if (/^\d+(\.\d+)?$/.test(header.trim())) return Math.ceil(Number(header) * SECOND);
  const at = Date.parse(header);
  return Number.isNaN(at) ? null : Math.max(0, at - nowMs);
}

/** As much of an address as may be shown: paths and queries hold secrets (a channel's token, a key), hosts do not. */
export function maskedUrl(url: URL, discordId: string | null): string {
  if (discordId !== null) return `${url.origin}/api/webhooks/${discordId}/…`;
  return url.pathname === "/" && url.search === "" ? url.origin : `${url.origin}/…`;
}

const DISCORD_HOSTS = /^(?:(?:canary|ptb)\.)?discord(?:app)?\.com$/;
const DISCORD_PATH = /^\/api(?:\/v\d+)?\/webhooks\/(\d{5,25})\/([\w-]{20,200})\/?$/;

/** The id in the address of a webhook of Discord, or null if it is no such address. `discordUrl` is where Discord is, for tests. */
export function discordIdOf(url: URL, discordUrl: string): string | null {
  if (!DISCORD_HOSTS.test(url.hostname) && url.origin !== new URL(discordUrl).origin) return null;
  return DISCORD_PATH.exec(url.pathname)?.[1] ?? null;
}
