import * as z from "zod";
import { settings } from "#app/features/admin/server/index.ts";
import { now } from "#app/platform/clock.ts";
import { literal, rows, type Sql, sql } from "#app/platform/sql.ts";
import { keptPeriodsOf } from "../../kept-periods.ts";
import { seasonAt } from "../../season.ts";
import type { CountRules } from "./what-counts.ts";

/** Held in common by who counts kills, and alone by who changes what they are counted by. */
export const SHAPE_LOCK = 4_410_017;

/** What kills are counted by beside themselves: the seasons that there are, and who is in which organisation. */
export interface TallyShape {
  /** Which season a moment is in; null: none. */
  season(at: Date): string | null;
  /** The periods that a moment is in and that are kept. */
  periods(at: Date): string[];
  /** The organisation that a player is in; null: none that is known. */
  organisationOf(playerId: string): string | null;
  /** Which kills count at all. */
  rules: CountRules;
}

/** The shape as it is now. It stays so until the transaction is over, where its kills' parties are locked, as nobody counts without. */
export async function tallyShape(
  db: Sql,
  kills: readonly { killerId: string | null; victimId: string | null }[],
): Promise<TallyShape> {
  const set = await settings(db, ["kill-season-months", "kill-figures-of", "kill-crashes"]);
  const months = set["kill-season-months"];
  const ids = [...new Set(kills.flatMap(({ killerId, victimId }) => [killerId ?? [], victimId ?? []].flat()))];
  const found = await rows(
    db,
    z.object({ playerId: z.string(), organisation: z.string() }),
    sql`select "playerId", organisation from kill_organisations where "playerId" = any(${ids}::text[])`,
  );
  const organisations = new Map(found.map(({ playerId, organisation }) => [playerId, organisation]));
  const asOf = now();
  return {
    season: (at) => seasonAt(months, at),
    periods: (at) => keptPeriodsOf(at, seasonAt(months, at), asOf),
    organisationOf: (playerId) => organisations.get(playerId) ?? null,
    rules: { isOnlySure: set["kill-figures-of"] === "sure", areCrashesDeaths: set["kill-crashes"] },
  };
}

/** Waits for all who count kills, and keeps others from it until the transaction is over. */
export async function holdShapeAlone(db: Sql): Promise<void> {
  await db.query(sql`select pg_advisory_xact_lock(${literal(String(SHAPE_LOCK))})`);
}
