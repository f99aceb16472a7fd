/**
 * How fast logs of Star Citizen are read, and in how much memory: the agent's and the command line's own reading of a file, beside `grep -c "CActor::Kill"` and
 * a bare reader that only looks for the ends of lines, in the same run. Needs no database:
 *
 *     npm run bench -- logs [megabytes,megabytes,…] [rounds]
 *
 * The logs are generated, so what is in them is known and compared with what was read. Each reading is a process of its own, since memory that one has taken
 * it does not give back; they take turns, and of each the median of the rounds is shown. Both readers get their bytes from the same source in the same chunks, and
 * both have read 200 MB of another log before the clock starts, and a small log several times: folders of hundreds of megabytes are read by one process, and what
 * is measured is reading, not how soon a program that has just begun is compiled. What the first log of a process takes is shown beside it.
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
import { newAnyLogReader } from "#app/features/logs/any-log-reader.ts";
import { ONLY_STAR_CITIZEN } from "#app/features/logs/log-games.ts";
import { type GeneratedTruth, generateLog } from "#app/testing/star-citizen-log.ts";

const MB = 1_000_000;
const NEWLINE = 0x0a;

interface Reading {
  ms: number;
  /** Of the processor: what it costs, whoever else is busy on this machine. */
  processorMs: number;
  found: number;
  peakMiB: number;
}

type How = "read" | "bare";

const WARM_UP_MB = 50;
const WARM_UP_TIMES = 4;
/** A log is read so often that it is as much at least, and the median counts. */
const LEAST_MB = 100;
const [command = "10,100,1000", given = "5", before = ""] = process.argv.slice(2);
if (command === "read" || command === "bare") await asked(command, given, before);
else await measureAll(command.split(",").map(Number), Number(given));

async function measureAll(sizes: readonly number[], rounds: number): Promise<void> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "gamekeeper-bench-"));
  try {
    const warmUp = path.join(folder, "warm-up.log");
    write(warmUp, WARM_UP_MB * MB);
    console.log(
      "| log | kills in it | read | grep -c CActor::Kill | bare line reader | read / bare | the same in processor time | first of a process, bare and read | most memory, bare and read | packed (.gz) |",
    );
    console.log("|---|---|---|---|---|---|---|---|---|---|");
    for (const size of sizes) await measure(path.join(folder, `${size}.log`), size, rounds, warmUp);
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}

async function measure(file: string, size: number, rounds: number, warmUp: string): Promise<void> {
  const truth = write(file, size * MB);
  const bytes = fs.statSync(file).size;
  const packed = `${file}.gz`;
  await pipeline(fs.createReadStream(file), createGzip({ level: 6 }), fs.createWriteStream(packed));
  const all = Array.from({ length: rounds }, () => ({
    grep: timed(() => spawnSync("grep", ["-c", "CActor::Kill", file], { env: { ...process.env, LC_ALL: "C" } })),
    bare: inProcess("bare", file, warmUp),
    read: inProcess("read", file, warmUp),
    firstBare: inProcess("bare", file),
    firstRead: inProcess("read", file),
    gz: inProcess("read", packed),
  }));
  for (const { read, firstRead, gz } of all)
    for (const { found } of [read, firstRead, gz])
      if (found !== truth.kills.length) throw new Error(`${found} kills were read of ${truth.kills.length}.`);
  type Part = Exclude<keyof (typeof all)[number], "grep">;
  const speed = (ms: readonly number[]) => bytes / 1_000 / median(ms);
  const of = (part: Part) => speed(all.map((round) => round[part].ms));
  const cost = (part: Part) => median(all.map((round) => round[part].processorMs));
  const memory = (part: Part) => Math.max(...all.map((round) => round[part].peakMiB));
  const cells = [
    `${size} MB`,
    truth.kills.length,
    `${of("read").toFixed(0)} MB/s`,
    `${speed(all.map(({ grep }) => grep)).toFixed(0)} MB/s`,
    `${of("bare").toFixed(0)} MB/s`,
    (of("read") / of("bare")).toFixed(2),
    (cost("bare") / cost("read")).toFixed(2),
    `${of("firstBare").toFixed(0)} and ${of("firstRead").toFixed(0)} MB/s`,
    `${memory("firstBare")} and ${memory("firstRead")} MiB`,
    `${of("gz").toFixed(0)} MB/s of text, ${memory("gz")} MiB`,
  ];
  console.log(`| ${cells.join(" | ")} |`);
  fs.rmSync(file);
  fs.rmSync(packed);
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)]!;
}

function timed(work: () => unknown): number {
  const begun = performance.now();
  work();
  return performance.now() - begun;
}

function inProcess(how: How, file: string, warmUp?: string): Reading {
  const words = [fileURLToPath(import.meta.url), how, file, ...(warmUp === undefined ? [] : [warmUp])];
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

/** One reading of a file in this process, told as JSON; of another before it, where one is named. */
async function asked(how: How, file: string, warmUp: string): Promise<void> {
  const read = how === "bare" ? countLines : countKills;
  for (let time = 0; warmUp !== "" && time < WARM_UP_TIMES; time += 1) await read(warmUp);
  const times = warmUp === "" ? 1 : Math.max(1, Math.round((LEAST_MB * MB) / fs.statSync(file).size));
  const readings: { ms: number; processorMs: number; found: number }[] = [];
  for (let time = 0; time < times; time += 1) {
    const begun = performance.now();
    const before = process.cpuUsage();
    const found = await read(file);
    const { user, system } = process.cpuUsage(before);
    readings.push({ ms: performance.now() - begun, processorMs: (user + system) / 1_000, found });
  }
  const reading: Reading = {
    ms: median(readings.map(({ ms }) => ms)),
    processorMs: median(readings.map(({ processorMs }) => processorMs)),
    found: readings[0]!.found,
    peakMiB: Math.round(process.resourceUsage().maxRSS / 1024),
  };
  console.log(JSON.stringify(reading));
}

async function countKills(file: string): Promise<number> {
  let found = 0;
  const reader = newAnyLogReader(
    { ...ONLY_STAR_CITIZEN, name: path.basename(file) },
    {
      kill() {
        found += 1;
      },
    },
  );
  await eachChunk(file, (chunk) => reader.push(chunk));
  reader.end();
  return found;
}

/** What any reader of lines must do, and nothing else: find where lines end. */
async function countLines(file: string): Promise<number> {
  let lines = 0;
  await eachChunk(file, (chunk) => {
    for (let at = chunk.indexOf(NEWLINE); at !== -1; at = chunk.indexOf(NEWLINE, at + 1)) lines += 1;
  });
  return lines;
}

async function eachChunk(file: string, work: (chunk: Buffer) => void): Promise<void> {
  const opened = await openPlainFile(file);
  for await (const chunk of (await logBytes(opened)).chunks()) work(chunk);
  await opened.close();
}
