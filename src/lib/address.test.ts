import { expect, it } from "vitest";
import { addressBlock, networkOf } from "./address.ts";

it("is one for all of an IPv6 /64, however its addresses are written", () => {
  const block = addressBlock("2001:db8::1");
  for (const same of ["2001:db8::2", "2001:db8:0:0:ffff::1", "2001:0DB8:0000:0000:1:2:3:4"])
    expect(addressBlock(same)).toBe(block);
  expect(addressBlock("2001:db8:0:1::1")).not.toBe(block);
});

it("is the address itself for IPv4, also inside IPv6", () => {
  expect(addressBlock("192.0.2.7")).toBe("192.0.2.7");
  expect(addressBlock("::ffff:192.0.2.7")).toBe("192.0.2.7");
  expect(addressBlock("nonsense")).toBe(addressBlock(null));
});

it("belongs to a network: /24 of IPv4, /48 of IPv6", () => {
  expect(networkOf("192.0.2.7")).toBe("192.0.2.0/24");
  expect(networkOf("::ffff:192.0.2.7")).toBe("192.0.2.0/24");
  expect(networkOf("2001:db8:1:2::9")).toBe("2001:db8:1::/48");
  expect([networkOf("nonsense"), networkOf(null)]).toEqual([null, null]);
});
