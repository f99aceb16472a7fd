import * as z from "zod";
import { hasMailAddress, mailIsOn } from "#app/features/admin/server/index.ts";
import { DAY, HOUR } from "#app/lib/duration.ts";
import { newId } from "#app/lib/id.ts";
import type { Context } from "#app/operation/context.ts";
import { addJobs } from "#app/operation/jobs.ts";
import { rows, type Sql, sql } from "#app/platform/sql.ts";
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

/** One user's notice. */
export interface NoticeTo extends Notice {
  userId: string;
}

const Told = z.object({ id: z.string(), inBell: z.boolean() });

/**
 * Tells these users of something, each once an occasion, in the transaction of what happened: in the bell, by mail and on Discord as each has chosen. Gives
 * how many are told now.
 */
export function notify(
  context: Pick<Context, "db" | "emit" | "now">,
  userIds: readonly string[],
  notice: Notice,
): Promise<number> {
  return notifyEach(
    context,
    userIds.map((userId) => ({ ...notice, userId })),
  );
}

/** As `notify`, for many that are told of different things: in two statements, however many they are. */
export async function notifyEach(
  { db, emit, now }: Pick<Context, "db" | "emit" | "now">,
  notices: readonly NoticeTo[],
): Promise<number> {
  if (notices.length === 0) return 0;
  const wanted = notices.map(({ about, type, ...notice }) => ({
    ...notice,
    ...{ id: newId("ntf", now.getTime()), type, about: about?.kind ?? null, aboutId: about?.id ?? null },
    usual: waysOf(type),
  }));
  const told = await rows(
    db,
    Told,
    sql`insert into notifications (id, "userId", type, params, about, "aboutId", once, "createdAt", "inBell")
        select w.id, w."userId", w.type, w.params, w.about, w."aboutId", w.once, ${now}::timestamptz, coalesce(c.bell, (w.usual->>'bell')::boolean)
        from jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb)
            as w(id text, "userId" text, type text, params jsonb, about text, "aboutId" text, once text, usual jsonb)
          join users u on u.id = w."userId" and u.kind = 'person' and u."removedAt" is null
          left join notice_choices c on c."userId" = u.id and c.type = w.type
        order by w.id on conflict ("userId", once) do nothing returning id, "inBell"`,
  );
  const byId = new Map(wanted.map((notice) => [notice.id, notice]));
  for (const { id, inBell } of told) {
    const { userId, type, params } = byId.get(id)!;
    if (inBell)
      emit(notificationCreated, { notificationId: id, userId, notice: type, message: noticeSentence(type, params) });
  }
  const isReached = await hasMailAddress(db);
  const toSend = told.map(({ id }) => ({ id, usual: byId.get(id)!.usual }));
  // What is sent nowhere by mail or on Discord is no row: neither fills up while it is off.
  const sent = await db.execute(sql`
    insert into notice_sends ("notificationId", way, "userId", state, "dueAt")
    select n.id, w.way, n."userId", 'waiting', case when w.way = 'mail' and s."isDigest" then ${digestAfter(now)}::timestamptz else ${now}::timestamptz end
    from jsonb_to_recordset(${JSON.stringify(toSend)}::jsonb) as t(id text, usual jsonb)
      join notifications n on n.id = t.id join users u on u.id = n."userId"
      cross join (values ('mail'), ('discord')) as w(way)
      left join notice_choices c on c."userId" = n."userId" and c.type = n.type
      left join notice_settings s on s."userId" = n."userId"
    where case w.way
      when 'mail' then ${mailIsOn()}::boolean and ${isReached} and coalesce(c.mail, (t.usual->>'mail')::boolean)
      else coalesce(c.discord, (t.usual->>'discord')::boolean) and exists (select 1 from discord_bots where id = 1 and enabled)
        and (exists (select 1 from accounts a where a."userId" = u.id and a.provider = 'discord') or exists (select 1 from discord_links l where l."userId" = u.id))
      end`);
  if (sent > 0) await addJobs(db, [{ name: SEND_NOTICES_JOB, payload: {}, key: SEND_NOTICES_JOB }]);
  return told.length;
}

/** Takes back what a user was told of an occasion and has not read: out of the bell, and out of what waits to be sent. */
export async function untell(db: Sql, userId: string, once: string): Promise<void> {
  await db.execute(sql`delete from notifications where "userId" = ${userId} and once = ${once} and "readAt" is null`);
}

/** The next moment at which the one mail a day is sent. */
export function digestAfter(now: Date): Date {
  return new Date((Math.floor((now.getTime() - DIGEST_AT_MS) / DAY) + 1) * DAY + DIGEST_AT_MS);
}
