import * as z from "zod";
import { row, rows, type Sql, sql } from "#app/platform/sql.ts";

const Ours = z.object({ ourId: z.string() });

/** What a thing of another system has become here. Null: it was not imported. */
export async function ourIdOf(db: Sql, source: string, kind: string, foreignId: string): Promise<string | null> {
  const found = await row(
    db,
    Ours,
    sql`select "ourId" from import_sources where source = ${source} and kind = ${kind} and "foreignId" = ${foreignId}`,
  );
  return found?.ourId ?? null;
}

/** What things with this id in other systems have become here, of whichever system; usually one or none. */
export async function ourIdsOf(db: Sql, kind: string, foreignId: string): Promise<string[]> {
  const found = await rows(
    db,
    Ours,
    sql`select distinct "ourId" from import_sources where kind = ${kind} and "foreignId" = ${foreignId}`,
  );
  return found.map(({ ourId }) => ourId);
}

/** Remembers what a thing has become. A later import may say that it is another by now: what was here is gone. */
export async function rememberOurId(
  db: Sql,
  source: string,
  { kind, foreignId, ourId, at }: { kind: string; foreignId: string; ourId: string; at: Date },
): Promise<void> {
  await db.execute(sql`
    insert into import_sources (source, kind, "foreignId", "ourId", "importedAt") values (${source}, ${kind}, ${foreignId}, ${ourId}, ${at})
    on conflict (source, kind, "foreignId") do update set "ourId" = excluded."ourId", "importedAt" = excluded."importedAt"
      where import_sources."ourId" <> excluded."ourId"`);
}

/** So that of two imports at the same time one waits for the other, thing by thing. Until the transaction's end. */
export async function holdSource(db: Sql, source: string, kind: string, foreignId: string): Promise<void> {
  const name = JSON.stringify(["import", source, kind, foreignId]);
  await db.query(sql`select 1 as held from (select pg_advisory_xact_lock(hashtextextended(${name}, 2))) as l`);
}
