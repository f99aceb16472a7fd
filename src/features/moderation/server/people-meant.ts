import * as z from "zod";
import { openWhom, unvouchedRealm } from "#app/features/players/server/index.ts";
import type { Runtime } from "#app/operation/runtime.ts";
import { now } from "#app/platform/clock.ts";
import { rows, sql } from "#app/platform/sql.ts";
import { minutesLeft } from "../rules.ts";
import type { Claimed } from "./claimed.ts";

const Somebody = z.object({
  name: z.string(),
  platformId: z.string().nullable(),
  online: z.boolean(),
  address: z.string().nullable(),
});
export type Somebody = z.output<typeof Somebody>;

/** Whom it is about on this server: of an address, everybody who is in from it. */
export async function peopleOf({ database, vault }: Runtime, claimed: Claimed): Promise<Somebody[]> {
  if (claimed.sealedWhom !== null) return [{ ...openWhom(vault, claimed.sealedWhom), online: false, address: null }];
  if (claimed.playerId === null)
    return rows(
      database,
      Somebody,
      sql`select ps.name, pl."platformId", true as online, v.address from player_sessions v
          join player_servers ps on ps."playerId" = v."playerId" and ps."serverId" = v."serverId" and ps.online join players pl on pl.id = v."playerId"
          where v."serverId" = ${claimed.serverId} and v."endedAt" is null and v.address = ${claimed.address}`,
    );
  const found = await rows(
    database,
    Somebody,
    sql`select ps.name, pl."platformId", ps.online,
          (select v.address from player_sessions v where v."playerId" = pl.id and v."serverId" = ps."serverId" and v.address is not null order by v.id desc limit 1) as address
        from players pl join player_servers ps on ps."playerId" = pl.id and ps."serverId" = ${claimed.serverId}
        where pl.id in (select ${claimed.playerId}::text
          union all select id from players where realm = ${`server:${claimed.serverId}`} and key = ${claimed.reachesNames ? claimed.nameKey : null}
          union all select id from players where realm = ${unvouchedRealm(claimed.serverId)} and key = ${claimed.platformId})
        order by ps.online desc limit 1`,
  );
  if (found.length > 0) return found;
  // Never seen here: known by what they are called elsewhere, unless that is what somebody else is called here, or nobody vouches for who they are there.
  return rows(
    database,
    Somebody,
    sql`select pl.name, pl."platformId", false as online, null as address from players pl where pl.id = ${claimed.playerId}
          and pl.realm not like 'unvouched:%' and not exists (select 1 from player_servers o where o."serverId" = ${claimed.serverId} and o.name = pl.name)`,
  );
}

export function whomIn({ name, platformId, address }: Somebody) {
  return { player: name, ...(platformId === null ? {} : { platformId }), ...(address === null ? {} : { address }) };
}

const Other = z.object({ deliveryId: z.number(), endsAt: z.date().nullable() });

/** What else holds on them here by other punishments, in the game's eyes the same, the longest first. */
export async function othersOf({ database }: Runtime, claimed: Claimed): Promise<z.output<typeof Other>[]> {
  const kinds = claimed.kind === "mute" ? ["mute"] : ["ban", "suspend"];
  return rows(
    database,
    Other,
    sql`select o.id as "deliveryId", p."endsAt" from punishment_deliveries o join punishments p on p.id = o."punishmentId"
        where o."serverId" = ${claimed.serverId} and o.id <> ${claimed.id} and o.wanted = 'held' and p."endedAt" is null and p.kind = any(${kinds}::text[])
          and p.id in (select id from punishments where "playerId" = ${claimed.playerId} union all select id from punishments where address = ${claimed.address}
            union all select id from punishments where "nameKey" = ${claimed.nameKey}
            union all select id from punishments where "platformId" = ${claimed.platformId} and ("isVouched" or ${!claimed.isVouched}))
        order by p."endsAt" desc nulls first limit 1`,
  );
}

/** For how long the game is to keep it up: as long as the longest that holds here. Null: for ever. */
export async function minutesOf(runtime: Runtime, claimed: Claimed): Promise<number | null> {
  const [other] = await othersOf(runtime, claimed);
  const ends = [claimed.endsAt, ...(other ? [other.endsAt] : [])];
  if (ends.some((end) => end === null)) return null;
  return minutesLeft(new Date(Math.max(...ends.map((end) => end!.getTime()))), now());
}
