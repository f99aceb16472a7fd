import * as z from "zod";
import { keepableText } from "#app/lib/text.ts";
import type { OutboundAnswer } from "#app/platform/outbound-http.ts";
import { row, rows, type Sql, sql } from "#app/platform/sql.ts";
import { About } from "./owners.ts";

/** A delivery whose next try is due. */
export const Due = z.object({
  id: z.string(),
  eventId: z.string(),
  type: z.string(),
  about: About.nullable(),
  body: z.string(),
  tries: z.number(),
  attempts: z.number(),
  manual: z.boolean(),
});
export type Due = z.output<typeof Due>;

/** What is due at one endpoint, the longest-waiting first, without what is on its way. */
export function dueDeliveries(
  db: Sql,
  webhookId: string,
  at: Date,
  onTheirWay: readonly string[],
  most: number,
): Promise<Due[]> {
  return rows(
    db,
    Due,
    sql`select id, "eventId", type, about, body, tries, attempts, manual from webhook_deliveries
        where "webhookId" = ${webhookId} and "nextAttemptAt" <= ${at} and body is not null and id <> all(${onTheirWay}::text[])
        order by "nextAttemptAt", num limit ${most}`,
  );
}

/** One try as it went. */
export interface Tried {
  at: Date;
  durationMs: number;
  requestHeaders: Readonly<Record<string, string>>;
  answer: OutboundAnswer | null;
  /** What went wrong, for people; null if it arrived. */
  error: string | null;
}

/** What becomes of a delivery after a try. */
export interface Fate {
  status: "queued" | "succeeded" | "failed";
  /** Failed tries of this round, this one included. */
  tries: number;
  nextAttemptAt: Date | null;
}

/** Headers that say nothing of what was answered and may be secret of the receiver's. */
const NOT_KEPT = new Set(["set-cookie", "authorization"]);
const MOST_HEADERS = 50;
/** Tries in one statement; their answers are at most 16 kB each. */
const MOST_ROWS = 200;

/** How a try went, in the form in which it is written. */
function written(due: Due, { at, durationMs, requestHeaders, answer, error }: Tried, fate: Fate) {
  const headers = answer && Object.entries(answer.headers).filter(([name]) => !NOT_KEPT.has(name));
  return {
    id: due.id,
    manual: due.manual,
    at,
    durationMs: Math.round(durationMs),
    requestHeaders,
    answered: answer?.status ?? null,
    error,
    answerHeaders: headers && keepableText(Object.fromEntries(headers.slice(0, MOST_HEADERS))),
    answerBody: answer && keepableText(answer.body),
    status: fate.status,
    tries: fate.tries,
    nextAttemptAt: fate.nextAttemptAt,
    finishedAt: fate.nextAttemptAt === null ? at : null,
  };
}

interface Waiting {
  row: ReturnType<typeof written>;
  done(): void;
  failed(error: unknown): void;
}

/** Writes tries down, and what becomes of their deliveries: while one statement is under way the next ones gather, so that many share a commit. */
export class TryLog {
  readonly #db: Sql;
  #waiting: Waiting[] = [];
  #writing = false;

  constructor(db: Sql) {
    this.#db = db;
  }

  /** Settles when it is committed. */
  write(due: Due, tried: Tried, fate: Fate): Promise<void> {
    return new Promise((done, failed) => {
      this.#waiting.push({ row: written(due, tried, fate), done, failed });
      if (!this.#writing) void this.#writeAll();
    });
  }

  async #writeAll(): Promise<void> {
    this.#writing = true;
    while (this.#waiting.length > 0) {
      const batch = this.#waiting.splice(0, MOST_ROWS);
      try {
        await insertTries(
          this.#db,
          batch.map(({ row }) => row),
        );
        for (const { done } of batch) done();
      } catch (error) {
        for (const { failed } of batch) failed(error);
      }
    }
    this.#writing = false;
  }
}

async function insertTries(db: Sql, tries: readonly ReturnType<typeof written>[]): Promise<void> {
  await db.execute(sql`
    with wanted as (
      select * from jsonb_to_recordset(${JSON.stringify(tries)}::jsonb) as w(id text, manual boolean, at timestamptz, "durationMs" int,
        "requestHeaders" jsonb, answered int, error text, "answerHeaders" jsonb, "answerBody" text, status text, tries int,
        "nextAttemptAt" timestamptz, "finishedAt" timestamptz)
    ), done as (
      update webhook_deliveries d set status = w.status, tries = w.tries, attempts = d.attempts + 1, manual = false, "nextAttemptAt" = w."nextAttemptAt",
        "lastStatus" = w.answered, "lastError" = w.error, "finishedAt" = w."finishedAt"
      from wanted w where d.id = w.id returning d.id, d.attempts
    )
    insert into webhook_attempts ("deliveryId", number, manual, at, "durationMs", "requestHeaders", status, error, "answerHeaders", "answerBody")
    select w.id, d.attempts, w.manual, w.at, w."durationMs", w."requestHeaders", w.answered, w.error, nullif(w."answerHeaders", 'null'::jsonb), w."answerBody"
    from wanted w join done d on d.id = w.id`);
}

/** Not to be sent, because the owner may not know of it any more; what it said is forgotten. */
export async function dropDelivery(db: Sql, due: Due, at: Date): Promise<void> {
  await db.execute(sql`
    update webhook_deliveries set status = 'dropped', body = null, "nextAttemptAt" = null, "finishedAt" = ${at} where id = ${due.id}`);
}

/** What waits for a webhook that is switched off has failed. */
export async function failWaiting(db: Sql, webhookId: string, at: Date): Promise<void> {
  await db.execute(sql`
    update webhook_deliveries d set status = 'failed', "nextAttemptAt" = null, "finishedAt" = ${at}, "lastError" = coalesce(d."lastError", 'The webhook was switched off.')
    from webhooks w where w.id = ${webhookId} and w."disabledAt" is not null and d."webhookId" = w.id and d."nextAttemptAt" is not null`);
}

const USUAL_NOTE_S = 10;

/** Notes at the endpoint that it took something. Its row is left alone where it would say the same. */
export async function noteSuccess(db: Sql, webhookId: string, at: Date): Promise<void> {
  await db.execute(sql`
    update webhooks set "failingSince" = null, "warnedAt" = null, "lastError" = null, "lastSuccessAt" = ${at}
    where id = ${webhookId}
      and ("failingSince" is not null or "lastSuccessAt" is null or "lastSuccessAt" < ${new Date(at.getTime() - USUAL_NOTE_S * 1000)})`);
}

const Failing = z.object({ failingSince: z.date(), warnedAt: z.date().nullable() });

/** Notes at the endpoint that it took nothing. Gives since when that is so and when its owner was told; null if it is gone. */
export function noteFailure(
  db: Sql,
  webhookId: string,
  at: Date,
  error: string,
): Promise<z.output<typeof Failing> | null> {
  return row(
    db,
    Failing,
    sql`update webhooks set "failingSince" = coalesce("failingSince", ${at}), "lastError" = ${error} where id = ${webhookId}
        returning "failingSince", "warnedAt"`,
  );
}

/** Nothing is sent to it before then. */
export async function holdWebhook(db: Sql, webhookId: string, until: Date): Promise<void> {
  await db.execute(sql`update webhooks set "holdUntil" = greatest("holdUntil", ${until}) where id = ${webhookId}`);
}
