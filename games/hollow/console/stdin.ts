import { StringDecoder } from "node:string_decoder";

const MAX_LINE = 4_096;

/** Lines of standard input, whenever they come. Its end ends nothing: a server without a keyboard goes on. */
export function readLines(input: NodeJS.ReadableStream, onLine: (line: string) => void): void {
  const decoder = new StringDecoder("utf8");
  let rest = "";
  input.on("data", (chunk: Buffer) => {
    const lines = (rest + decoder.write(chunk)).split(/\r\n|\n|\r/);
    rest = lines.pop() ?? "";
    for (const line of lines) if (line.trim() !== "" && line.length <= MAX_LINE) onLine(line.trim());
    // Kept long enough to be known as too long, and no longer.
    if (rest.length > MAX_LINE) rest = rest.slice(0, MAX_LINE + 1);
  });
  input.on("error", () => {});
}
