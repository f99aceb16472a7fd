import * as z from "zod";
import { requireReadable } from "#app/features/communities/server/index.ts";
import { ServerId } from "#app/features/hosting/schema.ts";
import { Timestamp } from "#app/lib/time.ts";
import type { Context } from "#app/operation/context.ts";
import { cursorMoment, momentCursorOf } from "#app/operation/cursor.ts";
import { rows, type SqlText, sql } from "#app/platform/sql.ts";
import { Game, type Kill, KillEvidence, KillKind, KillSource } from "../../schema.ts";
import { withNames } from "./kill-names.ts";
import { newestKills, shownKill } from "./kill-rows.ts";
import { killsOfParties } from "./kills-of-parties.ts";
import { type KillsOfThing, killsOfThings } from "./kills-of-things.ts";
import { walksOf } from "./seen-kills.ts";
import type { Walk } from "./walks.ts";

const Word = z.string().trim().min(1).max(200);

/** What a feed of kills can be cut to, whoever and wherever it is of. */
export const FeedFilters = z.object({
  game: Game.optional(),
  kind: KillKind.optional(),
  evidence: KillEvidence.optional(),
  source: KillSource.optional(),
  weapon: Word.optional().describe("By any word for it, the game's or people's."),
  ship: Word.optional().describe("The killer's or the victim's, by any word for it."),
  place: Word.optional().describe("By any word for it."),
  system: Word.optional().describe("By any word for it."),
  from: Timestamp.optional().describe("From this moment on."),
  to: Timestamp.optional().describe("Before this moment."),
  confirmed: z
    .stringbool()
    .or(z.boolean())
    .optional()
    .describe("True: told by more than one alone, or by a game server."),
});

/** Whose and of where. */
export const FeedSubjects = z.object({
  playerId: z.string().max(64).optional().describe("Kills and deaths of this player."),
  otherId: z
    .string()
    .max(64)
    .optional()
    .describe("Kills and deaths of this player; with another player or user: what was between the two."),
  killerId: z.string().max(64).optional(),
  victimId: z.string().max(64).optional(),
  userId: z.string().max(64).optional().describe("Kills and deaths of this user's players."),
  communityId: z.string().max(64).optional(),
  serverId: ServerId.optional(),
});

type Subjects = z.output<typeof FeedSubjects>;
type Asked = z.output<typeof FeedFilters> & Subjects & { cursor?: string; limit: number };

export interface Feed {
  items: Kill[];
  nextCursor: string | null;
}

/** Kills that the caller may see, newest first. Whoever shows their kills to few is not found by who they are. */
export async function killFeed(
  context: Pick<Context, "db" | "actor" | "now">,
  { cursor, limit, ...asked }: Asked,
): Promise<Feed> {
  const { db, actor, now } = context;
  const after = cursor === undefined ? undefined : cursorMoment(cursor);
  const to = asked.to === undefined ? undefined : new Date(asked.to);
  const conditions = cutTo(asked);
  // Whichever is the earlier is where the walk begins.
  const isFromCursor = after !== undefined && (to === undefined || after.at < to);
  const before = isFromCursor ? { at: after.at, num: Number(after.id) } : to && { at: to };
  const communityId = asked.communityId === undefined ? undefined : await requireReadable(db, actor, asked.communityId);
  const from = asked.from === undefined ? undefined : new Date(asked.from);
  const things = await killsOfThings(db, actor, asked);
  const walks = walksFor(context, { ...asked, communityId }, await ofUser(context, asked), things, conditions);
  const found = await newestKills(context, walks, { conditions, from, before }, { limit: limit + 1 });
  const shown = found.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: await withNames(
      db,
      shown.map((kill) => shownKill(kill, actor, now)),
    ),
    nextCursor: found.length > limit && last ? momentCursorOf(last.at, String(last.num)) : null,
  };
}

/**
 * The nearest way to what is asked for, while all else becomes a condition: along a rare thing, else between two, else along one subject, else along the rarest thing; for who sees few
 * kills along those.
 */
function walksFor(
  { actor }: Pick<Context, "actor">,
  asked: Subjects & Pick<Asked, "game">,
  ofUser: readonly string[] | null,
  things: readonly KillsOfThing[],
  conditions: SqlText[],
): Walk[] {
  const { communityId, serverId, game } = asked;
  const ways: Walk[][] = [];
  const add = (walks: Walk[], condition: SqlText) => {
    if (ways.push(walks) > 1) conditions.push(condition);
  };
  for (const { walks, condition } of things.filter(({ isRare }) => isRare)) add(walks, condition);
  for (const way of killsOfParties(actor, asked, ofUser)) add(way.walks, way.condition);
  if (serverId !== undefined)
    add([{ along: "server", keys: sql`array[${serverId}]::text[]` }], sql`k."serverId" = ${serverId}`);
  if (communityId !== undefined) {
    const keys = sql`array[${communityId}]::text[]`;
    add([{ along: "community", keys }], sql`k."communityIds" && ${keys}`);
  }
  const all = walksOf(actor, game);
  if (ways.length === 0 && !all.some(({ along }) => along === "time" || along === "game")) ways.push(all);
  for (const { walks, condition } of things.filter(({ isRare }) => !isRare)) add(walks, condition);
  return ways[0] ?? all;
}

/** The user's players; null where no user is asked for. */
async function ofUser({ db }: Pick<Context, "db">, { userId }: Pick<Asked, "userId">): Promise<string[] | null> {
  if (userId === undefined) return null;
  const found = await rows(db, z.object({ id: z.string() }), sql`select id from players where "userId" = ${userId}`);
  return found.map(({ id }) => id);
}

function cutTo(asked: z.output<typeof FeedFilters>): SqlText[] {
  const conditions: SqlText[] = [];
  const given = <T>(value: T | undefined, condition: (value: T) => SqlText) => {
    if (value !== undefined) conditions.push(condition(value));
  };
  given(asked.game, (game) => sql`k.game = ${game}`);
  given(asked.kind, (kind) => sql`k.kind = ${kind}::kill_kind`);
  given(asked.evidence, (evidence) => sql`k.evidence = ${evidence}::kill_evidence`);
  given(asked.source, (source) => sql`k.source = ${source}`);
  given(asked.confirmed, (confirmed) => sql`k.confirmed = ${confirmed}`);
  return conditions;
}
