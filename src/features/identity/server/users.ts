import * as z from "zod";
import { addressChangedMail } from "#app/features/admin/mail.ts";
import { mailFrame, queueMail } from "#app/features/admin/server/index.ts";
import { AppError } from "#app/lib/errors.ts";
import { PageInput, pageOf } from "#app/lib/page.ts";
import { Timestamp } from "#app/lib/time.ts";
import type { Context } from "#app/operation/context.ts";
import { defineCommand, defineQuery } from "#app/operation/define.ts";
import { secret } from "#app/operation/secret.ts";
import { mayComeIn } from "#app/operation/standing.ts";
import { hashPassword } from "#app/platform/crypto.ts";
import { join, likePart, row, rows, sql } from "#app/platform/sql.ts";
import { userUpdated } from "../events.ts";
import { Email, NewPassword, Suspension, User, UserId, UserName } from "../schema.ts";
import { issueToken } from "./one-time-token.ts";
import { resetUrl } from "./passwords.ts";
import {
  addPerson,
  builtInRole,
  checkNewPassword,
  PERSON_COLUMNS,
  Person,
  personByEmail,
  personById,
} from "./people.ts";
import { endSessions } from "./session-store.ts";
import { shownUser, shownUsers } from "./shown-user.ts";
import { endDueSuspensions, endSuspension, suspendPerson, suspensionsOf } from "./suspensions.ts";
import { bury, clearFactors, grantableRoles, putRoles, requireMayActOn } from "./user-changes.ts";

const OneUser = z.object({ userId: UserId });
const RoleNames = z
  .array(z.string().min(1).max(64))
  .min(1)
  .max(20)
  .describe("Roles by key (owner, admin, moderator, member, or your own) or id.");
const Words = z.string().trim().min(1).max(500);
const PasswordLink = z.object({ url: secret(z.string()), token: secret(z.string()), expiresAt: Timestamp });
const example = { userId: "usr_01930000000070008000000000000001" };

const subject = {
  kind: "user",
  load: ({ db }: Context, { userId }: z.output<typeof OneUser>) => personById(db, userId),
  see: "users:read" as const,
  name: ({ id, name }: Person) => ({ id, label: name }),
};

/** What somebody is called who was given no name: what stands before the @. */
function nameOf(email: string): string {
  return email.slice(0, email.indexOf("@")).slice(0, 60);
}

/** A link with which somebody sets a password, for an admin to hand over. */
async function passwordLink({ db, now, runtime }: Context, userId: string): Promise<z.input<typeof PasswordLink>> {
  const { token, expiresAt } = await issueToken(db, "password-link", now, { userId });
  return { url: resetUrl(runtime, token), token, expiresAt: expiresAt.toISOString() };
}

export const list = defineQuery({
  id: "users.list",
  summary: "List users",
  access: { kind: "permission", permission: "users:read" },
  rate: "admin",
  input: PageInput.extend({
    q: z.string().trim().max(100).optional().describe("Part of the name or the e-mail address."),
    role: z.string().max(64).optional().describe("Key or id of a role."),
    state: z.enum(["active", "suspended", "removed"]).optional().describe("Default: all but removed ones."),
  }),
  output: pageOf(User),
  example: { limit: 20 },
  http: { method: "GET", path: "/admin/users" },
  async run(context, { q, role, state, page, limit }) {
    const { db } = context;
    const like = q ? likePart(q) : null;
    const where = join(
      [
        sql`u.kind = 'person'`,
        state === "removed" ? sql`u."removedAt" is not null` : sql`u."removedAt" is null`,
        ...(state === "active" ? [mayComeIn("u")] : []),
        ...(state === "suspended" ? [sql`not ${mayComeIn("u")}`] : []),
        ...(like ? [sql`(u.name ilike ${like} or u.email ilike ${like})`] : []),
        ...(role
          ? [
              sql`exists (select 1 from role_members m join roles r on r.id = m."roleId" where m."userId" = u.id and (r.key = ${role} or r.id = ${role}))`,
            ]
          : []),
      ],
      " and ",
    );
    const counted = await row(
      db,
      z.object({ total: z.number() }),
      sql`select count(*)::int as total from users u where ${where}`,
    );
    const found = await rows(
      db,
      Person,
      sql`select ${PERSON_COLUMNS} from users u where ${where} order by u."createdAt" desc, u.id desc limit ${limit} offset ${(page - 1) * limit}`,
    );
    return { items: await shownUsers(context, found), total: counted?.total ?? 0, page, limit };
  },
});

