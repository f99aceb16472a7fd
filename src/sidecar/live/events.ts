import type { Actor } from "#app/operation/actor.ts";
import { eventsAfter, firstPosition, type SequencedEvent } from "#app/operation/follow.ts";
import { maySeeEvent } from "#app/operation/may-see-event.ts";
import type { Runtime } from "#app/operation/runtime.ts";
import { lastPosition } from "#app/operation/sequencer.ts";
import type { LiveEvent } from "#app/protocol/live.ts";
import type { LiveActors } from "./live-actors.ts";
import type { ServerOwners } from "./server-owners.ts";

/** Events that a reader who was away gets one by one; who has missed more reads the present state anew. */
const MAX_CATCH_UP = 1_000;
/** Events after which somebody may be allowed less than before. */
const ABOUT_RIGHTS =
  /^(session\.revoked|user\.(state|roles)_changed|role\.|grant\.|api_key\.revoked|server\.(updated|deleted))/;

/** Somebody who follows the events. */
export interface EventReader {
  /** Who they are now. */
  actor(): Actor;
  tell(event: LiveEvent): void;
  /** What they are owed could not be read: their connection is to end, so that they come back with their position. */
  fail(): void;
}

interface Place {
  /** Gets what happens as it happens; not while the past is still being told. */
  live: boolean;
  left: boolean;
}

/** The stored events on their way to whoever follows them in this process, each once and in order, with its position. */
export class LiveEvents {
  readonly #runtime: Runtime;
  readonly #owners: ServerOwners;
  readonly #actors: LiveActors;
  readonly #readers = new Map<EventReader, Place>();
  #position = 0;

  constructor(runtime: Runtime, owners: ServerOwners, actors: LiveActors) {
    this.#runtime = runtime;
    this.#owners = owners;
    this.#actors = actors;
  }

  /** Where the process's follower begins. To be called before it. */
  async begin(): Promise<number> {
    this.#position = await lastPosition(this.#runtime.database);
    return this.#position;
  }

  /** Takes what has happened, from the process's one follower. */
  async take(events: readonly SequencedEvent[]): Promise<void> {
    if (events.some(({ type }) => ABOUT_RIGHTS.test(type))) this.#actors.checkNow();
    const { owners } = await this.#owners.of(serversOf(events));
    for (const event of events) {
      this.#position = event.position;
      const ownerId = event.serverId ? (owners.get(event.serverId)?.ownerId ?? null) : null;
      let told: LiveEvent | null = null;
      for (const [reader, place] of this.#readers) {
        if (!place.live || !maySeeEvent(reader.actor(), event, ownerId)) continue;
        told ??= shown(event);
        reader.tell(told);
      }
    }
  }

  /**
   * Tells a reader what has happened after `since` (null: nothing of the past), then what happens, until they leave. `begin` is called before the first
   * event, with the position from which on they are told, and whether what they missed is too much or no longer kept.
   */
  follow(reader: EventReader, since: number | null, begin: (position: number, resync: boolean) => void): () => void {
    const place: Place = { live: false, left: false };
    this.#readers.set(reader, place);
    const leave = () => {
      place.left = true;
      if (this.#readers.get(reader) === place) this.#readers.delete(reader);
    };
    if (since === null) {
      begin(this.#position, false);
      place.live = true;
    } else {
      void this.#catchUp(reader, place, since, begin).catch(() => {
        // Going on from here would leave a hole that nobody announces.
        if (!place.left) reader.fail();
      });
    }
    return leave;
  }

  async #catchUp(
    reader: EventReader,
    place: Place,
    since: number,
    begin: (position: number, resync: boolean) => void,
  ): Promise<void> {
    const { database } = this.#runtime;
    const first = await firstPosition(database);
    if (place.left) return;
    const isKept = since <= this.#position && (since === this.#position || (first !== null && first <= since + 1));
    if (!isKept || this.#position - since > MAX_CATCH_UP) {
      begin(this.#position, true);
      place.live = true;
      return;
    }
    begin(since, false);
    let position = since;
    // What comes while the past is read is part of it, until there is nothing between.
    while (position < this.#position) {
      const events = (await eventsAfter(database, position, 200)).filter((event) => event.position <= this.#position);
      const { owners } = await this.#owners.of(serversOf(events));
      if (place.left) return;
      for (const event of events) {
        const ownerId = event.serverId ? (owners.get(event.serverId)?.ownerId ?? null) : null;
        if (maySeeEvent(reader.actor(), event, ownerId)) reader.tell(shown(event));
      }
      const last = events.at(-1);
      if (!last) break;
      position = last.position;
    }
    place.live = true;
  }
}

function serversOf(events: readonly SequencedEvent[]): string[] {
  return events.flatMap(({ serverId }) => (serverId ? [serverId] : []));
}

function shown({ position, id, type, version, at, serverId, communityId, userId, payload }: SequencedEvent): LiveEvent {
  return { position, id, type, version, at: at.toISOString(), serverId, communityId, userId, payload };
}
