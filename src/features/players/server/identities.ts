import * as z from "zod";
import { newId } from "#app/lib/id.ts";
import { rows, type Sql, sql } from "#app/platform/sql.ts";

/** The server that a player was met on. */
export interface Meeting {
  serverId: string;
  communityId: string | null;
  game: string;
  /** Whether what it tells of a platform's ids is believed beyond it. */
  vouches: boolean;
}

/** Somebody as a game names them. */
export interface GameName {
  name: string;
  platformId: string | null;
}

const Known = z.object({ id: z.string(), realm: z.string(), key: z.string(), name: z.string() });

/**
 * Where an identity holds: in all of a game where the platform's id was told by a server that is believed, else on the one server that said it. Whoever runs
 * a server makes it say whatever they like.
 */
function identityOf({ serverId, game, vouches }: Meeting, { name, platformId }: GameName) {
  if (platformId === null) return { realm: `server:${serverId}`, key: name.toLowerCase() };
  return { realm: vouches ? vouchedRealm(game) : unvouchedRealm(serverId), key: platformId };
}

/** Where ids of a game's platform are one person, whatever they are called. */
export function vouchedRealm(game: string): string {
  return `game:${game.toLowerCase()}`;
}

/** Where ids of a platform are whom this one server says they are. */
export function unvouchedRealm(serverId: string): string {
  return `unvouched:${serverId}`;
}

/**
 * The players of these names, by name; who is not known yet is made. A platform's id is the same person under any name, and keeps the newest. Two servers
 * may meet somebody new at once: both get the same player.
 */
export async function meetPlayers(
  db: Sql,
  meeting: Meeting,
  names: readonly GameName[],
  now: Date,
): Promise<Map<string, string>> {
  const met = await knownPlayers(db, meeting.serverId, names);
  const wanted = names
    .filter(({ name }) => !met.has(name))
    .map((name) => ({ ...name, ...identityOf(meeting, name), id: newId("ply") }));
  if (wanted.length === 0) return met;
  await db.execute(sql`
    insert into players (id, realm, key, "platformId", "serverId", "communityId", name, "createdAt", "updatedAt")
    select distinct on (w.realm, w.key) w.id, w.realm, w.key, w."platformId", ${meeting.serverId}, ${meeting.communityId}, w.name, ${now}, ${now}
    from jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb) as w(id text, realm text, key text, "platformId" text, name text)
    order by w.realm, w.key
    on conflict (realm, key) do nothing`);
  const known = await rows(
    db,
    Known,
    sql`select p.id, p.realm, p.key, p.name from players p
        join unnest(${wanted.map(({ realm }) => realm)}::text[], ${wanted.map(({ key }) => key)}::text[]) as w(realm, key)
          on p.realm = w.realm and p.key = w.key`,
  );
  const byIdentity = new Map(known.map((player) => [`${player.realm}\n${player.key}`, player]));
  for (const { name, realm, key } of wanted) met.set(name, byIdentity.get(`${realm}\n${key}`)!.id);
  await rememberNames(db, meeting.serverId, [...new Map(wanted.map(({ name }) => [met.get(name)!, name]))], now);
  return met;
}

/**
 * Most lines say a name alone, also of those whom the game's platform vouches for: such a name is that of who is in on this server, else of who was here
 * last under it.
 */
export async function knownPlayers(
  db: Sql,
  serverId: string,
  names: readonly GameName[],
): Promise<Map<string, string>> {
  const bare = names.filter(({ platformId }) => platformId === null).map(({ name }) => name);
  if (bare.length === 0) return new Map();
  const here = await rows(
    db,
    z.object({ name: z.string(), playerId: z.string() }),
    sql`select distinct on (name) name, "playerId" from player_servers
        where "serverId" = ${serverId} and name = any(${bare}::text[]) order by name, online desc, "lastSeenAt" desc`,
  );
  return new Map(here.map(({ name, playerId }) => [name, playerId]));
}

/**
 * What they are called now; what they were called stays findable. On other servers they keep the name that those have heard: a server whose people make up
 * who plays there must not have somebody else banned elsewhere by a name.
 */
async function rememberNames(
  db: Sql,
  serverId: string,
  names: readonly (readonly [id: string, name: string])[],
  now: Date,
) {
  const named = JSON.stringify(names.map(([id, name]) => ({ id, name })));
  await db.execute(sql`
    insert into player_names ("playerId", name, "firstUsedAt", "lastUsedAt")
    select n.id, n.name, ${now}, ${now} from jsonb_to_recordset(${named}::jsonb) as n(id text, name text) order by n.id
    on conflict ("playerId", name) do update set "lastUsedAt" = excluded."lastUsedAt"`);
  await db.execute(sql`
    update players p set name = n.name, "updatedAt" = ${now}
    from jsonb_to_recordset(${named}::jsonb) as n(id text, name text) where p.id = n.id and p.name <> n.name`);
  await db.execute(sql`
    update player_servers s set name = n.name
    from jsonb_to_recordset(${named}::jsonb) as n(id text, name text) where s."playerId" = n.id and s."serverId" = ${serverId} and s.name <> n.name`);
}
