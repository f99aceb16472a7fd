import { createServer, request as httpRequest, type IncomingMessage, type Server } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { BOOT_HEADER } from "#app/platform/internal-http.ts";
import { apiListener } from "./api.ts";
import { parseTrustedProxies } from "./client-address.ts";
import { openWebProxy, type WebProxy } from "./proxy.ts";
import { createPublicServer } from "./public-server.ts";
import { securityHeaders } from "./security-headers.ts";

/** The API of this test: says back what it got. */
const heard: { method: string; body: string; address: string | null }[] = [];
async function echo(request: Request, peer: { address: string | null }): Promise<Response> {
  const body = request.method === "GET" ? "" : await request.text();
  heard.push({ method: request.method, body, address: peer.address });
  const repeat = Number(new URL(request.url).searchParams.get("repeat") ?? 0);
  return new Response(JSON.stringify({ address: peer.address, size: body.length, padding: "x".repeat(repeat) }), {
    headers: { "content-type": "application/json; charset=utf-8", "set-cookie": "a=1" },
  });
}

let web: Server;
let webHeard: { method: string; url: string; headers: IncomingMessage["headers"]; size: number }[] = [];
let proxy: WebProxy;
let server: Server;
let port: number;
let webPort: number;

beforeAll(async () => {
  web = createServer((incoming, outgoing) => {
    let size = 0;
    incoming.on("data", (chunk: Buffer) => {
      size += chunk.length;
    });
    incoming.on("end", () => {
      webHeard.push({ method: incoming.method!, url: incoming.url!, headers: incoming.headers, size });
      outgoing.writeHead(200, {
        "x-powered-by": "Next.js",
        "content-type": incoming.url?.startsWith("/html") ? "text/html; charset=utf-8" : "text/plain",
        "x-frame-options": "SAMEORIGIN",
        ...(incoming.url === "/html/with-policy" ? { "content-security-policy": "default-src 'self'" } : {}),
      });
      outgoing.write("first ");
      setTimeout(() => outgoing.end("second"), 5);
    });
  });
  webPort = await listening(web);
  proxy = openWebProxy(`http://127.0.0.1:${webPort}`, "the boot secret");
  const answer = apiListener(echo);
  server = createPublicServer({
    routes: [
      { path: "/api/v1", request: (incoming, outgoing, client) => void answer(incoming, outgoing, client.address) },
      { path: "/", request: proxy.pass },
    ],
    trustedProxies: parseTrustedProxies("127.0.0.2"),
    securityHeaders: securityHeaders("https://panel.example.org"),
  });
  port = await listening(server);
});
afterAll(() => {
  proxy.close();
  server.closeAllConnections();
  server.close();
  web.closeAllConnections();
  web.close();
});

function listening(made: Server): Promise<number> {
  return new Promise((resolve) => made.listen(0, "127.0.0.1", () => resolve((made.address() as AddressInfo).port)));
}

interface Got {
  status: number;
  headers: IncomingMessage["headers"];
  body: Buffer;
}
function call(
  path: string,
  options: { method?: string; headers?: Record<string, string>; body?: string; from?: string } = {},
) {
  return new Promise<Got>((resolve, reject) => {
    const asking = httpRequest(
      {
        host: "127.0.0.1",
        port,
        path,
        method: options.method ?? "GET",
        headers: options.headers ?? {},
        localAddress: options.from,
      },
      (answer) => {
        const chunks: Buffer[] = [];
        answer.on("data", (chunk: Buffer) => chunks.push(chunk));
        answer.on("end", () =>
          resolve({ status: answer.statusCode!, headers: answer.headers, body: Buffer.concat(chunks) }),
        );
      },
    );
    asking.on("error", reject);
    asking.end(options.body);
  });
}

/** Sends raw bytes and gives what came back until the other side closes. */
function raw(text: string, options: { end?: boolean } = {}): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1", () => {
      socket.write(text);
      if (options.end) socket.destroySoon();
    });
    let got = "";
    socket.on("data", (chunk) => {
      got += chunk;
    });
    socket.on("close", () => resolve(got));
    socket.on("error", reject);
  });
}

