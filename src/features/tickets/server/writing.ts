import * as z from "zod";
import { AppError } from "#app/lib/errors.ts";
import { newId } from "#app/lib/id.ts";
import type { Context } from "#app/operation/context.ts";
import { rows, type Sql, sql } from "#app/platform/sql.ts";
import { marksOf, wordsOf } from "./search-words.ts";

export interface Written {
  ticketId: string;
  kind: "reply" | "note";
  byStaff: boolean;
  via?: "panel" | "mail";
  text: string;
  /** Of the first message: it is found by what stands above it too. */
  subject?: string;
  attachmentIds: readonly string[];
  mailId?: string | null;
}

/** Adds a message with its files, which must be its writer's own and in no message yet. Gives its id. */
export async function addMessage(
  { db, now, actor }: Pick<Context, "db" | "now" | "actor">,
  { ticketId, kind, byStaff, via = "panel", text, subject, attachmentIds, mailId = null }: Written,
): Promise<string> {
  const id = newId("tms", now.getTime());
  const words = [...new Set([...wordsOf(`${subject ?? ""} ${text}`), ...marksOf(now)])];
  await db.execute(sql`
    insert into ticket_messages (id, "ticketId", "authorId", kind, "byStaff", via, text, "mailId", words, "createdAt")
    values (${id}, ${ticketId}, ${actor.userId}, ${kind}, ${byStaff}, ${via}, ${text}, ${mailId}, array_to_tsvector(${words}::text[]), ${now})`);
  const wanted = [...new Set(attachmentIds)];
  if (wanted.length > 0) {
    const taken = await db.execute(sql`
      update ticket_attachments set "ticketId" = ${ticketId}, "messageId" = ${id}
      where id = any(${wanted}::text[]) and "uploaderId" = ${actor.userId} and "messageId" is null`);
    if (taken !== wanted.length) throw new AppError("not_found", "tickets.file_unknown");
  }
  return id;
}

/** The first message of a ticket is found by its subject as well: by the new one, when it is called otherwise. */
export async function renameInSearch(db: Sql, ticketId: string, subject: string): Promise<void> {
  const [first] = await rows(
    db,
    z.object({ id: z.string(), text: z.string(), createdAt: z.date() }),
    sql`select id, text, "createdAt" from ticket_messages where "ticketId" = ${ticketId} order by num limit 1`,
  );
  if (!first) return;
  const words = [...new Set([...wordsOf(`${subject} ${first.text}`), ...marksOf(first.createdAt)])];
  await db.execute(sql`update ticket_messages set words = array_to_tsvector(${words}::text[]) where id = ${first.id}`);
}
