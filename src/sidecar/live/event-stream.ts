import type { IncomingMessage, ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import { type WebSocket, WebSocketServer } from "ws";
import * as z from "zod";
import { follow } from "#app/features/events/server/stream.ts";
import { AppError, asAppError, ERRORS } from "#app/lib/errors.ts";
import { newId } from "#app/lib/id.ts";
import type { Actor } from "#app/operation/actor.ts";
import { execute } from "#app/operation/execute.ts";
import type { LiveEvent } from "#app/protocol/live.ts";
import { errorEnvelope } from "#app/transport/rest.ts";
import type { Client } from "../edge/client.ts";
import { answerError } from "../edge/json-answer.ts";
import { type Route, refuseUpgrade } from "../edge/public-server.ts";
import type { EventReader, LiveEvents } from "./events.ts";
import { headerReader } from "./headers.ts";
import type { Credentials, LiveActors } from "./live-actors.ts";
import { isAllowedOrigin } from "./origin.ts";

export const STREAM_PATH = "/api/v1/events";
const PING_MS = 15_000;
/** A reader that has so much unread is let go; it comes back with the last position it has. */
const MAX_BACKLOG_BYTES = 1024 * 1024;

const Query = z.strictObject({
  since: z
    .string()
    .regex(/^\d{1,15}$/)
    .transform(Number)
    .optional()
    .describe("The position of the last event that was read; the header Last-Event-ID says the same."),
  types: z
    .string()
    .max(1000)
    .regex(/^[a-z_]+\.([a-z_]+|\*)(,[a-z_]+\.([a-z_]+|\*))*$/)
    .optional()
    .describe("Types to be told of, comma-separated; server.* is all of one noun."),
});

interface Asked {
  actor: Actor;
  credentials: Credentials;
  since: number | null;
  wants(type: string): boolean;
}

/** One connection, whatever it speaks. */
interface Stream {
  begin(position: number, resync: boolean): void;
  event(event: LiveEvent): void;
  ping(): void;
  backlogBytes(): number;
  /** `reason`: for the other side, as far as its protocol has a place for it. */
  end(reason: "revoked" | "too_slow" | "failed" | "going_away"): void;
}

export interface EventStreamOptions {
  actors: LiveActors;
  events: LiveEvents;
  origins: { origins: ReadonlySet<string>; ownHost: boolean };
}

/** The events for programs, as Server-Sent Events and as WebSocket, each with its position. `drain` ends all of them. */
export function eventStreamRoute({ actors, events, origins }: EventStreamOptions): Route & { drain(): void } {
  const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false, maxPayload: 1024 });
  const open = new Set<Stream>();

  /** Sends a stream what it asked for until it closes. Returns what to do then. */
  function run({ actor, credentials, since, wants }: Asked, stream: Stream): () => void {
    let current = actor;
    const reader: EventReader = {
      actor: () => current,
      tell(event) {
        if (!wants(event.type)) return;
        if (stream.backlogBytes() > MAX_BACKLOG_BYTES) stream.end("too_slow");
        else stream.event(event);
      },
      fail: () => stream.end("failed"),
    };
    const release = actors.hold(credentials, actor, {
      checked(now) {
        current = now;
        if (now.scopes && !now.scopes.has("events:read")) stream.end("revoked");
      },
      revoked: () => stream.end("revoked"),
    });
    const pinging = setInterval(() => stream.ping(), PING_MS);
    open.add(stream);
    const leave = events.follow(reader, since, stream.begin);
    return () => {
      clearInterval(pinging);
      open.delete(stream);
      release();
      leave();
    };
  }

  async function ask(incoming: IncomingMessage, client: Client, carrier: ServerResponse | Duplex): Promise<Asked> {
    const credentials = { headers: headerReader(incoming), address: client.address };
    const actor = await actors.identify(credentials);
    if (carrier.destroyed) throw new AppError("unavailable");
    actors.takePlace(actor, carrier);
    await execute(follow, actor, {}, { address: client.address });
    const { since, types } = readQuery(incoming);
    return { actor, credentials, since, wants: filterOf(types) };
  }

  return {
    path: STREAM_PATH,
    exact: true,
    request(incoming, outgoing, client) {
      if (incoming.method !== "GET") {
        outgoing.setHeader("allow", "GET");
        const params = { method: incoming.method ?? "", allowed: "GET" };
        return answerError(outgoing, new AppError("method_not_allowed", "method_not_allowed", params));
      }
      ask(incoming, client, outgoing).then(
        (asked) => {
          if (outgoing.destroyed) return;
          const leave = run(asked, sseStream(outgoing));
          outgoing.on("close", leave);
        },
        (error) => answerError(outgoing, asAppError(error)),
      );
    },
    upgrade(incoming, socket, head, client) {
      if (incoming.headers.origin !== undefined && !isAllowedOrigin(incoming, origins))
        return refuseUpgrade(socket, 403, "Forbidden");
      ask(incoming, client, socket).then(
        (asked) =>
          sockets.handleUpgrade(incoming, socket, head, (ws) => {
            const leave = run(asked, socketStream(ws));
            ws.on("close", leave);
          }),
        (error) => refuseWithBody(socket, asAppError(error)),
      );
    },
    drain() {
      for (const stream of [...open]) stream.end("going_away");
    },
  };
}

