import * as z from "zod";
import { networkOf } from "#app/lib/address.ts";
import type { Database } from "#app/platform/database.ts";
import { logOf } from "#app/platform/log.ts";
import { row, type Sql, sql } from "#app/platform/sql.ts";
import { BUCKETS, bucketOf } from "../usage.ts";
import { type Outcome, outcomeOf } from "../usage-names.ts";

/** A call by key, as it was answered. */
export interface AnsweredCall {
  at: Date;
  keyId: string;
  operation: string | null;
  method: string;
  /** The template of the path: /servers/{serverId}. */
  route: string;
  status: number;
  /** What exactly was wrong, where something was. */
  reason: string | null;
  durationMs: number;
  address: string | null;
  requestBytes: number;
  responseBytes: number;
  requestId: string;
}

/** The most that wait to be written: some 15 MiB. What comes while so many wait is counted and let go. */
const CAPACITY = 50_000;
const BATCH = 5_000;
const FLUSH_MS = 2_000;
/** Written at once when so many wait, so that a busy minute does not become one long statement. */
const SOON = 2_000;

const log = logOf("key-usage");

/**
 * Calls on their way to the database. Recording one is a push onto a list: no call ever waits for its record. They are written many at once; while the
 * database is away they wait, up to a bound, and what is beyond it is counted as a gap, which pages show. A batch whose commit was not answered is written
 * again only where the database knows that it was not committed.
 */
export class CallLog {
  #waiting: AnsweredCall[] = [];
  /** What the batch that is being written holds. */
  #writing = 0;
  /** A batch that may have been written, though nobody said so, and the transaction that would have. */
  #doubtful: { batch: AnsweredCall[]; gap: number; transactionId: string } | null = null;
  #dropped = 0;
  #droppedEver = 0;
  #flushing: Promise<void> | null = null;
  #saidAtMs = 0;
  readonly #capacity: number;
  #wake: (() => void) | null = null;

  constructor(capacity = CAPACITY) {
    this.#capacity = capacity;
  }

  record(call: AnsweredCall): void {
    if (this.state.waiting >= this.#capacity) {
      this.#dropped += 1;
      this.#droppedEver += 1;
      return;
    }
    this.#waiting.push(call);
    if (this.#waiting.length === SOON) this.#wake?.();
  }

  /** How many wait, and how many this process has let go since its start. */
  get state(): { waiting: number; dropped: number } {
    const doubtful = this.#doubtful?.batch.length ?? 0;
    return { waiting: this.#waiting.length + this.#writing + doubtful, dropped: this.#droppedEver };
  }

  /** Writes all that waits. Resolves also where the database did not take it: it stays, for the next time. */
  flush(database: Database): Promise<void> {
    this.#flushing ??= this.#flushAll(database).finally(() => {
      this.#flushing = null;
    });
    return this.#flushing;
  }

  async #flushAll(database: Database): Promise<void> {
    while (this.#doubtful || this.#waiting.length > 0 || this.#dropped > 0) {
      if (this.#doubtful) {
        if (!(await this.#settle(database))) return;
        continue;
      }
      const batch = this.#waiting.splice(0, BATCH);
      const gap = this.#dropped;
      this.#writing = batch.length;
      this.#dropped = 0;
      let transactionId: string | null = null;
      try {
        await database.transaction(async (tx) => {
          transactionId = await idOfTransaction(tx);
          await writeCalls(tx, batch, gap);
        });
        this.#writing = 0;
      } catch (error) {
        this.#writing = 0;
        if (transactionId === null) this.#takeBack(batch, gap);
        else this.#doubtful = { batch, gap, transactionId };
        if (Date.now() - this.#saidAtMs > 60_000) {
          this.#saidAtMs = Date.now();
          log.warn({ err: error, ...this.state }, "calls by key could not be recorded; trying again");
        }
        return;
      }
    }
  }

  #takeBack(batch: readonly AnsweredCall[], gap: number): void {
    this.#waiting.unshift(...batch);
    this.#dropped += gap;
  }

