import { expect, test } from "vitest";
import { causeOfExit, decodeStatus } from "./exit-cause.ts";

const end = { code: 1, endedAtMs: 1000, intent: null, outOfMemoryKills: 0 };

test("a status above 128 is a signal where there is one with that number", () => {
  expect(decodeStatus(0)).toEqual({ code: 0, signal: null });
  expect(decodeStatus(7)).toEqual({ code: 7, signal: null });
  expect(decodeStatus(137)).toEqual({ code: null, signal: "SIGKILL" });
  expect(decodeStatus(255)).toEqual({ code: 255, signal: null });
});

test("an end nobody asked for is finished with code 0, else a crash", () => {
  expect(causeOfExit({ ...end, code: 0 })).toBe("finished");
  expect(causeOfExit(end)).toBe("crashed");
  expect(causeOfExit({ ...end, code: null })).toBe("crashed");
});

test("a stop counts for the time it was given", () => {
  expect(causeOfExit({ ...end, intent: { cause: "stopped", untilMs: 1000 } })).toBe("stopped");
  expect(causeOfExit({ ...end, intent: { cause: "stopped", untilMs: 999 } })).toBe("crashed");
});

test("out of memory passes a stop, but neither a kill nor a clean end", () => {
  const starved = { ...end, code: null, outOfMemoryKills: 1 };
  expect(causeOfExit(starved)).toBe("out_of_memory");
  expect(causeOfExit({ ...starved, intent: { cause: "stopped", untilMs: 2000 } })).toBe("out_of_memory");
  expect(causeOfExit({ ...starved, intent: { cause: "killed", untilMs: 2000 } })).toBe("killed");
  expect(causeOfExit({ ...starved, code: 0 })).toBe("finished");
});
