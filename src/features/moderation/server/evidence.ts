import * as z from "zod";
import { iso } from "#app/lib/time.ts";
import type { Context } from "#app/operation/context.ts";
import { rows, sql } from "#app/platform/sql.ts";
import { eventNumbers } from "../../players/schema.ts";
import type { Evidence } from "../schema.ts";
import { serversSeen } from "./places.ts";

const Happened = z.object({
  at: z.date(),
  serverId: z.string(),
  kind: z.string(),
  fields: z.record(z.string(), z.json()),
});

/** Copies of entries of this player's timeline, as far as the actor sees it; others are left out. */
export async function evidenceOf(
  { db, actor }: Context,
  playerId: string,
  chosen: readonly string[],
): Promise<z.output<typeof Evidence>[]> {
  if (chosen.length === 0) return [];
  const seen = await serversSeen(db, actor, playerId);
  const found = await rows(
    db,
    Happened,
    sql`select at, "serverId", kind, fields from game_events
        where id = any(${eventNumbers(chosen)}::bigint[]) and (("playerId" = ${playerId}) or ("otherId" = ${playerId}))
          and "serverId" = any(${seen}::text[]) order by id`,
  );
  return found.map((each) => ({ ...each, at: iso(each.at) }));
}
