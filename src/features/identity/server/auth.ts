import * as z from "zod";
import { mailIsOn, setting, verificationIsAsked } from "#app/features/admin/server/index.ts";
import { SignUpPolicy } from "#app/features/admin/settings.ts";
import { mayAnywhere } from "#app/lib/access.ts";
import { AppError } from "#app/lib/errors.ts";
import type { Context } from "#app/operation/context.ts";
import { defineCommand, defineQuery } from "#app/operation/define.ts";
import { secret } from "#app/operation/secret.ts";
import { hashPassword } from "#app/platform/crypto.ts";
import { PROVIDER_NAMES } from "../provider-names.ts";
import { Email, Me, NewPassword, Password, Provider, SignInMethod, TokenText, UserName } from "../schema.ts";
import { callerOf } from "./caller.ts";
import { queueVerification } from "./email-verification.ts";
import { acceptInvitation, invitationByToken } from "./invitation-store.ts";
import { peekToken, redeemToken } from "./one-time-token.ts";
import { passkeyParty } from "./passkey-party.ts";
import { comparePassword, compareToSignIn, isProved } from "./password-proof.ts";
import {
  addPerson,
  builtInRole,
  checkNewPassword,
  countOwners,
  isActive,
  meOf,
  personByEmail,
  personById,
} from "./people.ts";
import { providersOn } from "./providers.ts";
import { checkSecondFactor } from "./second-factor.ts";
import { createSession, endSessions } from "./session-store.ts";
import { finishSignIn, SetSession, SignInResult } from "./sign-in.ts";
import { takeTry, trySucceeded } from "./tries.ts";

export const signIn = defineCommand({
  id: "auth.signIn",
  summary: "Sign in",
  description: "By e-mail address and password. The session is an HttpOnly cookie; it is never in the body.",
  access: { kind: "public" },
  whileClosed: true,
  rate: "sign-in",
  errors: ["unauthenticated", "forbidden", "rate_limited"],
  input: z.object({ email: Email, password: secret(Password) }),
  output: SignInResult,
  example: { email: "ada@example.org", password: "three green doors" },
  http: { method: "POST", path: "/auth/signin" },
  async before(context, { email, password }) {
    await takeTry(context, "sign-in", email);
    // Always one comparison, also for an address that nobody has: neither answer nor time tells whether it is known.
    return compareToSignIn(context.db, password, email);
  },
  async run(context, { email }, _subject, proof) {
    const person = await personByEmail(context.db, email);
    if (!person || !isProved(proof, person)) throw new AppError("unauthenticated", "identity.wrong_credentials");
    // A second factor that is still to come must not be an endless source of fresh tries: the count is cleared when it is through.
    if (!person.secondFactor) await trySucceeded(context, "sign-in", email);
    return finishSignIn(context, person, "password", { secondFactor: false });
  },
});

export const secondFactor = defineCommand({
  id: "auth.secondFactor",
  summary: "Finish signing in with the second factor",
  access: { kind: "public" },
  whileClosed: true,
  rate: "sign-in",
  errors: ["unauthenticated", "forbidden", "not_found", "rate_limited"],
  input: z.object({
    token: secret(TokenText).describe("From the answer of the first step."),
    code: secret(z.string().trim().min(1).max(40)).describe("Six digits of the authenticator, or a recovery code."),
  }),
  output: SignInResult,
  example: { token: "abc", code: "123456" },
  http: { method: "POST", path: "/auth/signin/second-factor" },
  async before(context, { token }) {
    const known = await peekToken(context.db, "second-factor", token, context.now);
    await takeTry(context, "second-factor", known?.userId ?? null);
  },
  async run(context, { token, code }) {
    const { db, now } = context;
    // A wrong code throws, and with the transaction the token is unused again.
    const first = await redeemToken(db, "second-factor", token, now);
    const person = first.userId === null ? null : await personById(db, first.userId);
    if (!person || !isActive(person)) throw new AppError("not_found", "identity.token_invalid");
    await checkSecondFactor(context, person, code);
    const { method } = z.object({ method: SignInMethod }).parse(first.payload);
    await trySucceeded(context, "second-factor", person.id);
    if (person.email) await trySucceeded(context, "sign-in", person.email);
    return finishSignIn(context, person, method, { secondFactor: true });
  },
});

