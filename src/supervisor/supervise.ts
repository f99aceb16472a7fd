import { randomBytes } from "node:crypto";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { checkServer } from "#app/platform/check-server.ts";
import { type Env, home as homeOf, publicUrl } from "#app/platform/env.ts";
import { OperatorError } from "#app/platform/operator-error.ts";
import { freePorts } from "#app/platform/ports.ts";
import { KeptProcess } from "./kept-process.ts";
import { logFolder, makeDataFolder, supervisorLock } from "./layout.ts";
import { isLock, type Lock, takeLock } from "./lock.ts";
import type { Options } from "./options.ts";
import { migratePanel, openPanelDatabase, type PanelDatabase } from "./panel-database.ts";
import { type Boot, localUrl } from "./panel-parts.ts";
import type { Part } from "./part.ts";
import { openPartLog } from "./part-log.ts";
import { checkPublicPort, untilListening } from "./ports.ts";
import { untilReady } from "./readiness.ts";
import type { Steps } from "./steps.ts";

/** From the signal to the last process gone. PostgreSQL ends last and gets the rest. */
const STOP_LIMIT_MS = 2_500;
const DATABASE_STOP_MS = 600;
const WATCH_DATABASE_MS = 500;
const AFTER_LIMIT_MS = 10_000;

/** What is particular to the panel, apart from the keeping of processes. */
export interface Product {
  /** Makes what is made from source: client and pages. Needs no database. Rejects when it is broken off. */
  build(steps: Steps, signal: AbortSignal): Promise<void>;
  /** The parts of a boot. Asked again whenever one is started. */
  parts(boot: Boot): Part[];
  /** What is done once with a migrated database, before the first request: rows that every installation has. */
  prepare(boot: Boot, steps: Steps): Promise<Prepared>;
}

export interface Prepared {
  /** For the local agent, if it has not joined yet. */
  joinToken: string | null;
  /** The link that makes the owner, while there is none. */
  setupUrl: string | null;
}

export interface Supervisor {
  /** Resolves when the panel answers, rejects when it is stopped before. */
  ready: Promise<void>;
  /** Ends all in order. The second call kills what is left. */
  stop(): Promise<void>;
}

/**
 * Starts a whole panel and keeps it running until `stop`. Throws OperatorError where it cannot start; nothing is left
 * running then.
 */
export async function supervise(settings: Env, options: Options, steps: Steps, product: Product): Promise<Supervisor> {
  const home = homeOf(settings);
  makeDataFolder(home);
  const lock = lockHome(home);
  const ending = new AbortController();
  let database: PanelDatabase | undefined;
  try {
    for (let index = 0; index < options.sidecars; index++) await checkPublicPort(settings.HOST, settings.PORT + index);
    // Told before the minutes that a build may take.
    if (settings.DATABASE_URL) await checkServer(settings.DATABASE_URL);
    database = await openWhileBuilding(settings, home, steps, product);
    const [webPort, ...internalPorts] = await freePorts(1 + options.sidecars);
    const boot: Boot = {
      settings,
      options,
      home,
      databaseUrl: database.url,
      isEmbedded: database.embedded !== null,
      secret: randomBytes(32).toString("base64url"),
      webPort: webPort!,
      internalPorts,
      joinToken: null,
    };
    const prepared = await product.prepare(boot, steps);
    boot.joinToken = prepared.joinToken;
    const parts = startParts(boot, product, steps);
    const watch = watchDatabase(boot, database, parts, ending.signal, steps);
    return {
      ready: announceWhenReady(settings, prepared, ending.signal, steps),
      stop: stopper({ parts, watch, ending, lock, database, steps }),
    };
  } catch (error) {
    await database?.embedded?.stop(DATABASE_STOP_MS);
    lock.release();
    throw error;
  }
}

function lockHome(home: string): Lock {
  const lock = takeLock(supervisorLock(home));
  if (isLock(lock)) return lock;
  throw new OperatorError(
    `The data folder ${home} is in use by another panel, or by a restore (process ${lock.pid}): end that one, or set GAMEKEEPER_HOME to another folder.`,
  );
}