function readQuery(incoming: IncomingMessage): { since: number | null; types: string | undefined } {
  const found = new URL(incoming.url ?? "", "http://panel").searchParams;
  const parsed = Query.safeParse(Object.fromEntries(found));
  if (!parsed.success) {
    const details = parsed.error.issues.map((issue) => ({
      path: issue.code === "unrecognized_keys" ? issue.keys.join(", ") : issue.path.join("."),
      code: issue.code === "unrecognized_keys" ? "unknown_field" : issue.code,
      message: issue.message,
    }));
    throw new AppError("invalid_input", "invalid_input", { count: details.length }, details);
  }
  // A browser's EventSource that comes back says where it was by header, while its address stays what it was.
  const header = incoming.headers["last-event-id"];
  const last = typeof header === "string" && /^\d{1,15}$/.test(header) ? Number(header) : undefined;
  return { since: last ?? parsed.data.since ?? null, types: parsed.data.types };
}

function filterOf(types: string | undefined): (type: string) => boolean {
  if (types === undefined) return () => true;
  const wanted = types.split(",");
  const exact = new Set(wanted);
  const prefixes = wanted.filter((one) => one.endsWith(".*")).map((one) => one.slice(0, -1));
  return (type) => exact.has(type) || prefixes.some((prefix) => type.startsWith(prefix));
}

function sseStream(outgoing: ServerResponse): Stream {
  outgoing.writeHead(200, {
    "content-type": "text/event-stream; charset=utf-8",
    "cache-control": "no-store",
    "x-accel-buffering": "no",
  });
  outgoing.flushHeaders();
  const write = (text: string) => {
    if (!outgoing.writableEnded) outgoing.write(text);
  };
  return {
    begin: (position, resync) =>
      write(
        `retry: 2000\nid: ${position}\nevent: ${resync ? "resync" : "ready"}\ndata: ${JSON.stringify({ position })}\n\n`,
      ),
    event: (event) => write(`id: ${event.position}\nevent: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`),
    ping: () => write(": ping\n\n"),
    backlogBytes: () => outgoing.writableLength,
    end(reason) {
      // Clients of this protocol come back by themselves; those that went away together should not return together.
      if (reason === "going_away") write(`retry: ${500 + Math.floor(Math.random() * 2_500)}\n\n`);
      if (reason === "too_slow") outgoing.destroy();
      else outgoing.end();
    },
  };
}

const CLOSE_CODES = { revoked: 4401, too_slow: 1013, failed: 1011, going_away: 1012 } as const;

function socketStream(ws: WebSocket): Stream {
  let answered = true;
  ws.on("pong", () => {
    answered = true;
  });
  ws.on("error", () => ws.terminate());
  const send = (body: unknown) => {
    if (ws.readyState === ws.OPEN) ws.send(JSON.stringify(body));
  };
  return {
    begin: (position, resync) => send({ type: resync ? "resync" : "ready", position }),
    event: (event) => send({ type: "event", event }),
    ping() {
      if (!answered) return ws.terminate();
      answered = false;
      ws.ping();
    },
    backlogBytes: () => ws.bufferedAmount,
    end(reason) {
      ws.close(CLOSE_CODES[reason], reason);
      if (reason === "too_slow") ws.terminate();
    },
  };
}

function refuseWithBody(socket: Duplex, error: AppError): void {
  if (!socket.writable) return void socket.destroy();
  const body = JSON.stringify(errorEnvelope(error, newId("req")));
  socket.end(
    `HTTP/1.1 ${ERRORS[error.code].http} Refused\r\nConnection: close\r\nContent-Type: application/json; charset=utf-8\r\n` +
      `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
}
