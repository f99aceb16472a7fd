import * as z from "zod";
import { withoutAppeal } from "#app/features/moderation/rules.ts";
import { rows, type Sql, sql } from "#app/platform/sql.ts";

/** Somebody came or went. */
export interface Passage {
  playerId: string;
  at: Date;
  isIn: boolean;
  address: string | null;
  reason: string | null;
}

const Open = z.object({ id: z.number(), playerId: z.string(), startedAt: z.date() });

/** How many were in, and who was met here for the first time. */
export interface Comings {
  /** Each visit's beginning and end, in order. */
  changes: { at: Date; by: 1 | -1 }[];
  firstSeen: Date[];
}

interface Visit {
  /** Null: it began in this very report. */
  id: number | null;
  playerId: string;
  startedAt: Date;
  endedAt: Date | null;
  address: string | null;
  endReason: string | null;
}

/**
 * Writes who came and went on one server, in order: their visits, who is in, how long they played. Who comes in twice without having gone has one visit; who
 * goes without having come has none. The caller holds the server's feed, so nobody else writes its visits.
 */
export async function recordPassages(
  db: Sql,
  serverId: string,
  passages: readonly Passage[],
  seen: ReadonlyMap<string, Date>,
): Promise<Comings> {
  const ids = [...new Set([...seen.keys(), ...passages.map(({ playerId }) => playerId)])];
  if (ids.length === 0) return { changes: [], firstSeen: [] };
  const open = await rows(
    db,
    Open,
    sql`select id, "playerId", "startedAt" from player_sessions
        where "serverId" = ${serverId} and "playerId" = any(${ids}::text[]) and "endedAt" is null`,
  );
  const visits = new Map<string, Visit>(
    open.map((visit) => [visit.playerId, { ...visit, endedAt: null, address: null, endReason: null }]),
  );
  const ended: Visit[] = [];
  const changes: Comings["changes"] = [];
  for (const { playerId, at, isIn, address, reason } of passages) {
    const visit = visits.get(playerId);
    if (isIn && !visit) {
      visits.set(playerId, { id: null, playerId, startedAt: at, endedAt: null, address, endReason: null });
      changes.push({ at, by: 1 });
    }
    if (!isIn && visit) {
      const endedAt = later(at, visit.startedAt);
      visits.delete(playerId);
      ended.push({ ...visit, endedAt, endReason: reason && withoutAppeal(reason) });
      changes.push({ at: endedAt, by: -1 });
    }
  }
  await writeVisits(db, serverId, [...visits.values(), ...ended]);
  const firstSeen = await writePlaces(db, serverId, { ids, passages, seen, isIn: visits, ended });
  return { changes, firstSeen };
}

function later(one: Date, other: Date): Date {
  return new Date(Math.max(one.getTime(), other.getTime()));
}

async function writeVisits(db: Sql, serverId: string, visits: readonly Visit[]): Promise<void> {
  const fresh = visits.filter(({ id }) => id === null);
  if (fresh.length > 0)
    await db.execute(sql`
      insert into player_sessions ("playerId", "serverId", "startedAt", "endedAt", address, "endReason")
      select v."playerId", ${serverId}, v."startedAt", v."endedAt", v.address, v."endReason"
      from jsonb_to_recordset(${JSON.stringify(fresh)}::jsonb)
        as v("playerId" text, "startedAt" timestamptz, "endedAt" timestamptz, address text, "endReason" text)
      order by v."startedAt"`);
  const closed = visits.filter(({ id, endedAt }) => id !== null && endedAt !== null);
  if (closed.length > 0)
    await db.execute(sql`
      update player_sessions s set "endedAt" = v."endedAt", "endReason" = v."endReason"
      from jsonb_to_recordset(${JSON.stringify(closed)}::jsonb) as v(id bigint, "endedAt" timestamptz, "endReason" text) where s.id = v.id`);
}

const Written = z.object({ isNew: z.boolean(), firstSeenAt: z.date() });

/** Gives when those were first seen who were not known here yet. */
async function writePlaces(
  db: Sql,
  serverId: string,
  {
    ids,
    passages,
    seen,
    isIn,
    ended,
  }: {
    ids: readonly string[];
    passages: readonly Passage[];
    seen: ReadonlyMap<string, Date>;
    isIn: ReadonlyMap<string, Visit>;
    ended: readonly Visit[];
  },
): Promise<Date[]> {
  const places = ids.map((playerId) => {
    const own = passages.filter((passage) => passage.playerId === playerId);
    const came = own.filter((passage) => passage.isIn).map(({ at }) => at);
    const begun = [...isIn.values(), ...ended].filter((visit) => visit.id === null && visit.playerId === playerId);
    const playedMs = ended
      .filter((visit) => visit.playerId === playerId)
      .reduce((sum, { startedAt, endedAt }) => sum + endedAt!.getTime() - startedAt.getTime(), 0);
    const lastSeenAt = [...own.map(({ at }) => at), ...(seen.has(playerId) ? [seen.get(playerId)!] : [])].sort(
      (a, b) => b.getTime() - a.getTime(),
    )[0]!;
    return {
      playerId,
      online: isIn.has(playerId),
      sessions: begun.length,
      playedSec: Math.round(playedMs / 1000),
      lastLoginAt: begun.length > 0 ? (came.at(-1) ?? null) : null,
      lastSeenAt,
    };
  });
  const written = await rows(
    db,
    Written,
    sql`
    insert into player_servers ("playerId", "serverId", name, online, sessions, "playedSec", "firstSeenAt", "lastLoginAt", "lastSeenAt")
    select p.id, ${serverId}, p.name, v.online, v.sessions, v."playedSec", v."lastSeenAt", v."lastLoginAt", v."lastSeenAt"
    from jsonb_to_recordset(${JSON.stringify(places)}::jsonb)
      as v("playerId" text, online boolean, sessions int, "playedSec" bigint, "lastLoginAt" timestamptz, "lastSeenAt" timestamptz)
    join players p on p.id = v."playerId" order by p.id
    on conflict ("playerId", "serverId") do update set online = excluded.online, sessions = player_servers.sessions + excluded.sessions,
      "playedSec" = player_servers."playedSec" + excluded."playedSec",
      "lastLoginAt" = coalesce(excluded."lastLoginAt", player_servers."lastLoginAt"),
      "lastSeenAt" = greatest(excluded."lastSeenAt", player_servers."lastSeenAt")
    returning xmax::text = '0' as "isNew", "firstSeenAt"`,
  );
  // Who neither came nor went is in, or not, as before.
  if (passages.length > 0)
    await db.execute(sql`
    update players p set online = n.online, "lastLoginAt" = greatest(p."lastLoginAt", n."lastLoginAt")
    from (select "playerId", bool_or(online) as online, max("lastLoginAt") as "lastLoginAt"
          from player_servers where "playerId" = any(${ids}::text[]) group by "playerId") n
    where p.id = n."playerId" and (p.online, p."lastLoginAt") is distinct from (n.online, greatest(p."lastLoginAt", n."lastLoginAt"))`);
  return written.filter(({ isNew }) => isNew).map(({ firstSeenAt }) => firstSeenAt);
}
