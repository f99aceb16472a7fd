import type { IncomingMessage, ServerResponse } from "node:http";
import { escapedHtml } from "#app/lib/text.ts";
import { ANONYMOUS } from "#app/operation/actor.ts";
import { type Closed, closedNow, mayPass, retrySec } from "#app/operation/maintenance.ts";
import type { Runtime } from "#app/operation/runtime.ts";
import { now } from "#app/platform/clock.ts";
import { logOf } from "#app/platform/log.ts";
import { actorOfRequest } from "#app/transport/actor.ts";
import { headerReader } from "../live/headers.ts";
import type { Client } from "./client.ts";
import type { Route } from "./public-server.ts";

/** Signing in is there for everybody: who is an owner shows by it. What pages are made of goes with it, and calls answer for themselves. */
const ALWAYS =
  /^\/(?:_next\/|api\/|(?:sign-in|forgot-password|reset-password|verify-email|setup|status|icon\.svg)(?:\/|$))/;
/** It needs nothing else to be shown. */
const POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
const log = logOf("edge");

/** Lets pages through while the panel is open, and to its owners always; everybody else is told that it is closed, with 503. */
export function guardPages(runtime: Runtime, pass: NonNullable<Route["request"]>): NonNullable<Route["request"]> {
  async function closedTo(incoming: IncomingMessage, client: Client): Promise<Closed | null> {
    if (ALWAYS.test(pathOf(incoming))) return null;
    const closed = await closedNow(runtime.database);
    if (!closed) return null;
    const actor = await actorOfRequest(headerReader(incoming), "GET", client.address).catch(() => ANONYMOUS);
    return mayPass(actor) ? null : closed;
  }
  return (incoming, outgoing, client) => {
    closedTo(incoming, client).then(
      (closed) => {
        if (outgoing.destroyed) return;
        if (closed) tellClosed(outgoing, closed);
        else pass(incoming, outgoing, client);
      },
      (error) => {
        // A database that does not answer says nothing of it; pages have words of their own for that.
        log.debug({ err: error }, "it is not known whether the panel is closed");
        pass(incoming, outgoing, client);
      },
    );
  };
}

/** The path that web will see: `/status/../home` is `/home`. */
function pathOf({ url = "/" }: IncomingMessage): string {
  const whole = `http://panel${url}`;
  return URL.canParse(whole) ? new URL(whole).pathname : "/";
}

function tellClosed(outgoing: ServerResponse, closed: Closed): void {
  const seconds = retrySec(closed, now());
  const text = closedPage(closed);
  outgoing.writeHead(503, {
    "content-type": "text/html; charset=utf-8",
    "content-length": Buffer.byteLength(text),
    "content-security-policy": POLICY,
    "cache-control": "no-store",
    "retry-after": String(seconds),
  });
  outgoing.end(text);
}

/** What people see of a closed panel. It asks again by itself. */
function closedPage({ message, until }: Closed): string {
  const end = until
    ? `<p>It is thought to be open again by <time datetime="${until.toISOString()}">${until.toISOString().slice(0, 16).replace("T", " ")} UTC</time>.</p>`
    : "";
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="refresh" content="60">
<title>Closed for maintenance</title>
<style>
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif }
body { min-height: 100vh; margin: 0; display: grid; place-items: center; background: Canvas; color: CanvasText }
main { max-width: 32rem; padding: 2rem }
h1 { font-size: 1.25rem; margin: 0 0 .5rem }
p { margin: 0 0 .5rem; overflow-wrap: anywhere }
a { color: LinkText }
</style>
</head>
<body>
<main>
<h1>Closed for maintenance</h1>
<p>${escapedHtml(message ?? "The people who run this panel are at work on it.")}</p>
${end}<p>Game servers keep running meanwhile.</p>
<p><a href="/sign-in">Sign in</a> if you own this panel.</p>
</main>
</body>
</html>
`;
}
