import { LRUCache } from "lru-cache";
import * as z from "zod";
import { levelOf } from "#app/features/communities/community-level.ts";
import type { CommunityLevel } from "#app/features/communities/may-read.ts";
import { literal, rows, type Sql, sql } from "#app/platform/sql.ts";
import { isGuarded } from "../sight.ts";

/** As everywhere: believed for one second, hard. */
const BELIEVED_MS = 1_000;
const Found = z.object({ id: z.string(), level: z.enum(["PUBLIC", "PRIVATE", "FRIENDS_ONLY"]) });

/** The privacy levels of communities, for those who tell events of them. */
export class CommunityLevels {
  readonly #database: Sql;
  readonly #levels = new LRUCache<string, CommunityLevel>({ max: 5_000, ttl: BELIEVED_MS });

  constructor(database: Sql) {
    this.#database = database;
  }

  /** Forgets what was read: news of a change has come. */
  forget(): void {
    this.#levels.clear();
  }

  /** Those of the communities of these events, as far as it matters, many at once; one that is gone shows nothing. */
  async of(
    events: readonly { type: string; communityId: string | null }[],
  ): Promise<(communityId: string | null) => CommunityLevel> {
    const wanted = [...new Set(events.filter(isGuarded).map(({ communityId }) => communityId!))];
    const known = new Map<string | null, CommunityLevel>();
    const missing: string[] = [];
    for (const id of wanted) {
      const level = this.#levels.get(id);
      if (level) known.set(id, level);
      else missing.push(id);
    }
    if (missing.length > 0) {
      const found = await rows(
        this.#database,
        Found,
        sql`select id, ${literal(levelOf())} as level from communities where id = any(${missing}::text[])`,
      );
      for (const { id, level } of found) {
        this.#levels.set(id, level);
        known.set(id, level);
      }
    }
    return (communityId) => known.get(communityId) ?? "PRIVATE";
  }
}
