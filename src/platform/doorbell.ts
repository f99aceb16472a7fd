import pg from "pg";
import { logOf } from "./log.ts";

const CHANNEL = "gamekeeper_doorbell";
const COALESCE_MS = 10;
const RETRY_MS = 500;
const log = logOf("doorbell");

/** Wakes whoever follows the database. Says nothing but "look": listeners read rows, and poll as well, so a lost ring only costs time. */
export interface Doorbell {
  /** After a commit; at most one NOTIFY per 10 ms leaves the process. */
  ring(): void;
  /** Calls back at each ring of any process (this one included). Returns the way to stop. */
  onRing(callback: () => void): () => void;
  close(): Promise<void>;
}

/**
 * A doorbell on a connection of its own to `url` (no pooler between: LISTEN needs the same session). No transaction ever holds a NOTIFY: its lock
 * would put all commits in one line. Reconnects by itself for ever.
 */
export function openDoorbell(url: string): Doorbell {
  const callbacks = new Set<() => void>();
  let client: pg.Client | null = null;
  let closed = false;
  let pending: NodeJS.Timeout | null = null;
  let retry: NodeJS.Timeout | null = null;

  async function connect(): Promise<void> {
    const next = new pg.Client({ connectionString: url, keepAlive: true });
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

  void connect();
  return {
    ring() {
      if (pending || closed) return;
      pending = setTimeout(() => {
        pending = null;
        if (client) client.query(`notify ${CHANNEL}`).catch(() => {});
        else tell();
      }, COALESCE_MS);
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
