import { communityChanged } from "#app/features/communities/events.ts";
import type { StreamedEvent } from "#app/features/events/schema.ts";
import { CommunityLevels } from "#app/features/events/server/index.ts";
import { type Sight, sightOf, unnamed } from "#app/features/events/sight.ts";
import type { Actor } from "#app/operation/actor.ts";
import { eventsAfter, firstPosition, type SequencedEvent } from "#app/operation/follow.ts";
import { maySeeEvent } from "#app/operation/may-see-event.ts";
import type { PendingEvent } from "#app/operation/outbox.ts";
import type { Runtime } from "#app/operation/runtime.ts";
import { lastPosition } from "#app/operation/sequencer.ts";
import type { LiveEvent } from "#app/protocol/live.ts";
import type { LiveActors } from "./live-actors.ts";
import type { ServerOwners } from "./server-owners.ts";

/** Events that a reader who was away gets one by one; who has missed more reads the present state anew. */
export const BROWSER_CATCH_UP = 1_000;
const BATCH = 500;
/** Events after which somebody may be allowed less than before. */
const ABOUT_RIGHTS =
  /^(session\.revoked|community\.|user\.(state|roles)_changed|role\.|grant\.|api_key\.revoked|server\.(updated|deleted)|maintenance\.)/;

/** Somebody who follows the events. */
export interface EventReader {
  /** Who they are now. */
  actor(): Actor;
  tell(event: LiveEvent): void;
  /** Somebody who wants live events too is told them as they come. */
  tellLive?(event: StreamedEvent): void;
  /** Resolves when they can take more of the past; absent: they take all that there is at once. */
  room?(): Promise<void> | undefined;
  /** What they are owed could not be read: their connection is to end, so that they come back with their position. */
  fail(): void;
}

/** Somebody's following of the events. */
export interface Following {
  leave(): void;
  /** Up to where they have been told all that is theirs. */
  position(): number;
}

interface Place {
  /** Up to where they have been told before they went live. */
  position: number;
  /** Gets what happens as it happens; not while the past is still being told. */
  live: boolean;
  left: boolean;
}

/** The stored events on their way to whoever follows them in this process, each once and in order, with its position. */
export class LiveEvents {
  readonly #runtime: Runtime;
  readonly #owners: ServerOwners;
  readonly #actors: LiveActors;
  readonly #levels: CommunityLevels;
  readonly #readers = new Map<EventReader, Place>();
  #position = 0;

  constructor(runtime: Runtime, owners: ServerOwners, actors: LiveActors) {
    this.#runtime = runtime;
    this.#owners = owners;
    this.#actors = actors;
    this.#levels = new CommunityLevels(runtime.database);
  }

  /** Where the process's follower begins. To be called before it. */
  async begin(): Promise<number> {
    this.#position = await lastPosition(this.#runtime.database);
    return this.#position;
  }

  /** Takes what has happened, from the process's one follower. */
  async take(events: readonly SequencedEvent[]): Promise<void> {
    if (events.some(({ type }) => ABOUT_RIGHTS.test(type))) this.#actors.checkNow();
    if (events.some(({ type }) => type === communityChanged.type)) this.#levels.forget();
    const { owners } = await this.#owners.of(serversOf(events));
    const levelOf = await this.#levels.of(events);
    for (const event of events) {
      this.#position = event.position;
      const ownerId = event.serverId ? (owners.get(event.serverId)?.ownerId ?? null) : null;
      const told = tellings(event);
      for (const [reader, place] of this.#readers) {
        const actor = reader.actor();
        if (!place.live || event.position <= place.position || !maySeeEvent(actor, event, ownerId)) continue;
        const telling = told(sightOf(actor, event, levelOf(event.communityId)));
        if (telling) reader.tell(telling);
      }
    }
  }

  /** Takes what is told now or never. Readers who are still being told of the past have no use for it. */
  async takeLive(events: readonly PendingEvent[]): Promise<void> {
    if (!this.wantsLive) return;
    const { owners } = await this.#owners.of(serversOf(events));
    for (const event of events) {
      const owned = event.serverId ? owners.get(event.serverId) : undefined;
      const routed = { ...event, communityId: event.communityId ?? owned?.communityId ?? null };
      let told: StreamedEvent | null = null;
      for (const [reader, place] of this.#readers) {
        if (!place.live || !reader.tellLive || !maySeeEvent(reader.actor(), routed, owned?.ownerId ?? null)) continue;
        told ??= { ...shown({ ...routed, position: 0 }), position: null };
        reader.tellLive(told);
      }
    }
  }