export const signUp = defineCommand({
  id: "auth.signUp",
  summary: "Make an account",
  description:
    "With an invitation the person is signed in at once. Where sign-up is open the answer is `accepted` whether or not the address was taken, so that nobody learns who has an account; sign in with the same address and password to go on, after the address was confirmed where `auth.methods` says so.",
  access: { kind: "public" },
  rate: "sign-in",
  errors: ["forbidden", "not_found", "conflict", "rate_limited"],
  input: z.object({
    name: UserName,
    email: Email,
    password: secret(NewPassword),
    invitation: secret(TokenText).optional().describe("The token of an invitation."),
  }),
  output: SignInResult.omit({ status: true }).extend({ status: z.enum(["accepted", "signed_in", "second_factor"]) }),
  example: { name: "Ada", email: "ada@example.org", password: "three green doors" },
  http: { method: "POST", path: "/auth/signup", status: 201 },
  async before(context, { name, email, password, invitation }) {
    await takeTry(context, "sign-up", null);
    checkNewPassword(password, { name, email });
    await requireMaySignUp(context, email, invitation);
    // The same work for an address that is taken, so that the time tells nothing either.
    return hashPassword(password);
  },
  async run(context, { name, email, invitation }, _subject, passwordHash) {
    const { db } = context;
    await requireMaySignUp(context, email, invitation);
    if (invitation !== undefined) {
      const userId = await addPerson(context, { name, email, passwordHash, roles: [] });
      await acceptInvitation(context, invitation, userId);
      await trySucceeded(context, "sign-up", null);
      return finishSignIn(context, (await personById(db, userId))!, "invitation", { secondFactor: false });
    }
    const mustVerify = await verificationIsAsked(db);
    if (!(await personByEmail(db, email))) {
      const roles = [await builtInRole(db, "member")];
      const userId = await addPerson(context, { name, email, passwordHash, roles, mustVerify });
      context.target("user", userId, name);
      context.identified({ kind: "user", id: userId, label: name });
    }
    // Also for an address that is taken: what the answer must not tell, the queue must not either.
    if (mustVerify) queueVerification(context, email);
    return { status: "accepted" as const, user: null, secondFactor: null };
  },
});

/** Whether somebody may make an account with this address, by this invitation or without one; the reason why not is thrown. */
async function requireMaySignUp({ db, now }: Context, email: string, invitation: string | undefined): Promise<void> {
  await requireSignUpOpen(db, invitation !== undefined);
  if (invitation === undefined) return;
  const invited = await invitationByToken(db, invitation, now);
  if (invited.email !== null && invited.email !== email) throw new AppError("conflict", "identity.invitation_email");
}

/** Whether new people may make an account now; the reason why not is thrown. */
export async function requireSignUpOpen(db: Parameters<typeof setting>[0], invited: boolean): Promise<void> {
  if ((await countOwners(db, { lock: false })) === 0) throw new AppError("forbidden", "identity.no_owner_yet");
  const policy = await setting(db, "sign-up");
  if (policy === "closed") throw new AppError("forbidden", "identity.sign_up_closed");
  if (policy === "invitation" && !invited) throw new AppError("forbidden", "identity.sign_up_invitation");
}

