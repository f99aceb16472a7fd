import type { IncomingMessage } from "node:http";
import { type WebSocket, WebSocketServer } from "ws";
import * as z from "zod";
import { COMPAT_PATH } from "#app/dialects/dialect.ts";
import { saidOf } from "#app/dialects/kill-tracker/errors.ts";
import { killTracker } from "#app/dialects/kill-tracker/kill-tracker.ts";
import { setting } from "#app/features/admin/server/index.ts";
import type { StreamedEvent } from "#app/features/events/schema.ts";
import { isSocketToken, openSocketToken } from "#app/features/events/server/index.ts";
import { AppError, asAppError } from "#app/lib/errors.ts";
import type { Actor } from "#app/operation/actor.ts";
import { MemoryLimiter } from "#app/operation/limiter.ts";
import { rateOf } from "#app/operation/rate.ts";
import { tooMany } from "#app/operation/rate-errors.ts";
import type { Runtime } from "#app/operation/runtime.ts";
import { now } from "#app/platform/clock.ts";
import { logOf } from "#app/platform/log.ts";
import { STREAM_CLOSES, type StreamClose } from "#app/protocol/event-stream.ts";
import {
  type ToTrackerClient,
  TRACKER_EVENTS,
  TRACKER_SOCKET_LIMITS,
  TRACKER_SOCKET_PATH,
  trackerEvent,
  trackerId,
} from "#app/protocol/kill-tracker.ts";
import type { Client } from "../edge/client.ts";
import { type Route, refuseUpgrade } from "../edge/public-server.ts";
import type { LiveEvents } from "./events.ts";
import type { Credentials, LiveActors } from "./live-actors.ts";
import { closeSocket } from "./stream-carrier.ts";
import type { StreamPlaces } from "./stream-places.ts";

const PING_MS = 25_000;
/** The owner's switch is looked at so often, as rights are. */
const SWITCH_MS = 900;
/** Who has not said who they are: in all. */
const MAX_UNKNOWN = 1_000;
const MESSAGES = [{ name: "messages", limit: TRACKER_SOCKET_LIMITS.messagesPerMinute, windowSec: 60 }] as const;
const TOLD: ReadonlySet<string> = new Set(TRACKER_EVENTS);
const log = logOf("tracker-socket");

/** What a client may say. */
const FromClient = z.discriminatedUnion("type", [
  z.object({ type: z.literal("auth"), token: z.string().min(1).max(2_000) }),
  z.object({ type: z.literal("ping") }),
]);

export interface TrackerSocketOptions {
  runtime: Runtime;
  actors: LiveActors;
  places: StreamPlaces;
  events: LiveEvents;
}

/**
 * The socket of the kill tracker's document: a client says who it is by its first message, `{type: "auth", token}` with a key or a token, is answered `auth.ok` or
 * `auth.error`, and from then on is told `{type, data, timestamp}` of what happens, as far as it may know of it. It carries no cookie's rights, so any page may
 * open it.
 */
export function openTrackerSocket(options: TrackerSocketOptions): { route: Route; drain(): void } {
  const { runtime } = options;
  const server = new WebSocketServer({
    noServer: true,
    perMessageDeflate: false,
    maxPayload: TRACKER_SOCKET_LIMITS.messageBytes,
  });
  const open = new Set<Connection>();
  let looking: NodeJS.Timeout | null = null;

  async function look(): Promise<void> {
    if (await setting(runtime.database, `dialects.${killTracker.name}`)) return;
    for (const connection of [...open]) connection.end("revoked");
  }

  function begin(ws: WebSocket, client: Client): void {
    const connection = new Connection(ws, client.address, options);
    open.add(connection);
    looking ??= setInterval(
      () => void look().catch((error) => log.warn({ err: error }, "the switch could not be looked at")),
      SWITCH_MS,
    );
    ws.once("close", () => {
      open.delete(connection);
      if (open.size > 0 || !looking) return;
      clearInterval(looking);
      looking = null;
    });
  }

  return {
    route: {
      path: `${COMPAT_PATH}/${killTracker.name}${TRACKER_SOCKET_PATH}` as `/${string}`,
      exact: true,
      upgrade(incoming: IncomingMessage, socket, head, client) {
        const unknown = [...open].filter(({ isKnown }) => !isKnown).length;
        if (unknown >= MAX_UNKNOWN) return refuseUpgrade(socket, 503, "Service Unavailable");
        setting(runtime.database, `dialects.${killTracker.name}`).then(
          (on) =>
            on
              ? server.handleUpgrade(incoming, socket, head, (ws) => begin(ws, client))
              : refuseUpgrade(socket, 404, "Not Found"),
          () => refuseUpgrade(socket, 503, "Service Unavailable"),
        );
      },
    },
    drain() {
      if (looking) clearInterval(looking);
      for (const connection of [...open]) connection.end("going_away");
    },
  };
}

