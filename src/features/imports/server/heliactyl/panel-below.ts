import * as z from "zod";
import { row, type Sql, sql } from "#app/platform/sql.ts";
import { ourIdOf, rememberOurId } from "../sources.ts";

/**
 * A Heliactyl has no servers: those are of the Pterodactyl below it, where each of its members has an account (`users-<id>` is its number). Both are brought over by
 * themselves, in either order, and are known to belong together by having the same name: `heliactyl:eu` stands on `pterodactyl:eu`.
 */
const [ABOVE, BELOW] = ["heliactyl", "pterodactyl"];
/** Under which kind a Heliactyl's import remembers whose an account of the panel below is. */
const ACCOUNT = "account below";

/** Remembers whose account of the panel below this is. */
export function rememberBelow(db: Sql, source: string, account: string, ourId: string, at: Date): Promise<void> {
  return rememberOurId(db, source, { kind: ACCOUNT, foreignId: account, ourId, at });
}

/** Who has this account of a Pterodactyl by what a Heliactyl above it has said. Null: nobody said so. */
export function personAbove(db: Sql, source: string, account: string): Promise<string | null> {
  return ourIdOf(db, source.replace(BELOW!, ABOVE!), ACCOUNT, account);
}

/**
 * What this account of the panel below has become. `wasHere`: its address was somebody's here already, who was taken for the same; nothing proves that they are, so
 * no other way to sign in may be theirs for that.
 */
export async function accountBelow(
  db: Sql,
  source: string,
  account: string,
): Promise<{ userId: string; name: string; wasHere: boolean } | null> {
  return row(
    db,
    z.object({ userId: z.string(), name: z.string(), wasHere: z.boolean() }),
    // Who was made by an import has the very time at which it is remembered.
    sql`select u.id as "userId", u.name, u."createdAt" <> s."importedAt" as "wasHere" from import_sources s join users u on u.id = s."ourId"
        where s.source = ${source.replace(ABOVE!, BELOW!)} and s.kind = 'user' and s."foreignId" = ${account} and u."removedAt" is null`,
  );
}
