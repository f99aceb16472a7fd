import { stat } from "node:fs/promises";
import path from "node:path";
import type { Command } from "commander";
import { walkLogs } from "#app/agent/logs/list-logs.ts";
import { logBytes } from "#app/agent/logs/log-bytes.ts";
import { isPlainName, LogRefused, openPlainFile } from "#app/agent/logs/log-roots.ts";
import { newAnyLogReader } from "#app/features/logs/any-log-reader.ts";
import type { ReadHow } from "#app/features/logs/log-games.ts";
import { STAR_CITIZEN_LOG } from "#app/features/logs/log-terms.ts";
import type { ReadReport } from "#app/features/logs/logged-facts.ts";
import type { LogImport } from "#app/features/logs/schema.ts";
import { whyNoKills } from "#app/features/star-citizen/log-build.ts";
import { OperatorError } from "#app/platform/operator-error.ts";
import type { LogProblem } from "#app/protocol/agent-logs.ts";
import { type TargetOptions, target } from "./call.ts";
import { followLog } from "./follow-log.ts";
import { LogSender, type SenderOptions } from "./log-sender.ts";
import { counted, foundInLog } from "./log-words.ts";
import { print, printJson } from "./run.ts";
import { howOf } from "./shipped-games.ts";

interface ImportOptions extends TargetOptions {
  dryRun?: boolean;
  watch?: boolean;
  own?: boolean;
  community?: string;
  game?: string;
  begins?: string;
  timeZone?: string;
  json?: boolean;
}

/** One log as it was read, and what became of it at the panel; null there: nothing was handed in. */
interface Done {
  path: string;
  report: ReadReport;
  import: LogImport | null;
}

const REFUSALS: Record<LogProblem, string> = {
  no_roots: "cannot be read",
  outside: "cannot be read",
  not_found: "is not there",
  no_file: "is no file",
  no_access: "may not be read",
  too_big: "is too big for a log, or unpacks to far more than one does",
  damaged: "is a damaged packed file",
};

/** What is to be said of whose log it is. */
const OWNERS: Partial<Record<LogImport["owner"], string>> = {
  other: "This log is of somebody else's player: its kills are doubted.",
  held: "Another user has this log's player by a log alone: prove that it is you, and it becomes your player.",
  second: "You have another player already, so this log's did not become yours.",
};

const NEEDS: Record<NonNullable<ReadReport["needs"]>, string> = {
  day: "Its lines tell no day, nor does its name: say when it begins (--begins 2026-04-01).",
  time: "Its lines tell the time since its game began alone: say when that was (--begins 2026-04-01T18:30).",
};

/** `gamekeeper logs import`. */
export function addLogsCommands(program: Command): void {
  program
    .command("logs")
    .description("Logs of games")
    .command("import <path...>")
    .description(
      "Read logs, or all logs of folders (LIVE, logbackups; packed ones too), and hand in the deaths in them to a panel. The logs themselves stay where they are. To import one again adds nothing",
    )
    .option("--dry-run", "read and tell what is there; hand in nothing, call no panel")
    .option("--watch", "go on while the game writes: the one log is followed, and each that takes its place")
    .option("--own", "the logs are of your own game: their player becomes yours")
    .option("--community <id>", "the community that the kills are told in")
    .option("--game <id>", "which game the logs are of (star-citizen, minecraft, quake3, …); default: found out")
    .option("--begins <when>", "when they begin, where their lines tell no day: 2026-04-01 or 2026-04-01T18:30")
    .option("--time-zone <name>", "the zone of their clock, such as Europe/Berlin; default: this machine's")
    .option("--profile <name>", "panel and key of gamekeeper profiles")
    .option("--url <url>", "the panel; default: the profile's, else http://127.0.0.1:3000")
    .option(
      "--key-file <file>",
      "file with the key; default: the profile's, else GAMEKEEPER_API_KEY of the environment",
    )
    .option("--json", "print one line of JSON for each log")
    .action(importLogs);
}

async function importLogs(paths: string[], options: ImportOptions): Promise<void> {
  const how = howOf(options);
  const to: SenderOptions | null = options.dryRun
    ? null
    : { panel: target(options), communityId: options.community, isOwn: options.own ?? false };
  if (options.watch) return await watch(paths, to, how, options);
  const done: Done[] = [];
  let refused = 0;
  for (const file of await filesOf(paths)) {
    const one = await importOne(file, to, how).catch((error: unknown) => {
      if (!(error instanceof LogRefused)) throw error;
      process.stderr.write(`${shown(file)} ${REFUSALS[error.problem]}.\n`);
      refused += 1;
      return null;
    });
    if (!one) continue;
    done.push(one);
    if (options.json) printJson(one);
    else tell(one);
  }
  if (!options.json) print(summary(done, options.dryRun ?? false));
  if (refused > 0) process.exitCode = 1;
}

