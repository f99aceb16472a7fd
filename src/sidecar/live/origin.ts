import type { IncomingMessage } from "node:http";

/**
 * Whether a browser's connection comes from the panel's own pages. Browsers say so themselves and a page cannot change it. `allowed` are exact origins;
 * where the panel was given no public URL, the host that the request itself names counts too, because nobody said by which it is reached.
 */
export function isAllowedOrigin(
  { headers }: IncomingMessage,
  allowed: { origins: ReadonlySet<string>; ownHost: boolean },
): boolean {
  const { origin, host } = headers;
  const site = headers["sec-fetch-site"];
  // A browser's GET to its own origin (long polling) names none, and every WebSocket does.
  if (origin === undefined) return headers.upgrade === undefined && (site === undefined || site === "same-origin");
  if (allowed.origins.has(origin)) return true;
  return allowed.ownHost && host !== undefined && origin === `http://${host}`;
}
