import * as z from "zod";
import { UserId } from "#app/features/identity/schema.ts";
import { AppError } from "#app/lib/errors.ts";
import { CursorInput, cursorPageOf } from "#app/lib/page.ts";
import { iso, Timestamp } from "#app/lib/time.ts";
import type { Context } from "#app/operation/context.ts";
import { cursorId, cursorOf } from "#app/operation/cursor.ts";
import { defineQuery } from "#app/operation/define.ts";
import { summaryOf } from "#app/operation/summaries.ts";
import { row, rows, type Sql, type SqlText, sql } from "#app/platform/sql.ts";
import { Interaction } from "../schema.ts";
import { STAFF_ALONE, TOLD_INPUTS } from "../told-of.ts";

const Row = z.object({
  id: z.number(),
  at: z.date(),
  actorKind: z.string(),
  actorId: z.string().nullable(),
  actorLabel: z.string(),
  operation: z.string(),
  outcome: z.enum(["done", "refused", "failed"]),
  reason: z.string().nullable(),
  targetKind: z.string().nullable(),
  targetId: z.string().nullable(),
  targetLabel: z.string().nullable(),
  serverId: z.string().nullable(),
  input: z.unknown(),
});
type Row = z.output<typeof Row>;

/** How many of a member's servers and tickets are followed, the newest: each is a look into an index. */
const MOST_SERVERS = 500;
const MOST_TICKETS = 200;

/**
 * The newest entries of the audit log that are about a user: about themselves, done by themselves, on servers of theirs, on tickets of theirs. Each kind is
 * read out of an index of its own and no further than the page, so that a log of millions costs what a short one does.
 */
export async function readAbout(
  db: Sql,
  userId: string,
  { cursor, limit, onlyDone }: { cursor?: string | undefined; limit: number; onlyDone: boolean },
): Promise<{ found: Row[]; nextCursor: string | null }> {
  const before = cursor === undefined ? Number.MAX_SAFE_INTEGER : cursorId(cursor);
  const most = limit + 1;
  const newest = (which: SqlText) => sql`
    (select a.id from audit_entries a where ${which} and a.id < ${before}
      and (not ${onlyDone}::boolean or (a.outcome = 'done' and a.operation <> all(${[...STAFF_ALONE]}::text[]))) order by a.id desc limit ${most})`;
  const found = await rows(
    db,
    Row,
    sql`with ids as (
          ${newest(sql`a."targetId" = ${userId}`)}
          union ${newest(sql`a."actorId" = ${userId}`)}
          union (select l.id from (select id from servers where "ownerId" = ${userId} order by id desc limit ${MOST_SERVERS}) s
            cross join lateral ${newest(sql`a."serverId" = s.id`)} l)
          union (select l.id from (select id from tickets where "requesterId" = ${userId} order by id desc limit ${MOST_TICKETS}) t
            cross join lateral ${newest(sql`a."targetId" = t.id`)} l))
        select a.id, a.at, a."actorKind", a."actorId", a."actorLabel", a.operation, a.outcome, a.reason, a."targetKind", a."targetId", a."targetLabel",
          a."serverId", a.input
        from audit_entries a where a.id in (select id from ids order by id desc limit ${most}) order by a.id desc`,
  );
  const items = found.slice(0, limit);
  return { found: items, nextCursor: found.length > limit ? cursorOf(items.at(-1)!.id) : null };
}

const targetOf = ({ targetKind, targetId, targetLabel }: Row) =>
  targetKind && targetId ? { kind: targetKind, id: targetId, label: targetLabel ?? targetId } : null;

function byWhom({ actorKind, actorId, actorLabel }: Row, userId: string): Interaction["by"] {
  if (actorId === userId) return actorKind === "key" ? { kind: "key", name: actorLabel } : { kind: "you", name: null };
  if (actorKind === "user" || actorKind === "key")
    // What somebody calls their key is nobody else's to read.
    return { kind: "person", name: actorKind === "user" ? actorLabel : null };
  if (actorKind === "node") return { kind: "node", name: null };
  return { kind: actorKind === "operator" ? "machine" : "panel", name: null };
}

function toldInput({ operation, input }: Row): Interaction["told"] {
  const given = (input ?? {}) as Record<string, never>;
  const named = TOLD_INPUTS[operation] ?? [];
  return Object.fromEntries(named.flatMap((name) => (given[name] === undefined ? [] : [[name, given[name]]])));
}

/** An entry as the one whom it is about reads it. */
export function shownToSubject(entry: Row, userId: string): Interaction {
  return {
    id: entry.id,
    at: iso(entry.at),
    operation: entry.operation,
    summary: summaryOf(entry.operation),
    by: byWhom(entry, userId),
    target: targetOf(entry),
    serverId: entry.serverId,
    told: toldInput(entry),
  };
}

export const mine = defineQuery({
  id: "profile.interactions",
  summary: "List what was done to you and by you",
  description:
    "What others, the panel and you yourself did to your account, your coins, your servers and your tickets, newest first, as far back as the audit log goes. Without addresses, and without what staff keep to themselves.",
  access: { kind: "permission", permission: "profile:read" },
  peopleOnly: true,
  input: CursorInput,
  output: cursorPageOf(Interaction),
  example: { limit: 20 },
  http: { method: "GET", path: "/users/me/interactions" },
  async run({ db, actor }, { cursor, limit }) {
    const { userId } = actor;
    if (userId === null) throw new AppError("unauthenticated");
    const { found, nextCursor } = await readAbout(db, userId, { cursor, limit, onlyDone: true });
    return { items: found.map((entry) => shownToSubject(entry, userId)), nextCursor };
  },
});

const StaffInteraction = z.object({
  id: z.int(),
  at: Timestamp,
  operation: z.string(),
  summary: z.string(),
  actor: z.object({ kind: z.string(), id: z.string().nullable(), label: z.string() }),
  target: z.object({ kind: z.string(), id: z.string(), label: z.string() }).nullable(),
  serverId: z.string().nullable(),
  outcome: z.enum(["done", "refused", "failed"]),
  reason: z.string().nullable().describe("Why it was refused."),
});

const Someone = z.object({ id: z.string(), name: z.string() });

export const ofUser = defineQuery({
  id: "users.interactions",
  summary: "List what was done to a user and by them",
  description: "As they see it themselves, and also what was refused. Without addresses, which the audit log has.",
  access: { kind: "permission", permission: "audit:read" },
  rate: "admin",
  subject: {
    kind: "user",
    load: ({ db }: Context, { userId }: { userId: string }) =>
      row(db, Someone, sql`select id, name from users where id = ${userId}`),
    see: "users:read",
    name: ({ id, name }: z.output<typeof Someone>) => ({ id, label: name }),
  },
  input: CursorInput.extend({ userId: UserId }),
  output: cursorPageOf(StaffInteraction),
  example: { userId: "usr_01930000000070008000000000000001", limit: 20 },
  http: { method: "GET", path: "/admin/users/{userId}/interactions" },
  async run({ db }, { cursor, limit }, { id }) {
    const { found, nextCursor } = await readAbout(db, id, { cursor, limit, onlyDone: false });
    const items = found.map((entry) => ({
      id: entry.id,
      at: iso(entry.at),
      operation: entry.operation,
      summary: summaryOf(entry.operation),
      actor: { kind: entry.actorKind, id: entry.actorId, label: entry.actorLabel },
      target: targetOf(entry),
      serverId: entry.serverId,
      outcome: entry.outcome,
      reason: entry.reason,
    }));
    return { items, nextCursor };
  },
});
