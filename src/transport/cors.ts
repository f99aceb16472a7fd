import { setting } from "#app/features/admin/server/index.ts";
import { Believed } from "#app/operation/believed.ts";
import { runtime } from "#app/operation/runtime.ts";
import { logOf } from "#app/platform/log.ts";
import type { HeaderReader } from "./actor.ts";

const KEPT_MS = 1_000;
const log = logOf("api");

/** What a page of another origin may read of an answer, and send with a call. */
const EXPOSED =
  "X-Request-Id, ETag, Retry-After, RateLimit, RateLimit-Policy, X-RateLimit-Limit, X-RateLimit-Remaining, X-RateLimit-Reset, Idempotent-Replayed, Deprecation, Sunset, Link";
const SENT =
  "Authorization, X-API-Key, Content-Type, Accept, Idempotency-Key, If-Match, If-None-Match, Last-Event-ID, X-Request-Id";

const believed = new Believed<readonly string[]>(KEPT_MS);

/**
 * The headers by which a browser lets a page of another origin read the answer: only for origins that the panel's settings name, only for calls without a
 * cookie (they come with a key), and never with credentials. Empty for all others.
 */
export async function corsHeaders(
  { headers: asked }: { headers: HeaderReader },
  methods: string | null,
): Promise<Record<string, string>> {
  const origin = asked.get("origin");
  if (origin === null) return {};
  const vary = { vary: "Origin" };
  if (asked.get("cookie") !== null || origin === new URL(runtime().publicUrl).origin) return vary;
  const allowed = await allowedOrigins();
  if (!allowed.includes("*") && !allowed.includes(origin)) return vary;
  const headers: Record<string, string> = { ...vary, "access-control-allow-origin": origin };
  if (methods === null) return { ...headers, "access-control-expose-headers": EXPOSED };
  return {
    ...headers,
    "access-control-allow-methods": methods,
    "access-control-allow-headers": SENT,
    "access-control-max-age": "600",
  };
}

/** As the settings say, believed for a second. */
function allowedOrigins(): Promise<readonly string[]> {
  const { database } = runtime();
  return believed
    .of(database, () => setting(database, "api-origins"))
    .catch((error) => {
      log.warn({ err: error }, "the allowed origins could not be read; none is");
      return [];
    });
}
