import * as z from "zod";
import { CursorInput, cursorPageOf } from "#app/lib/page.ts";
import { iso, Timestamp } from "#app/lib/time.ts";
import { cursorId, cursorOf } from "#app/operation/cursor.ts";
import { defineQuery } from "#app/operation/define.ts";
import { summaryOf } from "#app/operation/summaries.ts";
import { join, row, rows, type Sql, type SqlText, sql } from "#app/platform/sql.ts";

/** One line of the audit log. `address` is null for those who may not see addresses. */
export const AuditEntry = z.object({
  id: z.int(),
  at: Timestamp,
  actor: z.object({ kind: z.string(), id: z.string().nullable(), label: z.string(), apiKeyId: z.string().nullable() }),
  operation: z.string(),
  summary: z.string().describe("What the operation does, in words."),
  outcome: z.enum(["done", "refused", "failed"]),
  reason: z.string().nullable(),
  target: z.object({ kind: z.string(), id: z.string(), label: z.string() }).nullable(),
  serverId: z.string().nullable(),
  requestId: z.string(),
  address: z.string().nullable(),
  input: z.json().nullable(),
  before: z.json().nullable(),
  after: z.json().nullable(),
  count: z.int().describe("How many equal refusals this line stands for."),
});
export type AuditEntry = z.output<typeof AuditEntry>;

const Row = z.object({
  id: z.number(),
  at: z.date(),
  actorKind: z.string(),
  actorId: z.string().nullable(),
  actorLabel: z.string(),
  apiKeyId: z.string().nullable(),
  operation: z.string(),
  outcome: z.enum(["done", "refused", "failed"]),
  reason: z.string().nullable(),
  targetKind: z.string().nullable(),
  targetId: z.string().nullable(),
  targetLabel: z.string().nullable(),
  serverId: z.string().nullable(),
  requestId: z.string(),
  address: z.string().nullable(),
  input: z.json().nullable(),
  before: z.json().nullable(),
  after: z.json().nullable(),
  count: z.number(),
});

/** The newest entries that meet all conditions, and the cursor to go on from. The conditions call the table `a`. */
export async function readAudit(
  db: Sql,
  conditions: readonly SqlText[],
  page: { cursor?: string | undefined; limit: number },
  showAddresses: boolean,
): Promise<{ items: AuditEntry[]; nextCursor: string | null }> {
  const before = page.cursor === undefined ? [] : [sql`a.id < ${cursorId(page.cursor)}`];
  const where = join([sql`true`, ...conditions, ...before], " and ");
  const found = await rows(
    db,
    Row,
    sql`select id, at, "actorKind", "actorId", "actorLabel", "apiKeyId", operation, outcome, reason, "targetKind", "targetId", "targetLabel",
          "serverId", "requestId", address, input, before, after, count
        from audit_entries a where ${where} order by a.id desc limit ${page.limit + 1}`,
  );
  const items = found.slice(0, page.limit).map((entry) => ({
    id: entry.id,
    at: iso(entry.at),
    actor: { kind: entry.actorKind, id: entry.actorId, label: entry.actorLabel, apiKeyId: entry.apiKeyId },
    operation: entry.operation,
    summary: summaryOf(entry.operation),
    outcome: entry.outcome,
    reason: entry.reason,
    target: entry.targetId ? { kind: entry.targetKind!, id: entry.targetId, label: entry.targetLabel! } : null,
    serverId: entry.serverId,
    requestId: entry.requestId,
    address: showAddresses ? entry.address : null,
    input: entry.input,
    before: entry.before,
    after: entry.after,
    count: entry.count,
  }));
  return { items, nextCursor: found.length > page.limit ? cursorOf(items.at(-1)!.id) : null };
}

const Filter = z.object({
  actor: z.string().max(100).optional().describe("Id of a user, key or node."),
  operation: z.string().max(100).optional().describe("Operation, for example servers.restart."),
  outcome: z.enum(["done", "refused", "failed"]).optional(),
  targetId: z.string().max(100).optional(),
  serverId: z.string().max(100).optional(),
  from: Timestamp.optional(),
  to: Timestamp.optional(),
});

function conditionsOf({ actor, operation, outcome, targetId, serverId, from, to }: z.output<typeof Filter>): SqlText[] {
  return [
    ...(actor ? [sql`(a."actorId" = ${actor} or a."apiKeyId" = ${actor})`] : []),
    ...(operation ? [sql`a.operation = ${operation}`] : []),
    ...(outcome ? [sql`a.outcome = ${outcome}`] : []),
    ...(targetId ? [sql`a."targetId" = ${targetId}`] : []),
    ...(serverId ? [sql`a."serverId" = ${serverId}`] : []),
    ...(from ? [sql`a.at >= ${new Date(from)}`] : []),
    ...(to ? [sql`a.at < ${new Date(to)}`] : []),
  ];
}

/** Reading the log is written to it; who follows it, or glances at what was done, does not want to see that. */
const NOT_A_READING = sql`a.operation <> 'audit.list'`;

export const list = defineQuery({
  id: "audit.list",
  summary: "Read the audit log",
  description: "Newest first. Shows addresses, and is itself written to the log.",
  access: { kind: "permission", permission: "audit:read" },
  audit: "row",
  rate: "admin",
  input: CursorInput.extend(Filter.shape),
  output: cursorPageOf(AuditEntry),
  example: { limit: 20 },
  http: { method: "GET", path: "/admin/audit" },
  run: ({ db }, { cursor, limit, ...filter }) => readAudit(db, conditionsOf(filter), { cursor, limit }, true),
});

export const countNew = defineQuery({
  id: "audit.countNew",
  summary: "How many entries are newer than one",
  description:
    "Counts up to 1000 and shows nothing of them, so asking is not written to the log. Readings of the log are not counted.",
  access: { kind: "permission", permission: "audit:read" },
  rate: "admin",
  input: Filter.extend({ after: z.coerce.number().int().min(0).describe("Id of the newest entry known; 0: none.") }),
  output: z.object({ count: z.int() }),
  example: { after: 0 },
  http: { method: "GET", path: "/admin/audit/count" },
  async run({ db }, { after, ...filter }) {
    const where = join(
      [sql`a.id > ${after}`, ...conditionsOf(filter), ...(filter.operation ? [] : [NOT_A_READING])],
      " and ",
    );
    const found = await row(
      db,
      z.object({ count: z.number() }),
      sql`select count(*)::int as count from (select 1 from audit_entries a where ${where} limit 1000) newer`,
    );
    return { count: found?.count ?? 0 };
  },
});

export const recent = defineQuery({
  id: "audit.recent",
  summary: "What was done lately",
  description:
    "Who did what to what, newest first, for a glance: no addresses, no values, no failures; not written to the log.",
  access: { kind: "permission", permission: "audit:read" },
  rate: "admin",
  input: z.object({ limit: z.coerce.number().int().min(1).max(50).default(10).describe("How many, 1 to 50.") }),
  output: z.object({
    items: z.array(AuditEntry.pick({ id: true, at: true, actor: true, operation: true, summary: true, target: true })),
  }),
  example: {},
  http: { method: "GET", path: "/admin/audit/recent" },
  async run({ db }, { limit }) {
    const { items } = await readAudit(db, [sql`a.outcome = 'done'`, NOT_A_READING], { limit }, false);
    return {
      items: items.map(({ id, at, actor, operation, summary, target }) => ({
        id,
        at,
        actor,
        operation,
        summary,
        target,
      })),
    };
  },
});
