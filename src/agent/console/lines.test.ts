import fc from "fast-check";
import { expect, test } from "vitest";
import { MAX_LINE_BYTES, parseLines } from "./lines.ts";

function parse(text: string | Buffer): string[] {
  const bytes = Buffer.from(text);
  return parseLines(bytes, 0, bytes.length).lines;
}

test("a line ends at its newline, and what has none is not told yet", () => {
  expect(parse("one\ntwo\n\nthree")).toEqual(["one", "two", ""]);
});

test("what a carriage return goes back over is not shown", () => {
  expect(parse("10%\r50%\r100%\r\nplain\r\n\r\n")).toEqual(["100%", "plain", ""]);
});

test("NULs go, colours stay, and bytes that are no UTF-8 are marked", () => {
  expect(parse(Buffer.from("a\0b \x1b[31mred\x1b[0m \xff!\n", "latin1"))).toEqual(["ab \x1b[31mred\x1b[0m \ufffd!"]);
});

test("a line of the greatest length stays whole, one byte more is cut", () => {
  const longest = "x".repeat(MAX_LINE_BYTES);
  expect(parse(`${longest}\nnext\n`)).toEqual([longest, "next"]);
  expect(parse(`${longest}y\nnext\n`)).toEqual([longest, "y", "next"]);
});

test("a cut does not tear a character", () => {
  const lines = parse(`x${"ü".repeat(MAX_LINE_BYTES)}\n`);
  expect(lines.join("")).toBe(`x${"ü".repeat(MAX_LINE_BYTES)}`);
});

test("lines do not depend on where reading paused", () => {
  const piece = fc.oneof(
    { weight: 6, arbitrary: fc.string({ unit: "binary", maxLength: 200 }) },
    fc.constantFrom("\n", "\r\n", "\r", "\0", "é", "\u{1f600}"),
    fc.integer({ min: MAX_LINE_BYTES - 5, max: 2 * MAX_LINE_BYTES + 5 }).map((length) => "é".repeat(length / 2)),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), fc.array(fc.nat(70_000), { maxLength: 6 }), (pieces, pauses) => {
      const bytes = Buffer.from(`${pieces.join("")}\n`);
      const whole = parseLines(bytes, 0, bytes.length);
      const inParts: string[] = [];
      let next = 0;
      for (const end of [...pauses.map((pause) => Math.min(pause, bytes.length)).sort((a, b) => a - b), bytes.length]) {
        if (end < next) continue;
        const part = parseLines(bytes, next, end);
        inParts.push(...part.lines);
        next = part.next;
      }
      expect(inParts).toEqual(whole.lines);
      expect(next).toBe(bytes.length);
    }),
    { numRuns: 300 },
  );
});
