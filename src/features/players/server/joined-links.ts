import * as z from "zod";
import { AppError } from "#app/lib/errors.ts";
import type { Context } from "#app/operation/context.ts";
import { rows, type Sql, type SqlText, sql } from "#app/platform/sql.ts";
import { playerLinked } from "../events.ts";

/** So many players are named in what is refused. */
const NAMED = 5;

/** How much the link of the player `p` is worth: nothing, somebody's word, a log, a proof. Of an account that is gone nothing is left to take away. */
function worth(p: SqlText): SqlText {
  return sql`(case when ${p}."userId" is null or exists (select 1 from users gone where gone.id = ${p}."userId" and gone."removedAt" is not null) then 0
    when coalesce(${p}."linkedBy", 'claim') = 'claim' then 1 when ${p}."linkedBy" = 'log' then 2 else 3 end)`;
}

/**
 * Refuses to make two players one where both were proven, to be different users': which of the two proofs is wrong is for people to say. `pairs` gives `old` and
 * `new` as `m`. Throws AppError `conflict` that names the players.
 */
export async function refuseTwoProofs(db: Sql, pairs: SqlText): Promise<void> {
  const found = await rows(
    db,
    z.object({ name: z.string() }),
    sql`select n.name from ${pairs} join players o on o.id = m.old join players n on n.id = m.new
        where ${worth(sql`o`)} = 3 and ${worth(sql`n`)} = 3 and o."userId" <> n."userId" order by n.name, n.id`,
  );
  if (found.length === 0) return;
  const names = found.slice(0, NAMED).map(({ name }) => name);
  if (found.length > NAMED) names.push("…");
  throw new AppError("conflict", "vouching.proven_by_two", { players: names.join(", ") });
}

const Carried = z.object({
  playerId: z.string(),
  name: z.string(),
  userId: z.string(),
  by: playerLinked.payload.shape.by.catch("code"),
});

/** Gives players the links of those who turned out to be them, where those are worth more than their own. */
export async function carryLinks({ db, emit, now }: Pick<Context, "db" | "emit" | "now">, pairs: SqlText) {
  const carried = await rows(
    db,
    Carried,
    sql`update players n set "userId" = o."userId", "linkedAt" = o."linkedAt", "linkedBy" = o."linkedBy", "linkedServerId" = o."linkedServerId", "updatedAt" = ${now}
        from ${pairs} join players o on o.id = m.old where n.id = m.new and ${worth(sql`o`)} > ${worth(sql`n`)}
        returning n.id as "playerId", n.name, n."userId", n."linkedBy" as by`,
  );
  for (const each of carried) emit(playerLinked, { ...each, serverId: null });
}
