/**
 * How fast the agent reads a console: lines a second, CPU, and how long others wait for the event loop meanwhile.
 * Needs no database: `node bench/console-log.ts [seconds]`.
 *
 * Three loads, each by a real process that appends to the log: a backlog read at once, a game at 300,000 lines a second,
 * and a writer that goes as fast as it can, which nobody can follow and which must cost neither memory nor time.
 */
import { spawn } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { ConsoleLog } from "../src/agent/console/console-log.ts";

const SECONDS = Number(process.argv[2] ?? 5);
const MIB = 1024 * 1024;

const WRITER = `
const [file, rate, seconds] = process.argv.slice(1);
const fd = require("node:fs").openSync(file, "a");
const end = performance.now() + seconds * 1000;
const perTurn = rate === "flood" ? 20000 : rate / 100;
let n = 0;
function turn() {
  let text = "";
  for (let i = 0; i < perTurn; i++) text += "[12:34:56] [Server thread/INFO]: line " + ++n + " of a game that never sleeps, and never will\\n";
  require("node:fs").writeSync(fd, text);
  if (performance.now() > end) return;
  if (rate === "flood") setImmediate(turn); else setTimeout(turn, Math.max(0, start + (n / rate) * 1000 - performance.now()));
}
const start = performance.now();
turn();
process.on("exit", () => process.stdout.write(String(n)));
`;

function writes(file: string, rate: string, seconds: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ["-e", WRITER, file, rate, String(seconds)], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    let printed = "";
    child.stdout.on("data", (text) => {
      printed += text;
    });
    child.once("exit", (code) =>
      code === 0 ? resolve(Number(printed)) : reject(new Error(`The writer ended with ${code}.`)),
    );
  });
}

async function measure(name: string, work: (log: ConsoleLog, raw: string) => Promise<number>): Promise<void> {
  const home = fs.mkdtempSync(path.join(os.tmpdir(), "gamekeeper-bench-"));
  const log = await ConsoleLog.open(home);
  let told = 0;
  log.on("lines", (frame) => {
    told += frame.lines.length;
  });
  const delay = monitorEventLoopDelay({ resolution: 1 });
  const cpu = process.cpuUsage();
  const startedAt = performance.now();
  delay.enable();
  const written = await work(log, path.join(home, "control", "console.log"));
  await log.drain();
  delay.disable();
  const seconds = (performance.now() - startedAt) / 1000;
  const used = process.cpuUsage(cpu);
  console.log(
    [
      name.padEnd(18),
      `${Math.round(told / seconds / 1000)}k lines/s told of ${Math.round(written / seconds / 1000)}k written`,
      `CPU ${Math.round((used.user + used.system) / seconds / 10_000)} % of a core`,
      `loop p99 ${(delay.percentile(99) / 1e6).toFixed(1)} ms, max ${(delay.max / 1e6).toFixed(1)} ms`,
      `RSS ${Math.round(process.memoryUsage().rss / MIB)} MiB`,
      `disk ${Math.round((fs.statSync(path.join(home, "control", "console.log")).blocks * 512) / MIB)} MiB`,
    ].join(" · "),
  );
  log.close();
  fs.rmSync(home, { recursive: true });
}

await measure("60k lines/s", (_, raw) => writes(raw, "60000", SECONDS));
await measure("300k lines/s", (_, raw) => writes(raw, "300000", SECONDS));
await measure("as fast as it can", (_, raw) => writes(raw, "flood", SECONDS));
await measure("search 64 MiB", async (log, raw) => {
  const written = await writes(raw, "300000", 3);
  await log.drain();
  const startedAt = performance.now();
  await log.search({ q: "nowhere to be found", limit: 10, budgetMs: 60_000 });
  console.log(`${" ".repeat(18)} searched ${written} lines in ${Math.round(performance.now() - startedAt)} ms`);
  return written;
});
