import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { clientAddress, normalAddress, parseTrustedProxies } from "./client-address.ts";

const proxies = parseTrustedProxies("10.0.0.0/8, 192.0.2.7, 2001:db8:1::/48");

describe("clientAddress", () => {
  test.each([
    // peer, X-Forwarded-For, client
    ["198.51.100.1", undefined, "198.51.100.1"],
    ["198.51.100.1", "203.0.113.9", "198.51.100.1"],
    ["10.1.2.3", "203.0.113.9", "203.0.113.9"],
    ["::ffff:10.1.2.3", "203.0.113.9", "203.0.113.9"],
    ["10.1.2.3", "1.1.1.1, 203.0.113.9", "203.0.113.9"],
    ["10.1.2.3", "1.1.1.1, 203.0.113.9, 192.0.2.7", "203.0.113.9"],
    ["10.1.2.3", "10.9.9.9, 10.8.8.8", "10.9.9.9"],
    ["10.1.2.3", "1.1.1.1, nonsense", "10.1.2.3"],
    ["10.1.2.3", "203.0.113.9, 127.1", "10.1.2.3"],
    ["10.1.2.3", "", "10.1.2.3"],
    ["2001:db8:1::5", "[2001:db8:ffff::1]:4711", "2001:db8:ffff::1"],
    ["10.1.2.3", "203.0.113.9:5000", "203.0.113.9"],
  ])("%s with %j is %s", (peer, forwarded, client) => {
    expect(clientAddress(peer, forwarded, proxies)).toBe(client);
  });

  test("whatever an untrusted peer says of itself is ignored", () => {
    fc.assert(
      fc.property(fc.string(), (said) => {
        expect(clientAddress("198.51.100.1", said, proxies)).toBe("198.51.100.1");
      }),
    );
  });

  test("what stands left of the first foreign address never counts", () => {
    fc.assert(
      fc.property(fc.string(), (said) => {
        expect(clientAddress("10.0.0.1", `${said}, 203.0.113.9`, proxies)).toBe("203.0.113.9");
      }),
    );
  });
});

test("a typo among the trusted proxies is an error, not an empty list", () => {
  expect(() => parseTrustedProxies("10.0.0.0/8, 10.0.0")).toThrow(/10\.0\.0/);
  expect(() => parseTrustedProxies("10.0.0.0/33")).toThrow();
});

test("only whole addresses are addresses", () => {
  expect(normalAddress("0x7f.1")).toBeNull();
  expect(normalAddress("2130706433")).toBeNull();
  expect(normalAddress("::1")).toBe("::1");
});
