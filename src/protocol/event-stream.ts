import * as z from "zod";
import { StreamedEvent, TypePattern } from "#app/features/events/schema.ts";

// What programs and the sidecar say to each other at /api/v1/events: the events by SSE, and both ways by WebSocket. AsyncAPI is made from this.

export const STREAM_PATH = "/api/v1/events";

/** Bounds of one connection. */
export const STREAM_LIMITS = {
  /** Who connects without a key or a session says within this time who they are. */
  signInSec: 5,
  /** A message to the panel. */
  messageBytes: 4 * 1024,
  /** Messages to the panel in any minute. */
  messagesPerMinute: 120,
  /** A message of the panel: the payload of an event that would be larger is left out, and is in the history. */
  eventBytes: 256 * 1024,
  /** What may wait for a reader before it is let go. */
  unreadBytes: 1024 * 1024,
  /** While more than this waits, live events are left out for that reader. */
  unreadBytesForLive: 256 * 1024,
  subscriptions: 20,
  /** Events of the past that a cursor may ask for; who has missed more reads the present state. */
  replayedEvents: 100_000,
} as const;

/** Why the panel closes a WebSocket. `again`: the same connection may be opened again, from the last position. */
export const STREAM_CLOSES = {
  going_away: { code: 1012, again: true, says: "The process restarts; come back in a moment." },
  failed: { code: 1011, again: true, says: "Something went wrong on the panel's side." },
  not_authenticated: { code: 4003, again: false, says: "No ticket or key came within 5 seconds." },
  authentication_failed: { code: 4004, again: false, says: "The ticket or key is not good." },
  too_many_messages: { code: 4008, again: true, says: "More than 120 messages in a minute." },
  no_pong: { code: 4009, again: true, says: "A ping was not answered until the next." },
  too_slow: { code: 4011, again: true, says: "More than 1 MiB was waiting to be read." },
  too_many_connections: { code: 4029, again: false, says: "The key has as many connections as it may." },
  revoked: { code: 4401, again: false, says: "The key, the session or the scope is no more." },
  maintenance: { code: 4503, again: true, says: "The panel is closed for maintenance; until it is open, 503." },
} as const satisfies Record<string, { code: number; again: boolean; says: string }>;
export type StreamClose = keyof typeof STREAM_CLOSES;

const SubscriptionId = z.string().min(1).max(64).describe("Your name for a subscription.");
const Position = z.int().nonnegative().max(1e15);
const entries = z.array(z.string().min(1).max(100)).max(100);

/** What a connection asks to be told of: all that fits each of the three; null is no bound. */
export const StreamFilter = z.object({
  types: z
    .array(TypePattern)
    .max(100)
    .nullable()
    .default(null)
    .describe("Types; null: all stored ones. Live ones come to who names them."),
  servers: entries.nullable().default(null).describe("Ids of servers; null: whatever an event is about."),
  communities: entries.nullable().default(null).describe("Ids of communities; null: whatever an event is about."),
});
export type StreamFilter = z.output<typeof StreamFilter>;

/** What of a subscription is not given, and why. The rest of it is. */
export const DeniedEntry = z.object({
  field: z.enum(["types", "servers", "communities"]),
  entry: z.string(),
  code: z.enum(["not_found", "forbidden"]),
  permission: z.string().nullable().describe("What is lacking, for a type that may not be read."),
});
export type DeniedEntry = z.output<typeof DeniedEntry>;

/** What a program may say over a WebSocket. */
export const fromReader = {
  auth: z
    .strictObject({
      type: z.literal("auth"),
      ticket: z.string().max(200).optional(),
      key: z.string().max(200).optional(),
    })
    .describe("The first message of a connection that was opened without a key or a session."),
  subscribe: z
    .strictObject({ type: z.literal("subscribe"), id: SubscriptionId.default("default"), ...StreamFilter.shape })
    .describe("Adds a subscription, or replaces the one of this id. Answered by `subscribed`."),
  unsubscribe: z
    .strictObject({ type: z.literal("unsubscribe"), id: SubscriptionId.default("default") })
    .describe("Takes a subscription away. A connection begins with the one called `default`."),
  replay: z
    .strictObject({ type: z.literal("replay"), since: Position })
    .describe("Goes back (or forward) to this position and on from there. Answered by `ready` or `resync`."),
  ping: z
    .strictObject({ type: z.literal("ping"), nonce: z.string().max(64).optional() })
    .describe("Answered by `pong`, with the position that the connection has come to."),
};
export const FromReader = z.discriminatedUnion("type", [
  fromReader.subscribe,
  fromReader.unsubscribe,
  fromReader.replay,
  fromReader.ping,
]);

const denied = z.array(DeniedEntry).describe("What was asked for and is not given.");

/** What the panel says over a WebSocket. By SSE the type is the name of the event, and `data` the rest. */
export const toReader = {
  ready: z
    .object({ type: z.literal("ready"), position: Position, denied })
    .describe("Events come from here on: those after this position."),
  resync: z
    .object({ type: z.literal("resync"), position: Position, denied })
    .describe(
      "What was asked for is no longer kept, or too much. Read the present state; events come from this position on.",
    ),
  event: z.object({ type: z.literal("event"), event: StreamedEvent }).describe("Something has happened."),
  subscribed: z
    .object({ type: z.literal("subscribed"), id: SubscriptionId, ...StreamFilter.shape, denied })
    .describe("The subscription as it is in force now."),
  unsubscribed: z.object({ type: z.literal("unsubscribed"), id: SubscriptionId }).describe("The subscription is gone."),
  pong: z
    .object({ type: z.literal("pong"), nonce: z.string().nullable(), position: Position, at: z.iso.datetime() })
    .describe("The answer to a ping."),
  error: z
    .object({
      type: z.literal("error"),
      error: z.object({
        code: z.string(),
        reason: z.string(),
        message: z.string(),
        details: z.array(z.object({ path: z.string(), code: z.string(), message: z.string() })),
        required: z.array(z.string()).optional().describe("Only where permissions are lacking: which, by name."),
      }),
    })
    .describe("A message could not be understood or obeyed; the connection goes on."),
};
export type ToReader = { [T in keyof typeof toReader]: z.input<(typeof toReader)[T]> }[keyof typeof toReader];