  /** Asks what became of the doubtful batch; false where that is not known yet. */
  async #settle(database: Database): Promise<boolean> {
    const { batch, gap, transactionId } = this.#doubtful!;
    const wasWritten = await isCommitted(database, transactionId).catch(() => null);
    if (wasWritten === null) return false;
    this.#doubtful = null;
    if (!wasWritten) this.#takeBack(batch, gap);
    return true;
  }

  /** Writes every two seconds until stopped, and what is left then. */
  start(database: Database): () => Promise<void> {
    const flush = () => void this.flush(database);
    const timer = setInterval(flush, FLUSH_MS);
    this.#wake = flush;
    return async () => {
      clearInterval(timer);
      this.#wake = null;
      // One may be under way that began before the last call was recorded.
      await this.flush(database);
      await this.flush(database);
    };
  }
}

// Next bundles a module once for each kind of route; what is recorded by one is written by another.
const SLOT = Symbol.for("gamekeeper.call-log");
type Slot = { [SLOT]?: CallLog };

/** The process's own. */
function callLog(): CallLog {
  const slot = globalThis as Slot;
  slot[SLOT] ??= new CallLog();
  return slot[SLOT];
}

/** Records a call by key. Costs the call nothing: it is written a moment later, with others. */
export function recordCall(call: AnsweredCall): void {
  callLog().record(call);
}

/** Writes recorded calls every two seconds until stopped, and what is left then. */
export function startCallWriter(database: Database): () => Promise<void> {
  return callLog().start(database);
}

/** Writes what was recorded in this process. For tests and tools. */
export function flushCalls(database: Database): Promise<void> {
  return callLog().flush(database);
}

async function idOfTransaction(tx: Sql): Promise<string> {
  const found = await row(tx, z.object({ id: z.string() }), sql`select pg_current_xact_id()::text as id`);
  return found!.id;
}

/** What PostgreSQL says of a transaction that it has yet to begin: it was set back meanwhile. */
const IN_THE_FUTURE = "22023";

/** Whether a transaction was committed; null while it is still under way. Throws where the database cannot be asked. */
async function isCommitted(db: Sql, transactionId: string): Promise<boolean | null> {
  try {
    const found = await row(
      db,
      z.object({ status: z.string().nullable() }),
      sql`select pg_xact_status(${transactionId}::xid8) as status`,
    );
    return found!.status === "in progress" ? null : found!.status === "committed";
  } catch (error) {
    if ((error as { code?: string }).code === IN_THE_FUTURE) return false;
    throw error;
  }
}

