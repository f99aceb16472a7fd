import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { DesiredServer } from "#app/features/hosting/server-spec.ts";
import { decide, type Situation } from "./decide.ts";

type Wish = Partial<
  Pick<DesiredServer, "generation" | "desired" | "startGeneration" | "killGeneration" | "installGeneration">
>;

function situation(wish: Wish, rest: Partial<Omit<Situation, "desired">> = {}): Situation {
  const desired: DesiredServer = {
    serverId: "srv_0",
    generation: 9,
    desired: "running",
    startGeneration: 1,
    killGeneration: 0,
    installGeneration: 1,
    spec: null,
    ...wish,
  };
  const idle = { process: null, startTimedOut: false, installedGeneration: 1, heldAt: -1, restartAt: null, now: 1000 };
  return { ...idle, ...rest, desired };
}

describe("with a run", () => {
  const process = { generation: 5 };
  test.each<[string, Wish, Partial<Situation>, string]>([
    ["wanted as it is", { startGeneration: 5 }, {}, "rest"],
    ["of a start before the one that is wanted", { startGeneration: 6 }, {}, "stop"],
    ["not wanted", { desired: "offline" }, {}, "stop"],
    ["of an older installation", { startGeneration: 5, installGeneration: 7 }, {}, "stop"],
    ["that did not get ready in time", { startGeneration: 5 }, { startTimedOut: true }, "stop"],
    ["that was killed for good", { desired: "offline", killGeneration: 5 }, {}, "kill"],
    ["begun after the last kill", { startGeneration: 5, killGeneration: 4 }, {}, "rest"],
    ["of a server that is deleted", { desired: "deleted" }, {}, "kill"],
  ])("%s", (_name, wish, rest, kind) => {
    expect(decide(situation(wish, { process, ...rest })).kind).toBe(kind);
  });
});

describe("without a run", () => {
  test.each<[string, Wish, Partial<Situation>, string]>([
    ["wanted", {}, {}, "start"],
    ["not wanted", { desired: "offline" }, {}, "rest"],
    ["not installed, wanted or not", { desired: "offline" }, { installedGeneration: 0 }, "install"],
    ["to be installed again", { installGeneration: 4 }, {}, "install"],
    ["installation failed", { startGeneration: 2 }, { installedGeneration: 0, heldAt: 3 }, "rest"],
    [
      "installation failed, then started by a person",
      { startGeneration: 4 },
      { installedGeneration: 0, heldAt: 3 },
      "install",
    ],
    ["killed after its start", { startGeneration: 3, killGeneration: 4 }, {}, "rest"],
    ["started after a kill", { startGeneration: 5, killGeneration: 4 }, {}, "start"],
    ["given up after crashes", { startGeneration: 3 }, { heldAt: 3 }, "rest"],
    ["waiting after a crash", {}, { restartAt: 1001 }, "rest"],
    ["done waiting after a crash", {}, { restartAt: 1000 }, "start"],
    ["deleted", { desired: "deleted" }, {}, "delete"],
  ])("%s", (_name, wish, rest, kind) => {
    expect(decide(situation(wish, rest)).kind).toBe(kind);
  });

  test("a wait tells until when", () => {
    expect(decide(situation({}, { restartAt: 5000 }))).toEqual({ kind: "rest", until: 5000 });
  });
});

test("whatever is wanted, steps come to an end: nothing is begun and ended in turn for ever", () => {
  const generation = fc.integer({ min: 0, max: 6 });
  const wish = fc.record({
    desired: fc.constantFrom("running" as const, "offline" as const, "deleted" as const),
    startGeneration: generation,
    killGeneration: generation,
    installGeneration: generation,
  });
  const process = fc.option(fc.record({ generation }));
  fc.assert(
    fc.property(wish, process, generation, generation, (wanted, run, installedGeneration, heldAt) => {
      let now = situation(wanted, { process: run, installedGeneration, heldAt });
      for (let steps = 0; steps < 6; steps++) {
        const { kind } = decide(now);
        if (kind === "rest" || kind === "delete") return;
        if (kind === "start") now = { ...now, process: { generation: now.desired.generation } };
        if (kind === "install") now = { ...now, installedGeneration: wanted.installGeneration };
        if (kind === "stop" || kind === "kill") now = { ...now, process: null };
      }
      throw new Error("no rest after six steps");
    }),
  );
});
