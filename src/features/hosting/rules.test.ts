import { describe, expect, test } from "vitest";
import { canCommand, canKill, canReinstall, canRestart, canStart, canStop } from "./rules.ts";
import { SERVER_STATES } from "./server-states.ts";

const allowed = (can: typeof canStart, desired: "running" | "offline" | "deleted" = "running") =>
  SERVER_STATES.filter((state) => can({ state, desired }));

describe("of a server that is wanted", () => {
  test.each([
    ["start", canStart, ["offline", "crashed"]],
    ["stop", canStop, ["running", "starting", "crashed", "unknown"]],
    ["restart", canRestart, ["running", "starting", "offline", "crashed"]],
    ["kill", canKill, ["running", "starting", "stopping", "crashed", "installing", "unknown"]],
    ["command", canCommand, ["running", "starting", "stopping"]],
    ["reinstall", canReinstall, ["offline", "crashed"]],
  ] as const)("%s", (_name, can, states) => {
    expect(allowed(can)).toEqual([...SERVER_STATES].filter((state) => (states as readonly string[]).includes(state)));
  });
});

test("a crashed server that nobody wants has nothing to stop or kill", () => {
  expect([canStop, canKill].map((can) => can({ state: "crashed", desired: "offline" }))).toEqual([false, false]);
});

test("nothing is done with a server that is being deleted", () => {
  for (const can of [canStart, canStop, canRestart, canKill, canCommand, canReinstall])
    expect(allowed(can, "deleted")).toEqual([]);
});
