import * as z from "zod";
import { Timestamp } from "#app/lib/time.ts";

/** A stored event as every reader gets it: by SSE, WebSocket, webhook, in lists and in the panel. `position` is its place in the order of all events. */
export const PublishedEvent = z.object({
  position: z
    .int()
    .describe("Its place in the order of all events; grows by one from event to event, and is every cursor."),
  id: z.string().describe("Id of the event; the same in the stream, in lists and in webhooks."),
  type: z.string().describe("What kind of event, for example server.state_changed."),
  version: z.int().describe("Version of the payload. Additions do not change it."),
  at: Timestamp.describe("When it happened. ISO 8601, UTC."),
  serverId: z.string().nullable().describe("The server it is about."),
  communityId: z.string().nullable().describe("The community it is about."),
  userId: z.string().nullable().describe("The user it is about."),
  payload: z.json().describe("What exactly happened, in the form of its type."),
});
export type PublishedEvent = z.output<typeof PublishedEvent>;

/** An event as the stream tells it: a live one, which is stored nowhere, has no place in the order. */
export const StreamedEvent = PublishedEvent.extend({
  position: z
    .int()
    .nullable()
    .describe(
      "Its place in the order of all events, and every cursor; null for a live event, which is told now or never.",
    ),
});
export type StreamedEvent = z.output<typeof StreamedEvent>;

/** `server.state_changed`, `server.*`, or `*` for all. */
export const TYPE_PATTERN = /^(\*|[a-z_]+\.([a-z_]+|\*))$/;

/** One type, or all of a noun. */
export const TypePattern = z
  .string()
  .max(100)
  .regex(TYPE_PATTERN)
  .describe("A type (server.exited), all of one noun (server.*), or all (*).");

/** Patterns as an address names them: comma-separated. */
export const TypePatterns = z
  .string()
  .max(1000)
  .transform((text) => text.split(","))
  .pipe(z.array(TypePattern));

/** One kind of event in the catalogue. */
export const CataloguedType = z.object({
  type: z.string(),
  version: z.int(),
  summary: z.string(),
  permission: z.string().describe("What a reader must hold on the event's server or community, or on the instance."),
  kind: z.enum(["stored", "live"]).describe("Stored events are never lost; live ones are told to whoever listens."),
  schema: z.record(z.string(), z.json()).describe("JSON Schema of the payload."),
  example: StreamedEvent,
});
