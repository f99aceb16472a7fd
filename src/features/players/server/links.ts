import { randomInt } from "node:crypto";
import * as z from "zod";
import { notify } from "#app/features/notifications/server/index.ts";
import { may } from "#app/lib/access.ts";
import { MINUTE } from "#app/lib/duration.ts";
import { AppError } from "#app/lib/errors.ts";
import { iso, Timestamp } from "#app/lib/time.ts";
import type { Context } from "#app/operation/context.ts";
import { defineCommand, defineQuery } from "#app/operation/define.ts";
import { secret } from "#app/operation/secret.ts";
import { sha256Hex } from "#app/platform/crypto.ts";
import { row, rows, type Sql, sql } from "#app/platform/sql.ts";
import { playerLinked, playerUnlinked } from "../events.ts";
import { LINK_CODE, LINK_LETTERS } from "../link-code.ts";
import { OwnPlayer } from "../schema.ts";
import { EXAMPLE_PLAYER, OnePlayer, playerById, playerSubject } from "./player-rows.ts";

const CODE_MS = 10 * MINUTE;
/** Wrong codes from one player within an hour; then none of theirs counts until the hour is over. */
const GUESSES = 10;
const GUESSES_MS = 60 * MINUTE;

export const mine = defineQuery({
  id: "players.mine",
  summary: "List your own players",
  description: "Those that you have proven to be yours.",
  access: { kind: "permission", permission: "profile:read" },
  input: z.object({}),
  output: z.object({ items: z.array(OwnPlayer) }),
  example: {},
  http: { method: "GET", path: "/profile/players" },
  run: async ({ db, actor }) => ({ items: await playersOfUser(db, actor.userId) }),
});

const OwnRow = z.object({
  id: z.string(),
  name: z.string(),
  game: z.string().nullable(),
  serverId: z.string().nullable(),
  serverName: z.string().nullable(),
  online: z.boolean(),
  playedSec: z.number(),
  lastSeenAt: z.date().nullable(),
  linkedAt: z.date().nullable(),
});

/** The players that a user has proven to be theirs, newest first. */
export async function playersOfUser(db: Sql, userId: string | null): Promise<z.input<typeof OwnPlayer>[]> {
  const found = await rows(
    db,
    OwnRow,
    sql`select p.id, p.name, w.game, w."serverId", w."serverName", p.online, coalesce(h."playedSec", 0)::bigint as "playedSec", h."lastSeenAt", p."linkedAt"
        from players p
          cross join lateral (select sum("playedSec") as "playedSec", max("lastSeenAt") as "lastSeenAt" from player_servers where "playerId" = p.id) h
          left join lateral (
            select s.id as "serverId", s.name as "serverName", s."blueprintDocument"->>'game' as game from player_servers v join servers s on s.id = v."serverId"
            where v."playerId" = p.id order by v.online desc, v."lastSeenAt" desc limit 1) w on true
        where p."userId" = ${userId} order by p."linkedAt" desc, p.id`,
  );
  return found.map((player) => ({ ...player, lastSeenAt: iso(player.lastSeenAt), linkedAt: iso(player.linkedAt) }));
}

export const makeLinkCode = defineCommand({
  id: "players.makeLinkCode",
  summary: "Get a code that makes a player yours",
  description:
    "Type it into the game's chat, or as a command, with the player that is yours. It is good once and for ten minutes, and takes the place of the one before.",
  access: { kind: "permission", permission: "profile:write" },
  peopleOnly: true,
  rate: "key-management",
  input: z.object({}),
  output: z.object({ code: secret(z.string()), expiresAt: Timestamp }),
  example: {},
  http: { method: "POST", path: "/profile/players/link-code", status: 201 },
  async run({ db, actor, now }) {
    const code = newCode();
    const expiresAt = new Date(now.getTime() + CODE_MS);
    await db.execute(sql`
      insert into player_link_codes ("userId", "codeHash", "createdAt", "expiresAt") values (${actor.userId}, ${sha256Hex(code)}, ${now}, ${expiresAt})
      on conflict ("userId") do update set "codeHash" = excluded."codeHash", "createdAt" = excluded."createdAt", "expiresAt" = excluded."expiresAt"`);
    return { code, expiresAt: iso(expiresAt) };
  },
});

function newCode(): string {
  const letters = Array.from({ length: 8 }, () => LINK_LETTERS[randomInt(LINK_LETTERS.length)]).join("");
  return `GK-${letters.slice(0, 4)}-${letters.slice(4)}`;
}

export const unlink = defineCommand({
  id: "players.unlink",
  summary: "Unlink a player from its user",
  description: "By the user themselves, or by who may change the player.",
  access: { kind: "permission", permission: "profile:write" },
  input: OnePlayer,
  output: z.object({}),
  errors: ["not_found", "conflict"],
  example: { playerId: EXAMPLE_PLAYER },
  http: { method: "DELETE", path: "/players/{playerId}/link", status: 204 },
  async run(context, { playerId }) {
    const { db, actor, now, emit, target } = context;
    const player = await playerById(db, playerId);
    const isOwn = player !== null && player.userId !== null && player.userId === actor.userId;
    const isTeam = player !== null && (await mayChange(context, playerId));
    if (!player || !(isOwn || isTeam)) throw new AppError("not_found");
    target("player", playerId, player.name);
    if (player.userId === null) throw new AppError("conflict", "players.not_linked");
    await db.execute(sql`
      update players set "userId" = null, "linkedAt" = null, "linkedBy" = null, "linkedServerId" = null, "updatedAt" = ${now} where id = ${playerId}`);
    const { userId, name } = player;
    for (const serverId of serversOf(player.places)) emit(playerUnlinked, { playerId, name, serverId, userId });
    return {};
  },
});

