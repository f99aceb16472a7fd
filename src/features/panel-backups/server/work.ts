import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdir, rm, stat } from "node:fs/promises";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import pg from "pg";
import { SYSTEM } from "#app/operation/actor.ts";
import { execute } from "#app/operation/execute.ts";
import type { Runtime } from "#app/operation/runtime.ts";
import { backUp } from "#app/platform/backup.ts";
import { env, home } from "#app/platform/env.ts";
import { logOf } from "#app/platform/log.ts";
import { OperatorError } from "#app/platform/operator-error.ts";
import { openSealedFile, type SealKey, sealFile } from "#app/platform/sealed-file.ts";
import { sql } from "#app/platform/sql.ts";
import type { BackupState } from "../schema.ts";
import { advance, forget, makeDue } from "./advance.ts";
import { type BackupRow, readBackups } from "./backup-rows.ts";
import { openSecrets, readPlan } from "./plan.ts";
import { problemOf } from "./problem.ts";
import { storeAt } from "./store.ts";
import { dropThrowaway, verify } from "./verify.ts";

const log = logOf("panel-backups");
const LOCK = "hashtext('gamekeeper panel backups')";
/** How often a step says how many bytes it has done. */
const TELL_MS = 1_000;

/** The clock's job: begins what is due by the plan, then works. */
export async function keepBackups(runtime: Runtime): Promise<void> {
  await execute(makeDue, SYSTEM, {});
  await workBackups(runtime);
}

/**
 * Makes the backup that waits and removes those that are to go. Only one process does so at a time, by a lock that ends with its connection: so whoever
 * has it knows that what is said to run does not run any more, and that what lies about of it is nobody's.
 */
export async function workBackups(runtime: Runtime): Promise<void> {
  const url = directUrl(runtime);
  const client = new pg.Client({ connectionString: url, application_name: "gamekeeper backup lock", keepAlive: true });
  const lost = new AbortController();
  client.on("error", () => lost.abort(new OperatorError("The connection to the database was lost.")));
  await client.connect();
  try {
    const found = await client.query<{ got: boolean }>(`select pg_try_advisory_lock(${LOCK}) as got`);
    if (!found.rows[0]!.got) return;
    await giveUpLost(runtime, url);
    for (;;) {
      const [next] = await readBackups(runtime.database, sql`state = 'waiting'`);
      if (!next) break;
      await make(runtime, url, next, lost.signal);
    }
    for (const backup of await readBackups(runtime.database, sql`state = 'removing'`))
      await removeFile(runtime, backup);
  } finally {
    await client.end().catch(() => {});
  }
}

/** Locks of a session and a snapshot of all tables go past a pooler. */
function directUrl({ database }: Runtime): string {
  return env().DATABASE_DIRECT_URL ?? database.pool.options.connectionString!;
}

const stagingOf = () => path.join(home(env()), "backup-work");

/** What a process that was killed has left: a row that says it runs, half a file, a throwaway database. */
async function giveUpLost(runtime: Runtime, url: string): Promise<void> {
  await rm(stagingOf(), { recursive: true, force: true });
  const lost = await readBackups(runtime.database, sql`"isRunning" and state <> 'waiting'`);
  for (const { id, place, file, state, slot } of lost) {
    await dropThrowaway(url, id);
    // A file that was stored whole stays, for whoever wants it; it has not been verified.
    const isStored = state === "verifying";
    const isTriedAgain = slot !== null && !isStored;
    const problem = `The worker ended while it was under way.${isTriedAgain ? "" : " Begin another one."}`;
    if (!isStored && place && file)
      await storeAt(runtime, place)
        .then((store) => store.remove(file))
        .catch((error) => log.warn({ err: error }, "what a broken backup has left could not be removed"));
    await execute(advance, SYSTEM, { backupId: id, state: isStored ? "unverified" : "failed", problem });
  }
}