export const reauthenticate = defineCommand({
  id: "auth.reauthenticate",
  summary: "Confirm that it is still you",
  description:
    "By password, or by a code of the second factor. Some changes ask for it when the last sign-in is more than ten minutes ago.",
  access: { kind: "permission", permission: "profile:write" },
  peopleOnly: true,
  rate: "sign-in",
  errors: ["rate_limited"],
  input: z.object({
    password: secret(Password).optional(),
    code: secret(z.string().trim().min(1).max(40)).optional().describe("Where there is no password."),
  }),
  output: z.object({ setSession: SetSession }),
  example: { password: "three green doors" },
  http: { method: "POST", path: "/auth/reauthenticate" },
  async before(context, { password }) {
    await takeTry(context, "sign-in", context.actor.userId);
    return password === undefined ? null : comparePassword(password, await callerOf(context));
  },
  async run(context, { code }, _subject, proof) {
    const person = await callerOf(context);
    if (proof !== null) {
      if (!isProved(proof, person)) throw new AppError("invalid_input", "identity.password_wrong");
    } else if (code !== undefined) await checkSecondFactor(context, person, code);
    else throw new AppError("invalid_input", "identity.wrong_credentials");
    await trySucceeded(context, "sign-in", person.id);
    // A new token, because the old one is remembered with its old time for up to a second.
    const secondFactor = context.actor.secondFactorAt !== null || code !== undefined;
    return { setSession: await createSession(context, person.id, "password", { secondFactor }) };
  },
});

export const methods = defineQuery({
  id: "auth.methods",
  summary: "How to sign in here",
  access: { kind: "public" },
  whileClosed: true,
  // The pages before sign-in ask it each time they are opened, and a household or a school has one address.
  rate: "none",
  input: z.object({}),
  output: z.object({
    hasOwner: z.boolean(),
    signUp: SignUpPolicy,
    providers: z.array(z.object({ id: Provider, name: z.string() })),
    passkeys: z
      .object({ rpId: z.string() })
      .nullable()
      .describe("The name that passkeys are bound to; null: none here."),
    passwordReset: z.boolean().describe("Whether this panel can mail reset links."),
    emailVerification: z.boolean().describe("Whether who signs up has to confirm the address before signing in."),
  }),
  example: {},
  http: { method: "GET", path: "/auth/methods" },
  async run({ db, runtime }) {
    const hasOwner = (await countOwners(db, { lock: false })) > 0;
    const party = passkeyParty(runtime.publicUrl);
    return {
      hasOwner,
      signUp: hasOwner ? await setting(db, "sign-up") : "closed",
      providers: providersOn().map((id) => ({ id, name: PROVIDER_NAMES[id] })),
      passkeys: party && { rpId: party.rpId },
      passwordReset: mailIsOn(),
      emailVerification: await verificationIsAsked(db),
    };
  },
});

export const signOut = defineCommand({
  id: "auth.signOut",
  summary: "Sign out",
  access: { kind: "public" },
  whileClosed: true,
  rate: "none",
  input: z.object({}),
  output: z.object({ setSession: SetSession }),
  example: {},
  http: { method: "POST", path: "/auth/signout" },
  async run(context) {
    const { actor } = context;
    if (actor.kind === "user" && actor.sessionId) await endSessions(context, actor.id!, { only: actor.sessionId });
    return { setSession: null };
  },
});

export const session = defineQuery({
  id: "auth.session",
  summary: "Who is signed in",
  description:
    "Null where nobody is, or for a key without profile:read. Never an error, so that a page can ask before it knows.",
  access: { kind: "public" },
  whileClosed: true,
  // Asked as often as auth.methods.
  rate: "none",
  input: z.object({}),
  output: z.object({
    user: Me.nullable(),
    session: z
      .object({ id: z.string(), authenticatedAt: z.iso.datetime(), secondFactorAt: z.iso.datetime().nullable() })
      .nullable(),
  }),
  example: {},
  http: { method: "GET", path: "/auth/session" },
  async run({ db, actor }) {
    if (actor.userId === null || !mayAnywhere(actor, "profile:read")) return { user: null, session: null };
    const user = await meOf(db, actor.userId);
    if (actor.kind !== "user" || !actor.sessionId || !actor.authenticatedAt) return { user, session: null };
    return {
      user,
      session: {
        id: actor.sessionId,
        authenticatedAt: actor.authenticatedAt.toISOString(),
        secondFactorAt: actor.secondFactorAt?.toISOString() ?? null,
      },
    };
  },
});