/** One batch: the single calls, their counts by hour and day, the networks they came from, and how many are missing. In one transaction. */
async function writeCalls(tx: Sql, batch: readonly AnsweredCall[], gap: number): Promise<void> {
  const at = new Date();
  if (gap > 0) await tx.execute(sql`insert into usage_gaps (at, calls) values (${at}, ${gap})`);
  if (batch.length === 0) return;
  const column = <K extends keyof AnsweredCall>(name: K) => batch.map((call) => call[name]);
  await tx.execute(sql`
    insert into key_calls (at, "keyId", operation, method, route, status, reason, "durationMs", address, "requestBytes", "responseBytes", "requestId")
    select * from unnest(${column("at")}::timestamptz[], ${column("keyId")}::text[], ${column("operation")}::text[], ${column("method")}::text[],
      ${column("route")}::text[], ${column("status")}::int[], ${column("reason")}::text[], ${column("durationMs")}::real[],
      ${column("address")}::text[], ${column("requestBytes")}::int[], ${column("responseBytes")}::int[], ${column("requestId")}::text[])`);
  // In one order everywhere, so that two processes that write the same hours wait for each other and never in a circle.
  await tx.execute(sql`
    insert into key_usage (unit, at, "keyId", operation, outcome, method, route, calls, "durationMs", "requestBytes", "responseBytes", buckets)
    select u.unit::usage_unit, u.at, u."keyId", u.operation, u.outcome, u.method, u.route, u.calls, u."durationMs", u."requestBytes", u."responseBytes", u.buckets
    from jsonb_to_recordset(${JSON.stringify(rollUp(batch))}::jsonb) as u(unit text, at timestamptz, "keyId" text, operation text, outcome text,
      method text, route text, calls bigint, "durationMs" float8, "requestBytes" bigint, "responseBytes" bigint, buckets bigint[])
    order by 1, 3, 2, 4, 5
    on conflict (unit, "keyId", at, operation, outcome) do update set
      calls = key_usage.calls + excluded.calls,
      "durationMs" = key_usage."durationMs" + excluded."durationMs",
      "requestBytes" = key_usage."requestBytes" + excluded."requestBytes",
      "responseBytes" = key_usage."responseBytes" + excluded."responseBytes",
      buckets = array(select coalesce(a, 0) + coalesce(b, 0)
        from unnest(key_usage.buckets, excluded.buckets) with ordinality as pair(a, b, place) order by place)`);
  const networks = networksOf(batch);
  if (networks.length === 0) return;
  await tx.execute(sql`
    insert into key_networks ("lineageId", network, "firstAt", "lastAt")
    select coalesce(k."lineageId", k.id), n.network, min(n."firstAt"), max(n."lastAt")
    from jsonb_to_recordset(${JSON.stringify(networks)}::jsonb) as n("keyId" text, network text, "firstAt" timestamptz, "lastAt" timestamptz)
      join api_keys k on k.id = n."keyId"
    group by 1, 2 order by 1, 2
    on conflict ("lineageId", network) do update set "lastAt" = excluded."lastAt"
      where key_networks."lastAt" < excluded."lastAt" - interval '10 minutes'`);
}

interface Counted {
  unit: "hour" | "day";
  at: string;
  keyId: string;
  operation: string;
  outcome: Outcome;
  method: string;
  route: string;
  calls: number;
  durationMs: number;
  requestBytes: number;
  responseBytes: number;
  buckets: number[];
}

/** A batch counted by hour and by day. */
function rollUp(batch: readonly AnsweredCall[]): Counted[] {
  const counted = new Map<string, Counted>();
  for (const call of batch)
    for (const unit of ["hour", "day"] as const) {
      const at = `${call.at.toISOString().slice(0, unit === "hour" ? 13 : 10)}${unit === "hour" ? "" : "T00"}:00:00.000Z`;
      const operation = call.operation ?? "";
      const outcome = outcomeOf(call.status);
      const name = [unit, at, call.keyId, operation, outcome].join("|");
      let one = counted.get(name);
      if (!one) {
        const { keyId, method, route } = call;
        const nothing = { calls: 0, durationMs: 0, requestBytes: 0, responseBytes: 0 };
        one = { unit, at, keyId, operation, outcome, method, route, ...nothing, buckets: new Array(BUCKETS).fill(0) };
        counted.set(name, one);
      }
      one.calls += 1;
      one.durationMs += call.durationMs;
      one.requestBytes += call.requestBytes;
      one.responseBytes += call.responseBytes;
      one.buckets[bucketOf(call.durationMs)]! += 1;
    }
  return [...counted.values()];
}

/** Where a batch's calls came from, as far as their key was let in. */
function networksOf(batch: readonly AnsweredCall[]) {
  const found = new Map<string, { keyId: string; network: string; firstAt: Date; lastAt: Date }>();
  for (const { keyId, address, status, at } of batch) {
    const network = status === 401 ? null : networkOf(address);
    if (network === null) continue;
    const name = `${keyId}|${network}`;
    const known = found.get(name);
    if (!known) found.set(name, { keyId, network, firstAt: at, lastAt: at });
    else if (at < known.firstAt) known.firstAt = at;
    else if (at > known.lastAt) known.lastAt = at;
  }
  return [...found.values()];
}
