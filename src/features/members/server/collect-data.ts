import { iso } from "#app/lib/time.ts";
import { literal, type Sql, sql } from "#app/platform/sql.ts";
import { readAbout, shownToSubject } from "./interactions.ts";
import { MORE_PARTS, ownTables } from "./own-tables.ts";

/** Of one table; whoever has more is told that there is more. */
const MOST_ROWS = 20_000;
const INTERACTIONS_AT_ONCE = 100;

interface Part {
  rows: readonly unknown[];
  /** There are more than this file holds. */
  isCut: boolean;
}

/** All that the panel keeps of a person, by table, as one JSON text. No secrets, no notes of staff, nothing of others. */
export async function collectData(db: Sql, userId: string, at: Date): Promise<string> {
  const parts: Record<string, Part> = {};
  for (const [name, part] of Object.entries(MORE_PARTS))
    parts[name] = cutOff(await db.query(sql`select * from (${part(userId)}) p limit ${MOST_ROWS + 1}`));
  for (const { name, owner, columns } of await ownTables(db)) {
    const wanted = literal(columns.map((column) => `"${column}"`).join(", "));
    parts[name] = cutOff(
      await db.query(
        sql`select ${wanted} from ${literal(`"${name}"`)} where ${literal(`"${owner}"`)} = ${userId} limit ${MOST_ROWS + 1}`,
      ),
    );
  }
  parts.interactions = await interactionsOf(db, userId);
  const filled = Object.fromEntries(Object.entries(parts).filter(([, part]) => part.rows.length > 0));
  return JSON.stringify({ userId, madeAt: iso(at), parts: filled }, null, 1);
}

function cutOff(found: readonly unknown[]): Part {
  return { rows: found.slice(0, MOST_ROWS), isCut: found.length > MOST_ROWS };
}

async function interactionsOf(db: Sql, userId: string): Promise<Part> {
  const all: unknown[] = [];
  let cursor: string | undefined;
  do {
    const page = await readAbout(db, userId, { cursor, limit: INTERACTIONS_AT_ONCE, onlyDone: true });
    all.push(...page.found.map((entry) => shownToSubject(entry, userId)));
    cursor = page.nextCursor ?? undefined;
  } while (cursor && all.length < MOST_ROWS);
  return { rows: all, isCut: cursor !== undefined };
}
