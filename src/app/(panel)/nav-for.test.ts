import { expect, it } from "vitest";
import { whoWith } from "#app/features/identity/rights.ts";
import { NO_HOLDINGS, type Who } from "#app/lib/access.ts";
import { navFor } from "./nav-for.ts";

const member: Who = { userId: "usr_1", holdings: NO_HOLDINGS, scopes: null, unbounded: false };

it("a member without staff rights sees their own things and no nodes", () => {
  expect(navFor(member)).toEqual(["home", "servers", "communities", "stats", "settings"]);
});

it("a right held on one community or server is enough to show its place", () => {
  const holdings = { ...NO_HOLDINGS, servers: new Map([["srv_1", new Set(["nodes:read" as const])]]) };
  expect(navFor({ ...member, holdings })).toContain("nodes");
});

it("who owns one server sees the places of its players and its world, not those of the panel", () => {
  const rights = { everywhere: [], ownServers: ["srv_1"], communities: [], servers: [] };
  expect(navFor(whoWith("usr_1", rights))).toEqual([
    "home",
    "servers",
    "events",
    "players",
    "world",
    "communities",
    "stats",
    "settings",
  ]);
});

it("the owner sees every place that has pages", () => {
  expect(navFor({ ...member, unbounded: true })).toEqual([
    "home",
    "servers",
    "nodes",
    "events",
    "webhooks",
    "players",
    "world",
    "kills",
    "communities",
    "stats",
    "store",
    "earn",
    "tickets",
    "settings",
  ]);
});
