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

/** Writes a try down, and what becomes of the delivery. */
export async function recordTry(db: Sql, due: Due, tried: Tried, fate: Fate): Promise<void> {
  const { answer } = tried;
  const headers = answer
    ? Object.fromEntries(
        Object.entries(answer.headers)
          .filter(([name]) => !NOT_KEPT.has(name))
          .slice(0, MOST_HEADERS),
      )
    : null;
  await db.execute(sql`
    with done as (
      update webhook_deliveries set status = ${fate.status}, tries = ${fate.tries}, attempts = attempts + 1, manual = false,
        "nextAttemptAt" = ${fate.nextAttemptAt}::timestamptz, "lastStatus" = ${answer?.status ?? null}::int, "lastError" = ${tried.error},
        "finishedAt" = ${fate.nextAttemptAt === null ? tried.at : null}::timestamptz
      where id = ${due.id} returning id, attempts
    )
    insert into webhook_attempts ("deliveryId", number, manual, at, "durationMs", "requestHeaders", status, error, "answerHeaders", "answerBody")
    select id, attempts, ${due.manual}, ${tried.at}, ${Math.round(tried.durationMs)}, ${JSON.stringify(tried.requestHeaders)}::jsonb,
      ${answer?.status ?? null}::int, ${tried.error}, ${headers && JSON.stringify(keepableText(headers))}::jsonb,
      ${answer ? keepableText(answer.body) : null}
    from done`);
}

/** Not to be sent, because the owner may not know of it any more; what it said is forgotten. */
export async function dropDelivery(db: Sql, due: Due, at: Date): Promise<void> {
  await db.execute(sql`
    update webhook_deliveries set status = 'dropped', body = null, "nextAttemptAt" = null, "finishedAt" = ${at} where id = ${due.id}`);
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
