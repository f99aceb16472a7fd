import type { Readable } from "node:stream";
import { StringDecoder } from "node:string_decoder";
import { RotatingFile } from "./rotating-file.ts";

const LONGEST_LINE = 64 * 1024;
const LEVELS: Record<number, string> = { 40: "warning", 50: "error", 60: "fatal" };

/** What one part says: every line as JSON in its file, what a person should know as a line on the terminal. */
export interface PartLog {
  /** Takes the lines of a child's output. What is no JSON is told to people only where it comes from stderr. */
  follow(stream: Readable, source: "stdout" | "stderr"): void;
  close(): void;
}

/** Opens a part's log in `file`; `show` gets the lines for the terminal. */
export function openPartLog(name: string, file: string, show: (line: string) => void): PartLog {
  const target = new RotatingFile(file);
  const take = (line: string, source: "stdout" | "stderr") => {
    const entry = parseEntry(line);
    if (entry) {
      target.writeLine(line);
      if (entry.level >= 30) show(forPeople(name, entry.level, entry.message));
      return;
    }
    const level = source === "stderr" ? 50 : 30;
    target.writeLine(JSON.stringify({ level, time: new Date().toISOString(), part: name, msg: line }));
    // The indented lines of a stack are for the file.
    if (source === "stderr" && !/^\s/.test(line)) show(forPeople(name, 30, line));
  };
  return {
    follow: (stream, source) => eachLine(stream, (line) => take(line, source)),
    close: () => target.close(),
  };
}

const LEVEL_NAMES: Record<string, number> = { trace: 10, debug: 20, info: 30, warn: 40, error: 50, fatal: 60 };

/** A line of pino, or of anything that says level and msg as it does. */
function parseEntry(line: string): { level: number; message: string } | null {
  if (!line.startsWith("{")) return null;
  try {
    const entry: unknown = JSON.parse(line);
    if (typeof entry !== "object" || entry === null || !("level" in entry) || !("msg" in entry)) return null;
    const level = typeof entry.level === "number" ? entry.level : (LEVEL_NAMES[String(entry.level)] ?? 30);
    const error = "err" in entry && typeof entry.err === "object" && entry.err !== null && "message" in entry.err;
    const cause = error ? `: ${(entry.err as { message: unknown }).message}` : "";
    return { level, message: `${entry.msg}${cause}` };
  } catch {
    return null;
  }
}

/** One line of bounded length without control characters or turned directions: what parts quote may come from games and their players. */
function forPeople(name: string, level: number, message: string): string {
  const rank = LEVELS[level] ? `${LEVELS[level]}: ` : "";
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out.
  const clean = message.replace(/[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]+/g, " ").slice(0, 500);
  return `${name.padEnd(9)} ${rank}${clean}`;
}

function eachLine(stream: Readable, take: (line: string) => void): void {
  const decoder = new StringDecoder("utf8");
  let rest = "";
  stream.on("data", (chunk: Buffer) => {
    rest += decoder.write(chunk);
    let start = 0;
    for (let end = rest.indexOf("\n"); end >= 0; end = rest.indexOf("\n", start)) {
      if (end > start) take(rest.slice(start, end));
      start = end + 1;
    }
    rest = rest.slice(start);
    if (rest.length > LONGEST_LINE) {
      take(rest);
      rest = "";
    }
  });
  stream.on("end", () => rest && take(rest));
  stream.on("error", () => {});
}
