import { setting } from "#app/features/admin/server/index.ts";
import { removeOldPeriods } from "#app/features/kills/server/index.ts";
import { forgetSealed } from "#app/features/players/server/index.ts";
import { DAY, HOUR } from "#app/lib/duration.ts";
import type { Runtime } from "#app/operation/runtime.ts";
import { now } from "#app/platform/clock.ts";
import { literal, type Sql, type SqlText, sql } from "#app/platform/sql.ts";

export interface Kept {
  table: string;
  column: string;
  forMs: number;
  /** Only rows of which this holds too. */
  where?: string;
}

/** How long each kind of row is kept after the time in its column. */
const KEPT: readonly Kept[] = [
  { table: "sessions", column: "expiresAt", forMs: 0 },
  // A week, so that "the link did not work" can be looked into.
  { table: "one_time_tokens", column: "expiresAt", forMs: 7 * DAY },
  { table: "discord_link_codes", column: "expiresAt", forMs: 0 },
  // What waits for a bot that is away; see also how long each is worth saying.
  { table: "discord_messages", column: "createdAt", forMs: DAY },
  { table: "join_tokens", column: "expiresAt", forMs: 7 * DAY },
  // The list of invitations shows who came by which; the audit log knows for longer.
  { table: "invitations", column: "expiresAt", forMs: 90 * DAY },
  // An authenticator that was begun is confirmed within minutes or never.
  { table: "totp_factors", column: "createdAt", forMs: DAY, where: `"confirmedAt" is null` },
  { table: "attempts", column: "at", forMs: DAY },
  { table: "familiar_addresses", column: "lastAt", forMs: 90 * DAY },
  // As long as the audit log may name it.
  { table: "api_keys", column: "revokedAt", forMs: 365 * DAY },
  { table: "idempotent_answers", column: "createdAt", forMs: DAY },
  // As long as the audit log says who lifted it. What is open stays.
  { table: "server_suspensions", column: "liftedAt", forMs: 365 * DAY },
  { table: "server_orders", column: "createdAt", forMs: 30 * DAY },
  { table: "bridge_orders", column: "deadline", forMs: 7 * DAY },
  { table: "broadcasts", column: "endedAt", forMs: 365 * DAY },
  // As long as the orders by which players were told of them.
  { table: "shutdowns", column: "endedAt", forMs: 30 * DAY },
  // As long as whoever follows the map may ask who was there; there are many of them.
  { table: "world_history", column: "at", forMs: 14 * DAY },
  { table: "node_samples", column: "at", forMs: 30 * DAY },
  // What waits for its next try is at most some days old; its tries go with it.
  { table: "webhook_deliveries", column: "createdAt", forMs: 30 * DAY, where: `"nextAttemptAt" is null` },
  { table: "webhook_attempts", column: "at", forMs: 30 * DAY },
  { table: "outbox_events", column: "at", forMs: 30 * DAY },
  { table: "key_usage", column: "at", forMs: 90 * DAY, where: "unit = 'hour'" },
  { table: "key_usage", column: "at", forMs: 730 * DAY, where: "unit = 'day'" },
  { table: "usage_gaps", column: "at", forMs: 730 * DAY },
  // A year, so that a network that a key comes back to is not new to it.
  { table: "key_networks", column: "lastAt", forMs: 365 * DAY },
  // Those that left no file. Of the others the newest are kept as the plan says.
  { table: "panel_backups", column: "finishedAt", forMs: 90 * DAY, where: "state = 'failed'" },
  { table: "notifications", column: "createdAt", forMs: 90 * DAY },
  // Days are kept for ever: a row of some bytes a server.
  { table: "statistic_hours", column: "at", forMs: 400 * DAY },
  { table: "statistic_peaks", column: "at", forMs: 800 * DAY },
  { table: "statistic_command_days", column: "day", forMs: 400 * DAY },
  { table: "status_samples", column: "at", forMs: 2 * DAY },
  { table: "status_days", column: "day", forMs: 400 * DAY },
  { table: "player_link_codes", column: "expiresAt", forMs: 0 },
  { table: "handle_proofs", column: "expiresAt", forMs: 0 },
  // What a stranger's page says is kept no longer than it is told.
  { table: "rsi_pages", column: "fetchedAt", forMs: 30 * DAY },
  { table: "rsi_pages", column: "triedAt", forMs: DAY, where: `"fetchedAt" is null` },
  // The inbox is work to do; what is decided is history.
  { table: "player_reports", column: "resolvedAt", forMs: 730 * DAY },
  { table: "ban_list_imports", column: "finishedAt", forMs: 90 * DAY },
  // What nobody went on handing in; of what was read it is known for as long as the audit log names it.
  { table: "log_imports", column: "updatedAt", forMs: 30 * DAY, where: `"finishedAt" is null and source <> 'node'` },
  { table: "log_imports", column: "finishedAt", forMs: 365 * DAY },
  { table: "log_watches", column: "stoppedAt", forMs: 365 * DAY },
  // Providers tell again for some days what was not taken.
  { table: "payment_notices", column: "receivedAt", forMs: 90 * DAY },
  // Whoever waited reads what came of it.
  { table: "queued_servers", column: "endedAt", forMs: 30 * DAY },
  { table: "data_exports", column: "expiresAt", forMs: 0 },
  { table: "analytics_exports", column: "expiresAt", forMs: 0 },
  // Handed in for a message that was never sent.
  { table: "ticket_attachments", column: "createdAt", forMs: DAY, where: `"messageId" is null` },
  // Who earns from one address is asked of a day; two more, as days begin at other times elsewhere.
  { table: "earning_addresses", column: "at", forMs: 3 * DAY },
  // Far longer than visits are looked at that were not counted.
  { table: "earning_played", column: "untilAt", forMs: 30 * DAY },
  { table: "audit_entries", column: "at", forMs: 365 * DAY },
];

