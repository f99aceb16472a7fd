import * as z from "zod";
import { may } from "#app/lib/access.ts";
import { AppError } from "#app/lib/errors.ts";
import type { Context } from "#app/operation/context.ts";
import { row, rows, type Sql, type SqlText, sql } from "#app/platform/sql.ts";
import { STAR_CITIZEN } from "../../schema.ts";
import { known } from "../figures/figured-players.ts";
import { showsUser } from "../reading/seen-kills.ts";
import { realmOf } from "../recording/parties.ts";

/** How somebody is named in what is asked. */
export const Who = z
  .string()
  .trim()
  .min(1)
  .max(100)
  .describe(
    "`me`, a user's id or that of their account at Discord, a player's id, or a name in Star Citizen that is theirs.",
  );
/** Somebody who is asked about by whatever they are called by. */
export interface Whom {
  /** Null: a player of no user, or of one who shows their kills to few. */
  userId: string | null;
  playerIds: string[];
  /** As they were asked for, where they are a player and no more. */
  player: { id: string; name: string } | null;
}

const Ids = z.object({ id: z.string() });
const FoundPlayer = z.object({ id: z.string(), name: z.string(), userId: z.string().nullable(), shows: z.boolean() });

/**
 * Who is meant by `me`, a user's id or that of their account at Discord, a player's id, a name in Star Citizen, the handle somebody says is theirs, or the name
 * of a user. Whose a player is, is told to those alone who may see what they do. Throws AppError `not_found`.
 */
export async function whomOf({ db, actor }: Pick<Context, "db" | "actor">, ref: string): Promise<Whom> {
  const text = ref.trim();
  if (text === "me" && actor.userId !== null) return userOf(db, actor.userId);
  if (/^usr_[0-9a-f]{32}$/.test(text)) return userOf(db, await userBy(db, sql`u.id = ${text}`));
  if (/^ply_[0-9a-f]{32}$/.test(text)) {
    const found = await playerBy({ db, actor }, sql`p.id = ${text}`);
    if (!found) throw unknown();
    return found;
  }
  if (/^\d{15,21}$/.test(text)) {
    const userId = await userBy(
      db,
      sql`u.id in (select a."userId" from accounts a where a.provider = 'discord' and a."providerAccountId" = ${text}
            union select l."userId" from discord_links l where l."discordId" = ${text})
          and (${showsUser(actor)} or ${may(actor, "users:read")})`,
    );
    if (userId) return userOf(db, userId);
  }
  const lower = text.toLowerCase();
  const named = await playerBy({ db, actor }, sql`p.realm = ${realmOf(STAR_CITIZEN)} and p.key = ${`name:${lower}`}`);
  if (named) return named;
  return userOf(
    db,
    (await userBy(db, sql`lower(u."rsiHandle") = ${lower} and ${showsUser(actor)}`)) ??
      (await userBy(db, sql`lower(u.name) = ${lower} and ${showsUser(actor)}`)),
  );
}

function unknown(): AppError {
  return new AppError("not_found", "kills.unknown_person");
}

/** The one person of whom this is so; null where there is none, or more than one. */
async function userBy(db: Sql, condition: SqlText): Promise<string | null> {
  const found = await rows(
    db,
    Ids,
    sql`select u.id from users u where u."removedAt" is null and ${condition} order by u.id limit 2`,
  );
  return found.length === 1 ? found[0]!.id : null;
}

async function userOf(db: Sql, userId: string | null): Promise<Whom> {
  if (userId === null) throw unknown();
  const players = await rows(db, Ids, sql`select id from players where "userId" = ${userId} order by id`);
  return { userId, playerIds: players.map(({ id }) => id), player: null };
}

async function playerBy({ db, actor }: Pick<Context, "db" | "actor">, condition: SqlText): Promise<Whom | null> {
  const found = await row(
    db,
    FoundPlayer,
    sql`select p.id, p.name, p."userId", ${showsUser(actor)} as shows from players p left join users u on u.id = p."userId" where ${condition} and ${known(actor)} limit 1`,
  );
  if (!found) return null;
  if (found.userId !== null && found.shows) return userOf(db, found.userId);
  return { userId: null, playerIds: [found.id], player: { id: found.id, name: found.name } };
}
