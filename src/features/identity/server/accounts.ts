import * as z from "zod";
import { AppError } from "#app/lib/errors.ts";
import { iso, Timestamp } from "#app/lib/time.ts";
import type { Context } from "#app/operation/context.ts";
import { defineCommand, defineQuery } from "#app/operation/define.ts";
import { secret } from "#app/operation/secret.ts";
import { row, rows, sql } from "#app/platform/sql.ts";
import { userSignInMethodsChanged, userUpdated } from "../events.ts";
import { PROVIDER_NAMES } from "../provider-names.ts";
import { normalizeEmail } from "../rules.ts";
import { Provider, TokenText, UserId, UserName } from "../schema.ts";
import { requireSignUpOpen } from "./auth.ts";
import { callerOf, requireWayToSignIn } from "./caller.ts";
import { acceptInvitation, invitationByToken } from "./invitation-store.ts";
import { addPerson, builtInRole, isActive, type Person, personByEmail, personById } from "./people.ts";
import { finishSignIn, SignInResult } from "./sign-in.ts";

const AccountId = z.string().min(1).max(200);
const Linked = z.object({
  provider: Provider,
  accountId: z.string(),
  label: z.string().nullable(),
  linkedAt: z.date(),
});

export const list = defineQuery({
  id: "accounts.list",
  summary: "List the own linked accounts",
  access: { kind: "permission", permission: "profile:read" },
  peopleOnly: true,
  input: z.object({}),
  output: z.object({ items: z.array(Linked.extend({ linkedAt: Timestamp })) }),
  example: {},
  http: { method: "GET", path: "/users/me/accounts" },
  async run(context) {
    const { id } = await callerOf(context);
    const found = await rows(
      context.db,
      Linked,
      sql`select provider, "providerAccountId" as "accountId", label, "linkedAt" from accounts where "userId" = ${id} order by "linkedAt"`,
    );
    return { items: found.map((account) => ({ ...account, linkedAt: iso(account.linkedAt) })) };
  },
});

export const unlink = defineCommand({
  id: "accounts.unlink",
  summary: "Unlink an account",
  description: "Never the last way to sign in.",
  access: { kind: "permission", permission: "profile:write" },
  peopleOnly: true,
  freshSignIn: true,
  errors: ["conflict", "not_found"],
  input: z.object({ provider: Provider, accountId: AccountId }),
  output: z.object({}),
  example: { provider: "discord", accountId: "80351110224678912" },
  http: { method: "DELETE", path: "/users/me/accounts/{provider}/{accountId}", status: 204 },
  async run(context, { provider, accountId }) {
    const { db, emit, target } = context;
    const person = await callerOf(context);
    target("account", `${provider}:${accountId}`, PROVIDER_NAMES[provider]);
    const removed = await db.execute(sql`
      delete from accounts where provider = ${provider} and "providerAccountId" = ${accountId} and "userId" = ${person.id}`);
    if (removed === 0) throw new AppError("not_found");
    await requireWayToSignIn(context, person.id);
    emit(userSignInMethodsChanged, { userId: person.id, name: person.name, change: `${provider} unlinked` });
    return {};
  },
});

/** What a provider said of somebody who just proved to it who they are. */
const Profile = z.object({
  provider: Provider,
  providerAccountId: AccountId,
  name: z
    .string()
    .transform(
      (name) =>
        name
          .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, "")
          .trim()
          .slice(0, 60)
          .trim() || "Unnamed",
    )
    .pipe(UserName),
  email: z.string().max(254).nullable(),
  emailVerified: z.boolean(),
  avatarUrl: z
    .httpUrl()
    .max(500)
    .nullable()
    .or(z.url({ protocol: /^https?$/ }).max(500)),
});
type Profile = z.output<typeof Profile>;

