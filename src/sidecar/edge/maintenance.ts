import type { IncomingMessage, ServerResponse } from "node:http";
import { setting } from "#app/features/admin/server/index.ts";
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

interface ClosedPanel extends Closed {
  name: string;
}

/** Lets pages through while the panel is open, and to its owners always; everybody else is told that it is closed, with 503. */
export function guardPages(runtime: Runtime, pass: NonNullable<Route["request"]>): NonNullable<Route["request"]> {
  async function closedTo(incoming: IncomingMessage, client: Client): Promise<ClosedPanel | null> {
    if (ALWAYS.test(pathOf(incoming))) return null;
    const closed = await closedNow(runtime.database);
    if (!closed) return null;
    const actor = await actorOfRequest(headerReader(incoming), "GET", client.address).catch(() => ANONYMOUS);
    return mayPass(actor) ? null : { ...closed, name: await setting(runtime.database, "panel-name") };
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

function tellClosed(outgoing: ServerResponse, closed: ClosedPanel): void {
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

/** The panel's sign, in its colours of both themes. */
const SIGN = `<svg viewBox="0 0 32 32" width="28" height="28" aria-hidden="true"><rect width="32" height="32" rx="8" fill="var(--accent)"/><path d="M8 21V13a3 3 0 0 1 3-3h10a3 3 0 0 1 3 3v8M8 21h16M12.5 21v-4.5a3.5 3.5 0 0 1 7 0V21" fill="none" stroke="var(--surface)" stroke-width="2.2" stroke-linecap="round" stroke-linejoin="round"/></svg>`;

/** As the pages that it stands for, without anything of theirs: web may be away. */
const STYLE = `
:root { color-scheme: light dark; font: 14px/1.5 Geist, system-ui, sans-serif; --canvas: #f5f7fa; --surface: #fff; --line: #dadce2; --ink: #191e28; --ink-2: #4d535e; --accent: #4852ce }
@media (prefers-color-scheme: dark) { :root { --canvas: #0c0e14; --surface: #14171e; --line: #2a2e36; --ink: #eef0f4; --ink-2: #b7bbc2; --accent: #8694fa } }
body { min-height: 100vh; margin: 0; display: grid; place-items: center; background: var(--canvas); color: var(--ink) }
main { box-sizing: border-box; width: min(28rem, 100vw - 2rem); padding: 1.5rem; background: var(--surface); border: 1px solid var(--line); border-radius: 10px }
.name { display: flex; align-items: center; gap: .625rem; margin: 0 0 1.25rem; color: var(--ink); font-size: 16px; font-weight: 600 }
.name span { overflow-wrap: anywhere }
.name svg { flex: none }
h1 { font-size: 20px; line-height: 1.3; margin: 0 0 .75rem }
p { margin: 0 0 .5rem; color: var(--ink-2); overflow-wrap: anywhere }
p.message { color: var(--ink) }
time { white-space: nowrap }
p:last-child { margin: 1.25rem 0 0 }
a { color: var(--accent); text-underline-offset: 2px }
a:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 2px }
`;

/** What people see of a closed panel. It asks again by itself. */
function closedPage({ message, until, name }: ClosedPanel): string {
  const end = until
    ? `<p>It is thought to be open again by <time datetime="${until.toISOString()}">${until.toISOString().slice(0, 16).replace("T", " ")} UTC</time>.</p>`
    : "";
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="refresh" content="60">
<title>Closed for maintenance · ${escapedHtml(name)}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<p class="name">${SIGN}<span>${escapedHtml(name)}</span></p>
<h1>Closed for maintenance</h1>
<p class="message">${escapedHtml(message ?? "The people who run this panel are at work on it.")}</p>
${end}<p>Game servers keep running meanwhile.</p>
<p><a href="/sign-in">Sign in</a> if you own this panel.</p>
</main>
</body>
</html>
`;
}
