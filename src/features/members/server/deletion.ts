import * as z from "zod";
import { mailFrame, queueMail } from "#app/features/admin/server/index.ts";
import { askServerDeletion, serverById } from "#app/features/hosting/server/index.ts";
import { UserId } from "#app/features/identity/schema.ts";
import {
  callerOf,
  countOwners,
  type Person,
  personById,
  requireMayActOn,
} from "#app/features/identity/server/index.ts";
import { notify } from "#app/features/notifications/server/index.ts";
import { DAY } from "#app/lib/duration.ts";
import { AppError } from "#app/lib/errors.ts";
import { iso, Timestamp } from "#app/lib/time.ts";
import type { Context } from "#app/operation/context.ts";
import { defineCommand, defineQuery } from "#app/operation/define.ts";
import { row, rows, type Sql, sql } from "#app/platform/sql.ts";
import { userDeletionChanged } from "../events.ts";
import { accountDeletedMail } from "../mail.ts";
import { forgetPerson } from "./forget-person.ts";

/** How long somebody may change their mind. */
const PATIENCE_MS = 7 * DAY;
const AT_ONCE = 20;

const Deletion = z.object({
  askedAt: Timestamp.nullable().describe("Null: it was not asked for."),
  dueAt: Timestamp.nullable().describe("When the account is deleted, if that is not taken back."),
  withServers: z.boolean().describe("Whether the servers are deleted with it."),
  servers: z.int().describe("How many servers are owned now."),
});

const Asked = z.object({ askedAt: z.date(), dueAt: z.date(), withServers: z.boolean() });

async function ownedBy(db: Sql, userId: string) {
  return rows(
    db,
    z.object({ id: z.string() }),
    sql`select id from servers where "ownerId" = ${userId} and desired <> 'deleted' order by id`,
  );
}

async function shown(db: Sql, userId: string): Promise<z.input<typeof Deletion>> {
  const asked = await row(
    db,
    Asked,
    sql`select "askedAt", "dueAt", "withServers" from account_deletions where "userId" = ${userId}`,
  );
  return {
    askedAt: iso(asked?.askedAt ?? null),
    dueAt: iso(asked?.dueAt ?? null),
    withServers: asked?.withServers ?? false,
    servers: (await ownedBy(db, userId)).length,
  };
}

/** Of the owners of the instance one must stay. */
async function requireNotLastOwner(db: Sql, person: Person): Promise<void> {
  const isOwner = person.roles.some(({ key }) => key === "owner");
  if (isOwner && (await countOwners(db, { lock: true })) <= 1) throw new AppError("conflict", "identity.last_owner");
}

export const deletion = defineQuery({
  id: "profile.deletion",
  summary: "Whether your account is to be deleted",
  access: { kind: "permission", permission: "profile:read" },
  peopleOnly: true,
  input: z.object({}),
  output: Deletion,
  example: {},
  http: { method: "GET", path: "/users/me/deletion" },
  run: async (context) => shown(context.db, (await callerOf(context)).id),
});

export const askDeletion = defineCommand({
  id: "profile.askDeletion",
  summary: "Ask for your account to be deleted",
  description:
    "In seven days, until when it can be taken back. All that says who you are goes; what you did stays under no name. Who owns servers gives them away first, or says that they go too.",
  access: { kind: "permission", permission: "profile:write" },
  peopleOnly: true,
  freshSignIn: true,
  errors: ["conflict"],
  input: z.object({
    name: z.string().max(100).describe("Your name, as the panel shows it: so that nobody does this by mistake."),
    withServers: z.boolean().default(false).describe("Whether your servers, with all their files, are deleted too."),
  }),
  output: Deletion,
  example: { name: "Ada" },
  http: { method: "POST", path: "/users/me/deletion" },
  async run(context, { name, withServers }) {
    const { db, now, emit, target } = context;
    const person = await callerOf(context);
    target("user", person.id, person.name);
    if (name !== person.name)
      throw new AppError("invalid_input", "members.name_not_confirmed", {}, [
        { path: "name", code: "not_confirmed", message: "Write your name exactly as the panel shows it." },
      ]);
    await requireNotLastOwner(db, person);
    const servers = (await ownedBy(db, person.id)).length;
    if (servers > 0 && !withServers) throw new AppError("conflict", "members.owns_servers", { count: servers });
    const dueAt = new Date(now.getTime() + PATIENCE_MS);
    const asked = await db.execute(sql`
      insert into account_deletions ("userId", "askedAt", "dueAt", "withServers") values (${person.id}, ${now}, ${dueAt}, ${withServers})
      on conflict do nothing`);
    if (asked > 0) {
      emit(userDeletionChanged, { userId: person.id, change: "asked", dueAt: iso(dueAt) });
      await notify(context, [person.id], {
        type: "user.deletion_asked",
        params: { at: iso(dueAt).slice(0, 10) },
        about: null,
        once: `deletion ${iso(now)}`,
      });
    }
    return shown(db, person.id);
  },
});