export const signInWith = defineCommand({
  id: "accounts.signInWith",
  summary: "Sign in, sign up or link by an account elsewhere",
  description:
    "For the door that has just spoken with the provider. A person is known by the provider's id alone: an e-mail address never links accounts. `linkTo` links to who is signed in already.",
  access: { kind: "operator" },
  errors: ["forbidden", "conflict", "not_found"],
  input: Profile.extend({ invitation: secret(TokenText).nullable(), linkTo: UserId.nullable() }),
  output: SignInResult.omit({ status: true }).extend({ status: z.enum(["linked", "signed_in", "second_factor"]) }),
  example: {
    provider: "discord",
    providerAccountId: "80351110224678912",
    name: "Ada",
    email: "ada@example.org",
    emailVerified: true,
    avatarUrl: null,
    invitation: null,
    linkTo: null,
  },
  async run(context, { invitation, linkTo, ...profile }) {
    const { db, target, identified } = context;
    const known = await row(
      db,
      z.object({ userId: z.string(), label: z.string().nullable() }),
      sql`select "userId", label from accounts where provider = ${profile.provider} and "providerAccountId" = ${profile.providerAccountId} for update`,
    );
    if (linkTo !== null) {
      const person = await personById(db, linkTo);
      if (!person || !isActive(person)) throw new AppError("unauthenticated");
      target("user", person.id, person.name);
      identified({ kind: "user", id: person.id, label: person.name });
      if (known && known.userId !== person.id)
        throw new AppError("conflict", "identity.account_linked_elsewhere", {
          provider: PROVIDER_NAMES[profile.provider],
        });
      if (!known) await link(context, person, profile);
      return { status: "linked" as const, user: null, secondFactor: null };
    }
    if (known) {
      await refresh(context, (await personById(db, known.userId))!, known.label, profile);
      return finishSignIn(context, (await personById(db, known.userId))!, profile.provider, { secondFactor: false });
    }
    const person = await signUpWith(context, profile, invitation);
    return finishSignIn(context, person, profile.provider, { secondFactor: false });
  },
});

async function link({ db, now, emit }: Context, person: Person, profile: Profile): Promise<void> {
  const linked = await db.execute(sql`
    insert into accounts (provider, "providerAccountId", "userId", label, "linkedAt")
    values (${profile.provider}, ${profile.providerAccountId}, ${person.id}, ${profile.name}, ${now}) on conflict do nothing`);
  if (linked === 0)
    throw new AppError("conflict", "identity.account_linked_elsewhere", { provider: PROVIDER_NAMES[profile.provider] });
  if (person.avatarUrl === null && profile.avatarUrl !== null)
    await db.execute(sql`update users set "avatarUrl" = ${profile.avatarUrl} where id = ${person.id}`);
  emit(userSignInMethodsChanged, { userId: person.id, name: person.name, change: `${profile.provider} linked` });
}

/** Takes over name and avatar as the provider has them now; a name that the person chose here stays. */
async function refresh(
  { db, now, emit }: Context,
  person: Person,
  label: string | null,
  profile: Profile,
): Promise<void> {
  await db.execute(sql`
    update accounts set label = ${profile.name} where provider = ${profile.provider} and "providerAccountId" = ${profile.providerAccountId}`);
  const name = person.name === label ? profile.name : person.name;
  const avatarUrl = profile.avatarUrl ?? person.avatarUrl;
  if (name === person.name && avatarUrl === person.avatarUrl) return;
  await db.execute(
    sql`update users set name = ${name}, "avatarUrl" = ${avatarUrl}, "updatedAt" = ${now} where id = ${person.id}`,
  );
  emit(userUpdated, { userId: person.id, name });
}

async function signUpWith(context: Context, profile: Profile, invitation: string | null): Promise<Person> {
  const { db, now } = context;
  await requireSignUpOpen(db, invitation !== null);
  // What the provider has not verified is anybody's claim, and is not taken over.
  const email = profile.email !== null && profile.emailVerified ? normalizeEmail(profile.email) : null;
  if (email !== null && (await personByEmail(db, email)))
    throw new AppError("conflict", "identity.email_taken_link", { provider: PROVIDER_NAMES[profile.provider] });
  if (invitation !== null) {
    const invited = await invitationByToken(db, invitation, now);
    if (invited.email !== null && invited.email !== email) throw new AppError("conflict", "identity.invitation_email");
  }
  const userId = await addPerson(context, {
    name: profile.name,
    email,
    emailVerified: email !== null,
    avatarUrl: profile.avatarUrl,
    roles: invitation === null ? [await builtInRole(db, "member")] : [],
  });
  await link(context, (await personById(db, userId))!, profile);
  if (invitation !== null) await acceptInvitation(context, invitation, userId);
  return (await personById(db, userId))!;
}
