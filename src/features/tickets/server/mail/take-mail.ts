import { HOUR } from "#app/lib/duration.ts";
import { AppError, asAppError } from "#app/lib/errors.ts";
import { execute } from "#app/operation/execute.ts";
import { tooMany } from "#app/operation/rate-errors.ts";
import type { Runtime } from "#app/operation/runtime.ts";
import { sha256Hex } from "#app/platform/crypto.ts";
import { MAX_FILE_BYTES, MAX_TEXT, MOST_FILES } from "../../terms.ts";
import * as attachments from "../attachments.ts";
import { answerByMail, replyByMail, wasTaken } from "./by-mail.ts";
import type { ReadMail } from "./read-mail.ts";
import { readMailApart } from "./read-mail-apart.ts";
import type { MailWriter } from "./writer.ts";

/** What became of a mail: it is in the ticket, was before, or is nothing that a person wrote. */
export type TakenAs = "added" | "known" | "automatic";

/** Of one writer: reading a mail costs more than what is written in the panel. */
const MAILS = { name: "mails", limit: 60, windowSec: HOUR / 1_000 };
const NO_TEXT = "(The mail had no text.)";
const CUT = "\n\n(The mail was longer, and is cut here.)";
const NOT_TAKEN = "(Files that were not taken)";
const MOST_SAID = 2_000;
/** Each that is tried costs time, also one that is then not taken. */
const MOST_TRIED = 2 * MOST_FILES;

/** Counts a mail of this writer before it is read. Throws for whom sends too many. */
export async function countMail({ limiter }: Runtime, { userId }: MailWriter): Promise<void> {
  const outcome = await limiter.take(`ticket-mails:${userId}`, [MAILS]);
  if (!outcome.allowed) throw tooMany(outcome);
}

/** Puts a mail into its writer's ticket, as if they had written there. Throws AppError where it is not taken. */
export async function takeMail({ database }: Runtime, writer: MailWriter, raw: Buffer): Promise<TakenAs> {
  const { ticketId, userId, actor, email, isRequester } = writer;
  const mail = await readMailApart(raw).catch((cause) => {
    throw Object.assign(new AppError("invalid_input", "tickets.mail_unreadable"), { cause });
  });
  if (mail.isAutomatic) return "automatic";
  if (mail.from !== email.toLowerCase()) throw new AppError("forbidden", "tickets.mail_sender");
  const mailId = sha256Hex(`${ticketId} ${userId} ${mail.id}`);
  if (await wasTaken(database, mailId)) return "known";
  const attachmentIds: string[] = [];
  let isAdded = false;
  try {
    const problems = await handIn(writer, mail, attachmentIds);
    const words = { ticketId, text: textOf(mail, problems), attachmentIds, mailId };
    const { messageId } = await execute(isRequester ? replyByMail : answerByMail, actor, words);
    isAdded = messageId !== null;
    return isAdded ? "added" : "known";
  } finally {
    if (!isAdded)
      for (const attachmentId of attachmentIds)
        await execute(attachments.remove, actor, { attachmentId }).catch(() => {});
  }
}

/** Hands in the files that may be in a ticket, and adds their ids. Gives which may not, with why. */
async function handIn({ actor }: MailWriter, { files }: ReadMail, attachmentIds: string[]): Promise<string[]> {
  const problems: string[] = [];
  for (const { name, content } of files.slice(0, MOST_TRIED)) {
    const shown = name.replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, "").slice(0, 100);
    if (attachmentIds.length === MOST_FILES) {
      problems.push(`${shown}: only ${MOST_FILES} files go with a message.`);
      continue;
    }
    try {
      if (content.length === 0) throw new AppError("invalid_input", "tickets.file_empty");
      if (content.length > MAX_FILE_BYTES) throw new AppError("invalid_input", "tickets.file_too_big");
      const { id } = await execute(attachments.create, actor, {
        name,
        content: Buffer.from(content).toString("base64"),
      });
      attachmentIds.push(id);
    } catch (error) {
      const { code, message } = asAppError(error);
      if (code === "internal" || code === "unavailable") throw error;
      problems.push(`${shown}: ${message}`);
    }
  }
  if (files.length > MOST_TRIED)
    problems.push(`${files.length - MOST_TRIED} more: only ${MOST_FILES} files go with a message.`);
  return problems;
}

function textOf({ text }: ReadMail, problems: readonly string[]): string {
  const written = text || NO_TEXT;
  const said = problems.length === 0 ? "" : `\n\n${NOT_TAKEN}\n${problems.join("\n")}`.slice(0, MOST_SAID);
  const room = MAX_TEXT - said.length;
  const kept = written.length > room ? `${written.slice(0, room - CUT.length)}${CUT}` : written;
  return `${kept}${said}`.toWellFormed();
}
