import { setTimeout as sleep } from "node:timers/promises";
import { AppError } from "#app/lib/errors.ts";

const RETRY_AFTER_SEC = 2;
/** The machine's words for a connection that cannot be made, or is no more. */
const SYSTEM_CODES = ["ECONNREFUSED", "ECONNRESET", "EPIPE", "ETIMEDOUT", "EHOSTUNREACH", "ENETUNREACH", "EAI_AGAIN"];
/** PostgreSQL's: it is told to end, one of its processes has crashed, it is starting, it has no connection left. Class 08 is connections. */
const SQL_STATES = /^(08...|57P01|57P02|57P03|53300)$/;
/** The client's own, which have no code. */
const CLIENT_WORDS =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error)/;

/**
 * What a statement failed with, as those who called may know it: where PostgreSQL is away (it restarts, it was killed, all of its connections are taken)
 * the same call succeeds in a moment, which is `unavailable` and no fault of ours. All else is given back as it is.
 */
export function databaseError(error: unknown): unknown {
  if (!(error instanceof Error) || !isAway(error)) return error;
  const away = new AppError("unavailable", "database.away");
  away.retryAfterSec = RETRY_AFTER_SEC;
  away.cause = error;
  return away;
}

const OUTLAST_MS = 30_000;
const AGAIN_MS = 250;

/**
 * Does it again while PostgreSQL is away, for half a minute at most: for what is to be written of something that has happened outside and would be done a second
 * time otherwise. It must bear a repeat, as the connection may have broken after the commit.
 */
export async function outlasting<T>(work: () => Promise<T>): Promise<T> {
  const giveUpAtMs = performance.now() + OUTLAST_MS;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      const isPassing = error instanceof AppError && error.reason === "database.away";
      if (!isPassing || performance.now() > giveUpAtMs) throw error;
      await sleep(AGAIN_MS);
    }
  }
}

function isAway(error: Error & { code?: unknown }): boolean {
  if (typeof error.code === "string") return SYSTEM_CODES.includes(error.code) || SQL_STATES.test(error.code);
  return CLIENT_WORDS.test(error.message);
}
