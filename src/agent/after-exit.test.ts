import { describe, expect, test } from "vitest";
import { RestartPolicy } from "#app/features/hosting/schema.ts";
import { afterExit, causeOf, type End } from "./after-exit.ts";

const policy = RestartPolicy.parse({ maxRestarts: 3, windowSec: 60, backoffSec: 2, maxBackoffSec: 5 });
const end = (change: Partial<End>): End => ({
  cause: "crashed",
  code: 1,
  endedBy: null,
  wasReady: true,
  policy,
  crashes: [],
  now: 100_000,
  ...change,
});

describe("why a run ended", () => {
  test.each([
    ["stopped", 0, null, "start_timeout", "start_timed_out"],
    ["killed", null, "SIGKILL", "start_timeout", "start_timed_out"],
    ["crashed", 1, null, "start_timeout", "crashed"],
    ["crashed", null, null, null, "lost"],
    ["crashed", null, "SIGSEGV", null, "crashed"],
    ["out_of_memory", null, "SIGKILL", "stop", "out_of_memory"],
    ["finished", 0, null, null, "finished"],
  ] as const)("%s with code %s and signal %s, ended by %s: %s", (cause, code, signal, endedBy, expected) => {
    expect(causeOf({ cause, code, signal }, endedBy)).toBe(expected);
  });
});

describe("what follows", () => {
  test("waits grow twofold up to the longest, and end with the limit", () => {
    let crashes: number[] = [];
    const waits = [1, 2, 3, 4].map(() => {
      const after = afterExit(end({ crashes }));
      crashes = after.crashes;
      return after.isHeld ? after.reason : (after.restartAt ?? 0) - 100_000;
    });
    expect(waits).toEqual([2000, 4000, 5000, "crash_limit"]);
  });

  test("crashes before the window do not count", () => {
    const after = afterExit(end({ crashes: [10_000, 20_000, 39_000] }));
    expect(after).toMatchObject({ crashes: [100_000], isHeld: false });
  });

  test.each<[string, Partial<End>, object]>([
    [
      "a stop is calm",
      { cause: "stopped", code: 0, endedBy: "stop" },
      { observed: "offline", reason: "stopped", isHeld: false },
    ],
    [
      "a stop that needed force says so",
      { cause: "killed", endedBy: "stop" },
      { observed: "offline", reason: "stop_timed_out" },
    ],
    [
      "a person's kill",
      { cause: "killed", endedBy: "killed" },
      { observed: "offline", reason: "killed", restartAt: null },
    ],
    ["a good end by itself", { cause: "finished", code: 0 }, { observed: "offline", reason: "finished", isHeld: true }],
    [
      "a good end, to run always",
      { cause: "finished", code: 0, policy: { ...policy, policy: "always" } },
      { observed: "crashed", isHeld: false },
    ],
    [
      "never again",
      { policy: { ...policy, policy: "never" } },
      { observed: "crashed", reason: "crashed", isHeld: true },
    ],
    ["no such program", { code: 127, wasReady: false }, { reason: "launch_failed", isHeld: true }],
    ["code 127 of a game that ran", { code: 127, wasReady: true }, { reason: "crashed", isHeld: false }],
    [
      "out of memory is a crash",
      { cause: "out_of_memory", code: null },
      { observed: "crashed", reason: "out_of_memory", restartAt: 102_000 },
    ],
    [
      "a machine that went down",
      { cause: "lost", code: null },
      { observed: "crashed", reason: "lost", restartAt: null, isHeld: false },
    ],
  ])("%s", (_name, change, expected) => {
    expect(afterExit(end(change))).toMatchObject(expected);
  });
});
