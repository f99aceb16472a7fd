import { type NextRequest, NextResponse } from "next/server";
import { isTokenPage } from "#app/features/identity/token-pages.ts";
import { contentSecurityPolicy } from "#app/transport/next/content-security-policy.ts";
import { refusalOfPeer } from "#app/transport/next/peer.ts";

/**
 * Gives every page a Content-Security-Policy with a nonce of its own, which Next puts on the scripts it writes, and refuses who came past the public port.
 * Guards nothing: each handler does.
 */
export function proxy(request: NextRequest): Response {
  // Early and in a sentence: the page itself could only fail, and would be taken for broken.
  const refusal = refusalOfPeer(request.headers);
  if (refusal) return refusal;
  const nonce = btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(16))));
  const policy = contentSecurityPolicy(nonce);
  const headers = new Headers(request.headers);
  headers.set("x-nonce", nonce);
  headers.set("x-path", request.nextUrl.pathname + request.nextUrl.search);
  headers.set("content-security-policy", policy);
  const response = NextResponse.next({ request: { headers } });
  // A file's own handler says that nothing in it may run; what is said here would take the place of it.
  if (!request.nextUrl.pathname.startsWith("/tickets/files/")) response.headers.set("content-security-policy", policy);
  if (isTokenPage(request.nextUrl.pathname)) response.headers.set("referrer-policy", "no-referrer");
  return response;
}

export const config = { matcher: ["/((?!api/|compat/|_next/static|_next/image|icon.svg).*)"] };