const writeSubject = playerSubject<z.output<typeof OnePlayer>>("players:write", { everywhere: true });

async function mayChange(context: Context, playerId: string): Promise<boolean> {
  const player = await writeSubject.load(context, { playerId });
  return player !== null && may(context.actor, "players:write", player.target);
}

function serversOf(places: readonly { serverId: string }[]): (string | null)[] {
  return places.length > 0 ? places.map(({ serverId }) => serverId) : [null];
}

/** As much of an operation's context as a link needs. */
type Happening = Pick<Context, "db" | "emit" | "now">;

export interface Link {
  playerId: string;
  userId: string;
  by: "code" | "discord" | "rsi";
  /** Where the code was typed; whether that server's word counts, is up to the owners. */
  serverId?: string;
}

/** How much a link is worth by what it rests on: somebody's word, a log that anybody may have written, or a proof. */
const WORTH: Readonly<Record<string, number>> = { claim: 0, log: 1 };
const PROOF = 2;

function worthOf(by: string | null): number {
  return WORTH[by ?? "claim"] ?? PROOF;
}

/**
 * Makes a player a user's, whoever has proven it: by a code typed in the game, on Discord, or in the biography of a profile page. One that is theirs already stays
 * so, and what rested on less than a proof is given up for it; throws AppError for one that another has proven to be theirs, and for a user who is gone.
 */
export async function linkPlayer(
  context: Happening,
  { playerId, userId, by, serverId = undefined }: Link,
): Promise<void> {
  const { db, emit, now } = context;
  await db.query(sql`select id from players where id = ${playerId} for update`);
  const player = await playerById(db, playerId);
  if (!player) throw new AppError("not_found");
  const isWeaker = worthOf(player.linkedBy) < worthOf(by) || (await isGone(db, player.userId));
  if (player.userId === userId && !isWeaker) return;
  if (player.userId !== null && !isWeaker) throw new AppError("conflict", "players.linked_to_other");
  const user = await row(
    db,
    z.object({ id: z.string() }),
    sql`select id from users where id = ${userId} and kind = 'person' and "removedAt" is null`,
  );
  if (!user) throw new AppError("conflict", "players.no_such_user");
  await db.execute(sql`
    update players set "userId" = ${userId}, "linkedAt" = ${now}, "linkedBy" = ${by}, "linkedServerId" = ${serverId ?? null}, "updatedAt" = ${now} where id = ${playerId}`);
  const { name, userId: formerId } = player;
  if (formerId === userId) return;
  for (const serverId of serversOf(player.places)) {
    if (formerId !== null) emit(playerUnlinked, { playerId, name, serverId, userId: formerId });
    emit(playerLinked, { playerId, name, serverId, userId, by });
  }
  await notify(context, [userId], {
    type: "player.linked",
    params: { name },
    about: null,
    once: `player.linked:${playerId}:${now.getTime()}`,
  });
}

/** Whether an account was removed: who comes back with another one proves their players theirs again. */
async function isGone(db: Sql, userId: string | null): Promise<boolean> {
  return (
    userId !== null &&
    (await row(
      db,
      z.object({ id: z.string() }),
      sql`select id from users where id = ${userId} and "removedAt" is not null`,
    )) !== null
  );
}

/** Undoes what was proven on this server alone about players of the whole game: its word counts no more. */
export async function forgetLinksOf({ db, emit, now }: Happening, serverId: string): Promise<void> {
  const undone = await rows(
    db,
    z.object({ playerId: z.string(), name: z.string(), userId: z.string() }),
    sql`update players p set "userId" = null, "linkedAt" = null, "linkedBy" = null, "linkedServerId" = null, "updatedAt" = ${now}
        from players o where o.id = p.id and p."linkedServerId" = ${serverId} and p."userId" is not null and p.realm like 'game:%'
        returning p.id as "playerId", p.name, o."userId"`,
  );
  for (const each of undone) emit(playerUnlinked, { ...each, serverId });
}

/** Something that a player has typed in a game. */
export interface Typed {
  playerId: string | null;
  text: string;
}

/** Looks for codes in what players have typed, and links who typed a good one. Wrong ones are counted, so that nobody finds another's by trying. */
export async function heedLinkCodes(context: Happening, serverId: string, typed: readonly Typed[]): Promise<void> {
  for (const { playerId, text } of typed) {
    const code = LINK_CODE.exec(text)?.[0]?.toUpperCase();
    if (playerId && code) await tryCode(context, { serverId, playerId }, code);
  }
}

async function tryCode(
  context: Happening,
  { serverId, playerId }: { serverId: string; playerId: string },
  code: string,
): Promise<void> {
  const { db, now } = context;
  const key = `player-link:${playerId}`;
  const guesses = await row(
    db,
    z.object({ count: z.number() }),
    sql`select count(*)::int as count from attempts where key = ${key} and at > ${new Date(now.getTime() - GUESSES_MS)}`,
  );
  if (guesses!.count >= GUESSES) return;
  const used = await row(
    db,
    z.object({ userId: z.string() }),
    sql`delete from player_link_codes where "codeHash" = ${sha256Hex(code)} and "expiresAt" > ${now} returning "userId"`,
  );
  if (!used) {
    await db.execute(sql`insert into attempts (key, at) values (${key}, ${now})`);
    return;
  }
  try {
    await linkPlayer(context, { playerId, userId: used.userId, by: "code", serverId });
  } catch (error) {
    // Said to nobody: whoever typed it is in a game. The account page shows that nothing came of it.
    if (!(error instanceof AppError)) throw error;
  }
}
