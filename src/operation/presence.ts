import * as z from "zod";
import { newId } from "#app/lib/id.ts";
import { now } from "#app/platform/clock.ts";
import type { Database } from "#app/platform/database.ts";
import { rows, type Sql, type SqlText, sql } from "#app/platform/sql.ts";

const RENEW_MS = 2_000;
const GONE_MS = 8_000;

/** The processes that make up a panel. */
export type Part = "web" | "sidecar" | "worker";

/**
 * Says that a part is there, and goes on saying so until stopped. `url`: where it is asked by the others, if it is.
 * A database that is away is no reason to stop: the row is renewed when it is back.
 */
export function announce(database: Database, part: Part, url: string | null = null): () => Promise<void> {
  const instance = newId("sid");
  const startedAt = now();
  let last: Promise<unknown> = Promise.resolve();
  const renew = () => {
    last = database
      .execute(
        sql`insert into presence (part, instance, url, "startedAt", "seenAt") values (${part}, ${instance}, ${url}, ${startedAt}, ${now()})
            on conflict (part, instance) do update set "seenAt" = excluded."seenAt"`,
      )
      .catch(() => {});
  };
  renew();
  const timer = setInterval(renew, RENEW_MS);
  return async () => {
    clearInterval(timer);
    await last;
    await database.execute(sql`delete from presence where part = ${part} and instance = ${instance}`).catch(() => {});
  };
}

const PresentPart = z.object({
  part: z.string(),
  instance: z.string(),
  url: z.string().nullable(),
  startedAt: z.date(),
});

/** The parts that were there within the last seconds. */
export async function present(db: Sql): Promise<z.output<typeof PresentPart>[]> {
  return rows(
    db,
    PresentPart,
    sql`select part, instance, url, "startedAt" from presence where "seenAt" > ${new Date(now().getTime() - GONE_MS)}`,
  );
}

/** Whether there is another process of this part: one with another address, that has said so since then. */
export async function hasCompany(db: Sql, part: Part, url: string, since: Date): Promise<boolean> {
  const found = await rows(
    db,
    z.object({ instance: z.string() }),
    sql`select instance from presence where part = ${part} and url <> ${url} and "seenAt" > ${since}`,
  );
  return found.length > 0;
}

/** The condition that the process of this part at an address, an expression of the statement, was there within the last seconds. */
export function stillThere(part: Part, url: SqlText): SqlText {
  return sql`exists (select from presence o where o.part = ${part} and o.url = ${url} and o."seenAt" > ${new Date(now().getTime() - GONE_MS)})`;
}

/** Drops the rows of processes that were killed. */
export async function forgetGone(db: Sql): Promise<void> {
  await db.execute(sql`delete from presence where "seenAt" < ${new Date(now().getTime() - 60_000)}`);
}
