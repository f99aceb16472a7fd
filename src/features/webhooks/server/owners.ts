import { LRUCache } from "lru-cache";
import * as z from "zod";
import { CommunityLevels } from "#app/features/events/server/index.ts";
import { type Sight, sightOf } from "#app/features/events/sight.ts";
import { may } from "#app/lib/access.ts";
import { isPermission, type Permission } from "#app/lib/permissions.ts";
import type { Actor } from "#app/operation/actor.ts";
import { actorOfUser } from "#app/operation/actor-of-user.ts";
import { maySeeEvent } from "#app/operation/may-see-event.ts";
import type { Database } from "#app/platform/database.ts";
import { rows, sql } from "#app/platform/sql.ts";
import type { WebhookRow } from "./webhook-rows.ts";

/** What of an event decides who may know of it; kept with each delivery, so that it can be asked again before each try. */
export const About = z.object({
  permission: z.string(),
  serverId: z.string().nullable(),
  communityId: z.string().nullable(),
  userId: z.string().nullable(),
});
export type About = z.output<typeof About>;

const Owned = z.object({ id: z.string(), ownerId: z.string(), communityId: z.string().nullable() });
/** As everywhere: owners and grants are believed for one second, hard. */
const BELIEVED_MS = 1_000;

/** Whether whoever set something up that tells events (a webhook, a post in a channel) may know of an event, now. `needs`: what they must hold to tell at all. */
export class WebhookOwners {
  readonly #database: Database;
  readonly #needs: Permission;
  readonly #levels: CommunityLevels;
  readonly #actors = new LRUCache<string, Promise<Actor | null>>({ max: 5_000, ttl: BELIEVED_MS });
  readonly #servers = new LRUCache<string, { ownerId: string }>({ max: 20_000, ttl: BELIEVED_MS });
  /** Of a server that is gone the last owner is remembered, who is to hear that it is gone. */
  readonly #last = new LRUCache<string, { ownerId: string }>({ max: 20_000 });

  constructor(database: Database, needs: Permission = "webhooks:read") {
    this.#database = database;
    this.#needs = needs;
    this.#levels = new CommunityLevels(database);
  }

  /** Learns whose all servers are, so that it is known also of those that go before they are first asked for. */
  async begin(): Promise<void> {
    const found = await rows(
      this.#database,
      Owned,
      sql`select id, "ownerId", "communityId" from servers order by id desc limit 20000`,
    );
    for (const { id, ownerId } of found) this.#last.set(id, { ownerId });
  }

  /** Looks up whose these servers are, many at once, before `sightOf` is asked of each. */
  async prepare(serverIds: Iterable<string | null>): Promise<void> {
    const missing = [...new Set(serverIds)].filter((id): id is string => id !== null && !this.#servers.has(id));
    if (missing.length === 0) return;
    const found = await rows(
      this.#database,
      Owned,
      sql`select id, "ownerId", "communityId" from servers where id = any(${missing}::text[])`,
    );
    for (const { id, ownerId } of found) {
      this.#servers.set(id, { ownerId });
      this.#last.set(id, { ownerId });
    }
  }

  /** How much of an event may be told by what they have set up. */
  async sightOf(webhook: Pick<WebhookRow, "ownerId" | "scopes">, about: About & { type: string }): Promise<Sight> {
    const actor = await this.#actorOf(webhook);
    if (!actor || !may(actor, this.#needs)) return "none";
    await this.prepare([about.serverId]);
    const server = about.serverId ? (this.#servers.get(about.serverId) ?? this.#last.get(about.serverId)) : undefined;
    if (!maySeeEvent(actor, about, server?.ownerId ?? null)) return "none";
    return sightOf(actor, about, (await this.#levels.of([about]))(about.communityId));
  }

  /** The owner as an actor, bound by the scopes of the key that made the webhook; null if they may not sign in any more. */
  #actorOf({ ownerId, scopes }: Pick<WebhookRow, "ownerId" | "scopes">): Promise<Actor | null> {
    const key = `${ownerId} ${scopes.join(",")}`;
    let found = this.#actors.get(key);
    if (!found) {
      found = this.#load(ownerId, scopes);
      this.#actors.set(key, found);
      found.catch(() => this.#actors.delete(key));
    }
    return found;
  }

  async #load(ownerId: string, scopes: readonly string[]): Promise<Actor | null> {
    const owner = await actorOfUser(this.#database, ownerId);
    return owner && { ...owner, scopes: scopes.length > 0 ? new Set<Permission>(scopes.filter(isPermission)) : null };
  }
}
