import { bury, type Person } from "#app/features/identity/server/index.ts";
import type { Context } from "#app/operation/context.ts";
import { literal, type Sql, sql } from "#app/platform/sql.ts";
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

/**
 * Takes all that says who somebody is out of the panel, in the caller's transaction. What they did stays, under a name that is nobody's: their movements of
 * coins, what the audit log says was done, punishments that they gave. Copies of what happened that name them go.
 */
export async function forgetPerson(context: Context, person: Person): Promise<void> {
  const { db, now } = context;
  const { id, name, email } = person;
  await forgetCopies(db, person);
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

/** Events, messages and answers that were kept for a while and name them. */
async function forgetCopies(db: Sql, { id, name, email }: Person): Promise<void> {
  await db.execute(sql`
    delete from outbox_events where "userId" = ${id} or position(${id} in payload::text) > 0
      or exists (select from jsonb_each_text(payload) f where f.value in (${name}, ${email}))`);
  await db.execute(sql`delete from webhook_deliveries where position(${id} in body) > 0`);
  await db.execute(sql`delete from discord_messages where position(${id} in body::text) > 0`);
  await db.execute(sql`delete from idempotent_answers where position(${id} in actor) > 0`);
  // Others were told of them by name.
  await db.execute(sql`
    delete from notifications where exists (select from jsonb_each_text(params) f where f.value in (${name}, ${email}))`);
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
