import type { Database } from "#app/platform/database.ts";
import { type Sql, sql } from "#app/platform/sql.ts";
import type { Actor } from "./actor.ts";

export interface AuditRow {
  at: Date;
  actor: Actor;
  operation: string;
  outcome: "done" | "refused" | "failed";
  reason: string | null;
  target: { kind: string; id: string; label: string } | null;
  communityId: string | null;
  serverId: string | null;
  requestId: string;
  address: string | null;
  input: unknown;
  before: unknown;
  after: unknown;
}

const json = (value: unknown) => (value === undefined || value === null ? null : JSON.stringify(value));

export async function writeAudit(db: Sql, entry: AuditRow): Promise<void> {
  const { actor, target } = entry;
  await db.execute(sql`
    insert into audit_entries (at, "actorKind", "actorId", "actorLabel", "apiKeyId", "impersonatorId", operation, outcome, reason, "targetKind",
      "targetId", "targetLabel", "communityId", "serverId", "requestId", address, input, before, after)
    values (${entry.at}, ${actor.kind}, ${actor.userId ?? actor.id}, ${actor.label}, ${actor.kind === "key" ? actor.id : null},
      ${actor.impersonatorId}, ${entry.operation}, ${entry.outcome}, ${entry.reason}, ${target?.kind ?? null}, ${target?.id ?? null},
      ${target?.label ?? null}, ${entry.communityId}, ${entry.serverId}, ${entry.requestId}, ${entry.address},
      ${json(entry.input)}::jsonb, ${json(entry.before)}::jsonb, ${json(entry.after)}::jsonb)`);
}

const COALESCE_MS = 60_000;
const recent = new Map<string, { requestId: string; untilMs: number }>();

/**
 * Writes a refused or failed act, outside of its transaction. Equal ones within a minute become one row with a count, so that somebody who hammers a
 * closed door fills neither disk nor log.
 */
export async function writeRefusal(database: Database, entry: AuditRow): Promise<void> {
  const key = [
    entry.actor.kind,
    entry.actor.id ?? entry.address,
    entry.operation,
    entry.outcome,
    entry.reason,
    entry.target?.id,
  ].join("|");
  const atMs = entry.at.getTime();
  const known = recent.get(key);
  if (known && known.untilMs > atMs) {
    const counted = await database.execute(sql`
      update audit_entries set count = count + 1
      where id = (select id from audit_entries where "requestId" = ${known.requestId} and operation = ${entry.operation}
        and at > ${new Date(atMs - 2 * COALESCE_MS)} limit 1)`);
    if (counted > 0) return;
  }
  if (recent.size > 5_000) recent.clear();
  recent.set(key, { requestId: entry.requestId, untilMs: atMs + COALESCE_MS });
  await writeAudit(database, entry);
}
