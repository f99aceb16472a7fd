import { recognizeErased } from "#app/features/players/server/index.ts";
import type { Context } from "#app/operation/context.ts";
import { sql } from "#app/platform/sql.ts";
import { HAS_SAME_ID } from "./covers.ts";
import { deriveStanding } from "./standing.ts";

/** Somebody has come in. */
export interface SeenLogin {
  playerId: string;
  address: string | null;
}

/**
 * Who comes in and is to be kept out is sent out again, whatever the game thinks; who is muted is muted again, and who has yet to hear a warning hears it. In
 * the transaction that takes the login: whoever delivers sees to the rest at once.
 */
export async function noteLogins(
  { db, now, runtime }: Pick<Context, "db" | "now" | "runtime">,
  serverId: string,
  logins: readonly SeenLogin[],
): Promise<void> {
  if (logins.length === 0) return;
  await recognizeErased(
    db,
    runtime.vault,
    serverId,
    logins.map(({ playerId }) => playerId),
  );
  const waiting = await db.query(sql`
    with l as (select * from unnest(${logins.map(({ playerId }) => playerId)}::text[], ${logins.map(({ address }) => address)}::text[]) as l("playerId", address)), about as (
      select l."playerId", p.id from l join punishments p on p."playerId" = l."playerId"
      union select l."playerId", p.id from l join punishments p on p.address = l.address
      union select pl.id, p.id from l join players pl on pl.id = l."playerId" and pl.realm = ${`server:${serverId}`}
        join punishments p on p."nameKey" = pl.key and p.scope <> 'server'
      union select pl.id, p.id from l join players pl on pl.id = l."playerId" and pl."platformId" is not null
        join punishments p on ${HAS_SAME_ID} where p."playerId" is distinct from pl.id)
    update punishment_deliveries d
    set kick = p.kind in ('ban', 'suspend'), state = 'pending', "nextAttemptAt" = ${now}, tries = 0, "updatedAt" = ${now}
    from about join punishments p on p.id = about.id
    where d."serverId" = ${serverId} and d."punishmentId" = p.id and d.wanted = 'held'
      and p."endedAt" is null and (p."endsAt" is null or p."endsAt" > ${now}) and p.kind in ('ban', 'suspend', 'mute', 'warn')
      and (p.kind <> 'warn' or d.state = 'pending')
    returning about."playerId" as id`);
  // Somebody met for the first time under a name that is kept out of all servers has no standing yet.
  await deriveStanding(
    db,
    waiting.map(({ id }) => String(id)),
  );
}
