/**
 * How fast logs of Star Citizen are read, and in how much memory: the agent's and the command line's own reading of a file, beside `grep -c "CActor::Kill"` and
 * a bare reader that only looks for the ends of lines, in the same run. Needs no database:
 *
 *     npm run bench -- logs [megabytes,megabytes,…] [rounds]
 *
 * The logs are generated, so what is in them is known and compared with what was read. Each reading is a process of its own, since memory that one has taken
 * it does not give back; of each the best of the rounds is shown.
 */
import { execFileSync, spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import { fileURLToPath } from "node:url";
import { createGzip } from "node:zlib";
import { logBytes } from "#app/agent/logs/log-bytes.ts";
import { openPlainFile } from "#app/agent/logs/log-roots.ts";
import { newLogReader } from "#app/features/star-citizen/log-reader.ts";
import { type GeneratedTruth, generateLog } from "#app/testing/star-citizen-log.ts";

const MB = 1_000_000;
const NEWLINE = 0x0a;

interface Reading {
  ms: number;
  found: number;
  peakMiB: number;
}

const [command = "10,100,1000", given = "3"] = process.argv.slice(2);
if (command === "read" || command === "bare") await asked(command, given);
else await measureAll(command.split(",").map(Number), Number(given));

async function measureAll(sizes: readonly number[], rounds: number): Promise<void> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "gamekeeper-bench-"));
  try {
    console.log(
      "| log | kills in it | read | grep -c CActor::Kill | bare line reader | read / bare | most memory, bare and read | packed (.gz) |",
    );
    console.log("|---|---|---|---|---|---|---|---|");
    for (const size of sizes) await measure(path.join(folder, `${size}.log`), size, rounds);
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}

async function measure(file: string, size: number, rounds: number): Promise<void> {
  const truth = write(file, size * MB);
  const bytes = fs.statSync(file).size;
  const packed = `${file}.gz`;
  await pipeline(fs.createReadStream(file), createGzip({ level: 6 }), fs.createWriteStream(packed));
  const speed = (ms: number) => bytes / 1_000 / ms;
  const all = Array.from({ length: rounds }, () => {
    const grep = timed(() => spawnSync("grep", ["-c", "CActor::Kill", file], { env: { ...process.env, LC_ALL: "C" } }));
    return { grep, bare: inProcess("bare", file), read: inProcess("read", file), gz: inProcess("read", packed) };
  });
  for (const { read, gz } of all)
    for (const { found } of [read, gz])
      if (found !== truth.kills.length) throw new Error(`${found} kills were read of ${truth.kills.length}.`);
  const best = (of: (round: (typeof all)[number]) => number) => Math.min(...all.map(of));
  const [read, bare] = [speed(best((round) => round.read.ms)), speed(best((round) => round.bare.ms))];
  const memory = (of: "bare" | "read" | "gz") => Math.max(...all.map((round) => round[of].peakMiB));
  console.log(
    `| ${size} MB | ${truth.kills.length} | ${read.toFixed(0)} MB/s | ${speed(best(({ grep }) => grep)).toFixed(0)} MB/s | ${bare.toFixed(0)} MB/s | ${(read / bare).toFixed(2)} | ${memory("bare")} and ${memory("read")} MiB | ${speed(best(({ gz }) => gz.ms)).toFixed(0)} MB/s of text, ${memory("gz")} MiB |`,
  );
  fs.rmSync(file);
  fs.rmSync(packed);
}

function timed(work: () => unknown): number {
  const begun = performance.now();
  work();
  return performance.now() - begun;
}

function inProcess(how: "read" | "bare", file: string): Reading {
  const words = [fileURLToPath(import.meta.url), how, file];
  return JSON.parse(execFileSync(process.execPath, words, { encoding: "utf8" })) as Reading;
}

/** A log of a known truth; so much lies between two deaths as in a quiet evening. */
function write(file: string, bytes: number): GeneratedTruth {
  const truth: GeneratedTruth = { handle: "Kestrel", kills: [], npcOnly: 0 };
  const descriptor = fs.openSync(file, "w");
  let lines: string[] = [];
  let pending = 0;
  let written = 0;
  const flush = () => {
    written += fs.writeSync(descriptor, `${lines.join("\r\n")}\r\n`);
    lines = [];
    pending = 0;
  };
  for (const line of generateLog({ seed: 5, kills: Number.MAX_SAFE_INTEGER, noise: 2_000, repeats: 3 }, truth)) {
    lines.push(line);
    pending += line.length + 2;
    if (pending > MB) flush();
    if (written + pending >= bytes) break;
  }
  flush();
  fs.closeSync(descriptor);
  return truth;
}

/** One reading of a file in this process, told as JSON. */
async function asked(how: "read" | "bare", file: string): Promise<void> {
  let found = 0;
  const begun = performance.now();
  if (how === "bare") found = bareLines(file);
  else {
    const opened = await openPlainFile(file);
    const reader = newLogReader({
      kill() {
        found += 1;
      },
    });
    for await (const chunk of (await logBytes(opened)).chunks()) reader.push(chunk);
    reader.end();
    await opened.close();
  }
  const ms = performance.now() - begun;
  console.log(
    JSON.stringify({ ms, found, peakMiB: Math.round(process.resourceUsage().maxRSS / 1024) } satisfies Reading),
  );
}

/** What any reader of lines must do, and nothing else: read the bytes, find where lines end. */
function bareLines(file: string): number {
  const descriptor = fs.openSync(file, "r");
  const buffer = Buffer.allocUnsafeSlow(1024 * 1024);
  let lines = 0;
  for (;;) {
    const length = fs.readSync(descriptor, buffer);
    if (length === 0) break;
    const chunk = buffer.subarray(0, length);
    for (let at = chunk.indexOf(NEWLINE); at !== -1; at = chunk.indexOf(NEWLINE, at + 1)) lines += 1;
  }
  fs.closeSync(descriptor);
  return lines;
}
