import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ANSI_COLORS, cleanLine, parseAnsi, plainText } from "./ansi.ts";

const E = "\u001b";

describe("parseAnsi", () => {
  it("reads colours and weights", () => {
    expect(parseAnsi(`${E}[32mINFO${E}[0m ${E}[1;31mdown${E}[22m!`)).toEqual([
      { text: "INFO", style: { color: ANSI_COLORS[2] } },
      { text: " ", style: {} },
      { text: "down", style: { bold: true, color: ANSI_COLORS[1] } },
      { text: "!", style: { color: ANSI_COLORS[1] } },
    ]);
  });

  it("reads 256 colours and true colours", () => {
    expect(parseAnsi(`${E}[38;5;196ma${E}[48;2;1;2;300mb${E}[38;5;244mc`)).toEqual([
      { text: "a", style: { color: "#ff0000" } },
      { text: "b", style: { color: "#ff0000", ground: "#0102ff" } },
      { text: "c", style: { color: "#808080", ground: "#0102ff" } },
    ]);
  });
});

describe("cleanLine", () => {
  it.each([
    ["a title", `${E}]0;owned\u0007text`, "text"],
    ["the clipboard (OSC 52)", `${E}]52;c;ZXZpbA==${E}\\text`, "text"],
    ["a hidden link (OSC 8)", `${E}]8;;https://evil.example${E}\\click${E}]8;;${E}\\`, "click"],
    ["an unfinished string", `text${E}]52;c;AAAA`, "text"],
    ["clearing the screen", `${E}[2J${E}[Htext${E}[?1049h`, "text"],
    ["a reset of the terminal", `${E}ctext`, "text"],
    ["device control strings", `${E}Pq#0;2${E}\\text`, "text"],
    ["NUL and BEL", "te\u0000xt\u0007", "text"],
    ["eight bit controls", "\u009b2Jtext\u009d0;x\u0007", "text"],
    ["turned reading direction", "a\u202etxt.exe\u202c\u2066b\u2069", "atxt.exeb"],
    ["line ends", "text\r\n", "text"],
  ])("takes away %s", (_what, raw, clean) => {
    expect(cleanLine(raw)).toBe(clean);
  });

  it("shows what a progress bar wrote last", () => {
    expect(cleanLine("10 %\r50 %\r100 %")).toBe("100 %");
    expect(cleanLine("100 %\r")).toBe("100 %");
    expect(cleanLine("abc\b\bX")).toBe("aX");
    expect(cleanLine(`ab${E}[31m\bX`)).toBe(`a${E}[31mX`);
    expect(cleanLine("\u009bm\b\b")).toBe("\u009bm");
  });

  it("keeps colours and letters of all languages", () => {
    expect(cleanLine(`${E}[33mWörld 世界 🎮${E}[0m`)).toBe(`${E}[33mWörld 世界 🎮${E}[0m`);
  });

  it("leaves nothing that could act, whatever is printed", () => {
    const hostile = fc.string({
      unit: fc.constantFrom(
        E,
        "[",
        "]",
        "m",
        "1",
        ";",
        "?",
        "P",
        "\\",
        "\u0007",
        "\u009b",
        "\u009d",
        "\r",
        "\b",
        "\u202e",
        "x",
        "c",
      ),
    });
    fc.assert(
      fc.property(hostile, (raw) => {
        // biome-ignore lint/suspicious/noControlCharactersInRegex: looking for what must not be there
        const left = cleanLine(raw).replace(/(?:\u001b\[|\u009b)[0-9;:]*m/g, "");
        // biome-ignore lint/suspicious/noControlCharactersInRegex: looking for what must not be there
        expect(left).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/);
        expect(plainText(raw)).toBe(left);
      }),
      { numRuns: 2000 },
    );
  });
});
