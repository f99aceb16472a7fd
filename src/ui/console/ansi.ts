/** How a run of letters looks. Colours are the 16 names of the console's palette or "#rrggbb". */
export interface AnsiStyle {
  color?: string;
  ground?: string;
  bold?: true;
  dim?: true;
  italic?: true;
  underline?: true;
  strike?: true;
  inverse?: true;
}

export interface AnsiRun {
  text: string;
  style: AnsiStyle;
}

export const ANSI_COLORS: readonly string[] = [
  "#6b7385",
  "#ff8a8a",
  "#7ddc9b",
  "#f2cc6b",
  "#8fb4ff",
  "#dba4f0",
  "#79d8e0",
  "#dfe3ec",
  "#8e95a5",
  "#ffa8a8",
  "#9ff0b8",
  "#ffe08f",
  "#b2ccff",
  "#eec2ff",
  "#a3ecf2",
  "#ffffff",
];

// What a game prints is hostile text: commands to a terminal (titles, the clipboard by OSC 52, hidden links by OSC 8,
// clearing the screen), letters that turn the reading direction round, and control characters never reach a reader.
const ESC = "\\u001b";
const STRINGS = new RegExp(
  `(?:${ESC}[\\]PX^_]|[\\u009d\\u0090\\u0098\\u009e\\u009f])[^\\u0007\\u001b\\u009c]*(?:\\u0007|${ESC}\\\\|\\u009c|$)`,
  "g",
);
const SGR = `(?:${ESC}\\[|\\u009b)([0-9;:]{0,64})m`;
const EACH_SGR = new RegExp(SGR);
const SGR_OR_LETTER = new RegExp(`${SGR}|[^]`, "gu");
const ALL_SGR = new RegExp(SGR, "g");
const OTHER_CSI = new RegExp(`(?:${ESC}\\[|\\u009b)(?![0-9;:]{0,64}m)[0-?]*[ -/]*[@-~]?`, "g");
const OTHER_ESCAPES = new RegExp(`${ESC}(?!\\[[0-9;:]{0,64}m)[ -/]*[0-~]?`, "g");
// biome-ignore lint/suspicious/noControlCharactersInRegex: removing them is the point
const CONTROLS = /[\u0000-\u0007\u000b\u000c\u000e-\u001a\u001c-\u001f\u007f-\u009a\u009c-\u009f]/g;
const DIRECTIONS = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/**
 * A line with its colours and nothing else that could act: escape sequences other than colours are gone, a carriage
 * return shows what was written last, tabs are spaces, and no letter turns the reading direction.
 */
export function cleanLine(raw: string): string {
  const text = raw
    .slice(0, MOST_LETTERS)
    .replace(STRINGS, "")
    .replace(OTHER_CSI, "")
    .replace(OTHER_ESCAPES, "")
    .replace(CONTROLS, "")
    .replace(DIRECTIONS, "")
    .replaceAll("\t", "    ");
  return overwrite(text.replace(/[\r\n]+$/, ""));
}

/** Longer lines are cut: a browser chokes on a megabyte without a break. */
const MOST_LETTERS = 16_384;

/** What a progress bar left on the line: each carriage return writes over it from the left. */
function overwrite(text: string): string {
  if (!text.includes("\r") && !text.includes("\b")) return text.replaceAll("\n", " ");
  const last = text
    .split("\r")
    .filter((part) => part !== "")
    .at(-1);
  const written: string[] = [];
  for (const piece of (last ?? "").match(SGR_OR_LETTER) ?? []) {
    // Only letters are taken back: half a colour would swallow what follows it.
    if (piece !== "\b") written.push(piece);
    else if (written.length > 0) takeBackLetter(written);
  }
  return written.join("").replaceAll("\n", " ");
}

function takeBackLetter(written: string[]): void {
  const at = written.findLastIndex((piece) => !piece.startsWith("\u001b") && !piece.startsWith("\u009b"));
  if (at >= 0) written.splice(at, 1);
}

