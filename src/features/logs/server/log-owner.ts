import * as z from "zod";
import { STAR_CITIZEN } from "#app/features/kills/schema.ts";
import { meetByHandle, realmOf } from "#app/features/kills/server/index.ts";
import { playerLinked, playerUnlinked } from "#app/features/players/events.ts";
import type { Context } from "#app/operation/context.ts";
import { row, type Sql, sql } from "#app/platform/sql.ts";
import type { LogOwner } from "../schema.ts";

/** Whether this user has proven to be the player of this handle, by more than their word and a log of their own. */
export async function hasProven(db: Sql, userId: string, handle: string | null): Promise<boolean> {
  if (handle === null) return false;
  const found = await row(
    db,
    z.object({ id: z.string() }),
    sql`select id from players where realm = ${realmOf(STAR_CITIZEN)} and key = ${`name:${handle.toLowerCase()}`} and "userId" = ${userId} and "linkedBy" not in ('claim', 'log')`,
  );
  return found !== null;
}

const Own = z.object({
  id: z.string(),
  name: z.string(),
  userId: z.string().nullable(),
  linkedBy: z.string().nullable(),
});

/**
 * Whose log it is, by the handle that has signed in in it. Who says that it is their own gets that player, unless somebody else has it by more than their word
 * or they have another one: a log is a file that anybody can write, so it takes from nobody what was proven better. What somebody else has by a log alone is
 * proven no better; it stays theirs until one of both proves it, and neither's log is somebody else's.
 */
export async function ownerOfLog(
  context: Pick<Context, "db" | "now" | "emit">,
  userId: string,
  { handle, isOwn }: { handle: string | null; isOwn: boolean },
): Promise<z.output<typeof LogOwner>> {
  if (handle === null || !/^[\w-]{1,60}$/.test(handle)) return "unknown";
  const { db, now, emit } = context;
  const party = (await meetByHandle(context, STAR_CITIZEN, [handle])).get(handle.toLowerCase())!;
  const player = (await row(
    db,
    Own,
    sql`select id, name, "userId", "linkedBy" from players where id = ${party.playerId} for update`,
  ))!;
  const isLinked = player.userId !== null && player.linkedBy !== "claim";
  if (player.userId === userId && (isLinked || !isOwn)) return "own";
  if (isLinked && player.linkedBy !== "log") return "other";
  if (!isOwn) return "unknown";
  if (isLinked) return "held";
  const another = await row(
    db,
    z.object({ id: z.string() }),
    sql`select id from players where "userId" = ${userId} and realm = ${realmOf(STAR_CITIZEN)} and "linkedBy" <> 'claim' and id <> ${player.id} limit 1`,
  );
  if (another) return "second";
  const person = await row(
    db,
    z.object({ id: z.string() }),
    sql`select id from users where id = ${userId} and kind = 'person' and "removedAt" is null`,
  );
  if (!person) return "unknown";
  await db.execute(sql`
    update players set "userId" = ${userId}, "linkedAt" = ${now}, "linkedBy" = 'log', "linkedServerId" = null, "updatedAt" = ${now} where id = ${player.id}`);
  const who = { playerId: player.id, name: player.name, serverId: null };
  if (player.userId !== null && player.userId !== userId) emit(playerUnlinked, { ...who, userId: player.userId });
  if (player.userId !== userId) emit(playerLinked, { ...who, userId, by: "log" });
  return "linked";
}
