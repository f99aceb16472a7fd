import { type Sql, sql } from "#app/platform/sql.ts";
import { HAS_SAME_ID, HOLDS_ON_SERVER, IS_ABOUT_PLAYER } from "./covers.ts";

/**
 * Writes what the punishments that hold make of these players: banned, suspended (until when) or active, on each server and on the whole. The only place
 * that writes it; called in the transaction that changes a punishment, and when somebody is met.
 */
export async function deriveStanding(db: Sql, playerIds: readonly string[]): Promise<void> {
  if (playerIds.length === 0) return;
  await db.execute(sql`
    update player_servers ps set status = n.status::player_status, "lockedUntil" = n."lockedUntil"
    from (
      select pl.id as "playerId", here."serverId",
        case when bool_or(p.kind = 'ban') then 'banned' when bool_or(p.kind = 'suspend') then 'suspended' else 'active' end as status,
        max(p."endsAt") filter (where p.kind = 'suspend') as "lockedUntil"
      from player_servers here join players pl on pl.id = here."playerId" join servers s on s.id = here."serverId"
        left join punishments p on p."endedAt" is null and p.kind in ('ban', 'suspend') and ${HOLDS_ON_SERVER} and ${IS_ABOUT_PLAYER}
      where here."playerId" = any(${[...playerIds]}::text[]) group by pl.id, here."serverId") n
    where ps."playerId" = n."playerId" and ps."serverId" = n."serverId"
      and (ps.status::text, ps."lockedUntil") is distinct from (n.status, n."lockedUntil")`);
  await db.execute(sql`
    update players pl set status = n.status::player_status, "lockedUntil" = n."lockedUntil"
    from (
      select pl.id,
        case when bool_or(ps.status = 'banned') then 'banned' when bool_or(ps.status = 'suspended') then 'suspended' else 'active' end as status,
        max(ps."lockedUntil") as "lockedUntil"
      from players pl left join player_servers ps on ps."playerId" = pl.id where pl.id = any(${[...playerIds]}::text[]) group by pl.id) n
    where pl.id = n.id and (pl.status::text, pl."lockedUntil") is distinct from (n.status, n."lockedUntil")`);
}

/** Whom a punishment is about: its player, and who has the same name, or by the word of a server that is not believed the same id, where it holds. */
export async function deriveStandingBy(db: Sql, punishmentId: string): Promise<void> {
  const found = await db.query(sql`
    select p."playerId" as id from punishments p where p.id = ${punishmentId} and p."playerId" is not null
    union
    select pl.id from punishments p join servers s on ${HOLDS_ON_SERVER} join players pl on pl.realm = 'server:' || s.id and pl.key = p."nameKey"
    where p.id = ${punishmentId} and p."nameKey" is not null and p.scope <> 'server'
    union
    select pl.id from punishments p join players pl on ${HAS_SAME_ID} where p.id = ${punishmentId} and p."platformId" is not null`);
  await deriveStanding(
    db,
    found.map(({ id }) => String(id)),
  );
}