/** The letters alone, for search, copy and levels. */
export function plainText(raw: string): string {
  return cleanLine(raw).replace(ALL_SGR, "");
}

/** A line as runs of equal look. Never markup: the caller renders text. */
export function parseAnsi(raw: string): AnsiRun[] {
  const runs: AnsiRun[] = [];
  let style: AnsiStyle = {};
  for (const [index, part] of cleanLine(raw).split(EACH_SGR).entries()) {
    if (index % 2 === 1) style = applySgr(style, part);
    else if (part) runs.push({ text: part, style });
  }
  return runs;
}

function applySgr(before: AnsiStyle, parameters: string): AnsiStyle {
  const codes = parameters.split(/[;:]/).map((code) => Number(code || 0));
  let style: AnsiStyle = { ...before };
  for (let at = 0; at < codes.length; at++) {
    const code = codes[at] ?? 0;
    if (code === 38 || code === 48) {
      const { color, used } = extendedColor(codes, at + 1);
      at += used;
      if (color) style[code === 38 ? "color" : "ground"] = color;
    } else style = applyCode(style, code);
  }
  return style;
}

function applyCode(style: AnsiStyle, code: number): AnsiStyle {
  if (code === 0) return {};
  if (code >= 30 && code <= 37) return withColor(style, "color", ANSI_COLORS[code - 30]);
  if (code >= 90 && code <= 97) return withColor(style, "color", ANSI_COLORS[code - 82]);
  if (code >= 40 && code <= 47) return withColor(style, "ground", ANSI_COLORS[code - 40]);
  if (code >= 100 && code <= 107) return withColor(style, "ground", ANSI_COLORS[code - 92]);
  if (code === 39) return withColor(style, "color", undefined);
  if (code === 49) return withColor(style, "ground", undefined);
  const set = SWITCHES_ON[code];
  if (set) return { ...style, [set]: true };
  const unset = SWITCHES_OFF[code];
  if (!unset) return style;
  const rest = { ...style };
  for (const name of unset) delete rest[name];
  return rest;
}

function withColor(style: AnsiStyle, which: "color" | "ground", color: string | undefined): AnsiStyle {
  const { [which]: _, ...rest } = style;
  return color ? { ...rest, [which]: color } : rest;
}

const SWITCHES_ON: Readonly<Record<number, "bold" | "dim" | "italic" | "underline" | "inverse" | "strike">> = {
  1: "bold",
  2: "dim",
  3: "italic",
  4: "underline",
  7: "inverse",
  9: "strike",
};
const SWITCHES_OFF: Readonly<Record<number, readonly (keyof AnsiStyle)[]>> = {
  22: ["bold", "dim"],
  23: ["italic"],
  24: ["underline"],
  27: ["inverse"],
  29: ["strike"],
};

/** `5;n` of the 256 colours or `2;r;g;b`. */
function extendedColor(codes: readonly number[], at: number): { color?: string; used: number } {
  if (codes[at] === 5) {
    const color = paletteColor(codes[at + 1] ?? 0);
    return { ...(color && { color }), used: 2 };
  }
  if (codes[at] === 2) return { color: hex(codes.slice(at + 1, at + 4)), used: 4 };
  return { used: 1 };
}

function paletteColor(index: number): string | undefined {
  if (index < 16) return ANSI_COLORS[index];
  if (index > 255) return undefined;
  if (index >= 232) return hex(Array(3).fill(8 + (index - 232) * 10));
  const cube = index - 16;
  const level = (step: number) => (step === 0 ? 0 : 55 + step * 40);
  return hex([level(Math.floor(cube / 36)), level(Math.floor(cube / 6) % 6), level(cube % 6)]);
}

function hex(parts: readonly number[]): string {
  const bytes = [0, 1, 2].map((at) => Math.min(255, Math.max(0, Math.trunc(parts[at] ?? 0) || 0)));
  return `#${bytes.map((byte) => byte.toString(16).padStart(2, "0")).join("")}`;
}
