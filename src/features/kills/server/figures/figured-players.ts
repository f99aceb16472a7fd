import * as z from "zod";
import { may } from "#app/lib/access.ts";
import { AppError } from "#app/lib/errors.ts";
import type { Actor } from "#app/operation/actor.ts";
import { visibleServers } from "#app/operation/visible.ts";
import { row, rows, type Sql, type SqlText, sql } from "#app/platform/sql.ts";
import { STAR_CITIZEN } from "../../schema.ts";
import { showsKills, showsUser } from "../reading/seen-kills.ts";

/** Whose figures are told: a player, or all players of one user, taken together. */
export interface Figured {
  playerIds: string[];
  userId: string | null;
  name: string;
  /** Whether they are the caller's own. */
  isOwn: boolean;
}

const Found = z.object({ id: z.string(), name: z.string(), userId: z.string().nullable() });

function seen(actor: Actor, shows: SqlText): SqlText {
  if (actor.scopes && !actor.scopes.has("kills:read")) return sql`false`;
  const shown = may(actor, "kills:read") ? shows : sql`false`;
  return sql`(${shown} or (u.id is not null and u.id is not distinct from ${actor.userId}))`;
}

/**
 * Whether the caller may know that there is a player `p`: by a kill or death that is public, or as one of a server whose players they see. Somebody who has but
 * played somewhere is nobody here, whatever their id is asked for.
 */
export function known(actor: Actor): SqlText {
  return sql`(exists (select from kill_tallies t where t."playerId" = p.id and t.scope = 'all' and t.period = 'all' and t.kills + t.deaths > 0)
    or (p."userId" is not null and p."userId" is not distinct from ${actor.userId}) or ${may(actor, "players:read")}
    or exists (select from player_servers v join servers s on s.id = v."serverId" where v."playerId" = p.id and ${visibleServers(actor, "players:read")}))`;
}

/** Throws AppError `not_found` for who is not there or not to be known of, or shows their kills to few, of whom the caller is none. */
export async function figuredPlayer(db: Sql, actor: Actor, playerId: string): Promise<Figured> {
  const found = await row(
    db,
    Found,
    sql`select p.id, p.name, case when ${showsUser(actor)} then p."userId" end as "userId" from players p left join users u on u.id = p."userId"
        where p.id = ${playerId} and ${seen(actor, showsKills(actor))} and ${known(actor)}`,
  );
  if (!found) throw new AppError("not_found", "kills.hidden_player");
  return { playerIds: [found.id], userId: found.userId, name: found.name, isOwn: isSelf(actor, found.userId) };
}

/** Throws AppError `not_found` as above. A user without a player has no figures, which are told as such. */
export async function figuredUser(db: Sql, actor: Actor, userId: string): Promise<Figured> {
  const user = await row(
    db,
    z.object({ name: z.string() }),
    sql`select u.name from users u where u.id = ${userId} and u."removedAt" is null and ${seen(actor, showsUser(actor))}`,
  );
  if (!user) throw new AppError("not_found", "kills.hidden_player");
  const players = await rows(
    db,
    z.object({ id: z.string() }),
    sql`select id from players where "userId" = ${userId} order by id`,
  );
  return { playerIds: players.map(({ id }) => id), userId, name: user.name, isOwn: isSelf(actor, userId) };
}

function isSelf(actor: Actor, userId: string | null): boolean {
  return userId !== null && userId === actor.userId;
}

/** The game that is asked for, else the one in which they fought last. */
export async function gameOf(db: Sql, figured: Figured, game: string | undefined): Promise<string> {
  if (game !== undefined) return game;
  const [last] = await gamesOf(db, figured);
  return last ?? STAR_CITIZEN;
}

/** The games in which they have killed or died, the one in which they fought last first. */
export async function gamesOf(db: Sql, { playerIds }: Figured): Promise<string[]> {
  const found = await rows(
    db,
    z.object({ game: z.string() }),
    sql`select game from kill_tallies where "playerId" = any(${playerIds}::text[]) and scope = 'all' and period = 'all'
        group by game order by max("lastAt") desc, game`,
  );
  return found.map(({ game }) => game);
}
