import { AppError, asAppError } from "#app/lib/errors.ts";
import type { Actor } from "#app/operation/actor.ts";
import { MemoryLimiter } from "#app/operation/limiter.ts";
import { now } from "#app/platform/clock.ts";
import { logOf } from "#app/platform/log.ts";
import {
  type DeniedEntry,
  FromReader,
  STREAM_LIMITS,
  type StreamClose,
  type StreamFilter,
} from "#app/protocol/event-stream.ts";
import type { EventReader, Following, LiveEvents } from "./events.ts";
import type { Credentials, LiveActors } from "./live-actors.ts";
import type { ServerOwners } from "./server-owners.ts";
import type { Carrier } from "./stream-carrier.ts";
import { grantedOf, Subscriptions } from "./subscriptions.ts";

const MESSAGES = [{ name: "messages", limit: STREAM_LIMITS.messagesPerMinute, windowSec: 60 }] as const;
/** From so much unread on, the past waits for its reader; what happens now does not, and has more room. */
const PAST_WAITS_BYTES = STREAM_LIMITS.unreadBytes / 4;
const PAST_WAITS_MS = 30_000;
const log = logOf("live");

/** What the connections of one process share. */
export interface StreamParts {
  actors: LiveActors;
  events: LiveEvents;
  owners: ServerOwners;
}

/** Who opened a connection, and what they asked for. */
export interface Opened {
  actor: Actor;
  credentials: Credentials;
  since: number | null;
  filter: StreamFilter;
}

/** One program that follows the events: sends it what it subscribed to and may know, from the position it named, until it closes. */
export class StreamConnection {
  readonly #parts: StreamParts;
  readonly #carrier: Carrier;
  readonly #subscriptions = new Subscriptions();
  readonly #limiter = new MemoryLimiter();
  readonly #reader: EventReader;
  readonly #release: () => void;
  #actor: Actor;
  #following: Following | null = null;
  #hearing: Promise<void> = Promise.resolve();
  #ended = false;

  constructor(parts: StreamParts, { actor, credentials }: Opened, carrier: Carrier) {
    this.#parts = parts;
    this.#carrier = carrier;
    this.#actor = actor;
    this.#reader = {
      actor: () => this.#actor,
      tell: (event) => {
        if (this.#ended || !this.#subscriptions.wants(event)) return;
        if (carrier.backlogBytes() > STREAM_LIMITS.unreadBytes) this.#end("too_slow", event.position - 1);
        else carrier.event(event);
      },
      tellLive: (event) => {
        if (this.#ended || !this.#subscriptions.wants(event)) return;
        if (carrier.backlogBytes() < STREAM_LIMITS.unreadBytesForLive) carrier.event(event);
      },
      room: () => (carrier.backlogBytes() > PAST_WAITS_BYTES ? this.#room() : undefined),
      fail: () => this.end("failed"),
    };
    this.#release = parts.actors.hold(credentials, actor, {
      checked: (current) => {
        this.#actor = current;
        if (current.scopes && !current.scopes.has("events:read")) this.end("revoked");
      },
      ended: (why) => this.end(why),
    });
  }

  /** Begins to tell. To be called once. */
  async begin({ filter, since }: Pick<Opened, "filter" | "since">): Promise<void> {
    const granted = await grantedOf(this.#actor, filter, this.#parts.owners);
    this.#subscriptions.set("default", granted.filter);
    this.#follow(since, granted.denied);
  }

  /** Takes one message; they are obeyed in their order. */
  hear(text: string | null): void {
    if (this.#ended) return;
    if (!this.#limiter.take("messages", MESSAGES).allowed) {
      this.end("too_many_messages");
      return;
    }
    this.#hearing = this.#hearing
      .then(() => (this.#ended ? undefined : this.#obey(text)))
      .catch((error) => {
        if (!(error instanceof AppError)) log.error({ err: error }, "a message of an event stream failed");
        const { code, reason, message, details, required } = asAppError(error);
        const lacking = required && { required: [...required] };
        this.#carrier.say({ type: "error", error: { code, reason, message, details: [...details], ...lacking } });
      });
  }

  ping(): void {
    if (this.#following) this.#carrier.ping(this.#following.position());
  }

  /** Says why, and closes. */
  end(reason: StreamClose): void {
    this.#end(reason, this.#following?.position() ?? 0);
  }

  /** To be called when the connection has closed. */
  closed(): void {
    this.#ended = true;
    this.#following?.leave();
    this.#release();
  }

  #end(reason: StreamClose, position: number): void {
    if (this.#ended) return;
    this.closed();
    this.#carrier.end(reason, position);
  }

  #follow(since: number | null, denied: DeniedEntry[]): void {
    if (this.#ended) return;
    this.#following?.leave();
    this.#following = this.#parts.events.follow(
      this.#reader,
      since,
      STREAM_LIMITS.replayedEvents,
      (position, resync) => {
        if (!this.#ended) this.#carrier.say({ type: resync ? "resync" : "ready", position, denied });
      },
    );
  }

  async #obey(text: string | null): Promise<void> {
    const message = parseMessage(text);
    switch (message.type) {
      case "subscribe": {
        const { type: _, id, ...filter } = message;
        const granted = await grantedOf(this.#actor, filter, this.#parts.owners);
        this.#subscriptions.set(id, granted.filter);
        return this.#carrier.say({ type: "subscribed", id, ...granted.filter, denied: granted.denied });
      }
      case "unsubscribe":
        this.#subscriptions.delete(message.id);
        return this.#carrier.say({ type: "unsubscribed", id: message.id });
      case "replay":
        return this.#follow(message.since, []);
      case "ping":
        return this.#carrier.say({
          type: "pong",
          nonce: message.nonce ?? null,
          position: this.#following?.position() ?? 0,
          at: now().toISOString(),
        });
    }
  }

  /** Resolves when the reader has caught up; one who does not in half a minute is let go. */
  async #room(): Promise<void> {
    const late = setTimeout(() => this.end("too_slow"), PAST_WAITS_MS);
    await this.#carrier.drained();
    clearTimeout(late);
  }
}

/** A message out of its text; null stands for bytes that are none. Throws AppError with what is wrong. */
function parseMessage(text: string | null) {
  let raw: unknown;
  try {
    raw = JSON.parse(text ?? "");
  } catch {
    throw new AppError("invalid_json", "events.message");
  }
  const parsed = FromReader.safeParse(raw);
  if (parsed.success) return parsed.data;
  const details = parsed.error.issues.map(({ path, code, message }) => ({
    path: path.map(String).join("."),
    code,
    message,
  }));
  throw new AppError("invalid_input", "invalid_input", { count: details.length }, details);
}
