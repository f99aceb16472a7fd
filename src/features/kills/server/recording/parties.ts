import * as z from "zod";
import { newId } from "#app/lib/id.ts";
import type { Context } from "#app/operation/context.ts";
import { row, rows, type Sql, sql } from "#app/platform/sql.ts";
import { type Party, playerParty } from "../../told-kill.ts";

/** Where players are known by their handle, whichever server they play on: the game itself. */
export function realmOf(game: string): string {
  return `game:${game}`;
}

const PlayerRow = z.object({ id: z.string(), name: z.string(), key: z.string() });

/**
 * The players of these names in a game where a handle is one person's, by the name in small letters; who is not known yet is made. Reports that name the same
 * new one at once get the same player.
 */
export async function meetByHandle(
  { db, now }: Pick<Context, "db" | "now">,
  game: string,
  names: readonly string[],
): Promise<Map<string, Party>> {
  const wanted = [...new Map(names.map((name) => [name.toLowerCase(), name]))]
    .map(([lower, name]) => ({ id: newId("ply"), key: `name:${lower}`, name }))
    .sort((a, b) => (a.key < b.key ? -1 : 1));
  if (wanted.length === 0) return new Map();
  const keys = wanted.map(({ key }) => key);
  const known = () =>
    rows(
      db,
      PlayerRow,
      sql`select id, name, key from players where realm = ${realmOf(game)} and key = any(${keys}::text[])`,
    );
  let found = await known();
  if (found.length < wanted.length) {
    await db.execute(sql`
      insert into players (id, realm, key, name, "byKills", "createdAt", "updatedAt")
      select w.id, ${realmOf(game)}, w.key, w.name, true, ${now}, ${now}
      from jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb) as w(id text, key text, name text) order by w.key
      on conflict (realm, key) do nothing`);
    found = await known();
  }
  return new Map(found.map(({ id, name, key }) => [key.slice("name:".length), playerParty(id, name)]));
}

/** Players by their ids, as far as there are any of this game. */
export async function partiesById(db: Sql, game: string, ids: readonly string[]): Promise<Map<string, Party>> {
  if (ids.length === 0) return new Map();
  const found = await rows(
    db,
    PlayerRow,
    sql`select id, name, key from players where id = any(${[...ids]}::text[]) and realm = ${realmOf(game)}`,
  );
  return new Map(found.map(({ id, name }) => [id, playerParty(id, name)]));
}

/**
 * A user's own player in a game: the one that is linked to them, else the one of the handle that they say is theirs, if nobody else has it, else one that is
 * called as they are and theirs alone. So a claim never speaks for a handle that somebody else has proven.
 */
export async function ownParty({ db, now }: Pick<Context, "db" | "now">, game: string, userId: string): Promise<Party> {
  const linked = await row(
    db,
    PlayerRow,
    sql`select id, name, key from players where "userId" = ${userId} and realm = ${realmOf(game)} order by ("linkedBy" = 'claim'), "linkedAt", id limit 1`,
  );
  if (linked) return playerParty(linked.id, linked.name);
  const user = await row(
    db,
    z.object({ name: z.string(), rsiHandle: z.string().nullable() }),
    sql`select name, "rsiHandle" from users where id = ${userId}`,
  );
  if (user?.rsiHandle) {
    const met = (await meetByHandle({ db, now }, game, [user.rsiHandle])).get(user.rsiHandle.toLowerCase())!;
    const taken = await db.execute(sql`
      update players set "userId" = ${userId}, "linkedAt" = ${now}, "linkedBy" = 'claim', "updatedAt" = ${now} where id = ${met.playerId} and "userId" is null`);
    if (taken === 1) return met;
  }
  await db.execute(sql`
    insert into players (id, realm, key, name, "byKills", "userId", "linkedAt", "linkedBy", "createdAt", "updatedAt")
    values (${newId("ply")}, ${realmOf(game)}, ${`user:${userId}`}, ${user?.name ?? userId}, true, ${userId}, ${now}, 'claim', ${now}, ${now})
    on conflict (realm, key) do update set "userId" = excluded."userId"`);
  const own = await row(
    db,
    PlayerRow,
    sql`select id, name, key from players where realm = ${realmOf(game)} and key = ${`user:${userId}`}`,
  );
  return playerParty(own!.id, own!.name);
}

/** The player of a user who is named by their id; null: there is nobody of it. */
export async function partyOfUser(
  context: Pick<Context, "db" | "now">,
  game: string,
  userId: string,
): Promise<Party | null> {
  const found = await row(
    context.db,
    z.object({ id: z.string() }),
    sql`select id from users where id = ${userId} and kind = 'person' and "removedAt" is null`,
  );
  return found && ownParty(context, game, found.id);
}

/** Whoever says that another handle is theirs lets go of the one before: by one's word one has one handle at most. */
export async function letGoOfClaims(
  { db, now }: Pick<Context, "db" | "now">,
  userId: string,
  rsiHandle: string | null,
): Promise<void> {
  await db.execute(sql`
    update players set "userId" = null, "linkedAt" = null, "linkedBy" = null, "updatedAt" = ${now}
    where "userId" = ${userId} and "linkedBy" = 'claim' and key like 'name:%' and key is distinct from ${rsiHandle && `name:${rsiHandle.toLowerCase()}`}`);
}
