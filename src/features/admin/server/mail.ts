import * as z from "zod";
import type { Context } from "#app/operation/context.ts";
import type { Runtime } from "#app/operation/runtime.ts";
import { env } from "#app/platform/env.ts";
import { type Sql, type SqlText, sql } from "#app/platform/sql.ts";
import type { Mail, MailFrame } from "../mail.ts";
import { setting } from "./settings.ts";

/** The name of the job that sends one mail. */
export const MAIL_JOB = "mail.send";

const Sealed = z.object({ sealed: z.string() });
const StoredMail = z.object({ to: z.string(), subject: z.string(), text: z.string() });

/** Whether this panel can send mail at all. */
export function mailIsOn(): boolean {
  return env().SMTP_URL !== undefined;
}

/** Whether who makes an account now has to confirm the address: the owner asks for it, and the panel can mail. */
export async function verificationIsAsked(db: Sql): Promise<boolean> {
  return mailIsOn() && (await setting(db, "email-verification"));
}

/** The condition that a user `u` has an address to be told things at: where addresses are confirmed not one that only they say is theirs. */
export async function hasMailAddress(db: Sql): Promise<SqlText> {
  const isAsked = await verificationIsAsked(db);
  return sql`(u.email is not null and (u."mustVerifySince" is null or u."emailVerifiedAt" is not null or not ${isAsked}::boolean))`;
}

/** What every mail says of the panel. */
export async function mailFrame(db: Sql, runtime: Runtime): Promise<MailFrame> {
  return { panelName: await setting(db, "panel-name"), publicUrl: runtime.publicUrl };
}

/** Hands a mail to the worker, if mail is on. Sealed, because a mail may hold a link that is a secret, and jobs are rows. */
export function queueMail({ job, runtime }: Pick<Context, "job" | "runtime">, mail: Mail): void {
  if (mailIsOn()) job({ name: MAIL_JOB, payload: { sealed: runtime.vault.seal(JSON.stringify(mail)) } });
}

const TIMEOUT_MS = 20_000;
/** Programs that answer mails by themselves leave these alone; Exchange does if it is told so in its own words. */
const AUTOMATIC = { "Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All" };

/** The worker's part: opens and sends a mail that was queued. A throw is tried again later. */
export async function sendQueuedMail(runtime: Runtime, payload: unknown): Promise<void> {
  await sendMail(StoredMail.parse(JSON.parse(runtime.vault.open(Sealed.parse(payload).sealed))));
}

/** Sends one mail now by SMTP_URL; does nothing where mail is off. */
export async function sendMail(mail: Mail): Promise<void> {
  const { SMTP_URL, MAIL_FROM } = env();
  if (!SMTP_URL) return;
  const { createTransport } = await import("nodemailer");
  const transport = createTransport({
    url: SMTP_URL,
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: TIMEOUT_MS,
  });
  try {
    await transport.sendMail({
      from: MAIL_FROM,
      to: { name: "", address: mail.to },
      subject: mail.subject,
      text: mail.text,
      ...(mail.messageId && { messageId: mail.messageId }),
      ...(mail.replyTo && { replyTo: { name: "", address: mail.replyTo } }),
      ...(mail.references && { references: mail.references, inReplyTo: mail.references }),
      headers: { ...AUTOMATIC, ...mail.headers },
    });
  } finally {
    transport.close();
  }
}
