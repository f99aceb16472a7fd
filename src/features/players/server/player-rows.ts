import * as z from "zod";
import { may, type Target } from "#app/lib/access.ts";
import { AppError } from "#app/lib/errors.ts";
import type { Permission } from "#app/lib/permissions.ts";
import type { Actor } from "#app/operation/actor.ts";
import type { Context } from "#app/operation/context.ts";
import type { Subject } from "#app/operation/define.ts";
import { row, rows, type Sql, sql } from "#app/platform/sql.ts";
import { Metadata, PlayerId, PlayerStatus } from "../schema.ts";

export const EXAMPLE_PLAYER = "ply_01930000000070008000000000000001";
export const OnePlayer = z.object({ playerId: PlayerId });

const PlaceRow = z.object({
  serverId: z.string(),
  serverName: z.string(),
  communityId: z.string().nullable(),
  ownerId: z.string(),
  status: PlayerStatus,
  lockedUntil: z.date().nullable(),
  role: z.string().nullable(),
  loginAttempts: z.number().nullable(),
  character: z.string().nullable(),
  location: z.string().nullable(),
  online: z.boolean(),
  sessions: z.number(),
  playedSec: z.number(),
  firstSeenAt: z.date(),
  lastLoginAt: z.date().nullable(),
  lastSeenAt: z.date(),
});
export type PlaceRow = z.output<typeof PlaceRow>;

const PlayerRow = z.object({
  id: z.string(),
  num: z.number(),
  realm: z.string(),
  key: z.string(),
  name: z.string(),
  platformId: z.string().nullable(),
  email: z.string().nullable(),
  metadata: Metadata,
  status: PlayerStatus,
  lockedUntil: z.date().nullable(),
  role: z.string().nullable(),
  online: z.boolean(),
  lastLoginAt: z.date().nullable(),
  createdAt: z.date(),
  userId: z.string().nullable(),
  userName: z.string().nullable(),
  linkedAt: z.date().nullable(),
  linkedBy: z.string().nullable(),
});

/** A player with all the servers they were seen on, newest first, and what of it the permission asked for was decided on. */
export interface PlayerRow extends z.output<typeof PlayerRow> {
  places: PlaceRow[];
  target: Target;
}

/** A player as they are, whoever asks; null where there is none. */
export async function playerById(db: Sql, playerId: string): Promise<Omit<PlayerRow, "target"> | null> {
  const found = await row(
    db,
    PlayerRow,
    sql`select p.id, p.num, p.realm, p.key, p.name, p."platformId", p.email, p.metadata, p.status::text as status, p."lockedUntil", p.role, p.online,
          p."lastLoginAt", p."createdAt", p."userId", u.name as "userName", p."linkedAt", p."linkedBy"
        from players p left join users u on u.id = p."userId" where p.id = ${playerId}`,
  );
  return found && { ...found, places: await placesOf(db, playerId) };
}

function placesOf(db: Sql, playerId: string): Promise<PlaceRow[]> {
  return rows(
    db,
    PlaceRow,
    sql`select v."serverId", s.name as "serverName", s."communityId", s."ownerId", v.status::text as status, greatest(v."lockedUntil", v."gameLockedUntil") as "lockedUntil", v.role, v."loginAttempts",
          v.character, v.location, v.online, v.sessions, v."playedSec", v."firstSeenAt", v."lastLoginAt", v."lastSeenAt"
        from player_servers v join servers s on s.id = v."serverId" where v."playerId" = ${playerId} order by v.online desc, v."lastSeenAt" desc`,
  );
}

interface PlayerInput {
  playerId: string;
  serverId?: string | undefined;
}

/**
 * The player an operation acts on. Somebody who plays on several servers is seen by whoever sees players on one of them. `everywhere` asks for the permission
 * on all of their servers: what is changed there is the person's, not the place's.
 */
export function playerSubject<Input extends PlayerInput>(
  permission: Permission,
  { everywhere = false }: { everywhere?: boolean } = {},
): Subject<Input, PlayerRow> {
  return {
    kind: "player",
    see: "players:read",
    async load(context: Context, { playerId, serverId }) {
      const player = await playerById(context.db, playerId);
      if (!player) return null;
      const places = serverId ? player.places.filter((place) => place.serverId === serverId) : player.places;
      if (serverId && places.length === 0) return null;
      const target = deciding(context.actor, permission, places);
      if (everywhere && places.some((place) => !may(context.actor, permission, place)))
        refuseElsewhere(context.actor, permission, player.places);
      return { ...player, places, target };
    },
    on: ({ target }) => target,
    name: ({ id, name }) => ({ id, label: name }),
  };
}

/** Where the decision falls: a place where they may, else one that they see, else any. Of nowhere: the instance. */
function deciding(actor: Actor, permission: Permission, places: readonly PlaceRow[]): Target {
  const best =
    places.find((place) => may(actor, permission, place)) ??
    places.find((place) => may(actor, "players:read", place)) ??
    places[0];
  return best ? targetOf(best) : {};
}

export function targetOf({ serverId, communityId, ownerId }: PlaceRow): Target {
  return { serverId, communityId, ownerId };
}

function refuseElsewhere(actor: Actor, permission: Permission, places: readonly PlaceRow[]): void {
  if (places.some((place) => may(actor, "players:read", place)))
    throw new AppError("forbidden", "forbidden", { permission });
}

/** The servers of a player on which the actor has a permission; null: on all there are. */
export function placesWith(actor: Actor, permission: Permission, places: readonly PlaceRow[]): string[] | null {
  if (may(actor, permission)) return null;
  return places.filter((place) => may(actor, permission, place)).map(({ serverId }) => serverId);
}