async function takeBack({ db, emit }: Context, userId: string): Promise<void> {
  const ended = await db.execute(sql`delete from account_deletions where "userId" = ${userId}`);
  if (ended === 0) throw new AppError("conflict", "members.no_deletion");
  emit(userDeletionChanged, { userId, change: "canceled", dueAt: null });
}

export const cancelDeletion = defineCommand({
  id: "profile.cancelDeletion",
  summary: "Keep your account after all",
  access: { kind: "permission", permission: "profile:write" },
  peopleOnly: true,
  errors: ["conflict"],
  input: z.object({}),
  output: z.object({}),
  example: {},
  http: { method: "DELETE", path: "/users/me/deletion", status: 204 },
  async run(context) {
    const person = await callerOf(context);
    context.target("user", person.id, person.name);
    await takeBack(context, person.id);
    return {};
  },
});

const subject = {
  kind: "user",
  load: ({ db }: Context, { userId }: { userId: string }) => personById(db, userId),
  see: "users:read" as const,
  name: ({ id, name }: Person) => ({ id, label: name }),
};
const example = { userId: "usr_01930000000070008000000000000001" };

export const deletionOf = defineQuery({
  id: "users.deletion",
  summary: "Whether a user asked for their account to be deleted",
  access: { kind: "permission", permission: "users:read" },
  rate: "admin",
  subject,
  input: z.object({ userId: UserId }),
  output: Deletion,
  example,
  http: { method: "GET", path: "/admin/users/{userId}/deletion" },
  run: ({ db }, _input, person) => shown(db, person.id),
});

export const cancelDeletionOf = defineCommand({
  id: "users.cancelDeletion",
  summary: "Take back that a user's account is to be deleted",
  description: "They are told.",
  access: { kind: "permission", permission: "users:write" },
  rate: "admin",
  subject,
  errors: ["conflict"],
  input: z.object({ userId: UserId }),
  output: z.object({}),
  example,
  http: { method: "DELETE", path: "/admin/users/{userId}/deletion", status: 204 },
  async run(context, _input, person) {
    requireMayActOn(context, person);
    await takeBack(context, person.id);
    await tellKept(context, person.id, "staff");
    return {};
  },
});

function tellKept(context: Context, userId: string, why: "staff" | "last_owner" | "servers"): Promise<number> {
  const once = `kept ${iso(context.now)}`;
  return notify(context, [userId], { type: "user.deletion_canceled", params: { why }, about: null, once });
}

const Due = z.object({ userId: z.string(), withServers: z.boolean() });

export const deleteDue = defineCommand({
  id: "users.deleteDue",
  summary: "Delete the accounts whose time has come",
  description: "For the clock. Done by several at once, each is deleted once.",
  access: { kind: "operator" },
  audit: "none",
  input: z.object({}),
  output: z.object({ deleted: z.int() }),
  example: {},
  async run(context) {
    const due = await rows(
      context.db,
      Due,
      sql`select "userId", "withServers" from account_deletions where "dueAt" <= ${context.now}
          order by "dueAt", "userId" limit ${AT_ONCE} for update skip locked`,
    );
    let deleted = 0;
    for (const one of due) if (await deleteAccount(context, one)) deleted += 1;
    return { deleted };
  },
});

/** Deletes one, or where that cannot be any more gives it up and says why. */
async function deleteAccount(context: Context, { userId, withServers }: z.output<typeof Due>): Promise<boolean> {
  const { db, runtime } = context;
  const person = await personById(db, userId);
  const servers = await ownedBy(db, userId);
  const why = person && (await whyNot(db, person, withServers ? 0 : servers.length));
  if (!person || person.removedAt || why) {
    await db.execute(sql`delete from account_deletions where "userId" = ${userId}`);
    if (why) await tellKept(context, userId, why);
    return false;
  }
  for (const { id } of servers) {
    const server = await serverById(db, id);
    if (server) await askServerDeletion(context, server);
  }
  if (person.email) queueMail(context, accountDeletedMail(await mailFrame(db, runtime), person.email));
  await forgetPerson(context, person);
  return true;
}

async function whyNot(db: Sql, person: Person, servers: number): Promise<"last_owner" | "servers" | null> {
  if (servers > 0) return "servers";
  const isLast = await requireNotLastOwner(db, person).then(
    () => false,
    () => true,
  );
  return isLast ? "last_owner" : null;
}
