import * as z from "zod";
import { bury, type Person } from "#app/features/identity/server/index.ts";
import type { NoticeType } from "#app/features/notifications/notices.ts";
import type { Context } from "#app/operation/context.ts";
import { literal, rows, type Sql, sql } from "#app/platform/sql.ts";
import { labelPairs } from "./own-tables.ts";

/** What a person is called once their account is deleted. */
export const GONE = "Deleted user";

/** Tables of which rows of the person go whole, by the column that names them. */
const REMOVED: readonly (readonly [string, string])[] = [
  ["notifications", "userId"],
  ["notice_choices", "userId"],
  ["notice_settings", "userId"],
  ["webhooks", "ownerId"],
  ["tickets", "requesterId"],
  ["ticket_attachments", "uploaderId"],
  ["data_exports", "userId"],
  ["analytics_exports", "userId"],
  ["account_deletions", "userId"],
];

/** Notices whose `name` is a person's, beside those about tickets. */
const NAMING: readonly NoticeType[] = ["coins.given", "earning.referral_paid"];

/**
 * Takes all that says who somebody is out of the panel, in the caller's transaction. What they did stays, under a name that is nobody's: their movements of
 * coins, what the audit log says was done, punishments that they gave. Copies of what happened that name them go.
 */
export async function forgetPerson(context: Context, person: Person): Promise<void> {
  const { db, now } = context;
  const { id, name, email } = person;
  await forgetCopies(db, person);
  await forgetStaff(db, person);
  await db.execute(sql`
    update audit_entries set "targetLabel" = "targetId", input = null, before = null, after = null
    where "targetId" in (select id from tickets where "requesterId" = ${id}) or "targetId" in (select id from api_keys where "ownerId" = ${id})
      or "targetId" in (select id from webhooks where "ownerId" = ${id})`);
  for (const [table, column] of REMOVED)
    await db.execute(sql`delete from ${literal(table)} where ${literal(`"${column}"`)} = ${id}`);
  await db.execute(sql`
    update api_keys set name = ${GONE}, description = null, "playerName" = null, "lastUsedAddress" = null, "allowedAddresses" = '{}' where "ownerId" = ${id}`);
  await db.execute(sql`delete from key_calls where "keyId" in (select id from api_keys where "ownerId" = ${id})`);
  await db.execute(sql`
    delete from key_networks where "lineageId" in (select coalesce("lineageId", id) from api_keys where "ownerId" = ${id})`);
  await db.execute(sql`update players set email = null where "userId" = ${id} or lower(email) = ${email}`);
  await db.execute(sql`update players set "userId" = null where "userId" = ${id}`);
  await db.execute(sql`update user_suspensions set reason = null, note = null where "userId" = ${id}`);
  await db.execute(sql`update invitations set email = null where email = ${email}`);
  await forgetDeeds(db, person);
  for (const { table, id: whose, label } of await labelPairs(db))
    await db.execute(sql`
      update ${literal(`"${table}"`)} set ${literal(`"${label}"`)} = ${GONE}
      where ${literal(`"${whose}"`)} = ${id} and ${literal(`"${label}"`)} = ${name}`);
  await db.execute(sql`update log_imports set "createdBy" = ${GONE} where "userId" = ${id}`);
  await db.execute(sql`update users set name = ${GONE}, "lastSeenAt" = null, "updatedAt" = ${now} where id = ${id}`);
  await bury(context, { ...person, name: GONE });
}

/**
 * Events, messages and answers that were kept for a while and name them. A name alone says nobody: others may be called so, or a server, a state, a number. So
 * what has no id of theirs is found by what they did, as the audit log has it, or by what it is about.
 */
async function forgetCopies(db: Sql, { id, name, email }: Person): Promise<void> {
  // Others were told of them by name.
  const told = await rows(
    db,
    z.object({ id: z.string() }),
    sql`delete from notifications n where (n.about = 'ticket' and n."aboutId" in (select t.id from tickets t where t."requesterId" = ${id}))
          or (n.type = any(${NAMING}::text[]) and n.params->>'name' = ${name})
          or exists (select from jsonb_each_text(n.params) f where f.value = ${email})
        returning n.id`,
  );
  await db.execute(sql`
    with gone as (
      delete from outbox_events e where e."userId" = ${id} or position(${id} in e.payload::text) > 0
        or e.payload->>'notificationId' = any(${told.map((notice) => notice.id)}::text[])
        or exists (select from jsonb_each_text(e.payload) f where f.value = ${email})
        or exists (select from audit_entries a where a."actorId" = ${id} and a.at = e.at and a."actorLabel" = e.payload->>'by')
      returning e.id)
    delete from webhook_deliveries where position(${id} in body) > 0 or "eventId" in (select id from gone)`);
  await db.execute(sql`delete from discord_messages where position(${id} in body::text) > 0`);
  await db.execute(sql`delete from idempotent_answers where position(${id} in actor) > 0`);
}

/** What of tickets names who saw to them: nobody does who is gone, and lines about them say no name. */
async function forgetStaff(db: Sql, { id, name }: Person): Promise<void> {
  const theirs = sql`select t.id from tickets t where t."assigneeId" = ${id}
    or exists (select from ticket_messages m where m."ticketId" = t.id and m."authorId" = ${id} and m."byStaff")
    or exists (select from ticket_activities a where a."ticketId" = t.id and a."actorId" = ${id})`;
  // Others of the staff may be called so: only what is about tickets that they had to do with.
  await db.execute(sql`
    update ticket_activities set "from" = case when "from" = ${name} then ${GONE} else "from" end, "to" = case when "to" = ${name} then ${GONE} else "to" end
    where kind = 'assignee' and ${name} in ("from", "to") and "ticketId" in (${theirs})`);
  await db.execute(sql`
    update audit_entries set before = null, after = null
    where "targetId" in (${theirs}) and ${name} in (before->>'assignee', after->>'assignee')`);
  await db.execute(sql`update ticket_categories set "assigneeId" = null where "assigneeId" = ${id}`);
  await db.execute(
    sql`update tickets set "assigneeId" = null where "assigneeId" = ${id} and status in ('open', 'in_progress')`,
  );
}

/** The audit log goes on saying what was done, and no more who it was, from where and with which words. */
async function forgetDeeds(db: Sql, { id, email }: Person): Promise<void> {
  await db.execute(sql`
    update audit_entries set "actorLabel" = ${GONE}, address = null, input = null, before = null, after = null,
      "targetLabel" = case when "targetKind" in ('server', 'community', 'player', 'node') then "targetLabel" else "targetId" end where "actorId" = ${id}`);
  await db.execute(sql`
    update audit_entries set "targetLabel" = ${GONE}, input = null, before = null, after = null where "targetId" = ${id}`);
  await db.execute(sql`update audit_entries set input = null, address = null where input->>'email' = ${email}`);
}
