import * as z from "zod";
import { row, rows, type Sql, sql } from "#app/platform/sql.ts";
import type { Said } from "./happened.ts";

/** The reason of a logout that no line told: the agent saw the game end. */
const STOPPED = "server_stopped";

const Link = z.object({
  connected: z.boolean(),
  connectedAt: z.date(),
  disconnectedAt: z.date().nullable(),
  tells: z.array(z.string()),
});

/**
 * What a console told, without what the game told the panel itself at that time, so that nothing counts twice. That somebody was in when the game ended stays
 * where the game could not say it any more.
 */
export async function notToldByBridge<T extends Said>(db: Sql, serverId: string, events: readonly T[]): Promise<T[]> {
  if (events.length === 0) return [];
  const link = await row(
    db,
    Link,
    sql`select connected, "connectedAt", "disconnectedAt", tells from bridge_links where "serverId" = ${serverId}`,
  );
  if (!link || link.tells.length === 0) return [...events];
  const from = link.connectedAt.getTime();
  const to = link.connected ? Number.POSITIVE_INFINITY : (link.disconnectedAt?.getTime() ?? from);
  const told = new Set(events.filter(({ kind, at }) => link.tells.includes(kind) && at >= from && at <= to));
  const ends = [...told].filter(({ kind, fields }) => kind === "player_logout" && fields.reason === STOPPED);
  const stillIn = await inGame(db, serverId, ends);
  return events.filter(
    (event) => !told.has(event) || (ends.includes(event) && stillIn.has(String(event.fields.player))),
  );
}

async function inGame(db: Sql, serverId: string, ends: readonly Said[]): Promise<Set<string>> {
  if (ends.length === 0) return new Set();
  const names = ends.map(({ fields }) => String(fields.player));
  const found = await rows(
    db,
    z.object({ name: z.string() }),
    sql`select name from player_servers where "serverId" = ${serverId} and online and name = any(${names}::text[])`,
  );
  return new Set(found.map(({ name }) => name));
}
