import * as z from "zod";
import { EVENT_TYPES } from "#app/features/events/catalogue.ts";
import { publishedExample } from "#app/features/events/published-example.ts";
import { StreamedEvent } from "#app/features/events/schema.ts";
import type { EventType } from "#app/lib/event.ts";
import { VERSION } from "#app/platform/version.ts";
import { fromReader, STREAM_CLOSES, STREAM_LIMITS, toReader } from "#app/protocol/event-stream.ts";
import { StreamParameters } from "#app/protocol/stream-parameters.ts";

type Json = { [key: string]: unknown };
const ref = (path: string) => ({ $ref: `#/${path}` });

/** The AsyncAPI 3.0 document of /api/v1/events, out of the catalogue of events and the messages of the stream. */
export function asyncApiDocument(): Json {
  const types = [...EVENT_TYPES.values()];
  const told = Object.entries(toReader).filter(([name]) => name !== "event");
  const heard = Object.entries(fromReader);
  const names = (entries: readonly (readonly [string, unknown])[], prefix: string) =>
    entries.map(([name]) => `${prefix}.${name}`);
  const streamed = types.map(({ type }) => type);
  return {
    asyncapi: "3.0.0",
    info: {
      title: "Gamekeeper events",
      version: VERSION,
      description: DESCRIPTION,
      license: { name: "MIT" },
    },
    defaultContentType: "application/json",
    servers: {
      sse: {
        host: "{host}",
        pathname: "/api/v1",
        protocol: "https",
        description: "Server-Sent Events.",
        variables: { host: { description: "Your panel's host.", default: "127.0.0.1:3000" } },
        security: security(),
      },
      websocket: {
        host: "{host}",
        pathname: "/api/v1",
        protocol: "wss",
        description: "WebSocket; plain ws where the panel has no certificate.",
        variables: { host: { description: "Your panel's host.", default: "127.0.0.1:3000" } },
        security: security(),
      },
    },
    channels: {
      stream: {
        address: "/events",
        title: "Events by SSE",
        description:
          "The name of each event is its type, its id the position, its data the event as JSON. `ready`, `resync` and `closing` tell of the stream itself.",
        servers: [ref("servers/sse")],
        messages: Object.fromEntries(
          [...streamed, "stream.ready", "stream.resync", "stream.closing"].map((name) => [
            name,
            ref(`components/messages/${name}`),
          ]),
        ),
        bindings: { http: { bindingVersion: "0.3.0" } },
      },
      socket: {
        address: "/events",
        title: "Events by WebSocket",
        description: closesText(),
        servers: [ref("servers/websocket")],
        messages: Object.fromEntries(
          ["socket.event", ...names(told, "socket"), ...names(heard, "reader")].map((name) => [
            name,
            ref(`components/messages/${name}`),
          ]),
        ),
        bindings: { ws: { method: "GET", query: jsonSchema(StreamParameters, "input"), bindingVersion: "0.1.0" } },
      },
    },
    operations: {
      streamEvents: {
        action: "send",
        title: "The panel tells events by SSE",
        channel: ref("channels/stream"),
        bindings: { http: { method: "GET", query: jsonSchema(StreamParameters, "input"), bindingVersion: "0.3.0" } },
      },
      tellReader: {
        action: "send",
        title: "The panel tells events by WebSocket, and answers",
        channel: ref("channels/socket"),
        messages: ["socket.event", ...names(told, "socket")].map((name) => ref(`channels/socket/messages/${name}`)),
      },
      hearReader: {
        action: "receive",
        title: "The panel obeys its reader",
        channel: ref("channels/socket"),
        messages: names(heard, "reader").map((name) => ref(`channels/socket/messages/${name}`)),
      },
    },
    components: {
      schemas: Object.fromEntries(types.map((event) => [event.type, eventSchema(event)])),
      messages: {
        ...Object.fromEntries(types.map((event) => [event.type, eventMessage(event)])),
        "stream.ready": streamMessage("ready"),
        "stream.resync": streamMessage("resync"),
        "stream.closing": {
          name: "closing",
          summary: "The panel ends the stream: why, and up to where it has told.",
          payload: {
            type: "object",
            properties: { reason: { enum: Object.keys(STREAM_CLOSES) }, position: { type: "integer" } },
            required: ["reason", "position"],
          },
        },
        "socket.event": {
          name: "event",
          summary: toReader.event.description,
          payload: {
            type: "object",
            properties: {
              type: { const: "event" },
              event: { oneOf: streamed.map((type) => ref(`components/schemas/${type}`)) },
            },
            required: ["type", "event"],
          },
        },
        ...Object.fromEntries(told.map(([name, schema]) => [`socket.${name}`, message(name, schema, "output")])),
        ...Object.fromEntries(heard.map(([name, schema]) => [`reader.${name}`, message(name, schema, "input")])),
      },
      securitySchemes: {
        bearer: { type: "http", scheme: "bearer", description: "An API key with the scope events:read." },
        apiKey: {
          type: "httpApiKey",
          name: "X-API-Key",
          in: "header",
          description: "An API key with the scope events:read.",
        },
        ticket: {
          type: "httpApiKey",
          name: "ticket",
          in: "query",
          description: "For an EventSource: of POST /api/v1/events/tickets, good for 30 seconds and one connection.",
        },
      },
    },
  };
}

