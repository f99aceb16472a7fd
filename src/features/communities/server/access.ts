import * as z from "zod";
import { may } from "#app/lib/access.ts";
import { AppError } from "#app/lib/errors.ts";
import type { Actor } from "#app/operation/actor.ts";
import { rows, type Sql, sql } from "#app/platform/sql.ts";
import { StoredSettings } from "../schema.ts";

const Found = z.object({ id: z.string(), settings: StoredSettings });

async function communitiesById(db: Sql, ids: readonly string[]): Promise<Map<string, z.output<typeof Found>>> {
  const found = await rows(db, Found, sql`select id, settings from communities where id = any(${[...ids]}::text[])`);
  return new Map(found.map((community) => [community.id, community]));
}

/**
 * Throws AppError unless kills may be told in each of these communities by the caller: by its members, and by whoever decides on all kills. That somebody may tell
 * of kills on the panel lets them into nobody's leaderboard.
 */
export async function requireTellable(db: Sql, actor: Actor, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  const found = await communitiesById(db, ids);
  for (const id of ids) {
    const community = found.get(id);
    const mayTell =
      may(actor, "kills:write", { communityId: id }) &&
      (may(actor, "kills:decide") || actor.holdings.communities.get(id)?.has("kills:write"));
    if (!community || !mayTell) throw new AppError("not_found", "kills.unknown_community");
    if (!community.settings.features.killTracker) throw new AppError("conflict", "communities.tracker_off");
  }
}

/**
 * Throws AppError `not_found` unless the caller may read the kills and leaderboards of this community as one: as its privacy level says, and whoever sees all
 * communities always.
 */
export async function requireReadable(db: Sql, actor: Actor, communityId: string): Promise<void> {
  const community = (await communitiesById(db, [communityId])).get(communityId);
  if (!community || !mayRead(actor, communityId, community.settings.privacyLevel))
    throw new AppError("not_found", "communities.unknown");
}

function mayRead(actor: Actor, communityId: string, level: "PUBLIC" | "PRIVATE" | "FRIENDS_ONLY"): boolean {
  if (!may(actor, "kills:read", { communityId })) return false;
  if (level === "PUBLIC" || may(actor, "communities:read")) return true;
  const held = actor.holdings.communities.get(communityId);
  return level === "PRIVATE" ? (held?.has("kills:decide") ?? false) : (held?.has("kills:read") ?? false);
}