export const get = defineQuery({
  id: "users.get",
  summary: "Get a user",
  access: { kind: "permission", permission: "users:read" },
  rate: "admin",
  subject,
  input: OneUser,
  output: User,
  example,
  http: { method: "GET", path: "/admin/users/{userId}" },
  edited: ({ name, email, roles, state }) => [name, email, roles, state],
  run: (context, _input, person) => shownUser(context, person),
});

export const create = defineCommand({
  id: "users.create",
  summary: "Add a user",
  description: "Without a password the answer has a link with which they set one, good for 24 hours.",
  access: { kind: "permission", permission: "users:write" },
  rate: "admin",
  errors: ["conflict"],
  input: z.object({
    email: Email,
    name: UserName.optional().describe("Default: what stands before the @."),
    roles: RoleNames.default(["member"]),
    password: secret(NewPassword).optional(),
  }),
  output: z.object({ user: User, passwordLink: PasswordLink.nullable() }),
  example: { email: "ada@example.org", name: "Ada", roles: ["member"] },
  http: { method: "POST", path: "/admin/users", status: 201 },
  async before(_context, { email, name, password }) {
    if (password === undefined) return null;
    checkNewPassword(password, { name: name ?? nameOf(email), email });
    return hashPassword(password);
  },
  async run(context, { email, name, roles }, _subject, passwordHash) {
    const shownName = name ?? nameOf(email);
    const given = await grantableRoles(context, roles);
    const id = await addPerson(context, { name: shownName, email, passwordHash, roles: given });
    context.target("user", id, shownName);
    return {
      user: await shownUser(context, (await personById(context.db, id))!),
      passwordLink: passwordHash === null ? await passwordLink(context, id) : null,
    };
  },
});

export const update = defineCommand({
  id: "users.update",
  summary: "Change a user's name or e-mail address",
  description:
    "A new address counts as not verified, but nobody has to confirm what an admin entered; the old one is told.",
  access: { kind: "permission", permission: "users:write" },
  rate: "admin",
  subject,
  errors: ["conflict"],
  input: OneUser.extend({ name: UserName.optional(), email: Email.optional() }),
  output: User,
  example: { ...example, name: "Ada" },
  http: { method: "PATCH", path: "/admin/users/{userId}" },
  async run(context, { name, email }, person) {
    requireMayActOn(context, person);
    const { db, now, emit, changed, runtime } = context;
    const moves = email !== undefined && email !== person.email;
    if (moves && (await personByEmail(db, email))) throw new AppError("conflict", "identity.email_taken");
    await db.execute(sql`
      update users set name = ${name ?? person.name}, email = ${email ?? person.email},
        "emailVerifiedAt" = ${moves ? null : person.emailVerifiedAt}, "mustVerifySince" = ${moves ? null : person.mustVerifySince}, "updatedAt" = ${now} where id = ${person.id}`);
    changed({ name: person.name, email: person.email }, { name: name ?? person.name, email: email ?? person.email });
    emit(userUpdated, { userId: person.id, name: name ?? person.name });
    if (moves && person.email)
      queueMail(context, addressChangedMail(await mailFrame(db, runtime), person.email, person.name));
    return shownUser(context, (await personById(db, person.id))!);
  },
});

export const setRoles = defineCommand({
  id: "users.setRoles",
  summary: "Give a user other roles",
  description: "Nobody gives what they lack or what stands above them; the last owner stays owner.",
  access: { kind: "permission", permission: "roles:write" },
  rate: "admin",
  subject,
  errors: ["conflict"],
  input: OneUser.extend({ roles: RoleNames }),
  output: User,
  example: { ...example, roles: ["moderator"] },
  http: { method: "PUT", path: "/admin/users/{userId}/roles" },
  async run(context, { roles }, person) {
    requireMayActOn(context, person);
    await putRoles(context, person, roles);
    return shownUser(context, (await personById(context.db, person.id))!);
  },
});

export const suspend = defineCommand({
  id: "users.suspend",
  summary: "Suspend a user",
  description:
    "Their sessions end and their keys stop within a second, and their servers are stopped until it ends. They are told the reason and the end when they try to sign in; with an end they are let in again by themselves. Of who is suspended already, reason and end are replaced.",
  access: { kind: "permission", permission: "users:write" },
  rate: "admin",
  subject,
  errors: ["conflict"],
  input: OneUser.extend({
    reason: Words.optional().describe("Why; they read it. Up to 500 characters."),
    note: Words.optional().describe("For staff alone."),
    until: Timestamp.optional().describe("When it ends by itself. Absent: when somebody ends it."),
  }),
  output: User,
  example: { ...example, reason: "Cheating on the arena" },
  http: { method: "POST", path: "/admin/users/{userId}/suspend" },
  async run(context, { reason, note, until }, person) {
    requireMayActOn(context, person);
    await suspendPerson(context, person, {
      reason: reason ?? null,
      note: note ?? null,
      until: until === undefined ? null : new Date(until),
    });
    return shownUser(context, (await personById(context.db, person.id))!);
  },
});

