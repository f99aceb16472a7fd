import * as z from "zod";
import { may } from "#app/lib/access.ts";
import { DAY, HOUR } from "#app/lib/duration.ts";
import { AppError } from "#app/lib/errors.ts";
import { newId } from "#app/lib/id.ts";
import type { Actor } from "#app/operation/actor.ts";
import type { Context } from "#app/operation/context.ts";
import { defineCommand, defineQuery, type Subject } from "#app/operation/define.ts";
import { tooMany } from "#app/operation/rate-errors.ts";
import { refuseBeyond } from "#app/operation/refuse-beyond.ts";
import { row, sql } from "#app/platform/sql.ts";
import { TicketAttachment, TicketAttachmentId } from "../schema.ts";
import { MAX_FILE_BYTES, MOST_FILES } from "../terms.ts";
import { checkFile } from "./check-file.ts";
import { seesAll } from "./ticket-rows.ts";

/** Of one user: files that are in no message yet, and what they hand in. */
const MOST_LOOSE = 4 * MOST_FILES;
const HANDED_IN = [
  { name: "files", limit: 60 * 1024, windowSec: HOUR / 1_000 },
  { name: "files-a-day", limit: 250 * 1024, windowSec: DAY / 1_000 },
];
/** In millions: a small file may hold so many that they are drawn for twenty seconds. */
const DRAWN = [
  { name: "pixels", limit: 600, windowSec: HOUR / 1_000 },
  { name: "pixels-a-day", limit: 2_500, windowSec: DAY / 1_000 },
];
/** The length of so many bytes in base64, and the rest of a call's JSON. */
const ENCODED = Math.ceil(MAX_FILE_BYTES / 3) * 4;

const One = z.object({ attachmentId: TicketAttachmentId });
const EXAMPLE = { attachmentId: "tat_01930000000070008000000000000001" };
/** A picture of one pixel. */
const PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=";

export const create = defineCommand({
  id: "ticketAttachments.create",
  summary: "Hand in a file for a ticket",
  description: `A picture (PNG, JPEG, GIF, WebP; up to 8 MiB), which is drawn anew without what was hidden in it, or plain text in UTF-8 (up to 2 MiB). Name its id in a message within a day, or it goes. Up to ${MOST_LOOSE} may wait for that.`,
  access: { kind: "permission", permission: "tickets:write" },
  errors: ["conflict"],
  input: z.object({
    name: z
      .string()
      .min(1)
      .max(255)
      .describe("What it is called. Paths and endings that are not those of its kind are taken off or added to."),
    content: z.base64().min(1).max(ENCODED).describe("The file in base64."),
  }),
  output: TicketAttachment,
  example: { name: "screen.png", content: PIXEL },
  http: { method: "POST", path: "/ticket-attachments", status: 201, bodyBytes: ENCODED + 4_096 },
  audited: ({ name }) => ({ name }),
  async before({ actor, runtime }, { name, content }) {
    const bytes = Buffer.from(content, "base64");
    if (bytes.length > MAX_FILE_BYTES) throw new AppError("invalid_input", "tickets.file_too_big");
    const count = async (what: string, bounds: typeof HANDED_IN, cost: number) => {
      const outcome = await runtime.limiter.take(`${what}:${actor.userId}`, bounds, cost);
      if (!outcome.allowed) throw tooMany(outcome);
    };
    await count("ticket-files", HANDED_IN, Math.ceil(bytes.length / 1024));
    return checkFile(name, bytes, (megapixels) => count("ticket-pixels", DRAWN, megapixels));
  },
  async run(context, _input, _subject, { name, contentType, content, width, height }) {
    const { db, now, actor, target } = context;
    await refuseBeyond(db, {
      from: sql`ticket_attachments where "uploaderId" = ${actor.userId} and "messageId" is null`,
      of: actor.userId ?? "",
      most: MOST_LOOSE,
      reason: "tickets.too_many_files",
    });
    const id = newId("tat", now.getTime());
    await db.execute(sql`
      insert into ticket_attachments (id, "uploaderId", name, "contentType", bytes, width, height, content, "createdAt")
      values (${id}, ${actor.userId}, ${name}, ${contentType}, ${content.length}, ${width}, ${height}, ${content}, ${now})`);
    target("ticket_attachment", id, name);
    return { id, name, contentType, bytes: content.length, width, height };
  },
});

const FileRow = TicketAttachment.extend({
  uploaderId: z.string(),
  ticketId: z.string().nullable(),
  requesterId: z.string().nullable(),
  kind: z.enum(["reply", "note"]).nullable(),
});
type FileRow = z.output<typeof FileRow>;

/** A file that is in a ticket which they see, and in a note for staff alone; or their own that is in none yet. */
function maySeeFile(actor: Actor, { ticketId, requesterId, uploaderId, kind }: FileRow): boolean {
  if (ticketId === null) return uploaderId === actor.userId;
  return seesAll(actor) || (requesterId === actor.userId && kind === "reply");
}

const seenFile: Subject<{ attachmentId: string }, FileRow> = {
  kind: "ticket_attachment",
  async load({ db, actor }: Context, { attachmentId }) {
    const found = await row(
      db,
      FileRow,
      sql`select f.id, f.name, f."contentType", f.bytes, f.width, f.height, f."uploaderId", f."ticketId", t."requesterId", m.kind
          from ticket_attachments f left join tickets t on t.id = f."ticketId" left join ticket_messages m on m.id = f."messageId"
          where f.id = ${attachmentId}`,
    );
    return found && may(actor, "tickets:read") && maySeeFile(actor, found) ? found : null;
  },
  name: ({ id, name }) => ({ id, label: name }),
};

export const get = defineQuery({
  id: "ticketAttachments.get",
  summary: "Get a file of a ticket",
  description: "With what is in it. The panel shows it at `/tickets/files/{attachmentId}`.",
  access: { kind: "permission", permission: "tickets:read" },
  subject: seenFile,
  input: One,
  output: TicketAttachment.extend({ content: z.base64().describe("The file in base64.") }),
  example: EXAMPLE,
  http: { method: "GET", path: "/ticket-attachments/{attachmentId}" },
  async run({ db }, { attachmentId }, { id, name, contentType, bytes, width, height }) {
    const found = await row(
      db,
      z.object({ content: z.instanceof(Uint8Array) }),
      sql`select content from ticket_attachments where id = ${attachmentId}`,
    );
    const content = Buffer.from(found?.content ?? []).toString("base64");
    return { id, name, contentType, bytes, width, height, content };
  },
});

export const remove = defineCommand({
  id: "ticketAttachments.remove",
  summary: "Take back a file that is in no message yet",
  access: { kind: "permission", permission: "tickets:write" },
  subject: seenFile,
  errors: ["conflict"],
  input: One,
  output: z.object({}),
  example: EXAMPLE,
  http: { method: "DELETE", path: "/ticket-attachments/{attachmentId}", status: 204 },
  async run({ db, actor }, { attachmentId }) {
    const gone = await db.execute(
      sql`delete from ticket_attachments where id = ${attachmentId} and "uploaderId" = ${actor.userId} and "messageId" is null`,
    );
    if (gone === 0) throw new AppError("conflict", "tickets.file_sent");
    return {};
  },
});
