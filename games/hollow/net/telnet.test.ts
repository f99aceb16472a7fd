import { describe, expect, test } from "vitest";
import { TelnetDecoder, type TelnetPiece } from "./telnet.ts";

/** The same bytes whole and one at a time must mean the same. */
function decode(...parts: (string | number[])[]): TelnetPiece[] {
  const bytes = Buffer.concat(parts.map((part) => Buffer.from(part as string)));
  const whole = new TelnetDecoder().push(bytes);
  const single = new TelnetDecoder();
  expect([...bytes].flatMap((byte) => single.push(Buffer.from([byte])))).toEqual(whole);
  return whole;
}

function linesOf(pieces: TelnetPiece[]): string[] {
  return pieces.flatMap((piece) => (piece.kind === "line" ? [piece.text] : []));
}

describe("lines", () => {
  test("end in CR LF, CR NUL, LF or a lone CR, and each ends one line", () => {
    expect(linesOf(decode("a\r\nb\r\0c\nd\re\r\n\r\n\n"))).toEqual(["a", "b", "c", "d", "e", "", ""]);
  });

  test("lose what was rubbed out, a character at a time", () => {
    expect(linesOf(decode("lokj\b\bok\x7f\x7fok\r\n"))).toEqual(["look"]);
    expect(linesOf(decode("aé€😀\b\b\b\b\b\bz\r\n"))).toEqual(["z"]);
    expect(linesOf(decode("wrong", [255, 248], "right\r\n"))).toEqual(["right"]);
  });

  test("hold no control characters, and survive broken UTF-8", () => {
    expect(linesOf(decode("a\x1b[31m\x07b\r\n"))).toEqual(["a[31mb"]);
    expect(linesOf(decode([0xc3, 0x28, 0x0a]))).toEqual(["\ufffd("]);
  });

  test("longer than 512 bytes are not used at all, and the next is", () => {
    const pieces = decode(`${"x".repeat(512)}\r\n${"y".repeat(513)}\r\nlook\r\n`);
    expect(pieces).toEqual([
      { kind: "line", text: "x".repeat(512) },
      { kind: "too_long" },
      { kind: "line", text: "look" },
    ]);
  });
});

describe("telnet commands", () => {
  test("never reach the text, wherever they stand", () => {
    expect(linesOf(decode("lo", [255, 241], "o", [255, 250, 31, 0, 80, 255, 255, 255, 240], "k\r\n"))).toEqual([
      "look",
    ]);
  });

  test("are answered once: refused, but for SUPPRESS GO AHEAD", () => {
    const answers = decode([
      255, 253, 3, 255, 251, 31, 255, 251, 31, 255, 253, 24, 255, 253, 1, 255, 252, 1, 255, 254, 1,
    ]);
    expect(answers).toEqual(
      [
        [255, 251, 3],
        [255, 254, 31],
        [255, 252, 24],
      ].map((bytes) => ({ kind: "answer", bytes: Buffer.from(bytes) })),
    );
  });

  test("ARE YOU THERE is answered in words", () => {
    expect(decode([255, 246])).toMatchObject([{ kind: "answer" }]);
  });
});
