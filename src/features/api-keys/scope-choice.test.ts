import { expect, it } from "vitest";
import { NO_HOLDINGS, type Who } from "#app/lib/access.ts";
import { ALL_PERMISSIONS, BUILT_IN_ROLES, PERMISSION_BUNDLES } from "#app/lib/permissions.ts";
import { mayGiveKey, pathToTry, SCOPE_GROUPS, templateFor } from "./scope-choice.ts";

const holding = (permissions: readonly (typeof ALL_PERMISSIONS)[number][]): Who => ({
  userId: "usr_1",
  holdings: { ...NO_HOLDINGS, instance: new Set(permissions) },
  scopes: null,
  unbounded: false,
});
const owner = holding(ALL_PERMISSIONS);
const member = holding(BUILT_IN_ROLES.find(({ key }) => key === "member")!.permissions);

it("a member may give a key what can be held on a server, and of the rest what they hold", () => {
  expect(mayGiveKey(member, "servers:power")).toBe(true);
  expect(mayGiveKey(member, "api-keys:read")).toBe(true);
  expect(mayGiveKey(member, "nodes:read")).toBe(false);
  expect(mayGiveKey(member, "kills:read")).toBe(true);
  expect(mayGiveKey(member, "kills:decide")).toBe(false);
});

it("a template is whole for who holds all, and says what others lack", () => {
  expect(templateFor(owner, "full")).toEqual({ scopes: ALL_PERMISSIONS, missing: 0 });
  const { scopes, missing } = templateFor(member, "monitoring");
  expect(scopes).toEqual(["servers:read", "events:read"]);
  expect(missing).toBe(1);
  expect(scopes.length + missing).toBe(PERMISSION_BUNDLES.monitoring!.length);
});

it("the groups hold every scope once", () => {
  const inGroups = SCOPE_GROUPS.flatMap(({ scopes }) => scopes);
  expect(inGroups.toSorted()).toEqual(ALL_PERMISSIONS.toSorted());
  expect(SCOPE_GROUPS[0]).toMatchObject({ about: "servers", scopes: expect.arrayContaining(["servers.console:read"]) });
});

it("there is always something to try a key with", () => {
  expect(pathToTry(["nodes:read", "servers:read"])).toBe("/servers");
  expect(pathToTry(["nodes:read"])).toBe("/nodes");
  expect(pathToTry(["tickets:read"])).toBe("/health");
});
