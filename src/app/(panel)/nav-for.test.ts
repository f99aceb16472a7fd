import { expect, it } from "vitest";
import { NO_HOLDINGS, type Who } from "#app/lib/access.ts";
import { navFor } from "./nav-for.ts";

const member: Who = { userId: "usr_1", holdings: NO_HOLDINGS, scopes: null, unbounded: false };

it("a member without staff rights sees their own things and what is public", () => {
  expect(navFor(member)).toEqual(["home", "servers", "stats", "store", "tickets", "settings"]);
});

it("a right on one server is enough to show the place", () => {
  const holdings = { ...NO_HOLDINGS, servers: new Map([["srv_1", new Set(["world:read" as const])]]) };
  expect(navFor({ ...member, holdings })).toContain("world");
  expect(navFor({ ...member, holdings })).not.toContain("nodes");
});

it("the owner sees everything", () => {
  expect(navFor({ ...member, unbounded: true })).toHaveLength(9);
});