describe("the API's mount", () => {
  test("a body arrives whole", async () => {
    const text = JSON.stringify({ name: "ü".repeat(1000) });
    const { status, headers } = await call("/api/v1/things", { method: "POST", body: text });
    expect(status).toBe(200);
    expect(headers["set-cookie"]).toEqual(["a=1"]);
    expect(heard.at(-1)).toMatchObject({ method: "POST", body: text });
  });

  test("a body that says it is too long is refused before it comes", async () => {
    const { status, body } = await call("/api/v1/things", {
      method: "POST",
      headers: { "content-length": "1048577" },
      body: "",
    }).catch(() => ({ status: 0, body: Buffer.alloc(0) }));
    expect(status).toBe(413);
    expect(JSON.parse(body.toString()).error.code).toBe("too_large");
  });

  test("a body that does not say how long it is, is counted", async () => {
    const before = heard.length;
    const chunk = `${(65_536).toString(16)}\r\n${"x".repeat(65_536)}\r\n`;
    const got = await raw(
      `POST /api/v1/things HTTP/1.1\r\nHost: panel\r\nTransfer-Encoding: chunked\r\n\r\n${chunk.repeat(17)}`,
    );
    expect(got).toContain("HTTP/1.1 413");
    expect(heard.length).toBe(before);
  });

  test("half a body is never handed on", async () => {
    const before = heard.length;
    await raw('POST /api/v1/things HTTP/1.1\r\nHost: panel\r\nContent-Length: 100\r\n\r\n{"half":', { end: true });
    await raw('POST /api/v1/things HTTP/1.1\r\nHost: panel\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{"a":\r\n', {
      end: true,
    });
    await call("/api/v1/after");
    expect(heard.length).toBe(before + 1);
  });

  test.each([
    ["gzip", gunzipSync],
    ["br", brotliDecompressSync],
  ])("JSON over 1 KiB is compressed by %s when asked", async (encoding, open) => {
    const { headers, body } = await call("/api/v1/things?repeat=5000", { headers: { "accept-encoding": encoding } });
    expect(headers["content-encoding"]).toBe(encoding);
    expect(headers["set-cookie"]).toEqual(["a=1"]);
    expect(body.length).toBeLessThan(1000);
    expect(JSON.parse(open(body).toString()).padding).toHaveLength(5000);
  });

  test("nothing is compressed unasked, or when it is refused by q=0, or short", async () => {
    for (const [path, accepted] of [
      ["/api/v1/things?repeat=5000", undefined],
      ["/api/v1/things?repeat=5000", "gzip;q=0, br;q=0"],
      ["/api/v1/things", "gzip"],
    ] as const) {
      const { headers } = await call(path, { headers: accepted ? { "accept-encoding": accepted } : {} });
      expect(headers["content-encoding"]).toBeUndefined();
    }
  });

  test("a path that only begins alike is not the API's", async () => {
    const { body } = await call("/api/v10");
    expect(body.toString()).toBe("first second");
  });
});

describe("who the client is", () => {
  test("X-Forwarded-For of somebody who is no trusted proxy is ignored", async () => {
    await call("/api/v1/me", { headers: { "x-forwarded-for": "203.0.113.9", "x-forwarded-host": "evil.example" } });
    expect(heard.at(-1)!.address).toBe("127.0.0.1");
  });

  test("that of a trusted proxy counts", async () => {
    await call("/api/v1/me", { headers: { "x-forwarded-for": "1.1.1.1, 203.0.113.9" }, from: "127.0.0.2" });
    expect(heard.at(-1)!.address).toBe("203.0.113.9");
  });
});