async function openMigrated(settings: Env, home: string, steps: Steps): Promise<PanelDatabase> {
  const database = await openPanelDatabase(home, settings.DATABASE_URL, steps);
  try {
    const url = settings.DATABASE_DIRECT_URL ?? database.url;
    await migratePanel({ url, home, secret: settings.GAMEKEEPER_SECRET }, steps);
    return database;
  } catch (error) {
    await database.embedded?.stop(DATABASE_STOP_MS);
    throw error;
  }
}

/**
 * Opens the database and builds side by side. Neither goes on behind the other's failure: a database that cannot be used is told at once, not after the
 * minutes of a build.
 */
async function openWhileBuilding(settings: Env, home: string, steps: Steps, product: Product): Promise<PanelDatabase> {
  const breakOff = new AbortController();
  const opening = openMigrated(settings, home, steps);
  const building = product.build(steps, breakOff.signal);
  opening.catch(() => breakOff.abort());
  const [opened, built] = await Promise.allSettled([opening, building]);
  if (opened.status === "rejected") throw opened.reason;
  if (built.status === "fulfilled") return opened.value;
  await opened.value.embedded?.stop(DATABASE_STOP_MS);
  throw built.reason;
}

function startParts(boot: Boot, product: Product, steps: Steps): KeptProcess[] {
  const say = (line: string) => steps.say(`${clock()} ${line}`);
  return product.parts(boot).map(({ name, after }) => {
    const describe = () => product.parts(boot).find((part) => part.name === name)!;
    const log = openPartLog(name, path.join(logFolder(boot.home), `${name}.log`), say);
    const kept = new KeptProcess(describe, log, say);
    const ready = after ? untilListening(after.host, after.port, AFTER_LIMIT_MS) : Promise.resolve();
    void ready.then(() => kept.start());
    return kept;
  });
}

function clock(): string {
  return new Date().toTimeString().slice(0, 8);
}

/** Starts the embedded PostgreSQL again whenever it is gone, and keeps its log within bounds. Parts are renewed if it had to take another port. */
async function watchDatabase(
  boot: Boot,
  database: PanelDatabase,
  parts: KeptProcess[],
  signal: AbortSignal,
  steps: Steps,
): Promise<void> {
  if (!database.embedded) return;
  const silent: Steps = { ...steps, run: (work) => work() };
  for (; !signal.aborted; await sleep(WATCH_DATABASE_MS, undefined, { signal }).catch(() => {})) {
    if (database.embedded.isRunning()) {
      database.embedded.trimLog();
      continue;
    }
    steps.say(`${clock()} PostgreSQL ended unexpectedly; starting it again`);
    try {
      const again = await openPanelDatabase(boot.home, undefined, silent);
      database.embedded = again.embedded!;
      if (again.url === boot.databaseUrl) continue;
      boot.databaseUrl = again.url;
      for (const part of parts) part.renew();
    } catch (error) {
      steps.say(`${clock()} PostgreSQL could not be started: ${(error as Error).message}`);
    }
  }
}

async function announceWhenReady(settings: Env, prepared: Prepared, signal: AbortSignal, steps: Steps): Promise<void> {
  await untilReady(localUrl(settings), signal, steps.say);
  steps.say(`\nReady: ${publicUrl(settings)}`);
  if (prepared.setupUrl) steps.say(`Create the owner account: ${prepared.setupUrl}`);
}

interface Running {
  parts: KeptProcess[];
  watch: Promise<void>;
  ending: AbortController;
  lock: Lock;
  database: PanelDatabase;
  steps: Steps;
}

function stopper({ parts, watch, ending, lock, database, steps }: Running): () => Promise<void> {
  let stopping: Promise<void> | undefined;
  async function stop(): Promise<void> {
    const startedAt = Date.now();
    steps.say("Stopping …");
    ending.abort(new Error("The panel was stopped."));
    await watch;
    const limitMs = STOP_LIMIT_MS - DATABASE_STOP_MS;
    // A part that asks for time of its own (the agent, ending its servers) has the panel meanwhile.
    await Promise.all(parts.filter((part) => part.takesItsTime).map((part) => part.stop(limitMs)));
    await Promise.all(parts.map((part) => part.stop(limitMs)));
    await database.embedded?.stop(DATABASE_STOP_MS);
    lock.release();
    steps.say(`✓ Stopped (${((Date.now() - startedAt) / 1000).toFixed(1)} s)`);
  }
  return () => {
    if (stopping) for (const part of parts) part.kill();
    stopping ??= stop();
    return stopping;
  };
}
