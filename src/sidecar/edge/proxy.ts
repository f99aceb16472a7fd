import { Agent, type IncomingHttpHeaders, type IncomingMessage, request, type ServerResponse } from "node:http";
import { connect } from "node:net";
import type { Duplex } from "node:stream";
import { AppError } from "#app/lib/errors.ts";
import { BOOT_HEADER } from "#app/platform/internal-http.ts";
import { logOf } from "#app/platform/log.ts";
import type { Client } from "./client.ts";
import { answerError } from "./json-answer.ts";
import { hasBody } from "./read-body.ts";
import { unavailablePage } from "./unavailable-page.ts";

const MAX_BODY_BYTES = 8 * 1024 * 1024;
/** A page that has not begun after this long will not come. */
const FIRST_BYTE_MS = 60_000;

/** Headers that concern one connection only, and not what is passed on through it (RFC 9110 section 7.6.1). */
const HOP_BY_HOP = [
  "connection",
  "keep-alive",
  "proxy-authenticate",
  "proxy-authorization",
  "proxy-connection",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
];
/** What a client says here is said by the sidecar alone, or is an inner matter of Next. */
const NOT_FROM_CLIENTS = /^(x-forwarded-|x-middleware-|x-invoke-|x-gamekeeper-|x-real-ip$|forwarded$)/;

/** For pages that load nothing: they need no more than their own style. */
const CLOSED_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const log = logOf("edge");

/** What a request needs on its way to web: without the client's claims, with what the sidecar knows. */
export function headersForWeb(headers: IncomingHttpHeaders, client: Client, bootSecret: string): IncomingHttpHeaders {
  const named = headers.connection?.split(",").map((name) => name.trim().toLowerCase()) ?? [];
  const passed: IncomingHttpHeaders = {};
  for (const name in headers) {
    if (HOP_BY_HOP.includes(name) || named.includes(name) || NOT_FROM_CLIENTS.test(name)) continue;
    passed[name] = headers[name];
  }
  if (client.address !== null) passed["x-forwarded-for"] = client.address;
  passed["x-forwarded-proto"] = client.proto;
  passed["x-forwarded-host"] = client.host;
  passed[BOOT_HEADER] = bootSecret;
  return passed;
}

export interface WebProxy {
  pass(incoming: IncomingMessage, outgoing: ServerResponse, client: Client): void;
  /** Pipes an upgrade as it is; for the hot reload of `next dev` alone. */
  passUpgrade(incoming: IncomingMessage, socket: Duplex, head: Buffer, client: Client): void;
  close(): void;
}

/** Passes what is not the sidecar's own to web, both ways as a stream. */
export function openWebProxy(webUrl: string, bootSecret: string): WebProxy {
  const web = new URL(webUrl);
  const agent = new Agent({ keepAlive: true, maxSockets: 512, timeout: FIRST_BYTE_MS });
  const target = { host: web.hostname, port: web.port || 80 };

  function pass(incoming: IncomingMessage, outgoing: ServerResponse, client: Client, repeated = false): void {
    if (Number(incoming.headers["content-length"] ?? 0) > MAX_BODY_BYTES) return void tooLarge(outgoing);
    const body = hasBody(incoming);
    const headers = headersForWeb(incoming.headers, client, bootSecret);
    if (body && incoming.headers["content-length"] === undefined) headers["transfer-encoding"] = "chunked";
    const passing = request({ ...target, agent, method: incoming.method, path: incoming.url, headers });
    let refused = false;

    passing.on("error", (error: NodeJS.ErrnoException) => {
      if (refused) return;
      // Web closed a kept connection in the moment it was used again: what has no body can safely be asked once more.
      if (passing.reusedSocket && error.code === "ECONNRESET" && !body && !repeated && !outgoing.headersSent)
        return pass(incoming, outgoing, client, true);
      if (outgoing.headersSent) return void outgoing.destroy();
      log.debug({ err: error }, "web could not be reached");
      unavailable(incoming, outgoing, error.code === "ECONNREFUSED" ? 503 : 502);
    });
    passing.on("response", (answer) => {
      for (const name of HOP_BY_HOP) delete answer.headers[name];
      delete answer.headers["x-powered-by"];
      // Next makes a page of its own where it has none to give (a path below /api that is nobody's), and that one has no policy.
      if (/^text\/html/i.test(answer.headers["content-type"] ?? ""))
        answer.headers["content-security-policy"] ??= CLOSED_POLICY;
      // A header that both sides have is the page's own: it knows better.
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.on("error", () => outgoing.destroy());
      answer.pipe(outgoing);
    });
    outgoing.on("close", () => {
      if (!outgoing.writableFinished) passing.destroy();
    });

    if (!body) return void passing.end();
    let size = 0;
    incoming.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size <= MAX_BODY_BYTES || refused) return;
      refused = true;
      incoming.unpipe(passing);
      passing.destroy();
      tooLarge(outgoing);
    });
    // A sender that goes away half-way must not look like one that has finished.
    incoming.on("close", () => {
      if (!incoming.complete) passing.destroy();
    });
    incoming.pipe(passing);
  }

  return {
    pass,
    passUpgrade(incoming, socket, head, client) {
      const upstream = connect({ host: web.hostname, port: Number(web.port || 80) });
      const headers = headersForWeb(incoming.headers, client, bootSecret);
      headers.connection = "Upgrade";
      headers.upgrade = incoming.headers.upgrade;
      upstream.on("connect", () => {
        const lines = Object.entries(headers).flatMap(([name, value]) =>
          (Array.isArray(value) ? value : [value]).map((one) => `${name}: ${one}`),
        );
        upstream.write(`${incoming.method} ${incoming.url} HTTP/1.1\r\n${lines.join("\r\n")}\r\n\r\n`);
        upstream.write(head);
        upstream.pipe(socket).pipe(upstream);
      });
      upstream.on("error", () => socket.destroy());
      socket.on("error", () => upstream.destroy());
      socket.on("close", () => upstream.destroy());
      upstream.on("close", () => socket.destroy());
    },
    close: () => agent.destroy(),
  };
}

function tooLarge(outgoing: ServerResponse): void {
  outgoing.setHeader("connection", "close");
  answerError(outgoing, new AppError("too_large", "too_large", { limit: "8 MiB" }));
}

function unavailable(incoming: IncomingMessage, outgoing: ServerResponse, status: number): void {
  outgoing.setHeader("retry-after", "2");
  if (incoming.url?.startsWith("/api/") || !incoming.headers.accept?.includes("text/html"))
    return void answerError(outgoing, new AppError("unavailable"), status);
  const page = unavailablePage();
  outgoing.writeHead(status, {
    "content-type": "text/html; charset=utf-8",
    "content-length": Buffer.byteLength(page),
    "cache-control": "no-store",
    "content-security-policy": CLOSED_POLICY,
  });
  outgoing.end(page);
}
