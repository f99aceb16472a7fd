import * as z from "zod";
import { requireReadable } from "#app/features/communities/server/index.ts";
import { showsKills } from "#app/features/kills/server/index.ts";
import { may } from "#app/lib/access.ts";
import { AppError } from "#app/lib/errors.ts";
import type { Actor } from "#app/operation/actor.ts";
import type { Context } from "#app/operation/context.ts";
import { row, rows, type SqlText, sql } from "#app/platform/sql.ts";
import type { Asked } from "../schema.ts";

/** Whose kills are asked about, found and allowed. */
export interface Subject {
  /** Empty: of all in the scope, or of a user without a player in this game. */
  playerIds: string[];
  /** The caller's own players: all of their kills, also those that are told to nobody else yet. */
  isOwn: boolean;
  /** What the kills `k` are kept to. */
  condition: SqlText;
  /** The tallies' scope where all players in it are asked about; null: players. */
  group: string | null;
  /** Only a part of the players' kills is asked about, so that what is kept of all of them is no answer. */
  isPart: boolean;
}

/** Throws AppError `not_found` for whom the caller does not see the kills of. */
export async function subjectOf({ db, actor }: Context, asked: Asked): Promise<Subject> {
  const { game, playerId, serverId } = asked;
  const communityId = asked.communityId === undefined ? undefined : await requireReadable(db, actor, asked.communityId);
  const isPart = communityId !== undefined || serverId !== undefined;
  const condition = sql`k.game = ${game} and ${inPlace(actor, { communityId, serverId })}`;
  const common = { condition, isPart };
  if (playerId !== undefined) return { ...common, group: null, ...(await onePlayer({ db, actor }, playerId)) };
  if (serverId !== undefined) return { ...common, playerIds: [], isOwn: false, group: `s:${serverId}` };
  if (communityId !== undefined) return { ...common, playerIds: [], isOwn: false, group: `c:${communityId}` };
  const own = await rows(
    db,
    z.object({ id: z.string() }),
    sql`select p.id from players p where p."userId" = ${actor.userId} and exists (
          select 1 from kill_tallies t where t."playerId" = p.id and t.game = ${game} and t.scope = 'all' and t.period = 'all') order by p.id`,
  );
  return { ...common, playerIds: own.map(({ id }) => id), isOwn: true, group: null };
}

function inPlace(
  actor: Actor,
  { communityId, serverId }: { communityId: string | undefined; serverId: string | undefined },
): SqlText {
  let condition = communityId === undefined ? sql`true` : sql`k."communityIds" && array[${communityId}]::text[]`;
  if (serverId !== undefined) {
    if (!may(actor, "kills:read", { serverId })) throw new AppError("not_found", "kills.unknown_community");
    condition = sql`${condition} and k."serverId" = ${serverId}`;
  }
  return condition;
}

async function onePlayer({ db, actor }: Pick<Context, "db" | "actor">, playerId: string) {
  const found = await row(
    db,
    z.object({ isOwn: z.boolean(), shows: z.boolean() }),
    sql`select p."userId" is not null and p."userId" is not distinct from ${actor.userId} as "isOwn", ${showsKills(actor)} as shows
        from players p left join users u on u.id = p."userId" where p.id = ${playerId}`,
  );
  const seesKills = !actor.scopes || actor.scopes.has("kills:read");
  if (!found || !(found.isOwn || (found.shows && seesKills))) throw new AppError("not_found", "kills.hidden_player");
  return { playerIds: [playerId], isOwn: found.isOwn };
}
