import { expect, it } from "vitest";
import { ALL_PERMISSIONS } from "#app/lib/permissions.ts";
import { PERMISSION_GROUPS, permissionsIn } from "./permission-groups.ts";

it("shows each permission under exactly one heading, and no heading without any", () => {
  const shown = PERMISSION_GROUPS.flatMap(permissionsIn);
  expect(shown.toSorted()).toEqual(ALL_PERMISSIONS.toSorted());
  expect(PERMISSION_GROUPS.filter((group) => permissionsIn(group).length === 0)).toEqual([]);
});

it("puts what belongs together under one heading", () => {
  expect(permissionsIn("people")).toEqual(
    expect.arrayContaining(["users:read", "users:write", "roles:read", "invitations:write"]),
  );
});
