import * as z from "zod";
import { PageInput, pageOf } from "#app/lib/page.ts";
import { iso } from "#app/lib/time.ts";
import { defineCommand, defineQuery } from "#app/operation/define.ts";
import { pageRows, row, type Sql, sql } from "#app/platform/sql.ts";
import { notificationsRead } from "../events.ts";
import { noticeSentence, noticeTone } from "../notices.ts";
import { Notification, NotificationId } from "../schema.ts";

const Row = z.object({
  id: z.string(),
  type: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
  about: z.string().nullable(),
  aboutId: z.string().nullable(),
  createdAt: z.date(),
  readAt: z.date().nullable(),
});

const Unread = z.int().nonnegative().describe("How many of all are unread.");

function shown({ id, type, params, about, aboutId, createdAt, readAt }: z.output<typeof Row>): Notification {
  return {
    id,
    type,
    tone: noticeTone(type),
    message: noticeSentence(type, params),
    params,
    about: about && aboutId ? { kind: about, id: aboutId } : null,
    createdAt: iso(createdAt),
    readAt: iso(readAt),
  };
}

async function countUnread(db: Sql, userId: string | null): Promise<number> {
  const found = await row(
    db,
    z.object({ unread: z.number() }),
    sql`select count(*)::int as unread from notifications where "userId" = ${userId} and "readAt" is null and "inBell"`,
  );
  return found?.unread ?? 0;
}

export const list = defineQuery({
  id: "notifications.list",
  summary: "List your notifications",
  description: "What you should know of, newest first. They are kept for 90 days.",
  access: { kind: "permission", permission: "profile:read" },
  input: PageInput.extend({ unread: z.enum(["true", "false"]).optional().describe("true: unread ones alone.") }),
  output: pageOf(Notification).extend({ unread: Unread }),
  example: {},
  http: { method: "GET", path: "/notifications" },
  async run({ db, actor }, { page, limit, unread }) {
    const { found, total } = await pageRows(
      db,
      Row,
      sql`select id, type, params, about, "aboutId", "createdAt", "readAt", count(*) over ()::int as total from notifications
          where "userId" = ${actor.userId} and "inBell" and (${unread ?? null}::text is null or ("readAt" is null) = ${unread === "true"})
          order by id desc`,
      { page, limit },
    );
    const items = found.map(shown);
    return { items, total, page, limit, unread: await countUnread(db, actor.userId) };
  },
});

export const markRead = defineCommand({
  id: "notifications.markRead",
  summary: "Mark notifications as read",
  access: { kind: "permission", permission: "profile:write" },
  audit: "none",
  input: z.object({
    ids: z.array(NotificationId).max(100).optional().describe("Which; absent: all of yours. Others' are passed over."),
  }),
  output: z.object({ unread: Unread }),
  example: {},
  http: { method: "POST", path: "/notifications/read" },
  async run({ db, actor, now, emit }, { ids }) {
    const marked = await db.execute(
      sql`update notifications set "readAt" = ${now} where "userId" = ${actor.userId} and "readAt" is null
          and (${ids ?? null}::text[] is null or id = any(${ids ?? null}::text[]))`,
    );
    const unread = await countUnread(db, actor.userId);
    if (marked > 0 && actor.userId) emit(notificationsRead, { userId: actor.userId, unread });
    return { unread };
  },
});
