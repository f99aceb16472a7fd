import * as z from "zod";
import { passwordChangedMail, passwordResetMail } from "#app/features/admin/mail.ts";
import { mailFrame, mailIsOn, queueMail, sendMail } from "#app/features/admin/server/index.ts";
import { AppError } from "#app/lib/errors.ts";
import type { Context } from "#app/operation/context.ts";
import { defineCommand } from "#app/operation/define.ts";
import type { Runtime } from "#app/operation/runtime.ts";
import { secret } from "#app/operation/secret.ts";
import { now as clockNow } from "#app/platform/clock.ts";
import { hashPassword, verifyPassword } from "#app/platform/crypto.ts";
import { sql } from "#app/platform/sql.ts";
import { userSignInMethodsChanged } from "../events.ts";
import { Email, NewPassword, Password, TokenText } from "../schema.ts";
import { callerOf, requireFreshSignIn } from "./caller.ts";
import { issueToken, redeemToken, voidTokens } from "./one-time-token.ts";
import { checkNewPassword, isActive, type Person, personByEmail, personById } from "./people.ts";
import { endSessions } from "./session-store.ts";
import { takeTry, trySucceeded } from "./tries.ts";

/** The name of the job that looks an address up and sends the reset link, if there is an account. */
export const RESET_JOB = "identity.send-password-reset";

export const change = defineCommand({
  id: "passwords.change",
  summary: "Change the own password",
  description: "Ends all other sessions. An account without a password sets its first one after a fresh sign-in.",
  access: { kind: "permission", permission: "profile:write" },
  peopleOnly: true,
  rate: "sign-in",
  errors: ["rate_limited"],
  input: z.object({ current: secret(Password).optional(), password: secret(NewPassword) }),
  output: z.object({ endedSessions: z.int().describe("How many other sessions were ended.") }),
  example: { current: "three green doors", password: "four yellow windows" },
  before: (context) => takeTry(context, "sign-in", context.actor.userId),
  async run(context, { current, password }) {
    const person = await callerOf(context);
    if (person.passwordHash === null) requireFreshSignIn(context);
    else if (current === undefined || !(await verifyPassword(current, person.passwordHash)))
      throw new AppError("forbidden", "identity.password_wrong");
    await trySucceeded(context, "sign-in", person.id);
    const ended = await setPassword(context, person, password, context.actor.sessionId);
    return { endedSessions: ended.length };
  },
});

export const requestReset = defineCommand({
  id: "passwords.requestReset",
  summary: "Ask for a link to reset a password",
  description: "The answer is the same whether or not there is an account; the link comes by mail.",
  access: { kind: "public" },
  rate: "sign-in",
  errors: ["conflict", "rate_limited"],
  input: z.object({ email: Email }),
  output: z.object({}),
  example: { email: "ada@example.org" },
  before: (context, { email }) => takeTry(context, "password-reset", email),
  async run({ job, runtime }, { email }) {
    if (!mailIsOn()) throw new AppError("conflict", "identity.mail_off");
    // Looked up by the worker alone: here nothing differs for an address that has an account.
    job({ name: RESET_JOB, payload: { sealed: runtime.vault.seal(email) } });
    return {};
  },
});

/** The worker's part of `passwords.requestReset`. An address that nobody has, or that may not sign in, gets nothing. */
export async function sendPasswordReset(runtime: Runtime, payload: unknown): Promise<void> {
  const { sealed } = z.object({ sealed: z.string() }).parse(payload);
  const at = clockNow();
  const person = await personByEmail(runtime.database, runtime.vault.open(sealed));
  if (!person?.email || !isActive(person)) return;
  await voidTokens(runtime.database, ["password-reset"], person.id, at);
  const { token } = await issueToken(runtime.database, "password-reset", at, { userId: person.id });
  const frame = await mailFrame(runtime.database, runtime);
  await sendMail(passwordResetMail(frame, person.email, person.name, resetUrl(runtime, token)));
}

/** Where a person sets a new password with a token. */
export function resetUrl(runtime: Runtime, token: string): string {
  return `${runtime.publicUrl}/reset-password?token=${token}`;
}

export const completeReset = defineCommand({
  id: "passwords.completeReset",
  summary: "Set a new password with a link",
  description: "One use. Ends all sessions; a second factor stays as it is. Sign in afterwards.",
  access: { kind: "public" },
  rate: "sign-in",
  errors: ["not_found", "rate_limited"],
  input: z.object({ token: secret(TokenText), password: secret(NewPassword) }),
  output: z.object({}),
  example: { token: "abc", password: "four yellow windows" },
  before: (context) => takeTry(context, "password-reset", null),
  async run(context, { token, password }) {
    const { db, now, target } = context;
    const { userId } = await redeemToken(db, ["password-reset", "password-link"], token, now);
    const person = userId === null ? null : await personById(db, userId);
    if (!person || !isActive(person)) throw new AppError("not_found", "identity.token_invalid");
    target("user", person.id, person.name);
    await trySucceeded(context, "password-reset", null);
    await setPassword(context, person, password, null);
    return {};
  },
});

/** The new password in place: others of the person's sessions end, and with them links that were under way. Says which sessions ended. */
async function setPassword(
  context: Context,
  person: Person,
  password: string,
  keepSession: string | null,
): Promise<string[]> {
  const { db, now, emit, runtime } = context;
  checkNewPassword(password, person);
  await db.execute(
    sql`update users set "passwordHash" = ${await hashPassword(password)}, "updatedAt" = ${now} where id = ${person.id}`,
  );
  await voidTokens(db, ["password-reset", "password-link", "second-factor"], person.id, now);
  const ended = await endSessions(context, person.id, { except: keepSession });
  emit(userSignInMethodsChanged, { userId: person.id, name: person.name, change: "password" });
  if (person.email) queueMail(context, passwordChangedMail(await mailFrame(db, runtime), person.email, person.name));
  return ended;
}
