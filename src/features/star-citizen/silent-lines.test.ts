import { expect, test } from "vitest";
import { seededRandom } from "#app/testing/star-citizen-log.ts";
import { LOG_OPENINGS } from "./log-line.ts";
import { isSilent, LOOKED_AT_BYTES, saysSomething } from "./silent-lines.ts";

const STAMPS = ["<2025-04-11T15:36:08.178Z> ", "<2025-04-11T15:36:08.178Z>", ""];
const MARKS = [
  "[Notice] ",
  "[Error] ",
  "[SPAM 3]",
  "[SPAM 123]",
  "[SPAM 12345678]",
  "[ABCM 1] ",
  "[Abc] ",
  "[Trace]",
  "[X] ",
  "[A][B] ",
  "   ",
  "    ",
  "",
];

/** Lines that say something for all but chance: each opening behind any stamp and marks, whole or with a letter changed, cut at any place. */
function* lines() {
  const random = seededRandom(3);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  for (let round = 0; round < 20_000; round += 1) {
    const opening = pick(LOG_OPENINGS);
    const line = `${pick(STAMPS)}${pick(MARKS)}${pick(MARKS)}${opening}${pick(["", " more of it"])}`;
    const at = Math.floor(random() * line.length);
    const how = random();
    if (how < 0.5) yield line;
    else if (how < 0.8) yield `${line.slice(0, at)}${pick(["x", " ", "[", "]", "<", "\t"])}${line.slice(at + 1)}`;
    else yield line.slice(0, at);
  }
}

test("no line that says something is put aside, whatever the next one is", () => {
  let telling = 0;
  for (const line of lines()) {
    for (const next of ["\n<2025-04-11T15:36:08.178Z> [Notice] <Actor Death> and on", "\n] ] ] > > > >"]) {
      const bytes = Buffer.from(`${line}${next}${"x".repeat(LOOKED_AT_BYTES)}`);
      const says = saysSomething(bytes, 0, Buffer.byteLength(line));
      if (says) telling += 1;
      if (says && isSilent(bytes, 0)) expect.unreachable(line);
    }
  }
  expect(telling).toBeGreaterThan(10_000);
});

test.each([
  "<2025-04-11T15:36:08.178Z> [Notice] <Actor stall> Actor stall detected, Player: Somebody, Type: downstream",
  '<2025-04-11T15:36:08.178Z> [Notice] <SHUDEvent_OnNotification> Added notification "Contract Accepted" [5]',
  '<2025-04-11T15:36:08.178Z>    "Contract Accepted" [5]',
  "<2025-04-11T15:36:08.178Z> [Error] <Missing texture> could not load it",
  "<2025-04-11T15:36:08.178Z> [SPAM 123][Notice] <Missing texture> could not load it",
])("a line of no interest is put aside at once: %s", (line) => {
  const bytes = Buffer.from(`${line}\n${"x".repeat(LOOKED_AT_BYTES)}`);
  expect([isSilent(bytes, 0), saysSomething(bytes, 0, line.length)]).toEqual([true, false]);
});
