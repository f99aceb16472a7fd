import * as z from "zod";
import { may } from "#app/lib/access.ts";
import { AppError } from "#app/lib/errors.ts";
import type { Actor } from "#app/operation/actor.ts";
import { asOfNow } from "#app/operation/as-of-now.ts";
import { rows, type Sql, sql } from "#app/platform/sql.ts";
import { mayReadCommunity } from "../may-read.ts";
import { StoredSettings } from "../schema.ts";

const Found = z.object({ id: z.string(), guildId: z.string().nullable(), settings: StoredSettings });
type Found = z.output<typeof Found>;

/** By their own ids or those of their servers of Discord. */
async function communitiesBy(db: Sql, refs: readonly string[]): Promise<Map<string, Found>> {
  const asked = [...new Set(refs)];
  const found = await rows(
    db,
    Found,
    sql`select id, "guildId", settings from communities where id = any(${asked}::text[]) or "guildId" = any(${asked}::text[])`,
  );
  const byGuild = found.flatMap((one): [string, Found][] => (one.guildId === null ? [] : [[one.guildId, one]]));
  return new Map([...byGuild, ...found.map((one): [string, Found] => [one.id, one])]);
}

/**
 * The ids of communities in which the caller may tell of kills, by what they were called with. Throws AppError unless they may in all: its members may, and whoever
 * decides on all kills. That somebody may tell of kills on the panel lets them into nobody's leaderboard.
 */
export async function tellableCommunities(
  db: Sql,
  actor: Actor,
  refs: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (refs.length === 0) return new Map();
  const found = await communitiesBy(db, refs);
  const caller = [...found.values()].every(({ id }) => mayTell(actor, id)) ? actor : await asOfNow(db, actor);
  for (const ref of refs) {
    const community = found.get(ref);
    if (!community || !mayTell(caller, community.id)) throw new AppError("not_found", "kills.unknown_community");
    if (!community.settings.features.killTracker) throw new AppError("conflict", "communities.tracker_off");
  }
  return new Map([...found].map(([ref, { id }]) => [ref, id]));
}

function mayTell(actor: Actor, communityId: string): boolean {
  if (!may(actor, "kills:write", { communityId })) return false;
  return may(actor, "kills:decide") || (actor.holdings.communities.get(communityId)?.has("kills:write") ?? false);
}

/**
 * The id of a community whose kills and leaderboards the caller may read as one: as its privacy level says, and whoever sees all communities always. Throws AppError
 * `not_found`.
 */
export async function requireReadable(db: Sql, actor: Actor, communityId: string): Promise<string> {
  const community = (await communitiesBy(db, [communityId])).get(communityId);
  if (!community) throw new AppError("not_found", "communities.unknown");
  const { id, settings } = community;
  if (
    !mayReadCommunity(actor, id, settings.privacyLevel) &&
    !mayReadCommunity(await asOfNow(db, actor), id, settings.privacyLevel)
  )
    throw new AppError("not_found", "communities.unknown");
  return id;
}