/** Files as they are given, and the logs of folders with all below them; oldest first, so that sessions come in their order. */
async function filesOf(paths: readonly string[]): Promise<string[]> {
  const found = new Map<string, number>();
  for (const given of paths) {
    const whole = path.resolve(given);
    const stats = await stat(whole).catch(() => {
      throw new OperatorError(`There is no ${shown(given)}.`);
    });
    if (!stats.isDirectory()) found.set(whole, stats.mtimeMs);
    else
      for await (const { files } of walkLogs([whole]))
        for (const { path: name, modifiedAt } of files) found.set(name, modifiedAt);
  }
  if (found.size === 0) throw new OperatorError("There is no log (*.log, *.log.gz) in it.");
  return [...found].sort(([, a], [, b]) => a - b).map(([name]) => name);
}

async function importOne(name: string, to: SenderOptions | null, how: ReadHow): Promise<Done> {
  const file = await openPlainFile(name);
  try {
    const bytes = await logBytes(file);
    const sender = to && new LogSender(to, { name: shown(path.basename(name)).slice(0, 200), bytes: bytes.ofBytes });
    const reader = newAnyLogReader({ ...how, name: path.basename(name) }, { kill: (death) => sender?.add(death) });
    const progress = newProgress(path.basename(name), bytes.ofBytes);
    for await (const chunk of bytes.chunks()) {
      reader.push(chunk);
      progress.at(bytes.readBytes);
      await sender?.flush(reader.report(), { wholePartsOnly: true });
    }
    const report = reader.end();
    const answer = (await sender?.end(report)) ?? null;
    progress.end();
    return { path: name, report, import: answer };
  } finally {
    await file.close();
  }
}

async function watch(
  paths: readonly string[],
  to: SenderOptions | null,
  how: ReadHow,
  { json }: ImportOptions,
): Promise<void> {
  const [given] = paths;
  if (given === undefined || paths.length > 1) throw new OperatorError("Name the one log to watch.");
  const name = path.resolve(given);
  const ending = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => ending.abort());
  let sender: LogSender | null = null;
  let said = "";
  const hold = async (work: () => Promise<void>) => {
    try {
      await work();
      said = "";
    } catch (error) {
      // What could not be handed in is handed in with what comes next.
      if (!(error instanceof OperatorError)) throw error;
      if (error.message !== said) process.stderr.write(`${error.message}\n`);
      said = error.message;
    }
  };
  await followLog(
    name,
    how,
    {
      begun() {
        sender = to && new LogSender(to, { name: shown(path.basename(name)).slice(0, 200), bytes: 0 });
        if (!json) print(`Watching ${shown(name)}. Ctrl+C ends it.`);
      },
      death(death) {
        sender?.add(death);
        if (json) printJson(death);
        else print(`${death.at} ${death.victim.name} ${death.killer ? `by ${death.killer.name}` : `(${death.kind})`}`);
      },
      read: (report) => hold(async () => await sender?.flush(report)),
      ended: (report) =>
        hold(async () => {
          const done = { path: name, report, import: (await sender?.end(report)) ?? null };
          if (json) printJson(done);
          else tell(done);
        }),
    },
    ending.signal,
  );
}

function tell({ path: name, report, import: done }: Done): void {
  const { kills, session } = report;
  const became = done ? `; ${done.recorded} new, ${done.confirmed} confirmed, ${done.repeated} known before` : "";
  const whose = [session.handle, session.version].filter(Boolean).join(", ");
  print(`${shown(name)}: ${whose || (report.game ?? "no log of a game that is known")}`);
  print(`  ${foundInLog(report)}${became}`);
  const isOurs = report.game === undefined || report.game === STAR_CITIZEN_LOG;
  const why = report.needs ? NEEDS[report.needs] : kills === 0 && isOurs ? whyNoKills(session.version) : null;
  if (why !== null) print(`  ${why}`);
  if (done && OWNERS[done.owner]) print(`  ${OWNERS[done.owner]}`);
  for (const [facet, names] of Object.entries(done?.missing ?? {}))
    if (names.length > 0) print(`  No name is known for (${facet}): ${names.join(", ")}`);
}

function summary(done: readonly Done[], isDryRun: boolean): string {
  const sum = (of: (one: Done) => number) => done.reduce((total, one) => total + of(one), 0);
  const found = `${counted(done.length, "log")}, ${counted(
    sum(({ report }) => report.kills),
    "death",
  )}, ${sum(({ report }) => report.inferredDeaths)} inferred`;
  if (isDryRun) return `${found}. Nothing was handed in.`;
  return `${found}; ${sum((one) => one.import?.recorded ?? 0)} new, ${sum((one) => one.import?.confirmed ?? 0)} confirmed, ${sum((one) => one.import?.repeated ?? 0)} known before.`;
}

/** A name as a terminal may show it. */
function shown(name: string): string {
  return isPlainName(name)
    ? name
    : JSON.stringify(name)
        .slice(1, -1)
        .replaceAll(/[^\x20-\x7e]/g, "?");
}

/** How far a log is, on a terminal alone. */
function newProgress(name: string, ofBytes: number): { at(bytes: number): void; end(): void } {
  let told = 0;
  const isShown = process.stderr.isTTY && ofBytes > 20_000_000;
  return {
    at(bytes) {
      if (!isShown || Date.now() - told < 200) return;
      told = Date.now();
      process.stderr.write(`\r\u001b[K${shown(name)} ${Math.floor((bytes / ofBytes) * 100)} %`);
    },
    end() {
      if (isShown) process.stderr.write("\r\u001b[K");
    },
  };
}
