import { randomBytes } from "node:crypto";
import { parseArgs } from "node:util";
import { startLife } from "./bot/life.ts";

const USAGE = `Usage: node games/hollow/bot.ts [flags]

  --count         how many players (1)
  --host          where the server is (127.0.0.1)
  --port          its telnet port (4000)
  --minutes       how long in all; 0 is until stopped (0)
  --pace-ms       mean time between two lines typed (2500)
  --visit-sec     mean length of a visit (600)
  --pause-sec     mean pause between visits (60)
  --password      password of all these players, or HOLLOW_BOT_PASSWORD (hollow-bot)
  --seed          fixes temper and choices (another each time)`;

const NUMBERS = {
  count: { least: 1, most: 500, otherwise: 1 },
  port: { least: 1, most: 65_535, otherwise: 4000 },
  minutes: { least: 0, most: 1_000_000, otherwise: 0 },
  "pace-ms": { least: 5, most: 600_000, otherwise: 2_500 },
  "visit-sec": { least: 1, most: 86_400, otherwise: 600 },
  "pause-sec": { least: 0, most: 86_400, otherwise: 60 },
} as const;

function readFlags(): Record<string, string> {
  const names = [...Object.keys(NUMBERS), "host", "password", "seed"];
  try {
    const options = Object.fromEntries(names.map((name) => [name, { type: "string" as const }]));
    const { values } = parseArgs({ options, strict: true });
    return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, String(value)]));
  } catch (error) {
    return fail(error instanceof Error ? error.message : String(error));
  }
}

function fail(message: string): never {
  process.stderr.write(`Bots cannot start: ${message}\n`);
  process.exit(1);
}

async function main(): Promise<void> {
  if (process.argv.includes("--help")) {
    console.log(USAGE);
    return;
  }
  const flags = readFlags();
  const number = (name: keyof typeof NUMBERS): number => {
    const { least, most, otherwise } = NUMBERS[name];
    const value = Number(flags[name] ?? otherwise);
    return value >= least && value <= most ? value : fail(`${name} must be a number from ${least} to ${most}`);
  };
  const options = {
    host: flags.host ?? "127.0.0.1",
    port: number("port"),
    password: flags.password ?? process.env.HOLLOW_BOT_PASSWORD ?? "hollow-bot",
    paceMs: number("pace-ms"),
    visitSec: number("visit-sec"),
    pauseSec: number("pause-sec"),
    seed: flags.seed ?? randomBytes(8).toString("hex"),
  };
  const count = number("count");
  const report = (text: string): void => console.log(`${new Date().toISOString()} ${text}`);
  const lives = Array.from({ length: count }, (_, index) => startLife(index, options, report));
  report(`${count} players are on their way to ${options.host}:${options.port}`);
  const stop = async (): Promise<void> => {
    await Promise.all(lives.map((life) => life.stop()));
    report("all players have left");
    process.exit(0);
  };
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => void stop());
  const minutes = number("minutes");
  if (minutes > 0) setTimeout(() => void stop(), minutes * 60_000);
}

await main();
