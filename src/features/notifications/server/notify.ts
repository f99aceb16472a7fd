import * as z from "zod";
import { mailIsOn } from "#app/features/admin/server/index.ts";
import { DAY, HOUR } from "#app/lib/duration.ts";
import { newId } from "#app/lib/id.ts";
import type { Context } from "#app/operation/context.ts";
import { addJobs } from "#app/operation/jobs.ts";
import { rows, sql } from "#app/platform/sql.ts";
import { notificationCreated } from "../events.ts";
import { type NoticeParams, type NoticeType, noticeSentence, waysOf } from "../notices.ts";

/** The job that sends what waits to be sent. */
export const SEND_NOTICES_JOB = "notifications.send";
/** When the one mail a day is sent, after midnight UTC. */
const DIGEST_AT_MS = 8 * HOUR;

export interface Notice {
  type: NoticeType;
  params: NoticeParams;
  /** What it is about, to go there. */
  about: { kind: "api_key" | "gift" | "order" | "server" | "node" | "ticket" | "webhook"; id: string } | null;
  /** Names the occasion: whoever was told of it is not told again. */
  once: string;
}

const Told = z.object({ id: z.string(), userId: z.string(), inBell: z.boolean() });

/**
 * Tells these users of something, each once an occasion, in the transaction of what happened: in the bell, by mail and on Discord as each has chosen. Gives
 * how many are told now.
 */
export async function notify(
  { db, emit, now }: Pick<Context, "db" | "emit" | "now">,
  userIds: readonly string[],
  { type, params, about, once }: Notice,
): Promise<number> {
  const usual = waysOf(type);
  const wanted = [...new Set(userIds)].map((userId) => ({ id: newId("ntf", now.getTime()), userId }));
  const told = await rows(
    db,
    Told,
    sql`insert into notifications (id, "userId", type, params, about, "aboutId", once, "createdAt", "inBell")
        select w.id, w."userId", ${type}, ${JSON.stringify(params)}::jsonb, ${about?.kind ?? null}, ${about?.id ?? null}, ${once}, ${now}::timestamptz,
          coalesce(c.bell, ${usual.bell}::boolean)
        from jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb) as w(id text, "userId" text)
          join users u on u.id = w."userId" and u.kind = 'person' and u."removedAt" is null
          left join notice_choices c on c."userId" = u.id and c.type = ${type}
        on conflict ("userId", once) do nothing returning id, "userId", "inBell"`,
  );
  const message = noticeSentence(type, params);
  for (const { id, userId, inBell } of told)
    if (inBell) emit(notificationCreated, { notificationId: id, userId, notice: type, message });
  // What is sent nowhere by mail or on Discord is no row: neither fills up while it is off.
  const sent = await db.execute(sql`
    insert into notice_sends ("notificationId", way, "userId", state, "dueAt")
    select n.id, w.way, n."userId", 'waiting', case when w.way = 'mail' and s."isDigest" then ${digestAfter(now)}::timestamptz else ${now}::timestamptz end
    from notifications n join users u on u.id = n."userId"
      cross join (values ('mail'), ('discord')) as w(way)
      left join notice_choices c on c."userId" = n."userId" and c.type = ${type}
      left join notice_settings s on s."userId" = n."userId"
    where n.id = any(${told.map(({ id }) => id)}::text[]) and case w.way
      when 'mail' then ${mailIsOn()}::boolean and u.email is not null and coalesce(c.mail, ${usual.mail}::boolean)
      else coalesce(c.discord, ${usual.discord}::boolean) and exists (select 1 from discord_bots where id = 1 and enabled)
        and (exists (select 1 from accounts a where a."userId" = u.id and a.provider = 'discord') or exists (select 1 from discord_links l where l."userId" = u.id))
      end`);
  if (sent > 0) await addJobs(db, [{ name: SEND_NOTICES_JOB, payload: {}, key: SEND_NOTICES_JOB }]);
  return told.length;
}

/** The next moment at which the one mail a day is sent. */
export function digestAfter(now: Date): Date {
  return new Date((Math.floor((now.getTime() - DIGEST_AT_MS) / DAY) + 1) * DAY + DIGEST_AT_MS);
}
