import { spawn } from "node:child_process";
import { cpus, totalmem } from "node:os";

/**
 * Runs measurements and prints them as tables, under the date and the machine's size:
 *
 *     npm run bench                       all of them, one after another
 *     npm run bench -- console 1000 10    one, with its own arguments
 */
const BENCHES = [
  "keyed-requests",
  "keys",
  "events",
  "games",
  "heliactyl",
  "ledger",
  "limits",
  "logs",
  "webhooks",
  "players",
  "console",
  "console-log",
  "statistics",
  "start",
  "page-weight",
  "renewals",
  "tickets",
  "world",
  "world-map",
  "kills",
  "insights",
];

const [wanted, ...args] = process.argv.slice(2);
if (wanted !== undefined && !BENCHES.includes(wanted)) {
  console.error(`There is no "${wanted}" to measure. There is: ${BENCHES.join(", ")}.`);
  process.exit(1);
}
const { model } = cpus()[0]!;
console.log(
  `${new Date().toISOString().slice(0, 10)} · ${cpus().length} cores (${model.trim()}) · ${Math.round(totalmem() / 2 ** 30)} GiB · Node ${process.versions.node}`,
);
for (const name of wanted === undefined ? BENCHES : [wanted]) {
  console.log(`\n## ${name}\n`);
  if ((await run(name, args)) !== 0) process.exitCode = 1;
}

/** A process of its own for each, so that none finds what another has left in memory. */
function run(name: string, args: readonly string[]): Promise<number | null> {
  const child = spawn(process.execPath, [`bench/${name}.ts`, ...args], { stdio: "inherit" });
  return new Promise((resolve) => child.once("exit", resolve));
}
