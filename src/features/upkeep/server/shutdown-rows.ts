import * as z from "zod";
import { iso } from "#app/lib/time.ts";
import { row, type Sql, type SqlText, sql } from "#app/platform/sql.ts";
import { SHUTDOWN_STATES, type Shutdown } from "../schema.ts";

export const ShutdownRow = z.object({
  id: z.string(),
  serverId: z.string(),
  serverName: z.string(),
  state: z.enum(SHUTDOWN_STATES),
  reason: z.string().nullable(),
  restarts: z.boolean(),
  dueAt: z.date(),
  nextAt: z.date(),
  createdAt: z.date(),
  createdByLabel: z.string(),
  endedAt: z.date().nullable(),
  endedByLabel: z.string().nullable(),
  problem: z.string().nullable(),
  told: z.array(z.object({ secondsLeft: z.number(), at: z.iso.datetime({ offset: true }), state: z.string() })),
});
export type ShutdownRow = z.output<typeof ShutdownRow>;

/** The columns of a ShutdownRow, from `shutdowns h join servers s on s.id = h."serverId"`. */
export const SHUTDOWN_COLUMNS = sql`h.id, h."serverId", s.name as "serverName", h.state, h.reason, h.restarts, h."dueAt", h."nextAt", h."createdAt", h."createdByLabel",
  h."endedAt", h."endedByLabel", h.problem,
  coalesce((select json_agg(json_build_object('secondsLeft', t."secondsLeft", 'at', t.at, 'state', coalesce(o.state, 'sent')) order by t.at)
    from jsonb_to_recordset(h.told) as t("secondsLeft" int, at text, "orderId" text) left join server_orders o on o.id = t."orderId"), '[]') as told`;
export const SHUTDOWN_FROM = sql`shutdowns h join servers s on s.id = h."serverId"`;

export function oneShutdown(db: Sql, condition: SqlText): Promise<ShutdownRow | null> {
  return row(db, ShutdownRow, sql`select ${SHUTDOWN_COLUMNS} from ${SHUTDOWN_FROM} where ${condition}`);
}

export function shownShutdown({ nextAt: _, createdByLabel, endedByLabel, told, ...found }: ShutdownRow): Shutdown {
  return {
    ...found,
    dueAt: iso(found.dueAt),
    createdAt: iso(found.createdAt),
    createdBy: createdByLabel,
    endedAt: iso(found.endedAt),
    endedBy: endedByLabel,
    told,
  };
}
