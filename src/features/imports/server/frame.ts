import { AppError } from "#app/lib/errors.ts";
import { newId } from "#app/lib/id.ts";
import type { Actor } from "#app/operation/actor.ts";
import type { Context, JobRequest } from "#app/operation/context.ts";
import { execute } from "#app/operation/execute.ts";
import { addJobs } from "#app/operation/jobs.ts";
import { type PendingEvent, pendingEvent, writeEvents } from "#app/operation/outbox.ts";
import type { Runtime } from "#app/operation/runtime.ts";
import { now } from "#app/platform/clock.ts";
import type { Db } from "#app/platform/database.ts";
import { sql } from "#app/platform/sql.ts";
import { type Fate, type ImportReport, ReportBuilder } from "../report.ts";
import { begin, finish } from "./runs.ts";
import { holdSource, ourIdOf, rememberOurId } from "./sources.ts";

/** Where an import comes from, and who wants it. */
export interface ImportOptions {
  runtime: Runtime;
  /** Whoever holds the machine. */
  actor: Actor;
  /** Which system, and of several of one kind which: `heliactyl`, `pterodactyl:eu`. */
  source: string;
  /** What is read, for the report; without secrets. */
  from: string;
  /** Does all of it, tells what came of it, and takes it back. */
  isDryRun: boolean;
}

/** What became of one thing: `ourId` is what it is here, null where it has no thing of its own here. */
export interface Taken {
  ourId: string | null;
  fate: Exclude<Fate, "failed">;
  /** Why it was skipped, or what of it could not be taken. */
  why?: string;
}

type WithoutErrors = Pick<Context, "actor" | "db" | "now" | "runtime">;

/** An import that goes on: an importer hands it one thing after the other. */
export class Importing {
  readonly report = new ReportBuilder();
  readonly source: string;
  readonly isDryRun: boolean;
  readonly #options: ImportOptions;
  /** Of a dry run: the transaction that holds all of it until it is taken back. */
  readonly #whole: Db | null;

  constructor(options: ImportOptions, whole: Db | null) {
    this.#options = options;
    this.#whole = whole;
    this.source = options.source;
    this.isDryRun = options.isDryRun;
  }

  /** To read what is here, and of a dry run what would be. */
  get db(): Db {
    return this.#whole ?? this.#options.runtime.database;
  }

  /** What a thing of the other system is here; null: it was not taken in. */
  ourIdOf(kind: string, foreignId: string): Promise<string | null> {
    return ourIdOf(this.db, this.source, kind, foreignId);
  }

  /**
   * Takes in one thing, in a transaction of its own with the memory of what it has become, its events and its jobs: whoever is interrupted has taken in whole
   * things alone, and goes on with the next. `known` is what an earlier import has made of it. What an AppError refuses counts as failed, with its sentence, and
   * so does what no column here can hold; any other error ends the import.
   */
  async one(
    kind: string,
    foreignId: string,
    take: (context: Context, known: string | null) => Promise<Taken>,
  ): Promise<string | null> {
    try {
      const taken = await this.#alone((context) => this.#remembered(context, kind, foreignId, take));
      this.report.count(kind, taken.fate);
      if (taken.why !== undefined) this.report.problem(kind, foreignId, taken.why);
      return taken.ourId;
    } catch (error) {
      const why = whyRefused(error);
      if (why === null) throw error;
      this.report.count(kind, "failed");
      this.report.problem(kind, foreignId, why);
      return null;
    }
  }