  /** Whether anybody here may want live events. */
  get wantsLive(): boolean {
    for (const reader of this.#readers.keys()) if (reader.tellLive) return true;
    return false;
  }

  /**
   * Tells a reader what has happened after `since` (null: nothing of the past), then what happens, until they leave. `begin` is called before the first
   * event, with the position from which on they are told, and whether what they missed is more than `most` events, or no longer kept; and again where
   * that turns out on the way.
   */
  follow(
    reader: EventReader,
    since: number | null,
    most: number,
    begin: (position: number, resync: boolean) => void,
  ): Following {
    const place: Place = { position: since ?? this.#position, live: false, left: false };
    this.#readers.set(reader, place);
    const leave = () => {
      place.left = true;
      if (this.#readers.get(reader) === place) this.#readers.delete(reader);
    };
    if (since === null) {
      begin(this.#position, false);
      place.live = true;
    } else {
      void this.#catchUp(reader, place, since, most, begin).catch(() => {
        // Going on from here would leave a hole that nobody announces.
        if (!place.left) reader.fail();
      });
    }
    return { leave, position: () => (place.live ? Math.max(this.#position, place.position) : place.position) };
  }

  async #catchUp(
    reader: EventReader,
    place: Place,
    since: number,
    most: number,
    begin: (position: number, resync: boolean) => void,
  ): Promise<void> {
    const { database } = this.#runtime;
    const first = await firstPosition(database);
    if (place.left) return;
    // Another process may have told them of what this one is yet to read.
    const last = since > this.#position ? await lastPosition(database) : this.#position;
    if (place.left) return;
    const isKept = since <= last && (since >= this.#position || (first !== null && first <= since + 1));
    const resync = () => {
      place.position = this.#position;
      begin(this.#position, true);
      place.live = true;
    };
    if (!isKept || this.#position - since > most) return resync();
    place.position = since;
    begin(since, false);
    // What comes while the past is read is part of it, until there is nothing between.
    while (place.position < this.#position) {
      const events = (await eventsAfter(database, place.position, BATCH)).filter(
        (event) => event.position <= this.#position,
      );
      const { owners } = await this.#owners.of(serversOf(events));
      const levelOf = await this.#levels.of(events);
      if (place.left) return;
      if (events.length === 0) return resync();
      for (const event of events) {
        // Positions are dense: what is missing was removed meanwhile, as too old. A hole is announced like what was never kept.
        if (event.position !== place.position + 1) return resync();
        const ownerId = event.serverId ? (owners.get(event.serverId)?.ownerId ?? null) : null;
        const actor = reader.actor();
        const isTheirs = maySeeEvent(actor, event, ownerId);
        const telling = isTheirs ? tellings(event)(sightOf(actor, event, levelOf(event.communityId))) : null;
        if (telling) reader.tell(telling);
        place.position = event.position;
        const room = reader.room?.();
        if (room) await room;
        if (place.left) return;
      }
    }
    place.live = true;
  }
}

function serversOf(events: readonly { serverId: string | null }[]): string[] {
  return events.flatMap(({ serverId }) => (serverId ? [serverId] : []));
}

/** An event as each is told who sees so much of it, made once for all of them. */
function tellings(event: SequencedEvent): (sight: Sight) => LiveEvent | null {
  const made = new Map<Sight, LiveEvent>();
  return (sight) => {
    if (sight === "none") return null;
    const telling = made.get(sight) ?? shown(sight === "whole" ? event : unnamed(event));
    made.set(sight, telling);
    return telling;
  };
}

function shown({ position, id, type, version, at, serverId, communityId, userId, payload }: SequencedEvent): LiveEvent {
  const json = payload as LiveEvent["payload"];
  return { position, id, type, version, at: at.toISOString(), serverId, communityId, userId, payload: json };
}
