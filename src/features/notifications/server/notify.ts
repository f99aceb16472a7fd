import * as z from "zod";
import { newId } from "#app/lib/id.ts";
import type { Context } from "#app/operation/context.ts";
import { rows, sql } from "#app/platform/sql.ts";
import { notificationCreated } from "../events.ts";
import { type NoticeParams, type NoticeType, noticeSentence } from "../notices.ts";

export interface Notice {
  type: NoticeType;
  params: NoticeParams;
  /** What it is about, to go there. */
  about: { kind: "api_key" | "server" | "node" | "ticket" | "webhook"; id: string } | null;
  /** Names the occasion: whoever was told of it is not told again. */
  once: string;
}

/** Tells these users of something, each once an occasion, in the transaction of what happened. Gives how many are told now. */
export async function notify(
  { db, emit, now }: Pick<Context, "db" | "emit" | "now">,
  userIds: readonly string[],
  { type, params, about, once }: Notice,
): Promise<number> {
  const wanted = [...new Set(userIds)].map((userId) => ({ id: newId("ntf", now.getTime()), userId }));
  const told = await rows(
    db,
    z.object({ id: z.string(), userId: z.string() }),
    sql`insert into notifications (id, "userId", type, params, about, "aboutId", once, "createdAt")
        select w.id, w."userId", ${type}, ${JSON.stringify(params)}::jsonb, ${about?.kind ?? null}, ${about?.id ?? null}, ${once}, ${now}::timestamptz
        from jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb) as w(id text, "userId" text)
          join users u on u.id = w."userId" and u.kind = 'person' and u."removedAt" is null
        on conflict ("userId", once) do nothing returning id, "userId"`,
  );
  const message = noticeSentence(type, params);
  for (const { id, userId } of told) emit(notificationCreated, { notificationId: id, userId, notice: type, message });
  return told.length;
}
