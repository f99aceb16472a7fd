import type { ServerResponse } from "node:http";

/** Headers of every answer of the public port. The Content-Security-Policy, which carries a nonce, is set where the pages are made. */
export type SecurityHeaders = readonly (readonly [name: string, value: string])[];

/** `publicUrl` tells whether people come by TLS: only then may browsers be told to insist on it. */
export function securityHeaders(publicUrl: string): SecurityHeaders {
  const headers: [string, string][] = [
    ["X-Content-Type-Options", "nosniff"],
    ["Referrer-Policy", "strict-origin-when-cross-origin"],
    ["X-Frame-Options", "DENY"],
    ["Cross-Origin-Opener-Policy", "same-origin"],
    ["Cross-Origin-Resource-Policy", "same-origin"],
    // What a page could ask the browser for and never does; passkeys and the clipboard are the page's own.
    ["Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=(), usb=(), display-capture=()"],
  ];
  if (publicUrl.startsWith("https:")) headers.push(["Strict-Transport-Security", "max-age=31536000"]);
  return headers;
}

export function setSecurityHeaders(outgoing: ServerResponse, headers: SecurityHeaders): void {
  for (const [name, value] of headers) outgoing.setHeader(name, value);
}
