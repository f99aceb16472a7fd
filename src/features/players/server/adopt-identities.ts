import * as z from "zod";
import { joinKillers } from "#app/features/kills/server/index.ts";
import type { Context } from "#app/operation/context.ts";
import { literal, rows, type Sql, sql } from "#app/platform/sql.ts";
import { type Meeting, unvouchedRealm, vouchedRealm } from "./identities.ts";
import { carryLinks, refuseTwoProofs } from "./joined-links.ts";
import { tablesOfPlayers } from "./player-tables.ts";

const Touched = z.object({ id: z.string() });
const Pair = z.object({ old: z.string(), new: z.string() });
/** Tables with one row a player and a server: what the game says of them elsewhere stays, what is of this server alone is moved. */
const ONE_A_SERVER = ["player_wealth", "world_positions"];
/** What was computed of each by themselves is computed anew of both together. */
const COMPUTED = ["insights", "insight_states"];
/** Joined below, each by what it means. */
const JOINED = ["player_names", "player_servers"];

/**
 * Makes the players whom a server has told by an id of the game's platform those that the whole game knows by it, with all that happened: from now on it is
 * believed. Who has proven such a player theirs has proven it of whom the game knows, unless that is proven better: no proof is weakened. Gives whom it was about;
 * throws AppError `conflict` where two users have proven what turns out to be one player.
 */
export async function adoptIdentities(
  context: Pick<Context, "db" | "emit" | "now">,
  server: Pick<Meeting, "serverId" | "game">,
): Promise<string[]> {
  const { db, now } = context;
  const here = unvouchedRealm(server.serverId);
  const realm = vouchedRealm(server.game);
  const renamed = await rows(
    db,
    Touched,
    sql`update players o set realm = ${realm}, "updatedAt" = ${now}
        where o.realm = ${here} and not exists (select 1 from players n where n.realm = ${realm} and n.key = o.key) returning o.id`,
  );
  const pairs = sql`(select o.id as old, n.id as new from players o join players n on n.realm = ${realm} and n.key = o.key where o.realm = ${here}) m`;
  const joined = await rows(db, Pair, sql`select m.old, m.new from ${pairs} order by m.old`);
  if (joined.length > 0) {
    await refuseTwoProofs(db, pairs);
    await carryLinks(context, pairs);
    await joinKillers(db, joined);
    await joinPlayers(db, pairs, server.serverId, now);
  }
  return [...renamed.map(({ id }) => id), ...joined.map((pair) => pair.new)];
}

async function joinPlayers(db: Sql, pairs: ReturnType<typeof sql>, serverId: string, now: Date): Promise<void> {
  await db.execute(sql`
    insert into player_names ("playerId", name, "firstUsedAt", "lastUsedAt")
    select m.new, o.name, o."firstUsedAt", o."lastUsedAt" from player_names o join ${pairs} on m.old = o."playerId" order by 1, 2
    on conflict ("playerId", name) do update set "firstUsedAt" = least(player_names."firstUsedAt", excluded."firstUsedAt"),
      "lastUsedAt" = greatest(player_names."lastUsedAt", excluded."lastUsedAt")`);
  // Both were here where the server was believed before: their visits add up.
  await db.execute(sql`
    update player_servers n set online = n.online or o.online, sessions = n.sessions + o.sessions, "playedSec" = n."playedSec" + o."playedSec",
      name = case when o."lastSeenAt" > n."lastSeenAt" then o.name else n.name end, role = coalesce(o.role, n.role),
      "firstSeenAt" = least(n."firstSeenAt", o."firstSeenAt"), "lastLoginAt" = greatest(n."lastLoginAt", o."lastLoginAt"),
      "lastSeenAt" = greatest(n."lastSeenAt", o."lastSeenAt")
    from ${pairs} join player_servers o on o."playerId" = m.old where n."playerId" = m.new and n."serverId" = o."serverId"`);
  await db.execute(sql`
    update player_servers o set "playerId" = m.new from ${pairs} where o."playerId" = m.old
      and not exists (select 1 from player_servers n where n."playerId" = m.new and n."serverId" = o."serverId")`);
  for (const table of ONE_A_SERVER) {
    const rowsOf = literal(`"${table}"`);
    await db.execute(sql`
      delete from ${rowsOf} o using ${pairs} where o."playerId" = m.old
        and exists (select 1 from ${rowsOf} n where n."playerId" = m.new and n."serverId" = o."serverId")`);
  }
  await db.execute(sql`
    insert into insight_states ("playerId", game, "dueAt")
    select distinct m.new, t.game, ${now}::timestamptz from insight_states t join ${pairs} on m.old = t."playerId" order by 1, 2
    on conflict ("playerId", game) do update set "dueAt" = excluded."dueAt"`);
  for (const table of COMPUTED)
    await db.execute(sql`delete from ${literal(`"${table}"`)} t using ${pairs} where t."playerId" = m.old`);
  for (const table of await tablesOfPlayers(db))
    if (!JOINED.includes(table))
      await db.execute(
        sql`update ${literal(`"${table}"`)} t set "playerId" = m.new from ${pairs} where t."playerId" = m.old`,
      );
  await db.execute(sql`update game_events t set "otherId" = m.new from ${pairs} where t."otherId" = m.old`);
  await db.execute(
    sql`update player_reports t set "reporterPlayerId" = m.new from ${pairs} where t."reporterPlayerId" = m.old`,
  );
  await db.execute(sql`
    update players p set online = v.online, "lastLoginAt" = v."lastLoginAt"
    from (select "playerId", bool_or(online) as online, max("lastLoginAt") as "lastLoginAt" from player_servers
          where "playerId" in (select m.new from ${pairs}) group by "playerId") v
    where v."playerId" = p.id`);
  await db.execute(
    sql`delete from players p using ${pairs} where p.id = m.old and p.realm = ${unvouchedRealm(serverId)}`,
  );
}
