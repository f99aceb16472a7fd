import { LRUCache } from "lru-cache";
import * as z from "zod";
import type { Database } from "#app/platform/database.ts";
import { rows, sql } from "#app/platform/sql.ts";

const Owned = z.object({
  id: z.string(),
  ownerId: z.string(),
  communityId: z.string().nullable(),
  nodeId: z.string(),
});

/** Whose a server is, as far as deciding who may hear of it needs. */
export interface Ownership {
  ownerId: string | null;
  communityId: string | null;
  /** Where it runs. */
  nodeId: string | null;
}
const NOBODYS: Ownership = { ownerId: null, communityId: null, nodeId: null };

/** Whose servers are, believed for a second. Of a server that is gone the last owner is remembered, who is to hear that it is gone. */
export class ServerOwners {
  readonly #database: Database;
  readonly #fresh = new LRUCache<string, Ownership>({ max: 10_000, ttl: 1_000 });
  readonly #last = new LRUCache<string, Ownership>({ max: 10_000 });

  constructor(database: Database) {
    this.#database = database;
  }

  /** For each of these servers its owner now. Those that are gone are in the answer with their last one, and named in `gone`. */
  async of(serverIds: Iterable<string>): Promise<{ owners: Map<string, Ownership>; gone: Set<string> }> {
    const wanted = [...new Set(serverIds)];
    const missing = wanted.filter((id) => !this.#fresh.has(id));
    const gone = new Set<string>();
    if (missing.length > 0) {
      const found = await rows(
        this.#database,
        Owned,
        sql`select id, "ownerId", "communityId", "nodeId" from servers where id = any(${missing}::text[])`,
      );
      for (const { id, ...owned } of found) {
        this.#fresh.set(id, owned);
        this.#last.set(id, owned);
      }
      for (const id of missing) if (!found.some((server) => server.id === id)) gone.add(id);
    }
    const owners = new Map(wanted.map((id) => [id, this.#fresh.get(id) ?? this.#last.get(id) ?? NOBODYS]));
    return { owners, gone };
  }
}