/** One backup from beginning to end. What goes wrong is said in its row; nothing is thrown. */
async function make(runtime: Runtime, url: string, { id }: BackupRow, signal: AbortSignal): Promise<void> {
  const folder = path.join(stagingOf(), id);
  const [plain, sealed, check, checked] = ["plain", "sealed", "check", "checked"].map((name) =>
    path.join(folder, name),
  ) as [string, string, string, string];
  const say = async (state: BackupState, more: { problem?: string; facts?: object } = {}) => {
    signal.throwIfAborted();
    const { isOurs } = await execute(advance, SYSTEM, { backupId: id, state, ...more });
    if (!isOurs) throw new OperatorError("Another worker has taken it over.");
  };
  let isStored = false;
  let undo = async () => {};
  try {
    const plan = await readPlan(runtime.database);
    const { passphrase } = openSecrets(runtime.vault, plan.secrets);
    const key: SealKey =
      plan.sealedBy === "passphrase"
        ? { by: "passphrase", passphrase: passphrase ?? "" }
        : { by: "installation", vault: runtime.vault };
    if (key.by === "passphrase" && !passphrase) throw new OperatorError("There is no passphrase: set the plan again.");
    await say("writing");
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const { rows } = await told(runtime, id, plain, () =>
      backUp({ url, home: home(env()), file: plain, secret: env().GAMEKEEPER_SECRET }),
    );
    await say("sealing");
    const { bytes, sha256 } = await told(runtime, id, sealed, () => sealFile(plain, sealed, key));
    await rm(plain);
    const { createdAt } = (await readBackups(runtime.database, sql`id = ${id}`))[0]!;
    const file = `gamekeeper-${createdAt.toISOString().slice(0, 19).replaceAll(":", "-")}Z-${id.slice(-8)}.sealed`;
    const store = await storeAt(runtime, plan.place);
    await say("storing", { facts: { place: plan.place, file, bytes, sha256, sealedBy: plan.sealedBy } });
    undo = () => store.remove(file);
    await store.put(sealed, file, { signal, onBytes: (done) => tell(runtime, id, done) });
    isStored = true;
    await rm(sealed);
    await say("verifying");
    await store.fetch(file, check, { signal });
    if ((await sha256Of(check)) !== sha256)
      throw new OperatorError("What the store gave back is not what it was given: its checksum is another one.");
    await openSealedFile(check, checked, key);
    await rm(check);
    await say("done", { facts: await verify(url, id, checked, rows) });
    log.info({ backupId: id, bytes }, "the panel was backed up, and the backup restored");
  } catch (error) {
    if (signal.aborted) return;
    const problem = problemOf(error);
    log.warn({ backupId: id, err: error }, "a backup of the panel failed");
    if (!isStored) await undo().catch(() => {});
    await execute(advance, SYSTEM, { backupId: id, state: isStored ? "unverified" : "failed", problem });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function tell({ database }: Runtime, id: string, bytes: number): void {
  void database
    .execute(sql`update panel_backups set "doneBytes" = ${bytes} where id = ${id} and "isRunning"`)
    .catch(() => {});
}

/** Says how large the file that is being written has become, each second. */
async function told<T>(runtime: Runtime, id: string, file: string, work: () => Promise<T>): Promise<T> {
  const look = async () => {
    // It is written under another name until it is whole.
    const found = await stat(`${file}.part`).catch(() => stat(file).catch(() => null));
    if (found) tell(runtime, id, found.size);
  };
  const timer = setInterval(() => void look(), TELL_MS);
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
}

async function removeFile(runtime: Runtime, { id, place, file }: BackupRow): Promise<void> {
  let problem: string | null = null;
  try {
    if (place && file) await (await storeAt(runtime, place)).remove(file);
  } catch (error) {
    log.warn({ backupId: id, err: error }, "the file of a backup could not be removed");
    problem = `It could not be removed, and is tried again: ${problemOf(error)}`.slice(0, 2000);
  }
  await execute(forget, SYSTEM, { backupId: id, problem });
}

async function sha256Of(file: string): Promise<string> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(file), hash);
  return hash.digest("hex");
}
