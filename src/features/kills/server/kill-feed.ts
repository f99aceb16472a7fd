import * as z from "zod";
import { requireReadable } from "#app/features/communities/server/index.ts";
import { ServerId } from "#app/features/hosting/schema.ts";
import { Timestamp } from "#app/lib/time.ts";
import type { Context } from "#app/operation/context.ts";
import { cursorMoment, momentCursorOf } from "#app/operation/cursor.ts";
import { join, rows, type SqlText, sql } from "#app/platform/sql.ts";
import { Game, type Kill, KillEvidence, KillKind, KillSource } from "../schema.ts";
import { withNames } from "./kill-names.ts";
import { KillRow, selectKills, shownKill } from "./kill-rows.ts";
import { namedParty, visibleKills } from "./seen-kills.ts";

/** What a feed of kills can be cut to, whoever and wherever it is of. */
export const FeedFilters = z.object({
  game: Game.optional(),
  kind: KillKind.optional(),
  evidence: KillEvidence.optional(),
  source: KillSource.optional(),
  weapon: z.string().max(200).optional(),
  place: z.string().max(200).optional(),
  system: z.string().max(200).optional(),
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
  killerId: z.string().max(64).optional(),
  victimId: z.string().max(64).optional(),
  userId: z.string().max(64).optional().describe("Kills and deaths of this user's players."),
  communityId: z.string().max(64).optional(),
  serverId: ServerId.optional(),
});

type Asked = z.output<typeof FeedFilters> & z.output<typeof FeedSubjects> & { cursor?: string; limit: number };

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
  const conditions = [visibleKills(actor, now), sql`k.state <> 'retracted'`, ...cutTo(asked)];
  if (asked.communityId !== undefined) {
    const id = await requireReadable(db, actor, asked.communityId);
    conditions.push(sql`k."communityIds" && array[${id}]::text[]`);
  }
  if (cursor !== undefined) {
    const { at, id } = cursorMoment(cursor);
    conditions.push(sql`(k.at, k.num) < (${at}, ${Number(id)})`);
  }
  const players = [...(asked.playerId === undefined ? [] : [[asked.playerId]]), ...(await ofUser(context, asked))];
  for (const [side, id] of [
    ["killer", asked.killerId],
    ["victim", asked.victimId],
  ] as const)
    if (id !== undefined) conditions.push(isSide(side, [id]), namedParty(actor, side));
  const found = await rows(
    db,
    KillRow,
    players.length === 0
      ? newest(context, conditions, limit + 1)
      : // Each side is read along its own index: a player's kills among millions are as near as a hundred's.
        sql`select * from (${join(
          (["killer", "victim"] as const).map(
            (side) =>
              sql`(${newest(context, [...conditions, namedParty(actor, side), ...players.map((ids) => isSide(side, ids))], limit + 1)})`,
          ),
          " union ",
        )}) as both_sides order by at desc, num desc limit ${limit + 1}`,
  );
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

function newest({ actor }: Pick<Context, "actor">, conditions: readonly SqlText[], limit: number): SqlText {
  return sql`${selectKills(actor)} where ${join(conditions, " and ")} order by k.at desc, k.num desc limit ${limit}`;
}

/** By the key, which is the player's id where they are one, and has the index. */
function isSide(side: "killer" | "victim", ids: readonly string[]): SqlText {
  return side === "killer"
    ? sql`k."killerKey" = any(${[...ids]}::text[])`
    : sql`k."victimKey" = any(${[...ids]}::text[])`;
}

/** The user's players, as one list; none where no user is asked for. */
async function ofUser({ db }: Pick<Context, "db">, { userId }: Pick<Asked, "userId">): Promise<string[][]> {
  if (userId === undefined) return [];
  const found = await rows(db, z.object({ id: z.string() }), sql`select id from players where "userId" = ${userId}`);
  return [found.map(({ id }) => id)];
}

function cutTo(asked: z.output<typeof FeedFilters> & z.output<typeof FeedSubjects>): SqlText[] {
  const conditions: SqlText[] = [];
  const given = <T>(value: T | undefined, condition: (value: T) => SqlText) => {
    if (value !== undefined) conditions.push(condition(value));
  };
  given(asked.game, (game) => sql`k.game = ${game}`);
  given(asked.kind, (kind) => sql`k.kind = ${kind}::kill_kind`);
  given(asked.evidence, (evidence) => sql`k.evidence = ${evidence}::kill_evidence`);
  given(asked.source, (source) => sql`k.source = ${source}`);
  given(asked.serverId, (id) => sql`k."serverId" = ${id}`);
  given(asked.weapon, (weapon) => sql`k.weapon = ${weapon}`);
  given(asked.place, (place) => sql`k.place = ${place}`);
  given(asked.system, (system) => sql`k.system = ${system}`);
  given(asked.from, (from) => sql`k.at >= ${new Date(from)}`);
  given(asked.to, (to) => sql`k.at < ${new Date(to)}`);
  given(asked.confirmed, (confirmed) => sql`k.confirmed = ${confirmed}`);
  return conditions;
}
