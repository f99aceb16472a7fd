import * as z from "zod";
import type { Runtime } from "#app/operation/runtime.ts";
import { now } from "#app/platform/clock.ts";
import { row, sql } from "#app/platform/sql.ts";
import { PunishmentKind } from "../schema.ts";

/** While one process carries it, no other does; if it dies, another may from then on. */
const LEASE_MS = 60_000;

export const Claimed = z.object({
  id: z.number(),
  punishmentId: z.string(),
  serverId: z.string(),
  wanted: z.enum(["held", "lifted"]),
  state: z.string(),
  kick: z.boolean(),
  tries: z.number(),
  appliedAt: z.date().nullable(),
  via: z.string().nullable(),
  kind: PunishmentKind,
  playerId: z.string().nullable(),
  address: z.string().nullable(),
  name: z.string(),
  nameKey: z.string().nullable(),
  platformId: z.string().nullable(),
  isVouched: z.boolean(),
  /** Of somebody who was erased: what the game has to be told to let them in again. */
  sealedWhom: z.string().nullable(),
  /** It holds beyond one server: somebody of the same name on this one is meant too. */
  reachesNames: z.boolean(),
  reason: z.string(),
  appealCode: z.string().nullable(),
  endsAt: z.date().nullable(),
  endedAt: z.date().nullable(),
  isRunning: z.boolean(),
  /** The game's ban takes an address alone. */
  bansAddresses: z.boolean(),
});
export type Claimed = z.output<typeof Claimed>;

/** Takes a delivery for this process. Null: another has it, or there is nothing to do. `onlyDue`: not before its time. */
export async function claim({ database }: Runtime, deliveryId: number, onlyDue: boolean): Promise<Claimed | null> {
  const at = now();
  return row(
    database,
    Claimed,
    sql`update punishment_deliveries d set "nextAttemptAt" = ${new Date(at.getTime() + LEASE_MS)}, tries = d.tries + 1
        from punishments p, servers s
        where d.id = ${deliveryId} and p.id = d."punishmentId" and s.id = d."serverId" and d."nextAttemptAt" is not null
          and (${!onlyDue} or d."nextAttemptAt" <= ${at})
        returning d.id, d."punishmentId", d."serverId", d.wanted, d.state, d.kick, d.tries - 1 as tries, d."appliedAt", d.via, p.kind, p."playerId", p.address,
          p.name, p."nameKey", p."platformId", p."isVouched", p."sealedWhom", p.scope <> 'server' as "reachesNames", p.reason, p."appealCode", p."endsAt", p."endedAt", s.observed = 'running' as "isRunning",
          exists (select 1 from jsonb_array_elements(s."blueprintDocument"->'commands') c
            where c->>'name' = 'ban' and c->'arguments' @> '[{"key": "ADDRESS"}]') as "bansAddresses"`,
  );
}