const DESCRIPTION = [
  "What happens in the panel, in the one order of all events. Every event has a position; `since=<position>`, or the header Last-Event-ID, goes on after the last one you had, so that nothing is lost and nothing comes twice.",
  "Live events (`x-kind: live`) are told to whoever names their types and listens at that moment: they are stored nowhere, have no position and no id in SSE, and are left out for who reads too slowly.",
  "You get those events whose own permission you hold (`x-permission` of each message), at the moment they are sent.",
  "Changes of a payload are additive; a breaking one is a new `version`. Ignore fields and types that you do not know.",
].join("\n\n");

function security(): Json[] {
  return [
    ref("components/securitySchemes/bearer"),
    ref("components/securitySchemes/apiKey"),
    ref("components/securitySchemes/ticket"),
  ];
}

function closesText(): string {
  const { messageBytes, messagesPerMinute, signInSec } = STREAM_LIMITS;
  const rows = Object.entries(STREAM_CLOSES).map(
    ([name, { code, again, says }]) => `| ${code} | ${name} | ${says} | ${again ? "yes" : "no"} |`,
  );
  return [
    `Without a key or a session in the headers, the first message is \`auth\`, within ${signInSec} seconds. A message to the panel has at most ${messageBytes} bytes (else 1009), and there are at most ${messagesPerMinute} a minute.`,
    'The reason of a close is JSON: `{"reason": …, "position": …}` with the last position that you were told.',
    `| code | reason | when | come back? |\n|---|---|---|---|\n${rows.join("\n")}`,
  ].join("\n\n");
}

function eventSchema(event: EventType): Json {
  const envelope = jsonSchema(StreamedEvent, "output") as { properties: Json };
  return {
    ...envelope,
    description: event.summary,
    properties: {
      ...envelope.properties,
      type: { const: event.type },
      version: { const: event.version },
      payload: jsonSchema(event.payload, "output"),
    },
  };
}

function eventMessage(event: EventType): Json {
  return {
    name: event.type,
    title: event.type,
    summary: event.summary,
    description: `Needs the permission \`${event.permission}\`.`,
    payload: ref(`components/schemas/${event.type}`),
    examples: [{ name: event.type, payload: publishedExample(event) }],
    "x-permission": event.permission,
    "x-version": event.version,
    "x-kind": event.kind,
  };
}

/** By SSE the type of a message is the name of the event, and no part of its data. */
function streamMessage(name: "ready" | "resync"): Json {
  const schema = jsonSchema(toReader[name].omit({ type: true }), "output");
  return { name, summary: toReader[name].description, payload: schema };
}

function message(name: string, schema: z.ZodType, io: "input" | "output"): Json {
  const { description, ...payload } = jsonSchema(schema, io);
  return { name, summary: description, payload };
}

/** A zod schema as AsyncAPI holds it. JSON in JSON refers to itself, which has no place inside of another document, so it is any value. */
function jsonSchema(schema: z.ZodType, io: "input" | "output"): Json {
  const { $schema: _, definitions: __, ...rest } = z.toJSONSchema(schema, { target: "draft-7", io });
  return withoutReferences(rest) as Json;
}

function withoutReferences(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutReferences);
  if (value === null || typeof value !== "object") return value;
  if ("$ref" in value) return {};
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withoutReferences(inner)]));
}
