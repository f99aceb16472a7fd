import { DatabaseSync } from "node:sqlite";
import * as z from "zod";

/** What stands before each key of the original. */
const NAMESPACE = "keyv:";

/** How long a write of its own may keep us waiting. */
const LOCKED_MS = 5000;

const Stored = z.object({ value: z.unknown() });

/** What is in a database of Heliactyl: its keys without their namespace, and their values. */
export interface HeliactylDatabase {
  entries: ReadonlyMap<string, unknown>;
  /** Keys whose value is no JSON that it could have written. */
  broken: readonly string[];
}

/** Why a file cannot be read as a database of Heliactyl. */
export class NotHeliactyl extends Error {}

/**
 * Reads `heliactyl.db` (SQLite, one table of keys and values as JSON `{value}`), and changes nothing in it. It may be in use meanwhile. Throws NotHeliactyl.
 * Source of the form: the public code of Heliactyl Next 3.2 (db.js).
 */
export function readHeliactyl(file: string): HeliactylDatabase {
  const entries = new Map<string, unknown>();
  const broken: string[] = [];
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(file, { readOnly: true, timeout: LOCKED_MS });
    for (const row of database.prepare("select key, value from keyv order by key").iterate()) {
      const name = String(row.key);
      const key = name.startsWith(NAMESPACE) ? name.slice(NAMESPACE.length) : name;
      const stored = Stored.safeParse(parsed(row.value));
      if (stored.success) entries.set(key, stored.data.value);
      else broken.push(key);
    }
  } catch (error) {
    throw new NotHeliactyl(`${file} is no database of Heliactyl: ${(error as Error).message}.`);
  } finally {
    database?.close();
  }
  return { entries, broken };
}

function parsed(text: unknown): unknown {
  try {
    return JSON.parse(String(text));
  } catch {
    return null;
  }
}