  async #remembered(
    context: Context,
    kind: string,
    foreignId: string,
    take: (context: Context, known: string | null) => Promise<Taken>,
  ): Promise<Taken> {
    const { db } = context;
    await holdSource(db, this.source, kind, foreignId);
    const known = await ourIdOf(db, this.source, kind, foreignId);
    const taken = await take(context, known);
    if (taken.ourId !== null)
      await rememberOurId(db, this.source, { kind, foreignId, ourId: taken.ourId, at: context.now });
    return taken;
  }

  async #alone<T>(work: (context: Context) => Promise<T>): Promise<T> {
    const { runtime, actor } = this.#options;
    const at = now();
    const done = async (db: Db) => {
      const events: PendingEvent[] = [];
      const jobs: JobRequest[] = [];
      const result = await work(contextOf({ db, actor, runtime, now: at }, events, jobs));
      await writeEvents(db, events);
      await addJobs(db, jobs);
      return result;
    };
    if (this.#whole) return behindSavepoint(this.#whole, done);
    const result = await runtime.database.transaction(done);
    runtime.ringDoorbell();
    return result;
  }
}

/** PostgreSQL's classes for a value that is none of its column's, one that breaks a rule of its table, and one that is too long for an index. */
const BAD_VALUE = /^(?:22|23|54)...$/;

/** Why a thing cannot be taken in, without any value of it. Null: it is not the thing that is at fault. */
function whyRefused(error: unknown): string | null {
  if (error instanceof AppError)
    return error.code === "unavailable" || error.code === "internal"
      ? null
      : [error.message, ...error.details.map(({ path, message }) => `${path}: ${message}`)].join(" ");
  const { code, constraint = "" } = error as { code?: unknown; constraint?: string };
  return error instanceof Error && typeof code === "string" && BAD_VALUE.test(code)
    ? `It has a value that cannot be kept here (${[code, constraint].filter(Boolean).join(", ")}).`
    : null;
}

function contextOf(base: WithoutErrors, events: PendingEvent[], jobs: JobRequest[]): Context {
  const nothing = () => {};
  return {
    ...base,
    requestId: newId("req", base.now.getTime()),
    address: null,
    userAgent: null,
    emit: (event, payload) => void events.push(pendingEvent(event, payload, base.now)),
    job: (request) => void jobs.push(request),
    // One row of the audit log names the whole import; its report names each thing.
    target: nothing,
    identified: nothing,
    changed: nothing,
  };
}

async function behindSavepoint<T>(db: Db, work: (db: Db) => Promise<T>): Promise<T> {
  await db.execute(sql`savepoint import_item`);
  try {
    const result = await work(db);
    await db.execute(sql`release savepoint import_item`);
    return result;
  } catch (error) {
    await db.execute(sql`rollback to savepoint import_item`);
    throw error;
  }
}

/** Thrown to take a dry run back. */
class TakenBack extends Error {}

/**
 * Runs an importer. A dry run does the same in one transaction that is taken back: what it tells is what would happen, to the last refusal. A real one may be
 * interrupted and run again, and a second one changes nothing.
 */
export async function runImport(
  options: ImportOptions,
  importer: (into: Importing) => Promise<void>,
): Promise<ImportReport> {
  const { runtime, actor, source, from, isDryRun } = options;
  const startedAt = now().toISOString();
  const told = (importing: Importing): ImportReport =>
    importing.report.built({ source, from, dryRun: isDryRun, startedAt, finishedAt: now().toISOString() });
  if (isDryRun) return tried(options, importer, told);
  const { runId } = await execute(begin, actor, { source, from });
  const importing = new Importing(options, null);
  await importer(importing);
  const report = told(importing);
  await execute(finish, actor, { runId, report });
  runtime.ringDoorbell();
  return report;
}

async function tried(
  options: ImportOptions,
  importer: (into: Importing) => Promise<void>,
  told: (importing: Importing) => ImportReport,
): Promise<ImportReport> {
  let report: ImportReport | undefined;
  await options.runtime.database
    .transaction(async (tx) => {
      const importing = new Importing(options, tx);
      await importer(importing);
      // What is else refused at the commit alone.
      await tx.execute(sql`set constraints all immediate`);
      report = told(importing);
      throw new TakenBack();
    })
    .catch((error: unknown) => {
      if (!(error instanceof TakenBack)) throw error;
    });
  return report!;
}