describe("what is passed to web", () => {
  test("carries what the sidecar knows, and nothing a client claims", async () => {
    webHeard = [];
    const { body, headers } = await call("/page?x=1", {
      headers: {
        "x-forwarded-for": "203.0.113.9",
        "x-forwarded-host": "evil.example",
        "x-forwarded-proto": "https",
        "x-middleware-subrequest": "middleware",
        [BOOT_HEADER]: "guessed",
        connection: "keep-alive, x-secret-hop",
        "x-secret-hop": "1",
        host: "panel.example.org",
      },
    });
    expect(body.toString()).toBe("first second");
    expect(webHeard[0]!.url).toBe("/page?x=1");
    expect(webHeard[0]!.headers).toMatchObject({
      host: "panel.example.org",
      "x-forwarded-for": "127.0.0.1",
      "x-forwarded-proto": "http",
      "x-forwarded-host": "panel.example.org",
      [BOOT_HEADER]: "the boot secret",
    });
    expect(webHeard[0]!.headers).not.toHaveProperty("x-middleware-subrequest");
    expect(webHeard[0]!.headers).not.toHaveProperty("x-secret-hop");
    expect(headers["x-powered-by"]).toBeUndefined();
    expect(headers["x-content-type-options"]).toBe("nosniff");
    expect(headers["strict-transport-security"]).toBeDefined();
    expect(headers["x-frame-options"]).toBe("SAMEORIGIN");
  });

  test("no page leaves without a policy, and a page's own is left alone", async () => {
    const bare = (await call("/html/without")).headers["content-security-policy"];
    expect(bare).toContain("default-src 'none'");
    expect((await call("/html/with-policy")).headers["content-security-policy"]).toBe("default-src 'self'");
  });

  test("bodies stream through, and too large ones do not", async () => {
    webHeard = [];
    const text = "x".repeat(3 * 1024 * 1024);
    const { status } = await call("/upload", { method: "POST", body: text });
    expect(status).toBe(200);
    expect(webHeard[0]!.size).toBe(text.length);
    const refused = await call("/upload", { method: "POST", headers: { "content-length": String(9 * 1024 * 1024) } });
    expect(refused.status).toBe(413);
  });

  test("a body that breaks off does not look like one that has ended", async () => {
    webHeard = [];
    await raw("POST /upload HTTP/1.1\r\nHost: panel\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n", {
      end: true,
    });
    await call("/page");
    expect(webHeard.map(({ url }) => url)).toEqual(["/page"]);
  });
});

describe("while web is away", () => {
  test("people get a page that tries again, programs an error", async () => {
    const dead = openWebProxy("http://127.0.0.1:1", "secret");
    const alone = createPublicServer({
      routes: [{ path: "/", request: dead.pass }],
      trustedProxies: [],
      securityHeaders: securityHeaders("http://127.0.0.1"),
    });
    const at = await listening(alone);
    const page = await fetch(`http://127.0.0.1:${at}/`, { headers: { accept: "text/html" } });
    expect(page.status).toBe(503);
    const policy = page.headers.get("content-security-policy");
    for (const rule of ["default-src 'none'", "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'"])
      expect(policy).toContain(rule);
    expect(page.headers.get("cross-origin-resource-policy")).toBe("same-origin");
    expect(page.headers.get("permissions-policy")).toContain("camera=()");
    expect(await page.text()).toContain("Gamekeeper is starting");
    const api = await fetch(`http://127.0.0.1:${at}/api/trpc/x`);
    expect(api.status).toBe(503);
    expect((await api.json()).error.code).toBe("unavailable");
    alone.closeAllConnections();
    alone.close();
    dead.close();
  });
});

describe("what is no request of ours", () => {
  test("a request line with a whole address is refused", async () => {
    const got = await raw("GET http://elsewhere.example/ HTTP/1.1\r\nHost: panel\r\nConnection: close\r\n\r\n");
    expect(got).toContain("HTTP/1.1 404");
  });

  test("an offer of HTTP/2 is passed over, and the request answered", async () => {
    const got = await raw(
      "GET /page HTTP/1.1\r\nHost: panel\r\nConnection: Upgrade, HTTP2-Settings, close\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABk\r\n\r\n",
    );
    expect(got).toContain("HTTP/1.1 200");
  });

  test("headers beyond 16 KiB are refused", async () => {
    const got = await raw(`GET / HTTP/1.1\r\nHost: panel\r\nX-Long: ${"x".repeat(17_000)}\r\n\r\n`);
    expect(got).toContain("HTTP/1.1 431");
  });

  test("an upgrade to nowhere is refused, not left open", async () => {
    const got = await raw(
      "GET /nothing HTTP/1.1\r\nHost: panel\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Key: x\r\nSec-WebSocket-Version: 13\r\n\r\n",
    );
    expect(got).toContain("HTTP/1.1 404");
  });
});
