import * as z from "zod";
import { passwordChangedMail, passwordResetMail } from "#app/features/admin/mail.ts";
import { mailFrame, mailIsOn, queueMail, sendMail } from "#app/features/admin/server/index.ts";
import { AppError } from "#app/lib/errors.ts";
import type { Context } from "#app/operation/context.ts";
import { defineCommand } from "#app/operation/define.ts";
import type { Runtime } from "#app/operation/runtime.ts";
import { secret } from "#app/operation/secret.ts";
import { now as clockNow } from "#app/platform/clock.ts";
import { hashPassword } from "#app/platform/crypto.ts";
import { type Sql, sql } from "#app/platform/sql.ts";
import { userSignInMethodsChanged } from "../events.ts";
import { Email, NewPassword, Password, TokenText } from "../schema.ts";
import { TOKEN_PAGES } from "../token-pages.ts";
import { callerOf, requireFreshSignIn } from "./caller.ts";
import { linkArrived } from "./email-verification.ts";
import { issueToken, type OneTimeToken, peekToken, redeemToken, voidTokens } from "./one-time-token.ts";
import { comparePassword, isProved, type PasswordProof } from "./password-proof.ts";
import { checkNewPassword, isActive, type Person, personByEmail, personById } from "./people.ts";
import { endSessions } from "./session-store.ts";
import { takeTry, trySucceeded } from "./tries.ts";

/** The kinds of token that let somebody set a new password. */
const LINKS = ["password-reset", "password-link"] as const;

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
  http: { method: "PUT", path: "/users/me/password" },
  async before(context, { current, password }) {
    await takeTry(context, "sign-in", context.actor.userId);
    const person = await callerOf(context);
    const proof = person.passwordHash === null || current === undefined ? null : await comparePassword(current, person);
    requireOldPassword(context, person, proof);
    return { proof, passwordHash: await newHash(password, person) };
  },
  async run(context, _input, _subject, { proof, passwordHash }) {
    const person = await callerOf(context);
    requireOldPassword(context, person, proof);
    await trySucceeded(context, "sign-in", person.id);
    const ended = await setPassword(context, person, passwordHash, context.actor.sessionId);
    return { endedSessions: ended.length };
  },
});

/** Who has a password shows it; who has none has signed in just now by something else. */
function requireOldPassword(context: Context, person: Person, proof: PasswordProof | null): void {
  if (person.passwordHash === null) requireFreshSignIn(context);
  else if (proof === null || !isProved(proof, person)) throw new AppError("forbidden", "identity.password_wrong");
}

export const requestReset = defineCommand({
  id: "passwords.requestReset",
  summary: "Ask for a link to reset a password",
  description: "The answer is the same whether or not there is an account; the link comes by mail.",
  access: { kind: "public" },
  whileClosed: true,
  rate: "sign-in",
  errors: ["conflict", "rate_limited"],
  input: z.object({ email: Email }),
  output: z.object({}),
  example: { email: "ada@example.org" },
  http: { method: "POST", path: "/auth/password-reset", status: 202 },
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
  const { token } = await issueToken(runtime.database, "password-reset", at, {
    userId: person.id,
    payload: { email: person.email },
  });
  const frame = await mailFrame(runtime.database, runtime);
  await sendMail(passwordResetMail(frame, person.email, person.name, resetUrl(runtime, token)));
}

/** Where a person sets a new password with a token. */
export function resetUrl(runtime: Runtime, token: string): string {
  return `${runtime.publicUrl}${TOKEN_PAGES.passwordReset}?token=${token}`;
}

export const completeReset = defineCommand({
  id: "passwords.completeReset",
  summary: "Set a new password with a link",
  description: "One use. Ends all sessions; a second factor stays as it is. Sign in afterwards.",
  access: { kind: "public" },
  whileClosed: true,
  rate: "sign-in",
  errors: ["not_found", "rate_limited"],
  input: z.object({ token: secret(TokenText), password: secret(NewPassword) }),
  output: z.object({}),
  example: { token: "abc", password: "four yellow windows" },
  http: { method: "POST", path: "/auth/password-reset/complete" },
  async before(context, { token, password }) {
    await takeTry(context, "password-reset", null);
    const { db, now } = context;
    return newHash(password, await personOfLink(db, await peekToken(db, LINKS, token, now)));
  },
  async run(context, { token }, _subject, passwordHash) {
    const { db, now, target, identified } = context;
    const link = await redeemToken(db, LINKS, token, now);
    const person = await personOfLink(db, link);
    target("user", person.id, person.name);
    identified({ kind: "user", id: person.id, label: person.name });
    await trySucceeded(context, "password-reset", null);
    await linkArrived(db, person, link, now);
    await setPassword(context, person, passwordHash, null);
    return {};
  },
});

/** Whose link it is. One that is no good, and one of somebody who may not sign in, are the same to whoever has it. */
async function personOfLink(db: Sql, token: OneTimeToken | null): Promise<Person> {
  const person = !token || token.userId === null ? null : await personById(db, token.userId);
  if (!person || !isActive(person)) throw new AppError("not_found", "identity.token_invalid");
  return person;
}

/** The hash of a new password that keeps the rules. */
function newHash(password: string, person: Person): Promise<string> {
  checkNewPassword(password, person);
  return hashPassword(password);
}

/** The new password in place: others of the person's sessions end, and with them links that were under way. Says which sessions ended. */
async function setPassword(
  context: Context,
  person: Person,
  passwordHash: string,
  keepSession: string | null,
): Promise<string[]> {
  const { db, now, emit, runtime } = context;
  await db.execute(
    sql`update users set "passwordHash" = ${passwordHash}, "updatedAt" = ${now} where id = ${person.id}`,
  );
  await voidTokens(db, ["password-reset", "password-link", "second-factor"], person.id, now);
  const ended = await endSessions(context, person.id, { except: keepSession });
  emit(userSignInMethodsChanged, { userId: person.id, name: person.name, change: "password" });
  if (person.email) queueMail(context, passwordChangedMail(await mailFrame(db, runtime), person.email, person.name));
  return ended;
}
