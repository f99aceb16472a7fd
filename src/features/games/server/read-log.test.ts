import path from "node:path";
import { afterAll, beforeAll, describe, expect, it, test } from "vitest";
import { syncBlueprints } from "#app/features/hosting/server/index.ts";
import { ANONYMOUS } from "#app/operation/actor.ts";
import { execute } from "#app/operation/execute.ts";
import { createTestRuntime, createUser, type TestRuntime } from "#app/testing/runtime.ts";
import { readLog } from "./read-log.ts";

let runtime: TestRuntime;
let owner: Awaited<ReturnType<typeof createUser>>;
beforeAll(async () => {
  runtime = await createTestRuntime();
  await syncBlueprints(runtime.database, path.resolve("blueprints"));
  owner = await createUser(runtime.database, "owner");
});
afterAll(() => runtime?.close());

const at = (text: string) => `[14:32:01] [Server thread/INFO]: ${text}`;

describe("blueprints.readLog", () => {
  it("tells of each line what takes it and why it tells of nothing", async () => {
    const text = [
      at("Ada joined the game"),
      at("Ada joined the game"),
      at("Bob left the game"),
      "Done (1.2s)!",
      "",
    ].join("\n");
    const { lines, patterns, told, untaken, given } = await execute(readLog, owner, {
      patterns: "uses: minecraft",
      text,
    });
    expect(lines.map(({ number, event, noEvent }) => [number, event?.kind ?? null, noEvent])).toEqual([
      [1, "player_login", null],
      [2, null, "known"],
      [3, null, "not_in"],
      [4, null, null],
    ]);
    expect(lines[0]!.event!.fields).toEqual({ player: "Ada" });
    expect({ told, untaken, given }).toEqual({ told: 1, untaken: 1, given: 4 });
    const took = patterns.filter(({ taken }) => taken > 0);
    expect(took.map(({ event, taken, shared }) => [event, taken, shared])).toEqual([
      ["player_login", 2, true],
      ["player_logout", 1, true],
    ]);
    expect(patterns[lines[0]!.pattern!]!.pattern).toContain("joined the game");
  });

  it("takes the word of a log that begins in the middle for who is in", async () => {
    const log = { patterns: "uses: minecraft", text: at("<Ada> hello") };
    expect(await execute(readLog, owner, log)).toMatchObject({ lines: [{ event: null, noEvent: "not_in" }] });
    expect(await execute(readLog, owner, { ...log, continued: true })).toMatchObject({ told: 1 });
  });

  it("reads with a blueprint's own", async () => {
    const text = "2026-11-21T02:19:18.000Z INFO [level] Ada reached level 3";
    const { lines } = await execute(readLog, owner, { blueprintId: "hollow", text });
    expect(lines[0]).toMatchObject({ text: "[level] Ada reached level 3", noEvent: "not_in" });
  });

  it("takes patterns as they stand in a blueprint, with those of the game that they use after them", async () => {
    const patterns = `
console:
  uses: minecraft
  events:
    - event: system_message
      pattern: '^Done \\((?P<tookSec>[\\d.]+)s\\)!(?P<text>.*)$'
      set: { text: ready }`;
    const said = await execute(readLog, owner, {
      patterns,
      text: `${at("Done (1.2s)!")}\n${at("Ada joined the game")}`,
    });
    expect(said.lines.map(({ event }) => event)).toEqual([
      { kind: "system_message", fields: { text: "ready" }, details: { tookSec: "1.2" } },
      { kind: "player_login", fields: { player: "Ada" }, details: {} },
    ]);
    expect(said.patterns.map(({ shared }) => shared).indexOf(true)).toBe(1);
  });

  test.each([
    ["events: [", "patterns", "no_yaml"],
    ["events: [{event: player_login, pattern: '(?<=a)b'}]", "patterns.events.0.pattern", "custom"],
    ["events: [{event: chat_message, pattern: '^(?P<player>.+)$'}]", "patterns.events.0.pattern", "custom"],
    ["evnets: []", "patterns", "unrecognized_keys"],
    ["uses: no-such-game", "patterns.uses", "not_found"],
    [undefined, "patterns", "required"],
  ])("says what is wrong with %s", async (patterns, where, code) => {
    await expect(execute(readLog, owner, { ...(patterns && { patterns }), text: "x" })).rejects.toMatchObject({
      code: "invalid_input",
      details: [{ path: where, code }],
    });
  });

  it("reads no alias bomb", async () => {
    const bomb = `a: &a [x,x,x,x,x,x,x,x]\n${[..."bcdefgh"].map((name, i) => `${name}: &${name} [${`*${"abcdefgh"[i]},`.repeat(8)}]`).join("\n")}`;
    await expect(execute(readLog, owner, { patterns: bomb, text: "x" })).rejects.toMatchObject({
      code: "invalid_input",
    });
  });

  it("is for those who may see blueprints, and knows of no other blueprint", async () => {
    await expect(execute(readLog, ANONYMOUS, { text: "" })).rejects.toMatchObject({ code: "unauthenticated" });
    await expect(execute(readLog, owner, { blueprintId: "no-such", text: "" })).rejects.toMatchObject({
      code: "not_found",
    });
  });

  it("stops where patterns cost too much, and nobody else waits for it", async () => {
    // Each of them costs a third of a second on such a line, and there are 200.
    const event = "{event: world_event, set: {text: x}, pattern: '^(a?){1000}a{1000}$'}";
    const hostile = {
      patterns: `events: [${Array.from({ length: 200 }, () => event).join(", ")}]`,
      text: `${"a".repeat(2_001)}\n`.repeat(50),
    };
    const beats: number[] = [];
    let last = performance.now();
    const beating = setInterval(() => {
      beats.push(performance.now() - last);
      last = performance.now();
    }, 20);
    const outcome = await execute(readLog, owner, hostile).then(
      ({ lines, given }) => (lines.length < given ? "stopped" : "all read"),
      ({ code, reason }) => `${code} ${reason}`,
    );
    clearInterval(beating);
    expect(["stopped", "conflict blueprints.reading_too_slow"]).toContain(outcome);
    expect(beats.length).toBeGreaterThan(10);
    expect(
      await execute(readLog, owner, { patterns: "uses: minecraft", text: at("Ada joined the game") }),
    ).toMatchObject({ told: 1 });
  });
});
