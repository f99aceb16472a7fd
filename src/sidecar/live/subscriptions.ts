import { matchesType, typesOf } from "#app/features/events/catalogue.ts";
import type { StreamedEvent } from "#app/features/events/schema.ts";
import { may, mayAnywhere, type Target } from "#app/lib/access.ts";
import { AppError } from "#app/lib/errors.ts";
import type { EventType } from "#app/lib/event.ts";
import type { Actor } from "#app/operation/actor.ts";
import { type DeniedEntry, STREAM_LIMITS, type StreamFilter } from "#app/protocol/event-stream.ts";
import type { ServerOwners } from "./server-owners.ts";

/** What of a filter somebody may be told of, and what of it not. */
export interface Granted {
  filter: StreamFilter;
  denied: DeniedEntry[];
}

/** What one connection wants to be told of: each event that fits any of its subscriptions, once. */
export class Subscriptions {
  readonly #byId = new Map<string, StreamFilter>();

  /** Throws AppError for one too many. */
  set(id: string, filter: StreamFilter): void {
    const limit = STREAM_LIMITS.subscriptions;
    if (this.#byId.size >= limit && !this.#byId.has(id)) throw new AppError("rate_limited", "live.too_many", { limit });
    this.#byId.set(id, filter);
  }

  delete(id: string): void {
    this.#byId.delete(id);
  }

  /** A live event is for those alone who name its type. */
  wants(event: StreamedEvent): boolean {
    for (const { types, servers, communities } of this.#byId.values())
      if (
        (types !== null || event.position !== null) &&
        matchesType(types, event.type) &&
        (servers === null || (event.serverId !== null && servers.includes(event.serverId))) &&
        (communities === null || (event.communityId !== null && communities.includes(event.communityId)))
      )
        return true;
    return false;
  }
}

/**
 * Takes out of a filter what could never be told to this actor, each with the reason: a type that is not there or needs what they lack, a server or a
 * community of which they may know nothing. What is left is still checked at each event. A list of which nothing is left lets nothing through.
 */
export async function grantedOf(actor: Actor, filter: StreamFilter, owners: ServerOwners): Promise<Granted> {
  const denied: DeniedEntry[] = [];
  const types = filter.types?.filter((entry) => {
    const named = typesOf(entry);
    if (named.some(({ permission }) => mayAnywhere(actor, permission))) return true;
    const [first] = named;
    denied.push({
      field: "types",
      entry,
      code: first ? "forbidden" : "not_found",
      permission: first?.permission ?? null,
    });
    return false;
  });
  const wanted = (types ?? ["*"]).flatMap(typesOf);
  const servers = filter.servers && (await knownServers(actor, filter.servers, wanted, owners));
  const communities = filter.communities?.filter((communityId) => tellsAnything(actor, wanted, { communityId }));
  for (const [field, asked, given] of [
    ["servers", filter.servers, servers],
    ["communities", filter.communities, communities],
  ] as const)
    for (const entry of asked ?? [])
      if (!given?.includes(entry)) denied.push({ field, entry, code: "not_found", permission: null });
  return { filter: { types: types ?? null, servers: servers ?? null, communities: communities ?? null }, denied };
}

async function knownServers(
  actor: Actor,
  serverIds: readonly string[],
  wanted: readonly EventType[],
  owners: ServerOwners,
): Promise<string[]> {
  const { owners: found, gone } = await owners.of(serverIds);
  return serverIds.filter(
    (serverId) => !gone.has(serverId) && tellsAnything(actor, wanted, { serverId, ...found.get(serverId) }),
  );
}

function tellsAnything(actor: Actor, wanted: readonly EventType[], on: Target): boolean {
  return wanted.some(({ permission }) => may(actor, permission, on));
}
