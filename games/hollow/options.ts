import { resolve } from "node:path";
import { parseArgs } from "node:util";
import type { LineChoice } from "./console/lines.ts";

export interface Options {
  readonly port: number;
  readonly host: string;
  readonly data: string;
  readonly name: string;
  readonly seed: string;
  readonly tickMs: number;
  readonly maxPlayers: number;
  readonly idleSec: number;
  readonly saveSec: number;
  readonly linesPerSec: number;
  readonly world: string;
  readonly log: LineChoice;
}

type Flag = { readonly about: string } & (
  | { readonly whole: readonly [number, number]; readonly otherwise: number }
  | { readonly text: string }
  | { readonly onOff: boolean }
);

const FLAGS = {
  port: { whole: [0, 65_535], otherwise: 4000, about: "telnet port; 0 takes a free one" },
  host: { text: "0.0.0.0", about: "address to listen on" },
  data: { text: "data/hollow", about: "folder of players and bans" },
  name: { text: "Hollow", about: "name of this game, shown in the greeting" },
  seed: { text: "", about: "fixes all chance; empty takes another each time" },
  "tick-ms": {
    whole: [1, 60_000],
    otherwise: 250,
    about: "milliseconds between ticks; four ticks are a second of the game",
  },
  "max-players": { whole: [1, 1_000], otherwise: 100, about: "players at once" },
  "idle-sec": { whole: [5, 86_400], otherwise: 900, about: "seconds of silence after which a player is let go" },
  "save-sec": { whole: [1, 3_600], otherwise: 30, about: "seconds between saves" },
  "lines-per-sec": {
    whole: [1, 10_000],
    otherwise: 8,
    about: "lines one connection may send a second, three times that at once",
  },
  world: { text: resolve(import.meta.dirname, "areas"), about: "folder of the world data" },
  "log-commands": { onOff: false, about: "log every command of every player" },
  "log-rooms": { onOff: false, about: "log players entering and leaving rooms" },
  "log-damage": { onOff: true, about: "log every hit" },
  "log-tells": { onOff: true, about: "log what players tell each other in private" },
} as const satisfies Record<string, Flag>;

type FlagName = keyof typeof FLAGS;

/** Something in the flags or the environment is wrong; the message has a line for each. */
export class OptionsError extends Error {}

/** `--tick-ms 100`, `--tick-ms=100` or `HOLLOW_TICK_MS=100`; flags win. Throws `OptionsError`. */
export function readOptions(
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): Options {
  const given = new Map<string, string>();
  for (const name of Object.keys(FLAGS)) {
    const value = environment[`HOLLOW_${name.toUpperCase().replaceAll("-", "_")}`];
    if (value !== undefined && value !== "") given.set(name, value);
  }
  for (const [name, value] of readArgs(args)) given.set(name, value);

  const problems: string[] = [];
  const whole = (name: FlagName): number => readWhole(name, given.get(name), problems);
  const onOff = (name: FlagName): boolean => readOnOff(name, given.get(name), problems);
  const text = (name: "host" | "data" | "name" | "seed" | "world"): string => given.get(name) ?? FLAGS[name].text;
  const options: Options = {
    port: whole("port"),
    host: text("host"),
    data: resolve(text("data")),
    name: text("name"),
    seed: text("seed"),
    tickMs: whole("tick-ms"),
    maxPlayers: whole("max-players"),
    idleSec: whole("idle-sec"),
    saveSec: whole("save-sec"),
    linesPerSec: whole("lines-per-sec"),
    world: resolve(text("world")),
    log: {
      commands: onOff("log-commands"),
      rooms: onOff("log-rooms"),
      damage: onOff("log-damage"),
      tells: onOff("log-tells"),
    },
  };
  if (problems.length > 0) throw new OptionsError(problems.join("\n"));
  return options;
}

export function usage(): string {
  const lines = Object.entries<Flag>(FLAGS).map(([name, flag]) => {
    const otherwise =
      "whole" in flag ? flag.otherwise : "text" in flag ? flag.text || "none" : flag.onOff ? "on" : "off";
    return `  --${name.padEnd(15)} ${flag.about} (${otherwise})`;
  });
  return [
    "Usage: node games/hollow/main.ts [flags]",
    "",
    ...lines,
    "",
    "Each flag may also be set as HOLLOW_NAME.",
  ].join("\n");
}

function readArgs(args: readonly string[]): [string, string][] {
  const options: Record<string, { type: "string" | "boolean" }> = {};
  for (const [name, flag] of Object.entries<Flag>(FLAGS))
    options[name] = { type: "onOff" in flag ? "boolean" : "string" };
  try {
    const { values } = parseArgs({ args: [...args], options, allowNegative: true, strict: true });
    return Object.entries(values).map(([name, value]) => [name, String(value)]);
  } catch (error) {
    throw new OptionsError(error instanceof Error ? error.message : String(error));
  }
}

function readWhole(name: FlagName, value: string | undefined, problems: string[]): number {
  const flag: Flag = FLAGS[name];
  if (!("whole" in flag)) throw new Error(`${name} is no number`);
  if (value === undefined) return flag.otherwise;
  const [least, most] = flag.whole;
  const number = /^\d{1,9}$/.test(value) ? Number(value) : Number.NaN;
  if (number >= least && number <= most) return number;
  problems.push(`${name} must be a whole number from ${least} to ${most}, not ${JSON.stringify(value)}`);
  return flag.otherwise;
}

function readOnOff(name: FlagName, value: string | undefined, problems: string[]): boolean {
  const flag: Flag = FLAGS[name];
  if (!("onOff" in flag)) throw new Error(`${name} is no switch`);
  if (value === undefined) return flag.onOff;
  if (/^(1|true|on|yes)$/i.test(value)) return true;
  if (!/^(0|false|off|no)$/i.test(value)) problems.push(`${name} must be on or off, not ${JSON.stringify(value)}`);
  return false;
}
