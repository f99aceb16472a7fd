import type { Sql } from "#app/platform/sql.ts";
import type { Actor } from "./actor.ts";
import { loadHoldings } from "./holdings.ts";

/**
 * The caller with what they hold at this very moment, to be asked for before they are refused: what was read of them up to a second ago must not keep somebody
 * out of a community that they have just joined. What they may no more is believed for that second, as everywhere.
 */
export async function asOfNow(db: Sql, actor: Actor): Promise<Actor> {
  if (actor.userId === null || actor.unbounded) return actor;
  return { ...actor, ...(await loadHoldings(db, actor.userId)) };
}
