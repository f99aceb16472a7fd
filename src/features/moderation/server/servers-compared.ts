import * as z from "zod";
import { now } from "#app/platform/clock.ts";
import type { Database } from "#app/platform/database.ts";
import { row, rows, type Sql, sql } from "#app/platform/sql.ts";
import { HOLDS_ON_SERVER } from "./covers.ts";

const AT_ONCE = 50;
const Changed = z.object({ id: z.string() });
const Compared = z.object({
  communityId: z.string().nullable(),
  runStartedAt: z.date().nullable(),
  isRunning: z.boolean(),
  knownRun: z.date().nullable(),
});

/**
 * Finds servers that are new, have changed their community or run anew, and brings what holds on them up to date. A run that has begun (after a stop, a crash,
 * an installation) is told all that holds, as nobody knows what the game has kept.
 */
export async function compareServers(database: Database): Promise<void> {
  const changed = await rows(
    database,
    Changed,
    sql`select s.id from servers s left join moderated_servers m on m."serverId" = s.id
        where s.desired <> 'deleted' and (m."serverId" is null or m."communityId" is distinct from s."communityId"
          or (s.observed = 'running' and m."runStartedAt" is distinct from s."processStartedAt"))
        order by s.id limit ${AT_ONCE}`,
  );
  for (const { id } of changed) await database.transaction((tx) => compare(tx, id));
}

async function compare(db: Sql, serverId: string): Promise<void> {
  const at = now();
  await db.execute(
    sql`insert into moderated_servers ("serverId", "updatedAt") select id, ${at} from servers where id = ${serverId} on conflict do nothing`,
  );
  const server = await row(
    db,
    Compared,
    sql`select s."communityId", s."processStartedAt" as "runStartedAt", s.observed = 'running' as "isRunning", m."runStartedAt" as "knownRun"
        from moderated_servers m join servers s on s.id = m."serverId" where m."serverId" = ${serverId} for update of m`,
  );
  if (!server) return;
  const { communityId, runStartedAt, isRunning, knownRun } = server;
  await db.execute(sql`
    insert into punishment_deliveries ("punishmentId", "serverId", kick, "nextAttemptAt", "updatedAt")
    select p.id, s.id, p.kind in ('ban', 'suspend'), ${at}, ${at} from punishments p join servers s on s.id = ${serverId} and ${HOLDS_ON_SERVER}
    where p."endedAt" is null and p.kind in ('ban', 'suspend', 'mute')
    on conflict ("punishmentId", "serverId") do update set wanted = 'held', state = 'pending', "nextAttemptAt" = ${at}, tries = 0
      where punishment_deliveries.wanted = 'lifted'`);
  await db.execute(sql`
    update punishment_deliveries d set wanted = 'lifted', state = 'pending', "nextAttemptAt" = ${at}, tries = 0, kick = false
    from punishments p, servers s
    where d."serverId" = ${serverId} and s.id = ${serverId} and p.id = d."punishmentId" and p."endedAt" is null and d.wanted = 'held' and not ${HOLDS_ON_SERVER}`);
  if (isRunning && runStartedAt?.getTime() !== knownRun?.getTime())
    await db.execute(sql`
      update punishment_deliveries d set state = 'pending', "nextAttemptAt" = ${at}, tries = 0, kick = p.kind in ('ban', 'suspend') and d.wanted = 'held'
      from punishments p
      where d."serverId" = ${serverId} and p.id = d."punishmentId" and p.kind in ('ban', 'suspend', 'mute')
        and ((d.wanted = 'held' and p."endedAt" is null) or (d.wanted = 'lifted' and d.state = 'pending'))`);
  await db.execute(sql`
    update moderated_servers set "communityId" = ${communityId}, "updatedAt" = ${at},
      "runStartedAt" = case when ${isRunning} then ${runStartedAt}::timestamptz else "runStartedAt" end
    where "serverId" = ${serverId}`);
}
