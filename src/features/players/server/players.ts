import * as z from "zod";
import { ServerId } from "#app/features/hosting/schema.ts";
import { may } from "#app/lib/access.ts";
import { AppError } from "#app/lib/errors.ts";
import { CursorInput, cursorPageOf, PageInput, pageOf } from "#app/lib/page.ts";
import { iso } from "#app/lib/time.ts";
import type { Actor } from "#app/operation/actor.ts";
import { cursorId, cursorOf } from "#app/operation/cursor.ts";
import { defineCommand, defineQuery } from "#app/operation/define.ts";
import { rows, type Sql, sql } from "#app/platform/sql.ts";
import { playerUpdated } from "../events.ts";
import { Email, Metadata, Player, PlayerDetails, type PlayerPlace, PlayerStatus, PlayerVisit } from "../schema.ts";
import { listedPlayer, listPlayers, type Reaches } from "./player-list.ts";
import { EXAMPLE_PLAYER, OnePlayer, type PlaceRow, type PlayerRow, placesWith, playerSubject } from "./player-rows.ts";
import { type Reach, reachOf, within } from "./reach.ts";

const METADATA_BYTES = 16_384;
const NAMES = 50;

const OnServer = z.string().max(100).describe("Of this server alone.");
const Flag = z.union([z.boolean(), z.stringbool()]);

async function reachesOf(db: Sql, actor: Actor, serverId: string | null): Promise<Reaches> {
  const [players, addresses, reports] = await Promise.all([
    reachOf(db, actor, "players:read", serverId),
    reachOf(db, actor, "players.private:read", serverId),
    reachOf(db, actor, "players.reports:read", serverId),
  ]);
  return { players, addresses, reports };
}

export const list = defineQuery({
  id: "players.list",
  summary: "List players",
  description:
    "Those of the servers whose players you may see; who sees all is told of those who are known by kills alone when asking for them. What they are, and when they were last in, is told of those servers alone.",
  access: { kind: "list", permission: "players:read" },
  input: PageInput.extend({
    q: z
      .string()
      .trim()
      .max(100)
      .optional()
      .describe(
        "Part of a name, past ones too, or the whole id of the game's platform. For who may see addresses: part of the e-mail address, or how a network address begins.",
      ),
    status: PlayerStatus.optional(),
    role: z.string().max(64).optional().describe("What the game calls them, exactly."),
    online: Flag.optional().describe("True: only those who are playing now."),
    linked: Flag.optional().describe("True: only those that a user has proven to be theirs."),
    reported: Flag.optional().describe("True: only those of whom reports wait for a decision."),
    via: z
      .enum(["servers", "kills"])
      .default("servers")
      .describe("kills: those who are known by kills alone that somebody told of, and were never seen on a server."),
    serverId: OnServer.optional(),
    sort: z
      .enum(["name", "-name", "created", "-created", "lastLogin", "-lastLogin", "status", "-status"])
      .default("name")
      .describe("A minus turns the order round. Who never came in is the first by lastLogin."),
  }),
  output: pageOf(Player),
  example: { limit: 20 },
  http: { method: "GET", path: "/players" },
  async run({ db, actor }, { serverId, ...question }) {
    const { page, limit } = question;
    const found = await listPlayers(db, question, await reachesOf(db, actor, serverId ?? null));
    return { ...found, page, limit };
  },
});

export const get = defineQuery({
  id: "players.get",
  summary: "Get a player",
  description:
    "With the servers they were seen on and what they were called. Role, failed sign-ins, character and place are what the game reports, of the server asked for or else of the one they were last on.",
  access: { kind: "permission", permission: "players:read" },
  subject: playerSubject("players:read"),
  input: OnePlayer.extend({ serverId: ServerId.optional().describe("As they are on this server alone.") }),
  output: PlayerDetails,
  example: { playerId: EXAMPLE_PLAYER },
  http: { method: "GET", path: "/players/{playerId}" },
  edited: ({ email, metadata }) => ({ email, metadata }),
  run: ({ db, actor }, { serverId }, player) => detailsOf(db, actor, player, serverId ?? null),
});

export const update = defineCommand({
  id: "players.update",
  summary: "Change what is known of a player",
  description:
    "What is left out stays; metadata is replaced as a whole. Of somebody who plays on several servers by who may do so on all of them.",
  access: { kind: "permission", permission: "players:write" },
  subject: playerSubject("players:write", { everywhere: true }),
  input: OnePlayer.extend({
    email: Email.nullable().optional().describe("null removes it. By who may see addresses."),
    metadata: Metadata.optional(),
  }),
  output: PlayerDetails,
  example: { playerId: EXAMPLE_PLAYER, metadata: { rank: "veteran" } },
  http: { method: "PATCH", path: "/players/{playerId}" },
  async run(context, { playerId, email, metadata }, player) {
    const { db, actor, now, emit, changed } = context;
    if (email !== undefined && !seesAddresses(actor, player))
      throw new AppError("forbidden", "forbidden", { permission: "players.private:read" });
    const bytes = metadata ? Buffer.byteLength(JSON.stringify(metadata)) : 0;
    if (bytes > METADATA_BYTES)
      throw new AppError("invalid_input", "players.metadata_too_large", { bytes, limit: METADATA_BYTES }, [
        { path: "metadata", code: "too_big", message: `At most ${METADATA_BYTES} bytes of JSON.` },
      ]);
    const after = { email: email === undefined ? player.email : email, metadata: metadata ?? player.metadata };
    await db.execute(sql`
      update players set email = ${after.email}, metadata = ${JSON.stringify(after.metadata)}::jsonb, "updatedAt" = ${now} where id = ${playerId}`);
    const fields = [email === undefined ? [] : ["email"], metadata === undefined ? [] : ["metadata"]].flat();
    changed({ metadata: player.metadata }, { metadata: after.metadata, fields });
    for (const serverId of placesOrNone(player)) emit(playerUpdated, { playerId, name: player.name, serverId, fields });
    return detailsOf(db, actor, { ...player, ...after }, null);
  },
});