/** One client, from its upgrade to its end. */
class Connection {
  readonly #ws: WebSocket;
  readonly #address: string | null;
  readonly #options: TrackerSocketOptions;
  readonly #limiter = new MemoryLimiter();
  readonly #leave: (() => void)[] = [];
  #actor: Actor | null = null;
  #authenticating = false;
  #answered = true;

  constructor(ws: WebSocket, address: string | null, options: TrackerSocketOptions) {
    this.#ws = ws;
    this.#address = address;
    this.#options = options;
    const late = setTimeout(() => this.#refuse(new AppError("unauthenticated")), TRACKER_SOCKET_LIMITS.authMs);
    const pinging = setInterval(() => this.#ping(), PING_MS);
    this.#leave.push(
      () => clearTimeout(late),
      () => clearInterval(pinging),
    );
    ws.on("pong", () => {
      this.#answered = true;
    });
    ws.on("error", () => ws.terminate());
    ws.once("close", () => {
      for (const leave of this.#leave.splice(0)) leave();
    });
    ws.on("message", (bytes, isBinary) => {
      if (!this.#limiter.take("messages", MESSAGES).allowed) return this.end("too_many_messages");
      const message = parsed(isBinary ? null : String(bytes));
      if (message?.type === "ping") return this.#say({ type: "pong", data: {}, timestamp: now().toISOString() });
      if (this.#actor || this.#authenticating) return;
      if (!message) return this.#refuse(new AppError("unauthenticated"));
      this.#authenticating = true;
      clearTimeout(late);
      this.#authenticate(message.token).catch((error) => this.#refuse(error));
    });
  }

  get isKnown(): boolean {
    return this.#actor !== null;
  }

  end(reason: StreamClose): void {
    closeSocket(this.#ws, reason, null);
  }

  async #authenticate(token: string): Promise<void> {
    const { runtime, actors, events, places } = this.#options;
    const opened = isSocketToken(token) ? openSocketToken(runtime.vault, token, now()) : null;
    const credentials: Credentials = {
      headers: { get: (name) => (name === "authorization" && !opened ? `Bearer ${token}` : null) },
      address: this.#address,
      ...(opened && { holder: opened.holder }),
    };
    const actor = await actors.identify(credentials);
    const rate = rateOf(actor, "general", this.#address, {
      rate: { name: `${killTracker.name}.api`, windows: killTracker.rates.api! },
    });
    const outcome = rate && (await runtime.limiter.take(rate.key, rate.windows));
    if (outcome && !outcome.allowed) throw tooMany(outcome);
    if (this.#ws.readyState !== this.#ws.OPEN) return;
    if (actor.kind === "key") await places.take(actor.id!, this.#ws);
    else actors.takePlace(actor, this.#ws);
    if (this.#ws.readyState !== this.#ws.OPEN) return;
    this.#actor = actor;
    const release = actors.hold(credentials, actor, {
      checked: (current) => {
        this.#actor = current;
      },
      ended: (why) => this.end(why),
    });
    const following = events.follow(
      {
        actor: () => this.#actor!,
        tell: (event) => this.#tell(event),
        tellLive: (event) => this.#tell(event),
        fail: () => this.end("failed"),
      },
      null,
      0,
      () => {},
    );
    this.#leave.push(release, following.leave);
    this.#say({
      type: "auth.ok",
      data: { userId: trackerId(actor.userId), expiresAt: opened?.until.toISOString() ?? null },
      timestamp: now().toISOString(),
    });
  }

  #tell(event: Pick<StreamedEvent, "type" | "at" | "payload">): void {
    if (!TOLD.has(event.type)) return;
    if (this.#ws.bufferedAmount > TRACKER_SOCKET_LIMITS.unreadBytes) this.end("too_slow");
    else this.#send(JSON.stringify(trackerEvent(event)));
  }

  #refuse(error: unknown): void {
    if (!(error instanceof AppError)) log.error({ err: error }, "a socket could not be opened");
    const known = asAppError(error);
    const { code, message } = saidOf(known);
    this.#say({ type: "auth.error", data: { code, message }, timestamp: now().toISOString() });
    this.end(known.code === "rate_limited" ? "too_many_connections" : "authentication_failed");
  }

  #ping(): void {
    if (this.#answered) {
      this.#answered = false;
      this.#ws.ping();
      return;
    }
    this.#ws.close(STREAM_CLOSES.no_pong.code, "no_pong");
    this.#ws.terminate();
  }

  #say(message: ToTrackerClient): void {
    this.#send(JSON.stringify(message));
  }

  #send(text: string): void {
    if (this.#ws.readyState === this.#ws.OPEN) this.#ws.send(text);
  }
}

function parsed(text: string | null): z.output<typeof FromClient> | null {
  try {
    return FromClient.safeParse(JSON.parse(text ?? "")).data ?? null;
  } catch {
    return null;
  }
}
