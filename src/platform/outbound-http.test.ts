import type { LookupAddress } from "node:dns";
import { createServer as createTlsServer } from "node:https";
import { type AddressInfo, createServer, type Server } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Receiver, startReceiver } from "#app/testing/receiver.ts";
import { LOCALHOST_CERTIFICATE, LOCALHOST_KEY } from "#app/testing/tls-certificate.ts";
import { isPublicAddress, parseAllowedTargets } from "./outbound-address.ts";
import { OutboundError, type OutboundOptions, openOutboundHttp } from "./outbound-http.ts";

let receiver: Receiver;
beforeAll(async () => {
  receiver = await startReceiver();
});
afterAll(() => receiver.close());

const addresses = (...texts: string[]): LookupAddress[] =>
  texts.map((address) => ({ address, family: address.includes(":") ? 6 : 4 }));

function problemOf(url: string, options: OutboundOptions = {}): Promise<OutboundError> {
  return openOutboundHttp(options)
    .post({ url, headers: {}, body: "{}" })
    .then(
      ({ status }) => expect.fail(`${url} was called and answered ${status}`),
      (error) => error,
    );
}

const port = () => new URL(receiver.url).port;

describe("W7 what strangers may have the panel call", () => {
  const BARRED = [
    "0.0.0.0",
    "10.0.0.1",
    "100.64.0.1",
    "100.100.100.200",
    "127.0.0.1",
    "127.255.255.254",
    "168.63.129.16",
    "169.254.169.254",
    "172.16.0.1",
    "172.31.255.255",
    "192.0.0.1",
    "192.0.2.1",
    "192.88.99.1",
    "192.168.1.1",
    "198.18.0.1",
    "198.51.100.1",
    "203.0.113.1",
    "224.0.0.1",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::127.0.0.1",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "::ffff:0:127.0.0.1",
    "64:ff9b::7f00:1",
    "64:ff9b:1::7f00:1",
    "100::1",
    "2001::1",
    "2001:db8::1",
    "2002:7f00:1::",
    "3fff::1",
    "5f00::1",
    "fc00::1",
    "fd00:ec2::254",
    "fe80::1",
    "fec0::1",
    "ff02::1",
  ];
  it.each(BARRED)("%s is no public address", (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });

  it.each(["1.1.1.1", "8.8.8.8", "172.32.0.1", "2606:4700:4700::1111", "2a00:1450:4001::1"])("%s is one", (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });

  const ODD_FORMS = [
    "http://127.0.0.1:PORT/",
    "http://2130706433:PORT/",
    "http://0x7f000001:PORT/",
    "http://0x7f.1:PORT/",
    "http://0177.0.0.1:PORT/",
    "http://127.1:PORT/",
    "http://①②⑦.⓪.⓪.①:PORT/",
    "http://127.0.0.1.:PORT/",
    "http://127。0。0。1:PORT/",
    "http://localhost:PORT/",
    "http://localhost.:PORT/",
    "http://[::ffff:127.0.0.1]:PORT/",
    "http://[::ffff:7f00:1]:PORT/",
    "http://[::127.0.0.1]:PORT/",
    "http://[64:ff9b::127.0.0.1]:PORT/",
    "http://[2002:7f00:1::]:PORT/",
    "http://[::1]:PORT/",
    "https://127.0.0.1:PORT/",
    "https://0:PORT/",
  ];
  it.each(ODD_FORMS)("%s is refused before any connection", async (text) => {
    const url = text.replace("PORT", port());
    expect((await problemOf(url)).problem).toBe("blocked_address");
    expect(receiver.connections()).toBe(0);
  });

  it("a name that leads inside is refused, without saying where it leads", async () => {
    for (const inside of ["127.0.0.1", "::1", "10.1.2.3", "::ffff:127.0.0.1", "64:ff9b::7f00:1", "169.254.169.254"]) {
      const error = await problemOf(`https://hooks.example.org:${port()}/`, { resolve: async () => addresses(inside) });
      expect(error.problem).toBe("blocked_address");
      expect(error.message).not.toContain(inside);
    }
    expect(receiver.connections()).toBe(0);
  });

  it("a name with one address inside among public ones is refused", async () => {
    const resolve = async () => addresses("1.1.1.1", "127.0.0.1");
    expect((await problemOf(`https://hooks.example.org:${port()}/`, { resolve })).problem).toBe("blocked_address");
    expect(receiver.connections()).toBe(0);
  });

  it("a name is looked up once a call, and what was checked is what is called, wherever the name leads then", async () => {
    const inside = await startReceiver("127.0.0.2");
    const there = new URL(inside.url).port;
    let asked = 0;
    const resolve = async () => addresses(asked++ % 2 === 0 ? "127.0.0.1" : "127.0.0.2");
    // The operator allows 127.0.0.1 alone; at the port there is nobody but the receiver at 127.0.0.2.
    const options = { resolve, allow: "127.0.0.1" };
    expect((await problemOf(`http://rebinding.example.org:${there}/`, options)).problem).toBe("refused");
    expect(asked).toBe(1);
    expect((await problemOf(`http://rebinding.example.org:${there}/`, options)).problem).toBe("blocked_address");
    expect(asked).toBe(2);
    expect(inside.connections()).toBe(0);
    await inside.close();
  });

  it("follows no redirect, wherever it leads", async () => {
    const target = await startReceiver();
    receiver.answers((_call, response) => void response.writeHead(302, { location: target.url }).end());
    const answer = await openOutboundHttp({ allow: "127.0.0.1" }).post({ url: receiver.url, headers: {}, body: "{}" });
    expect([answer.status, answer.headers.location]).toEqual([302, target.url]);
    expect(target.connections()).toBe(0);
    receiver.answers((_call, response) => void response.writeHead(204).end());
    await target.close();
  });

  it("names and passwords, other schemes, plain HTTP and the ports of other services are refused", async () => {
    const resolve = async () => addresses("1.1.1.1");
    for (const url of [
      "https://user@hooks.example.org/",
      "https://user:word@hooks.example.org/",
      "https://:word@hooks.example.org/",
      "http://hooks.example.org/",
      "https://hooks.example.org:22/",
      "https://hooks.example.org:6379/",
      "ftp://hooks.example.org/",
      "file:///etc/passwd",
      "javascript:alert(1)",
      "hooks.example.org",
      "",
    ])
      expect((await problemOf(url, { resolve })).problem, url).toBe("blocked_url");
  });

  it("the operator allows by name, address, block and port, and nothing beside it", async () => {
    const resolve = async (): Promise<LookupAddress[]> => addresses("127.0.0.1");
    const call = (url: string, allow: string) =>
      openOutboundHttp({ allow, resolve }).post({ url, headers: {}, body: "{}" });
    const named = `http://hooks.lan:${port()}/`;
    for (const allow of ["hooks.lan", `hooks.lan:${port()}`, "127.0.0.0/8", `10.0.0.0/8, 127.0.0.1:${port()}`])
      expect((await call(named, allow)).status, allow).toBe(204);
    for (const allow of ["hooks.lan:1", "other.lan", "10.0.0.0/8", "127.0.0.1:1", "::1"])
      await expect(call(named, allow), allow).rejects.toThrow(OutboundError);
    await expect(call(`http://[::ffff:127.0.0.1]:${port()}/`, "127.0.0.1")).rejects.toThrow(OutboundError);
  });

  it("a typo in the operator's list is told", () => {
    expect(parseAllowedTargets(" 10.0.0.0/8, hooks.lan:8080 ,[fd00::1]:9000,fd00::/8,")).toHaveLength(4);
    for (const text of ["http://hooks.lan", "10.0.0.0/33", "hooks.lan:99999", "a b", "[fd00::1"])
      expect(() => parseAllowedTargets(text), text).toThrow("neither a host");
  });
});