export const sessions = defineQuery({
  id: "players.sessions",
  summary: "List a player's visits",
  description: "Newest first, of the servers whose players you may see.",
  access: { kind: "permission", permission: "players:read" },
  subject: playerSubject("players:read"),
  input: OnePlayer.extend({ ...CursorInput.shape, serverId: ServerId.optional().describe("To this server alone.") }),
  output: cursorPageOf(PlayerVisit),
  example: { playerId: EXAMPLE_PLAYER },
  http: { method: "GET", path: "/players/{playerId}/sessions" },
  async run({ db, actor }, { playerId, serverId, cursor, limit }, { places }) {
    const addresses = placesWith(actor, "players.private:read", places);
    const reach: Reach = serverId ? [serverId] : placesWith(actor, "players:read", places);
    const found = await rows(
      db,
      VisitRow,
      sql`select v.id, v."serverId", s.name as "serverName", v."startedAt", v."endedAt", v."endReason",
            case when ${within(addresses, sql`v."serverId"`)} then v.address end as address
          from player_sessions v join servers s on s.id = v."serverId"
          where v."playerId" = ${playerId} and ${within(reach, sql`v."serverId"`)} and ${cursor === undefined ? sql`true` : sql`v.id < ${cursorId(cursor)}`}
          order by v.id desc limit ${limit + 1}`,
    );
    const items = found.slice(0, limit).map((visit) => ({
      ...visit,
      startedAt: iso(visit.startedAt),
      endedAt: iso(visit.endedAt),
    }));
    return { items, nextCursor: found.length > limit ? cursorOf(items.at(-1)!.id) : null };
  },
});

const VisitRow = z.object({
  id: z.number(),
  serverId: z.string(),
  serverName: z.string(),
  startedAt: z.date(),
  endedAt: z.date().nullable(),
  endReason: z.string().nullable(),
  address: z.string().nullable(),
});

/** Whether the actor is shown the e-mail address: it is the person's, whichever server of theirs they are known by. */
function seesAddresses(actor: Actor, { places }: Pick<PlayerRow, "places">): boolean {
  return placesWith(actor, "players.private:read", places)?.length !== 0;
}

/** Where an event about the whole person is told: on each of their servers, or for who sees all. */
export function placesOrNone({ places }: Pick<PlayerRow, "places">): (string | null)[] {
  return places.length > 0 ? places.map(({ serverId }) => serverId) : [null];
}

async function detailsOf(
  db: Sql,
  actor: Actor,
  player: PlayerRow,
  serverId: string | null,
): Promise<z.input<typeof PlayerDetails>> {
  const reach = placesWith(actor, "players:read", player.places);
  const reaches = {
    players: serverId ? [serverId] : reach,
    addresses: placesWith(actor, "players.private:read", player.places),
    reports: may(actor, "players.reports:read") ? null : placesWith(actor, "players.reports:read", player.places),
  };
  const listed = (await listedPlayer(db, player.id, reaches))!;
  const places = player.places.filter((place) => reach === null || reach.includes(place.serverId));
  const [here] = places;
  const isPrivateShown = seesAddresses(actor, player);
  return {
    ...listed,
    role: here?.role ?? listed.role,
    platformId: player.platformId,
    isVouched: player.platformId === null ? null : player.realm.startsWith("game:"),
    email: isPrivateShown ? player.email : null,
    isPrivateShown,
    loginAttempts: here?.loginAttempts ?? null,
    lockedUntil: iso(latest(places.map(({ lockedUntil }) => lockedUntil))),
    currentCharacter: here?.character ?? null,
    currentLocation: here?.location ?? null,
    metadata: player.metadata,
    names: await namesOf(db, player.id),
    places: places.map(shownPlace),
    linkedUser: player.userId
      ? {
          id: player.userId,
          name: player.userName ?? "",
          linkedAt: iso(player.linkedAt),
          linkedBy: player.linkedBy,
        }
      : null,
  };
}

function latest(times: readonly (Date | null)[]): Date | null {
  return times.reduce((last, at) => (at && (!last || at > last) ? at : last), null);
}

const NameRow = z.object({ name: z.string(), firstUsedAt: z.date(), lastUsedAt: z.date() });

async function namesOf(db: Sql, playerId: string) {
  const found = await rows(
    db,
    NameRow,
    sql`select name, "firstUsedAt", "lastUsedAt" from player_names where "playerId" = ${playerId} order by "lastUsedAt" desc, name limit ${NAMES}`,
  );
  return found.map(({ name, firstUsedAt, lastUsedAt }) => ({
    name,
    firstUsedAt: iso(firstUsedAt),
    lastUsedAt: iso(lastUsedAt),
  }));
}

function shownPlace({ communityId: _, ownerId: __, ...place }: PlaceRow): PlayerPlace {
  return {
    ...place,
    lockedUntil: iso(place.lockedUntil),
    firstSeenAt: iso(place.firstSeenAt),
    lastLoginAt: iso(place.lastLoginAt),
    lastSeenAt: iso(place.lastSeenAt),
  };
}
