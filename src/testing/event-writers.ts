import { userUpdated } from "#app/features/identity/events.ts";
import { newId } from "#app/lib/id.ts";
import { pendingEvent, writeEvents } from "#app/operation/outbox.ts";
import type { Database } from "#app/platform/database.ts";
import { sql } from "#app/platform/sql.ts";

/** Writes one `user.updated` in a transaction of its own, as an operation does. `holdMs`: how long the commit comes after the writing. */
export async function writeEvent(database: Database, name: string, holdMs = 0): Promise<void> {
  await database.transaction(async (tx) => {
    await writeEvents(tx, [pendingEvent(userUpdated, { userId: newId("usr"), name }, new Date())]);
    if (holdMs > 0) await tx.execute(sql`select pg_sleep(${holdMs / 1000}::float8)`);
  });
}

/**
 * So many writers at once, each with so many events one after another, named `<writer>:<n>`; every twentieth commits late, so that positions and commits are
 * not in the order of writing. `ring` is called after each commit.
 */
export async function writeMany(
  database: Database,
  { writers, each, ring }: { writers: number; each: number; ring(): void },
): Promise<void> {
  await Promise.all(
    Array.from({ length: writers }, async (_, writer) => {
      for (let n = 0; n < each; n++) {
        await writeEvent(database, `${writer}:${n}`, (n + writer) % 20 === 0 ? 15 : 0);
        ring();
      }
    }),
  );
}
