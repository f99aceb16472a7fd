import * as z from "zod";
import { may } from "#app/lib/access.ts";
import { AppError } from "#app/lib/errors.ts";
import type { Permission } from "#app/lib/permissions.ts";
import type { Actor } from "#app/operation/actor.ts";
import type { Subject } from "#app/operation/define.ts";
import { visibleServers } from "#app/operation/visible.ts";
import { row, rows, type Sql, sql } from "#app/platform/sql.ts";

/** A player on the server on which something is done to them. */
export const PlayerHere = z.object({
  playerId: z.string(),
  name: z.string(),
  platformId: z.string().nullable(),
  key: z.string(),
  online: z.boolean(),
  serverId: z.string(),
  serverName: z.string(),
  serverOwnerId: z.string(),
  communityId: z.string().nullable(),
  game: z.string(),
  /** Of the server: whether its word on a platform's ids is believed. */
  vouches: z.boolean(),
  /** Of the player: whether such a server has told who they are. */
  isVouched: z.boolean(),
});
export type PlayerHere = z.output<typeof PlayerHere>;

/**
 * The player on this server; where none is named, where they are now or were last among the servers on which the actor has the permission, else among all.
 * Null where there is no such player, or they never were there.
 */
export async function playerHere(
  db: Sql,
  actor: Actor,
  permission: Permission,
  { playerId, serverId }: { playerId: string; serverId?: string | undefined },
): Promise<PlayerHere | null> {
  const places = await rows(
    db,
    PlayerHere,
    sql`select pl.id as "playerId", ps.name, pl."platformId", pl.key, ps.online, s.id as "serverId", s.name as "serverName", s."ownerId" as "serverOwnerId",
          s."communityId", lower(s."blueprintDocument"->>'game') as game, s.vouches, pl.realm like 'game:%' as "isVouched"
        from players pl join player_servers ps on ps."playerId" = pl.id join servers s on s.id = ps."serverId" and s.desired <> 'deleted'
        where pl.id = ${playerId} and (${serverId ?? null}::text is null or s.id = ${serverId ?? null}) order by ps.online desc, ps."lastSeenAt" desc`,
  );
  const allowed = (one: Permission) => places.find((place) => may(actor, one, onServer(place)));
  return allowed(permission) ?? allowed("players:read") ?? places[0] ?? null;
}

/** Those of a player's servers on which the actor may see players. */
export async function serversSeen(db: Sql, actor: Actor, playerId: string): Promise<string[]> {
  const found = await rows(
    db,
    z.object({ id: z.string() }),
    sql`select s.id from player_servers ps join servers s on s.id = ps."serverId" where ps."playerId" = ${playerId} and ${visibleServers(actor, "players:read")}`,
  );
  return found.map(({ id }) => id);
}

export const EXAMPLE_SERVER = "srv_01930000000070008000000000000001";

const ServerHere = PlayerHere.pick({
  serverId: true,
  serverName: true,
  serverOwnerId: true,
  communityId: true,
  game: true,
  vouches: true,
});
export type ServerHere = z.output<typeof ServerHere>;

export function serverHere(db: Sql, serverId: string): Promise<ServerHere | null> {
  return row(
    db,
    ServerHere,
    sql`select s.id as "serverId", s.name as "serverName", s."ownerId" as "serverOwnerId", s."communityId", lower(s."blueprintDocument"->>'game') as game, s.vouches
        from servers s where s.id = ${serverId} and s.desired <> 'deleted'`,
  );
}

/** What a permission is asked on. */
export function onServer({ serverId, communityId, serverOwnerId }: ServerHere) {
  return { serverId, communityId, ownerId: serverOwnerId };
}

/** What a permission is asked on for a punishment that holds so far. */
export function reachOf(scope: "server" | "community" | "all", server: ServerHere) {
  if (scope === "server") return onServer(server);
  if (scope === "all") return {};
  if (server.communityId === null)
    throw new AppError("conflict", "moderation.no_community", { server: server.serverName });
  return { communityId: server.communityId };
}

export const OneServer = z.object({ serverId: z.string().max(100) });
/** The server of an operation about all who play there. */
export const oneServer: Subject<{ serverId: string }, ServerHere> = {
  kind: "server",
  load: ({ db }, { serverId }) => serverHere(db, serverId),
  on: onServer,
  see: "players:read",
  name: ({ serverId, serverName }) => ({ id: serverId, label: serverName }),
};
