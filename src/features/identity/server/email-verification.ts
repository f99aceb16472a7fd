import * as z from "zod";
import { verificationMail } from "#app/features/admin/mail.ts";
import { mailFrame, sendMail, verificationIsAsked } from "#app/features/admin/server/index.ts";
import { AppError } from "#app/lib/errors.ts";
import type { Context } from "#app/operation/context.ts";
import { defineCommand } from "#app/operation/define.ts";
import type { Runtime } from "#app/operation/runtime.ts";
import { secret } from "#app/operation/secret.ts";
import { now as clockNow } from "#app/platform/clock.ts";
import { type Sql, sql } from "#app/platform/sql.ts";
import { userUpdated } from "../events.ts";
import { Email, TokenText } from "../schema.ts";
import { TOKEN_PAGES } from "../token-pages.ts";
import { issueToken, type OneTimeToken, redeemToken, voidTokens } from "./one-time-token.ts";
import { isActive, type Person, personByEmail, personById } from "./people.ts";
import { takeTry, trySucceeded } from "./tries.ts";

/** The name of the job that looks an address up and mails the link, if somebody has to confirm it. */
export const VERIFICATION_JOB = "identity.send-email-verification";

/** What a link knows of the mail it came by. */
const Mailed = z.object({ email: z.string() });

/** Refuses who still has to confirm their address. It ends with the setting, so that a mail server that breaks keeps nobody out for good. */
export async function requireVerified(db: Sql, person: Person): Promise<void> {
  if (waits(person) && (await verificationIsAsked(db))) throw new AppError("forbidden", "identity.email_unverified");
}

function waits({ mustVerifySince, emailVerifiedAt }: Person): boolean {
  return mustVerifySince !== null && emailVerifiedAt === null;
}

/** Has the worker mail a link to this address, if there is somebody who has to confirm it. */
export function queueVerification({ job, runtime }: Pick<Context, "job" | "runtime">, email: string): void {
  job({ name: VERIFICATION_JOB, payload: { sealed: runtime.vault.seal(email) } });
}

/** The worker's part of `queueVerification`. */
export async function sendVerification(runtime: Runtime, payload: unknown): Promise<void> {
  const { sealed } = z.object({ sealed: z.string() }).parse(payload);
  const { database } = runtime;
  const person = await personByEmail(database, runtime.vault.open(sealed));
  if (!person?.email || !isActive(person) || !waits(person)) return;
  const at = clockNow();
  await voidTokens(database, ["email-verification"], person.id, at);
  const { token } = await issueToken(database, "email-verification", at, {
    userId: person.id,
    payload: { email: person.email },
  });
  const url = `${runtime.publicUrl}${TOKEN_PAGES.emailVerification}?token=${token}`;
  await sendMail(verificationMail(await mailFrame(database, runtime), person.email, person.name, url));
}

export const requestVerification = defineCommand({
  id: "auth.requestVerification",
  summary: "Ask for another link to confirm an e-mail address",
  description: "The answer is the same whether or not there is an account that waits for it; the link comes by mail.",
  access: { kind: "public" },
  whileClosed: true,
  rate: "sign-in",
  errors: ["conflict", "rate_limited"],
  input: z.object({ email: Email }),
  output: z.object({}),
  example: { email: "ada@example.org" },
  http: { method: "POST", path: "/auth/email-verification", status: 202 },
  before: (context, { email }) => takeTry(context, "email-verification", email),
  async run(context, { email }) {
    if (!(await verificationIsAsked(context.db))) throw new AppError("conflict", "identity.verification_off");
    queueVerification(context, email);
    return {};
  },
});

export const verifyEmail = defineCommand({
  id: "auth.verifyEmail",
  summary: "Confirm an e-mail address with a link",
  description:
    "One use, 24 hours, and only while the account has the address that the link was mailed to. Sign in afterwards.",
  access: { kind: "public" },
  whileClosed: true,
  rate: "sign-in",
  errors: ["not_found", "rate_limited"],
  input: z.object({ token: secret(TokenText) }),
  output: z.object({}),
  example: { token: "abc" },
  http: { method: "POST", path: "/auth/email-verification/complete" },
  before: (context) => takeTry(context, "email-verification", null),
  async run(context, { token }) {
    const { db, now, emit, target, identified } = context;
    const link = await redeemToken(db, "email-verification", token, now);
    const person = link.userId === null ? null : await personById(db, link.userId);
    if (!person || !isActive(person) || !isOfMail(link, person))
      throw new AppError("not_found", "identity.token_invalid");
    target("user", person.id, person.name);
    identified({ kind: "user", id: person.id, label: person.name });
    await trySucceeded(context, "email-verification", null);
    await db.execute(sql`update users set "emailVerifiedAt" = ${now}, "updatedAt" = ${now} where id = ${person.id}`);
    emit(userUpdated, { userId: person.id, name: person.name });
    return {};
  },
});

/** After a link to set a password was used: one that was mailed to the person's address proves it, and one out of an admin's hand stands for that. */
export async function linkArrived(db: Sql, person: Person, link: OneTimeToken, at: Date): Promise<void> {
  if (isOfMail(link, person))
    await db.execute(
      sql`update users set "emailVerifiedAt" = coalesce("emailVerifiedAt", ${at}) where id = ${person.id}`,
    );
  else await db.execute(sql`update users set "mustVerifySince" = null where id = ${person.id}`);
}

function isOfMail({ payload }: OneTimeToken, { email }: Person): boolean {
  const mailed = Mailed.safeParse(payload);
  return mailed.success && mailed.data.email === email;
}
