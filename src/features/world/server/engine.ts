import * as z from "zod";
import { AppError } from "#app/lib/errors.ts";
import { row, type Sql, sql } from "#app/platform/sql.ts";

const Engine = z.object({
  run: z.string(),
  connected: z.boolean(),
  connectedAt: z.date(),
  disconnectedAt: z.date().nullable(),
  tells: z.array(z.string()),
  takes: z.array(z.string()),
});
/** The game behind a server, as it is or was connected by the bridge. */
export type Engine = z.output<typeof Engine>;

/** The game that is or was connected; null: none ever was. */
export async function engineOf(db: Sql, serverId: string, now: Date): Promise<Engine | null> {
  return row(
    db,
    Engine,
    sql`select run, connected and "leaseUntil" > ${now} as connected, "connectedAt", "disconnectedAt", tells, takes from bridge_links
        where "serverId" = ${serverId}`,
  );
}

/** For what only a game can answer that is there now. Throws AppError `unavailable`, reason `engine_not_ready`. */
export async function requireEngine(db: Sql, serverId: string, now: Date): Promise<Engine> {
  const engine = await engineOf(db, serverId, now);
  if (!engine?.connected) throw new AppError("unavailable", "engine_not_ready");
  return engine;
}
