import type { Database } from "#app/platform/database.ts";
import { logOf } from "#app/platform/log.ts";
import { sql } from "#app/platform/sql.ts";

const FLUSH_MS = 10_000;
type Uses = Map<string, { at: Date; address: string | null }>;

// Next bundles a module once for each kind of route; what is noted by one is written by another.
const SLOT = Symbol.for("gamekeeper.key-uses");
type Slot = { [SLOT]?: Uses };
const slot = globalThis as Slot;
slot[SLOT] ??= new Map();
const uses: Uses = slot[SLOT];

/** Remembers that a key was used; written later, many at once, so that no call waits for it. */
export function noteUse(keyId: string, at: Date, address: string | null): void {
  uses.set(keyId, { at, address });
}

/** Writes what was noted. A key's last use only ever moves forward, whichever process writes. */
export async function flushUses(database: Database): Promise<void> {
  if (uses.size === 0) return;
  const noted = [...uses].map(([id, { at, address }]) => ({ id, at, address }));
  uses.clear();
  try {
    await database.execute(sql`
      update api_keys k set "lastUsedAt" = u.at, "lastUsedAddress" = u.address
      from jsonb_to_recordset(${JSON.stringify(noted)}::jsonb) as u(id text, at timestamptz, address text)
      where k.id = u.id and (k."lastUsedAt" is null or k."lastUsedAt" < u.at)`);
  } catch (error) {
    logOf("api-keys").warn({ err: error }, "last uses could not be written; trying again");
    for (const { id, at, address } of noted) if (!uses.has(id)) uses.set(id, { at, address });
  }
}

/** Flushes every ten seconds until stopped, and once more then. */
export function startUseWriter(database: Database): () => Promise<void> {
  const timer = setInterval(() => void flushUses(database), FLUSH_MS);
  return () => {
    clearInterval(timer);
    return flushUses(database);
  };
}