/** A job that failed for good stays for a week, for whoever wonders why a mail did not come. */
const FAILED_JOBS_MS = 7 * DAY;

const BATCH = 5_000;
const LONGEST_MS = HOUR / 2;

/** Removes what is older than it is kept, in batches, so that no statement holds many locks or much memory. */
export async function removeExpired({ database }: Runtime): Promise<void> {
  const giveUpAt = Date.now() + LONGEST_MS;
  const statements = [...(await keptNow(database)).map(batchOf), await sentAlong(database), failedJobs()];
  for (const statement of statements) while ((await database.execute(statement)) === BATCH && Date.now() < giveUpAt);
  while ((await removeOldPeriods(database, BATCH)) === BATCH && Date.now() < giveUpAt);
  await forgetSealed(database);
}

/** All that is kept for a time, with the times that the owner has set. What is in no table of these is kept for ever. */
export async function keptNow(database: Sql): Promise<readonly Kept[]> {
  const days = async (key: "api-call-days" | "game-event-days" | "player-session-days" | "ticket-days") =>
    (await setting(database, key)) * DAY;
  return [
    ...KEPT,
    { table: "key_calls", column: "at", forMs: await days("api-call-days") },
    { table: "tickets", column: "closedAt", forMs: await days("ticket-days") },
    { table: "game_events", column: "at", forMs: await days("game-event-days") },
    { table: "player_sessions", column: "endedAt", forMs: await days("player-session-days") },
  ];
}

function batchOf({ table, column, forMs, where }: Kept): SqlText {
  const before = new Date(now().getTime() - forMs);
  return sql`
    delete from ${literal(table)} where ctid in
      (select ctid from ${literal(table)}
       where ${literal(`"${column}"`)} < ${before}${where ? sql` and ${literal(where)}` : sql``} limit ${BATCH})`;
}

/** What was sent along with kills goes, and that they were told of stays. */
async function sentAlong(database: Sql): Promise<SqlText> {
  const before = new Date(now().getTime() - (await setting(database, "kill-raw-data-days")) * DAY);
  return sql`
    update kill_reports set "rawData" = null where ctid in
      (select ctid from kill_reports where "rawData" is not null and "createdAt" < ${before} limit ${BATCH})`;
}

function failedJobs(): SqlText {
  return sql`
    select id from graphile_worker.complete_jobs(array(
      select id from graphile_worker.jobs
      where attempts >= max_attempts and locked_at is null and updated_at < ${new Date(now().getTime() - FAILED_JOBS_MS)} limit ${BATCH}))`;
}
