import pg from "pg";
import { logOf } from "./log.ts";

const CHANNEL = "gamekeeper_doorbell";
const COALESCE_MS = 10;
const RETRY_MS = 500;
/** A connection that says nothing for so long is taken for lost. */
const ANSWER_MS = 5_000;
const KEEP_ALIVE_MS = 10_000;
const log = logOf("doorbell");

/** Wakes whoever follows the database. Says nothing but "look": listeners read rows, and poll as well, so a lost ring only costs time. */
export interface Doorbell {
  /** After a commit; at most one NOTIFY per 10 ms leaves the process, the first of them at once. */
  ring(): void;
  /** Calls back at each ring of any process (this one included). Returns the way to stop. */
  onRing(callback: () => void): () => void;
  close(): Promise<void>;
}

/**
 * A doorbell on a connection of its own to `url` (no pooler between: LISTEN needs the same session). No transaction ever holds a NOTIFY: its lock
 * would put all commits in one line. Reconnects by itself for ever, and then rings for whoever rang meanwhile.
 */
export function openDoorbell(url: string): Doorbell {
  const callbacks = new Set<() => void>();
  let client: pg.Client | null = null;
  let closed = false;
  let retry: NodeJS.Timeout | null = null;
  let pending: NodeJS.Timeout | null = null;
  /** Somebody has rung whom the others have not heard yet. */
  let owed = false;
  let saying = false;
  let saidAtMs = Number.NEGATIVE_INFINITY;

  async function connect(): Promise<void> {
    const next = new pg.Client({
      connectionString: url,
      connectionTimeoutMillis: ANSWER_MS,
      query_timeout: ANSWER_MS,
      keepAlive: true,
      keepAliveInitialDelayMillis: KEEP_ALIVE_MS,
    });
    next.on("error", () => lost(next));
    next.on("end", () => lost(next));
    next.on("notification", tell);
    try {
      await next.connect();
      await next.query(`listen ${CHANNEL}`);
      if (closed) return void next.end().catch(() => {});
      client = next;
      // Something may have been said while nobody listened.
      tell();
      sayOwed();
    } catch (error) {
      log.debug({ err: error }, "the doorbell could not connect; trying again");
      next.end().catch(() => {});
      again();
    }
  }

  function lost(which: pg.Client): void {
    if (client !== which) return;
    client = null;
    again();
  }

  function again(): void {
    if (closed || retry) return;
    retry = setTimeout(() => {
      retry = null;
      void connect();
    }, RETRY_MS);
  }

  function tell(): void {
    for (const callback of callbacks) callback();
  }

  function sayOwed(): void {
    if (!owed || pending || saying || closed) return;
    const restMs = saidAtMs + COALESCE_MS - performance.now();
    if (restMs > 0) {
      pending = setTimeout(() => {
        pending = null;
        sayOwed();
      }, restMs);
      return;
    }
    saidAtMs = performance.now();
    // Who is cut off tells itself now, and the others when they can be reached again.
    if (client) void say(client);
    else tell();
  }

  /** One at a time: whoever rings meanwhile is said after it. */
  async function say(through: pg.Client): Promise<void> {
    owed = false;
    saying = true;
    try {
      await through.query(`notify ${CHANNEL}`);
    } catch {
      owed = true;
      tell();
      through.end().catch(() => {});
      lost(through);
    }
    saying = false;
    // After a failure the next connection does it.
    if (client) sayOwed();
  }

  void connect();
  return {
    ring() {
      owed = true;
      sayOwed();
    },
    onRing(callback) {
      callbacks.add(callback);
      return () => callbacks.delete(callback);
    },
    async close() {
      closed = true;
      if (pending) clearTimeout(pending);
      if (retry) clearTimeout(retry);
      const open = client;
      client = null;
      await open?.end().catch(() => {});
    },
  };
}