export const unsuspend = defineCommand({
  id: "users.unsuspend",
  summary: "Let a suspended user in again",
  access: { kind: "permission", permission: "users:write" },
  rate: "admin",
  subject,
  errors: ["conflict"],
  input: OneUser,
  output: User,
  example,
  http: { method: "POST", path: "/admin/users/{userId}/unsuspend" },
  async run(context, _input, person) {
    requireMayActOn(context, person);
    if (person.id === context.actor.userId) throw new AppError("conflict", "identity.own_account");
    await endSuspension(context, person, "lifted");
    return shownUser(context, (await personById(context.db, person.id))!);
  },
});

export const suspensions = defineQuery({
  id: "users.suspensions",
  summary: "List when a user was suspended",
  description: "The newest first, the last hundred: why, by whom, until when, and how each ended.",
  access: { kind: "permission", permission: "users:read" },
  rate: "admin",
  subject,
  input: OneUser,
  output: z.object({ items: z.array(Suspension) }),
  example,
  http: { method: "GET", path: "/admin/users/{userId}/suspensions" },
  run: async ({ db }, _input, person) => ({ items: await suspensionsOf(db, person.id) }),
});

export const endDue = defineCommand({
  id: "users.endDue",
  summary: "End the suspensions whose time is over",
  description: "For the clock. Done by several at once, each is ended once.",
  access: { kind: "operator" },
  audit: "none",
  input: z.object({}),
  output: z.object({ ended: z.int() }),
  example: {},
  run: async (context) => ({ ended: await endDueSuspensions(context) }),
});

export const signOut = defineCommand({
  id: "users.signOut",
  summary: "Sign a user out everywhere",
  description: "Their sessions end within a second. They can sign in again, and their keys go on.",
  access: { kind: "permission", permission: "users:write" },
  rate: "admin",
  subject,
  errors: ["conflict"],
  input: OneUser,
  output: z.object({ ended: z.int().describe("How many sessions were ended.") }),
  example,
  http: { method: "POST", path: "/admin/users/{userId}/sign-out" },
  async run(context, _input, person) {
    requireMayActOn(context, person);
    return { ended: (await endSessions(context, person.id)).length };
  },
});

export const remove = defineCommand({
  id: "users.remove",
  summary: "Remove a user",
  description:
    "History keeps the name. Address, sign-in methods, sessions and keys are gone for good; their servers stay.",
  access: { kind: "permission", permission: "users:write" },
  rate: "admin",
  subject,
  errors: ["conflict"],
  input: OneUser,
  output: z.object({}),
  example,
  http: { method: "DELETE", path: "/admin/users/{userId}", status: 204 },
  async run(context, _input, person) {
    requireMayActOn(context, person);
    await bury(context, person);
    return {};
  },
});

export const resetPassword = defineCommand({
  id: "users.resetPassword",
  summary: "Make a link with which a user sets a new password",
  description: "For the command line of the machine. Good for 24 hours, one use.",
  access: { kind: "operator" },
  errors: ["not_found", "conflict"],
  input: z.object({ email: Email }),
  output: PasswordLink,
  example: { email: "ada@example.org" },
  async run(context, { email }) {
    const person = await personByEmail(context.db, email);
    if (!person) throw new AppError("not_found", "identity.unknown_email");
    requireMayActOn(context, person);
    context.target("user", person.id, person.name);
    return passwordLink(context, person.id);
  },
});

export const recoverOwner = defineCommand({
  id: "users.recoverOwner",
  summary: "Get an owner back",
  description:
    "For the command line of the machine, when no owner can sign in. Makes this address an owner (and the account, if there is none), takes its second factor and passkeys away, ends its sessions, and gives a link to set a password.",
  access: { kind: "operator" },
  errors: ["conflict"],
  input: z.object({ email: Email, name: UserName.optional() }),
  output: PasswordLink.extend({ user: User }),
  example: { email: "ada@example.org" },
  async run(context, { email, name }) {
    const { db, now, target } = context;
    const owner = await builtInRole(db, "owner");
    const known = await personByEmail(db, email);
    const id = known?.id ?? (await addPerson(context, { name: name ?? nameOf(email), email, roles: [] }));
    await clearFactors(context, id);
    await endSessions(context, id);
    await db.execute(sql`
      insert into role_members ("userId", "roleId", "createdAt") values (${id}, ${owner.id}, ${now}) on conflict do nothing`);
    const person = (await personById(db, id))!;
    target("user", id, person.name);
    return { ...(await passwordLink(context, id)), user: await shownUser(context, person) };
  },
});
