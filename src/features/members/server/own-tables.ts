import * as z from "zod";
import { rows, type Sql, type SqlText, sql } from "#app/platform/sql.ts";

/** How a column is called that says whose a row is. A table with one of them joins what a member is given, and what is known of them, by itself. */
const OWNER_COLUMNS = ["userId", "ownerId", "requesterId", "uploaderId"];
/** Tables of which a member's rows are nothing to give: what the panel needs for a moment, and copies of what is in others. */
const NOT_GIVEN = ["one_time_tokens", "outbox_events", "data_exports", "analytics_exports", "idempotent_answers"];
/** Columns that hold secrets, and what others wrote or did: who they are is theirs, and a note of staff or when it is to have answered is for staff. */
const NOT_GIVEN_COLUMN =
  /hash|secret|token|sealed|password|^(content|words|publicKey|note|about|aboutId|aboutKind|aboutLabel|aboutByStaff)$|(Due|Late)At$|(By|by|assignee|actor|author)(Id|Label)?$/;

const Column = z.object({ table: z.string(), column: z.string(), owner: z.string() });

export interface OwnTable {
  name: string;
  owner: string;
  columns: readonly string[];
}

/** Tables with rows of members, and of each the columns that they are given. */
export async function ownTables(db: Sql): Promise<OwnTable[]> {
  const found = await rows(
    db,
    Column,
    sql`select c.table_name::text as table, c.column_name::text as column, o.column_name::text as owner
        from information_schema.columns o
          join information_schema.tables t on t.table_schema = o.table_schema and t.table_name = o.table_name and t.table_type = 'BASE TABLE'
          join information_schema.columns c on c.table_schema = o.table_schema and c.table_name = o.table_name and c.data_type <> 'bytea'
        where o.table_schema = 'public' and o.column_name = any(${OWNER_COLUMNS}::text[]) and o.table_name <> all(${NOT_GIVEN}::text[])
        order by 1, c.ordinal_position`,
  );
  const tables = new Map<string, OwnTable & { columns: string[] }>();
  for (const { table, column, owner } of found) {
    const known = tables.get(table) ?? { name: table, owner, columns: [] };
    tables.set(table, known);
    if (column !== owner && !NOT_GIVEN_COLUMN.test(column) && !known.columns.includes(column))
      known.columns.push(column);
  }
  return [...tables.values()];
}

/** What no column of an owner says: parts of a member's data in tables of other things. */
export const MORE_PARTS: Readonly<Record<string, (userId: string) => SqlText>> = {
  account: (userId) => sql`
    select id, name, email, "emailVerifiedAt", "avatarUrl", preferences, "rsiHandle", "privacyLevel", "suspendedAt", "suspendedUntil", "lastSeenAt", "createdAt"
    from users where id = ${userId}`,
  roles: (userId) => sql`
    select r.key, r.name, m."createdAt" as since from role_members m join roles r on r.id = m."roleId" where m."userId" = ${userId}`,
  coins: (userId) => sql`
    select t.num, t.at, t.kind, e.amount, e.balance, t.reason, t.params from coin_entries e join coin_transfers t on t.id = e."transferId"
      join coin_accounts a on a.id = e."accountId" where a."userId" = ${userId} order by e.num`,
  ticket_messages: (userId) => sql`
    select m."ticketId", m."byStaff", m.via, m.text, m."createdAt" from ticket_messages m join tickets t on t.id = m."ticketId"
    where t."requesterId" = ${userId} and m.kind = 'reply' order by m.num`,
};

const Pair = z.object({ table: z.string(), id: z.string(), label: z.string() });

/** Where a name is kept beside the id of whom it is: `byId` and `byLabel`, `actorId` and `actorName`. */
export function labelPairs(db: Sql): Promise<z.output<typeof Pair>[]> {
  return rows(
    db,
    Pair,
    sql`select i.table_name::text as table, i.column_name::text as id, l.column_name::text as label
        from information_schema.columns i
          join information_schema.tables t on t.table_schema = i.table_schema and t.table_name = i.table_name and t.table_type = 'BASE TABLE'
          join information_schema.columns l on l.table_schema = i.table_schema and l.table_name = i.table_name and l.data_type = 'text'
            and l.column_name in (regexp_replace(i.column_name, 'Id$', 'Label'), regexp_replace(i.column_name, 'Id$', 'Name'), regexp_replace(i.column_name, 'Id$', ''))
        where i.table_schema = 'public' and i.data_type = 'text' and i.column_name like '%Id' order by 1, 2, 3`,
  );
}