describe("W8 an answer", () => {
  const allow = "127.0.0.1";

  it("of a byte a second ends after the time that a call has", async () => {
    receiver.answers((_call, response) => {
      response.writeHead(200);
      const timer = setInterval(() => response.write("."), 50);
      response.on("close", () => clearInterval(timer));
    });
    const error = await problemOf(receiver.url, { allow, totalMs: 400 });
    expect(error.problem).toBe("timeout");
  });

  it("that never comes ends likewise, and so does a host that takes no connection", async () => {
    receiver.answers(() => {});
    expect((await problemOf(receiver.url, { allow, totalMs: 300 })).problem).toBe("timeout");
    const silent = createServer((socket) => void socket.resume());
    await new Promise<void>((done) => silent.listen(0, "127.0.0.1", done));
    const url = `https://127.0.0.1:${(silent.address() as AddressInfo).port}/`;
    expect((await problemOf(url, { allow, connectMs: 300 })).problem).toBe("timeout");
    await closed(silent);
  });

  it("of a gigabyte is read to 16 kB", async () => {
    let sent = 0;
    receiver.answers((_call, response) => {
      const chunk = Buffer.alloc(64 * 1024, "a");
      const more = () => {
        while (sent < 1024 ** 3 && !response.destroyed) {
          sent += chunk.length;
          if (!response.write(chunk)) return void response.once("drain", more);
        }
      };
      more();
    });
    const answer = await openOutboundHttp({ allow }).post({ url: receiver.url, headers: {}, body: "{}" });
    expect([answer.status, answer.body.length, answer.cut]).toEqual([200, 16 * 1024, true]);
    expect(sent).toBeLessThan(64 * 1024 ** 2);
  });

  it("that is not HTTP, or breaks off, or is refused is told as that", async () => {
    const rude = createServer((socket) => void socket.resume().end("SSH-2.0-OpenSSH_9.6\r\n"));
    const gone = createServer((socket) => void socket.once("data", () => socket.resetAndDestroy()));
    await Promise.all([rude, gone].map((each) => new Promise<void>((done) => each.listen(0, "127.0.0.1", done))));
    const at = (server: Server) => `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    const goneAt = at(gone);
    expect((await problemOf(at(rude), { allow })).problem).toBe("not_http");
    expect((await problemOf(goneAt, { allow })).problem).toBe("reset");
    await Promise.all([rude, gone].map(closed));
    expect((await problemOf(goneAt, { allow })).problem).toBe("refused");
  });

  it("over TLS counts only from whom the certificate is for", async () => {
    const server = createTlsServer({ key: LOCALHOST_KEY, cert: LOCALHOST_CERTIFICATE }, (_request, response) =>
      response.end("hello"),
    );
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    const { port: there } = server.address() as AddressInfo;
    const options = { allow, resolve: async () => addresses("127.0.0.1") };
    expect((await problemOf(`https://localhost.test:${there}/`, options)).problem).toBe("tls");
    const trusting = openOutboundHttp({ ...options, authorities: LOCALHOST_CERTIFICATE });
    const answer = await trusting.post({ url: `https://localhost.test:${there}/`, headers: {}, body: "{}" });
    expect([answer.status, answer.body]).toEqual([200, "hello"]);
    const other = `https://other.test:${there}/`;
    expect((await problemOf(other, { ...options, authorities: LOCALHOST_CERTIFICATE })).problem).toBe("tls");
    await closed(server);
  });
});

function closed(server: Server): Promise<void> {
  return new Promise((done) => void server.close(() => done()));
}
