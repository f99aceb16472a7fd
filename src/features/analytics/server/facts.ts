import * as z from "zod";
import { hidden, ONE_WORDS, PARTIES, visibleKills } from "#app/features/kills/server/index.ts";
import { KILL_EVIDENCE, KILL_KINDS } from "#app/features/kills/told-kill.ts";
import type { Actor } from "#app/operation/actor.ts";
import { rows, type Sql, type SqlText, sql } from "#app/platform/sql.ts";
import type { Fact } from "../encounter.ts";

/** The most that one question is answered from: the newest so many kills and deaths. */
export const MOST_FACTS = 5_000;

const Found = z.object({
  id: z.string(),
  at: z.date(),
  kind: z.enum(KILL_KINDS),
  evidence: z.enum(KILL_EVIDENCE),
  confirmed: z.boolean(),
  isKill: z.boolean(),
  killerId: z.string().nullable(),
  victimId: z.string().nullable(),
  killerHidden: z.boolean(),
  victimHidden: z.boolean(),
  weapon: z.string().nullable(),
  killerVehicle: z.string().nullable(),
  victimVehicle: z.string().nullable(),
  vehicleId: z.string().nullable(),
  place: z.string().nullable(),
  system: z.string().nullable(),
  mode: z.string().nullable(),
});

export interface FactsOf {
  playerIds: readonly string[];
  /** Further conditions on the kills `k`. */
  condition: SqlText;
  from: Date;
  to: Date;
  /** The players are the actor's own: those kills are theirs to see by any key, as far as they may see them at all. */
  isOwn: boolean;
}

/** Kills and deaths of players as this caller may know them, oldest first, with one word for each thing. Read along the indexes of killers and victims. */
export async function factsOf(
  db: Sql,
  actor: Actor,
  now: Date,
  { playerIds, condition, from, to, isOwn }: FactsOf,
): Promise<Fact[]> {
  if (playerIds.length === 0) return [];
  const ids = [...playerIds];
  const part = (key: SqlText, isKill: boolean, counts: SqlText) => sql`
    (select k.num, ${isKill}::boolean as "isKill" from kills k
     where ${key} = any(${ids}::text[]) and k.at >= ${from} and k.at < ${to} and k.state <> 'retracted' and ${counts} and ${condition} order by k.at desc limit ${MOST_FACTS})`;
  const found = await rows(
    db,
    Found,
    sql`select k.id, k.at, k.kind::text as kind, k.evidence::text as evidence, k.confirmed, f."isKill", k."killerId", k."victimId", ${ONE_WORDS},
          k."vehicleId", k.mode, ${hidden(actor)}
        from (${part(sql`k."killerKey"`, true, sql`k.kind in ('pvp', 'pve_kill') and k."victimKey" <> k."killerKey"`)}
          union all ${part(sql`k."victimKey"`, false, sql`k.kind <> 'pve_kill'`)}) as f
        join kills k on k.num = f.num ${PARTIES}
        where ${visibleKills(isOwn ? { ...actor, scopes: null } : actor, now)}
        order by k.at desc, k.num desc limit ${MOST_FACTS}`,
  );
  return found
    .reverse()
    .map(({ confirmed, killerId, victimId, killerHidden, victimHidden, killerVehicle, victimVehicle, ...fact }) => ({
      ...fact,
      isConfirmed: confirmed,
      opponentId: fact.isKill ? (victimHidden ? null : victimId) : killerHidden ? null : killerId,
      ship: fact.isKill ? killerVehicle : victimVehicle,
    }));
}
