import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { PassThrough } from "node:stream";
import { afterAll, expect, it } from "vitest";
import { openPartLog } from "./part-log.ts";

const folder = mkdtempSync(path.join(tmpdir(), "gamekeeper-part-log-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it("makes one line of each entry, whatever stands in what it quotes of strangers", async () => {
  const file = path.join(folder, "sidecar.log");
  const shown: string[] = [];
  const log = openPartLog("sidecar", file, (line) => shown.push(line));
  const stream = new PassThrough();
  log.follow(stream, "stderr");
  const hostile = 'x\r\n{"level":60,"msg":"forged"}\u001b]0;title\u0007\u001b[2J\u202egnip\u2028\u0085\u009b31m';
  for (const msg of [hostile, `agent called ${hostile}`])
    stream.write(
      `${JSON.stringify({ level: 40, time: "2026-11-21T12:00:00Z", part: "edge", msg, userAgent: hostile })}\n`,
    );
  stream.write(`no JSON ${hostile.replaceAll("\n", "")}\n`);
  await new Promise((resolve) => stream.end(() => setImmediate(resolve)));
  log.close();
  expect(shown).toHaveLength(3);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: none of them reaches a terminal
  for (const line of shown) expect(line).toMatch(/^sidecar {3}[^\u0000-\u001f\u007f-\u009f\u2028-\u202e]+$/);
  const kept = readFileSync(file, "utf8").trimEnd().split("\n");
  expect(kept.map((line) => JSON.parse(line).level)).toEqual([40, 40, 50]);
  expect(JSON.parse(kept[0]!).userAgent).toBe(hostile);
});
