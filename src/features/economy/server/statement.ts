import * as z from "zod";
import { csvOf } from "#app/lib/csv.ts";
import { CursorInput } from "#app/lib/page.ts";
import { iso } from "#app/lib/time.ts";
import { cursorId, cursorOf } from "#app/operation/cursor.ts";
import { join, likePart, rows, type Sql, sql } from "#app/platform/sql.ts";
import { isMovementKind, MOVEMENT_KINDS, MOVEMENTS, movementSentence } from "../movements.ts";
import type { StatementLine } from "../schema.ts";

export const StatementFilter = z.object({
  q: z.string().trim().max(100).optional().describe("Part of the reason, of the kind's words, or an id."),
  kind: z
    .string()
    .max(60)
    .optional()
    .describe("Kind of movement; a prefix such as correction stands for all of its kinds."),
  direction: z.enum(["in", "out"]).optional(),
  from: z.iso.datetime().optional().describe("From this moment on."),
  until: z.iso.datetime().optional().describe("Before this moment."),
});
export const StatementInput = StatementFilter.extend(CursorInput.shape);
type StatementInput = z.output<typeof StatementInput>;

const Row = z.object({
  num: z.number(),
  id: z.string(),
  at: z.date(),
  kind: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  reason: z.string().nullable(),
  amount: z.number(),
  balance: z.number(),
  actorId: z.string().nullable(),
  by: z.string().nullable(),
  about: z.string().nullable(),
  aboutId: z.string().nullable(),
  reversesId: z.string().nullable(),
  reversed: z.coerce.number(),
});
type Row = z.output<typeof Row>;

/** For whom a statement is: its member is not told who of the team corrected it. */
export type Reader = "member" | "staff";

/** A page of a member's movements, newest first. */
export async function readStatement(
  db: Sql,
  userId: string,
  { cursor, limit, ...filter }: StatementInput,
  reader: Reader,
): Promise<{ items: StatementLine[]; nextCursor: string | null }> {
  const { q, kind, direction, from, until } = filter;
  const like = q ? likePart(q) : null;
  const conditions = [
    sql`e."accountId" = ${userId}`,
    ...(cursor === undefined ? [] : [sql`e.num < ${cursorId(cursor)}`]),
    ...(kind ? [sql`(t.kind = ${kind} or starts_with(t.kind, ${`${kind}.`}))`] : []),
    ...(direction ? [direction === "in" ? sql`e.amount > 0` : sql`e.amount < 0`] : []),
    ...(from ? [sql`t.at >= ${from}::timestamptz`] : []),
    ...(until ? [sql`t.at < ${until}::timestamptz`] : []),
    ...(like
      ? [
          sql`(t.reason ilike ${like} or t.kind = any(${kindsSaying(q!)}::text[]) or t.id = ${q} or t."aboutId" = ${q} or t.params::text ilike ${like})`,
        ]
      : []),
  ];
  const found = await rows(
    db,
    Row,
    sql`select e.num, t.id, t.at, t.kind, t.params, t.reason, e.amount, coalesce(e.balance, 0) as balance, t."actorId", coalesce(u.name, t.actor) as by,
          t.about, t."aboutId", t."reversesId", (select coalesce(sum(r.amount), 0)::bigint from coin_transfers r where r."reversesId" = t.id) as reversed
        from coin_entries e join coin_transfers t on t.id = e."transferId" left join users u on u.id = t."actorId"
        where ${join(conditions, " and ")} order by e.num desc limit ${limit + 1}`,
  );
  return {
    items: found.slice(0, limit).map((line) => shownLine(line, userId, reader)),
    nextCursor: found.length > limit ? cursorOf(found[limit - 1]!.num) : null,
  };
}

function kindsSaying(q: string): string[] {
  const wanted = q.toLowerCase();
  return MOVEMENT_KINDS.filter((kind) => MOVEMENTS[kind].says.toLowerCase().includes(wanted));
}

function shownLine(line: Row, userId: string, reader: Reader): StatementLine {
  const maySay =
    reader === "staff" || line.actorId === userId || (isMovementKind(line.kind) && MOVEMENTS[line.kind].shows);
  return {
    id: line.id,
    at: iso(line.at),
    kind: line.kind,
    says: movementSentence(line.kind, line.params),
    reason: line.reason,
    amount: line.amount,
    balance: line.balance,
    by: maySay ? line.by : null,
    about: line.about && line.aboutId ? { kind: line.about, id: line.aboutId } : null,
    reverses: line.reversesId,
    reversed: line.reversed,
  };
}

/** A file of more lines than this is asked for by months. */
export const MOST_EXPORTED = 50_000;
const PART = 100;

/** A statement as a file for spreadsheets, newest first. `isWhole` false: there are more lines than a file may have. */
export async function exportStatement(
  db: Sql,
  userId: string,
  filter: z.output<typeof StatementFilter>,
  reader: Reader,
): Promise<{ text: string; lines: number; isWhole: boolean }> {
  const lines: StatementLine[] = [];
  let cursor: string | null = null;
  do {
    const part = await readStatement(db, userId, { ...filter, limit: PART, ...(cursor ? { cursor } : {}) }, reader);
    lines.push(...part.items);
    cursor = part.nextCursor;
  } while (cursor !== null && lines.length < MOST_EXPORTED);
  const head = ["time", "kind", "what", "reason", "amount", "balance", "by", "transfer"];
  const body = lines.map(({ at, kind, says, reason, amount, balance, by, id }) => [
    at,
    kind,
    says,
    reason,
    amount,
    balance,
    by,
    id,
  ]);
  return { text: csvOf([head, ...body]), lines: lines.length, isWhole: cursor === null };
}
