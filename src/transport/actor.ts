import { actorOfKey } from "#app/features/api-keys/server/index.ts";
import { actorOfSession } from "#app/features/identity/server/index.ts";
import { AppError } from "#app/lib/errors.ts";
import { type Actor, ANONYMOUS } from "#app/operation/actor.ts";
import { runtime } from "#app/operation/runtime.ts";
import { sessionTokenOf } from "./session-cookie.ts";

/** What the doors need of a request's headers. */
export interface HeaderReader {
  get(name: string): string | null;
}

const SAFE_METHODS = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * Who makes a request: by API key (Authorization: Bearer or X-API-Key), else by session cookie, else nobody. A browser's request without a key that
 * may change something must come from the panel's own pages. Throws AppError for a key or a session that is not good: a wrong key is never taken for no key.
 */
export async function actorOfRequest(headers: HeaderReader, method: string, address: string | null): Promise<Actor> {
  const key = keyOf(headers);
  if (key !== null) return actorOfKey(runtime(), key, address);
  // Also where there is no cookie yet: another site's page must not sign its reader in to somebody else's account.
  if (!SAFE_METHODS.has(method) && !isFromOwnPage(headers)) throw new AppError("forbidden", "request.cross_site");
  const token = sessionTokenOf(headers.get("cookie"));
  if (token === null) return ANONYMOUS;
  return (await actorOfSession(runtime(), token)) ?? ANONYMOUS;
}

function keyOf(headers: HeaderReader): string | null {
  const direct = headers.get("x-api-key");
  if (direct !== null) return direct.trim();
  const authorization = headers.get("authorization");
  if (authorization === null) return null;
  const [, token] = /^Bearer\s+(\S+)\s*$/i.exec(authorization) ?? [];
  if (token === undefined) throw new AppError("unauthenticated", "api_keys.malformed");
  return token;
}

/**
 * Whether a browser says that its request comes from a page of this panel. Browsers set Sec-Fetch-Site and Origin themselves; a page of another site
 * cannot change them. A request without either is no browser's, and then carries no cookie that somebody else could have made it send.
 */
export function isFromOwnPage(headers: HeaderReader): boolean {
  const site = headers.get("sec-fetch-site");
  if (site !== null && site !== "same-origin") return false;
  const origin = headers.get("origin");
  if (origin === null) return true;
  return isOwnOrigin(origin, headers);
}

/**
 * Whether an Origin is the panel's own: the one it was configured with, or the host that the request itself was sent to. What a proxy (or somebody who
 * says to be one) calls the host counts for nothing: behind a proxy that renames it, PUBLIC_URL is set.
 */
function isOwnOrigin(origin: string, headers: HeaderReader): boolean {
  if (origin === new URL(runtime().publicUrl).origin) return true;
  const host = headers.get("host");
  return host !== null && URL.canParse(origin) && new URL(origin).host === host;
}
